//! From files to a checked [`Site`], or to the list of everything that is wrong with them.
//!
//! Files are read and checked in parallel; what needs to see several of them is checked by the generator.

mod cache;
mod check;
mod contacts;
mod draft;
mod languages;
mod letters;
mod listing;
mod quotes;
mod reader;
mod reserved;
mod settings;
mod source_file;
mod texts;
pub mod vocabulary;
mod years;

pub use reserved::reason as why_reserved;
pub(crate) use settings::read_settings;
pub use settings::{settings, theme_names};

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use domain::content::case_study::CaseStudy;
use domain::content::offer::Offer;
use domain::content::page::Page;
use domain::content::people::{Partner, Promoter};
use domain::dates::Period;
use domain::statistics::Figures;
use domain::text::LanguageTag;
use jiff::civil::Date;

use crate::cache::Cache;
use crate::inputs::SourceFiles;
use crate::model::site::{Scheduled, Site};
use crate::pictures;
use crate::schemas;
pub use cache::ReadCache;
use cache::part;
use check::unreliable;
use languages::{by_language, without_language};
use listing::Listing;
use markup::LocatedProblem;
use reader::ContentReader;
use source_file::CheckContext;

/// What reading the files gave.
pub struct Loaded {
    /// The site; only whole, so not there where a file could not be understood.
    pub site: Option<Site>,
    /// What is wrong, in the order of the files.
    pub problems: Vec<LocatedProblem>,
    /// Ends of the addresses of files that could not be understood (`offers/quay/`): a link to one of them is right,
    /// and no further mistake.
    pub unread: BTreeSet<String>,
}

/// Reads everything below `root`; what `cache` knows of pictures is not computed again, and what is in `memory` and the
/// same on disk not read again.
pub fn load(
    root: &Path,
    files: &SourceFiles,
    base_url: Option<&str>,
    today: Date,
    cache: &Cache,
    mut memory: Option<&mut ReadCache>,
) -> Loaded {
    let memory = &mut memory;
    let codes = part(memory, |memory| &mut memory.codes);
    let listing = Listing::new(root, &files.content);
    let codes = vocabulary::get_or_read(root, codes);
    let (images, names) = listing.folder("images");
    let pictures = pictures::inspect_all(&images, &names, cache, part(memory, |memory| &mut memory.pictures));
    let mut problems = codes.problems.clone();
    let settings = read_settings(root, &codes.vocabulary, &files.themes, base_url, &mut problems);
    let context = CheckContext {
        vocabulary: &codes.vocabulary,
        fingerprint: codes.fingerprint,
        unreliable: unreliable(&problems),
        language: settings.as_ref().map_or_else(LanguageTag::english, |settings| settings.default_language().clone()),
        contacts: settings.as_ref().map(contacts::own),
    };
    let mut reader = ContentReader { listing: &listing, context, problems, unread: BTreeSet::new() };
    let offers = reader.records("offers", part(memory, |memory| &mut memory.offers), Offer::read);
    let stories = reader.texts("case-studies", part(memory, |memory| &mut memory.case_studies), CaseStudy::read);
    let case_studies = without_language(stories, &mut reader.problems);
    let pages = reader.texts("pages", part(memory, |memory| &mut memory.pages), Page::read);
    let pages = by_language(pages, settings.as_ref(), &mut reader.problems);
    let events = reader.events(part(memory, |memory| &mut memory.events));
    let promoters = reader.records("promoters", part(memory, |memory| &mut memory.promoters), Promoter::read);
    let partners = reader.records("partners", part(memory, |memory| &mut memory.partners), Partner::read);
    let figures = reader.records("monitoring", part(memory, |memory| &mut memory.monitoring), Figures::read);
    let monitoring = years::by_year(figures, &mut reader.problems);
    let ContentReader { mut problems, unread, .. } = reader;
    problems.extend(listing.problems());
    problems.extend(listing.unexpected_files());
    problems.extend(letters::check(&listing, &codes, part(memory, |memory| &mut memory.letters)));
    let notes = schemas::read_notes(root, part(memory, |memory| &mut memory.notes));

    let site = settings.map(|settings| {
        let (offers, later_offers) =
            offers.into_iter().partition(|offer| is_published(offer.value.published, offer.value.confirmed, today));
        let (case_studies, later_stories) =
            case_studies.into_iter().partition(|story| story.entry.value.published <= today);
        let mut site = Site {
            scheduled: Scheduled { offers: later_offers, case_studies: later_stories },
            settings,
            today,
            offers,
            case_studies,
            pages,
            events,
            promoters,
            partners,
            monitoring,
            notes,
            pictures,
            vocabulary: Arc::clone(&codes.vocabulary),
            codes: codes.fingerprint,
        };
        sort(&mut site);
        site
    });
    Loaded { site, problems, unread }
}

/// Whether an offer is in the site: one whose day of publication is to come waits for it. A day of confirmation that is to
/// come is a mistake, and no reason to wait.
fn is_published(published: Date, confirmed: Date, today: Date) -> bool {
    published <= today || published == confirmed
}

fn sort(site: &mut Site) {
    site.offers.sort_by(|a, b| b.value.confirmed.cmp(&a.value.confirmed).then_with(|| a.slug.cmp(&b.slug)));
    site.case_studies.sort_by(|a, b| {
        let (a, b) = (&a.entry, &b.entry);
        b.value.dates.start().cmp(&a.value.dates.start()).then_with(|| a.slug.cmp(&b.slug))
    });
    let today = site.today;
    let order = |days: &Period| (days.until < today, days.from);
    site.events.sort_by(|a, b| {
        let (a, b) = (&a.entry, &b.entry);
        order(&a.value.days).cmp(&order(&b.value.days)).then_with(|| a.slug.cmp(&b.slug))
    });
    site.promoters.sort_by(|a, b| a.slug.cmp(&b.slug));
    site.partners.sort_by(|a, b| a.slug.cmp(&b.slug));
}

/// Whether a file says that somebody is still writing it.
pub(crate) fn is_draft(text: &str) -> bool {
    draft::mark(text).is_some()
}
