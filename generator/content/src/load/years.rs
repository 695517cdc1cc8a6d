//! The folder of figures: a file's name is its year.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::statistics::Figures;
use domain::validate::ErrorKind;

use crate::model::site::Entry;
use markup::{LocatedProblem, Position};

/// The figures by year; a name that is no year, or a year given twice, is a problem.
pub(super) fn by_year(
    entries: Vec<Arc<Entry<Figures>>>,
    problems: &mut Vec<LocatedProblem>,
) -> BTreeMap<i16, Arc<Entry<Figures>>> {
    let mut years: BTreeMap<i16, Arc<Entry<Figures>>> = BTreeMap::new();
    for entry in entries {
        let name = entry.slug.as_str();
        let kind = match Figures::year_of(name) {
            None => ErrorKind::NotAYear { value: name.to_owned() },
            Some(year) => match years.get(&year) {
                Some(other) => ErrorKind::DuplicateSlug { slug: name.to_owned(), other: other.path.clone() },
                None => {
                    years.insert(year, entry);
                    continue;
                }
            },
        };
        problems.push(LocatedProblem::of_text(&entry.path, Position::START, kind));
    }
    years
}
