//! Files that say word for word the same under two names, as a copy does that somebody forgot.

use std::collections::HashMap;

use domain::validate::ErrorKind;

use content::model::site::{Entry, Site};
use markup::{LocatedProblem, Position};

/// Of two files that are the same, the one with the longer name: copies are called after what they were made of.
pub(super) fn check(site: &Site) -> Vec<LocatedProblem> {
    let mut found = Vec::new();
    among(site.offers.iter().map(|offer| &**offer), |offer| offer.title.original(), &mut found);
    let stories = site.case_studies.iter().map(|story| &story.entry);
    among(stories, |story| story.title.original(), &mut found);
    among(site.events.iter().map(|event| &event.entry), |event| event.title.original(), &mut found);
    among(site.promoters.iter().map(|promoter| &**promoter), |promoter| &promoter.name, &mut found);
    among(site.partners.iter().map(|partner| &**partner), |partner| &partner.name, &mut found);
    found
}

fn among<'s, T: PartialEq + 's>(
    entries: impl Iterator<Item = &'s Entry<T>>,
    title: impl Fn(&'s T) -> &'s str,
    found: &mut Vec<LocatedProblem>,
) {
    let mut known: HashMap<&str, &Entry<T>> = HashMap::new();
    for entry in entries {
        let first = *known.entry(title(&entry.value)).or_insert(entry);
        if first.slug != entry.slug && first.value == entry.value {
            let order = |entry: &Entry<T>| (entry.path.len(), entry.path.clone());
            let (copy, other) = if order(first) < order(entry) { (entry, first) } else { (first, entry) };
            let kind = ErrorKind::SameAsOther { other: other.path.clone() };
            found.push(LocatedProblem::of_text(&copy.path, Position::START, kind));
        }
    }
}
