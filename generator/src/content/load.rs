//! From files to a checked [`Site`], or to the list of everything that is wrong with them.
//!
//! Files are read and checked in parallel; what needs to see several of them follows in [`crate::validate::cross_check`].

mod cache;
mod check;
mod contacts;
mod draft;
mod letters;
mod listing;
mod quotes;
mod reader;
mod reserved;
mod texts;
pub mod vocabulary;
mod years;

pub use reserved::reason as why_reserved;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use domain::content::case_study::CaseStudy;
use domain::content::offer::Offer;
use domain::content::page::Page;
use domain::content::people::{Partner, Promoter};
use domain::dates::Period;
use domain::statistics::Figures;
use domain::text::{LanguageTag, nearest};
use domain::validate::base_url::BaseUrl;
use domain::validate::{ErrorKind, Pointer, Problem};
use domain::vocabulary::Vocabulary;
use jiff::civil::Date;

use crate::content::pictures;
use crate::content::schemas;
use crate::fs::cache::Cache;
use crate::fs::files::{self, Walk};
use crate::model::settings::Settings;
use crate::model::site::{Scheduled, Site, Written};
use crate::theme;
pub use cache::ReadCache;
use cache::part;
use check::{check, is_certain, unreliable};
use listing::Listing;
use markup::toml;
use markup::{LocatedProblem, Position};
use reader::{ContentReader, TextFile};
use vocabulary::Codes;

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

/// Where a problem with an address is that the settings do not name.
const BASE_URL: &str = "--base-url";

/// Reads everything below `root`; what `cache` knows of pictures is not found out again, and what is in `memory` and the
/// same on disk not read again.
pub fn load(
    root: &Path,
    content: Walk,
    base_url: Option<&str>,
    today: Date,
    cache: &Cache,
    mut memory: Option<&mut ReadCache>,
) -> Loaded {
    let memory = &mut memory;
    let codes = part(memory, |memory| &mut memory.codes);
    let listing = Listing::new(root, content);
    let codes = vocabulary::get_or_read(root, codes);
    let (images, names) = listing.folder("images");
    let pictures = pictures::inspect_all(&images, &names, cache, part(memory, |memory| &mut memory.pictures));
    let mut problems = codes.problems.clone();
    let settings = read_settings(root, &codes.vocabulary, base_url, &mut problems);
    let reader = ContentReader {
        listing: &listing,
        unreliable: unreliable(&problems),
        vocabulary: &codes.vocabulary,
        fingerprint: codes.fingerprint,
        language: settings.as_ref().map_or_else(LanguageTag::english, |settings| settings.default_language().clone()),
        base_path: settings.as_ref().map(|settings| settings.base_path().to_owned()).unwrap_or_default(),
        pictures: &pictures,
        contacts: settings.as_ref().map(contacts::own),
    };

    let mut unread = BTreeSet::new();
    let offers = reader.records("offers", part(memory, |memory| &mut memory.offers), Offer::read);
    let offers = offers.unpack(&mut problems, &mut unread);
    let stories = reader.texts("case-studies", part(memory, |memory| &mut memory.case_studies), CaseStudy::read);
    let case_studies = without_language(stories.unpack(&mut problems, &mut unread), &mut problems);
    let pages = reader.texts("pages", part(memory, |memory| &mut memory.pages), Page::read);
    let pages = reader.by_language(pages.unpack(&mut problems, &mut unread), settings.as_ref(), &mut problems);
    let events = reader.events(part(memory, |memory| &mut memory.events)).unpack(&mut problems, &mut unread);
    let promoters = reader.records("promoters", part(memory, |memory| &mut memory.promoters), Promoter::read);
    let promoters = promoters.unpack(&mut problems, &mut unread);
    let partners = reader.records("partners", part(memory, |memory| &mut memory.partners), Partner::read);
    let partners = partners.unpack(&mut problems, &mut unread);
    let figures = reader.records("monitoring", part(memory, |memory| &mut memory.monitoring), Figures::read);
    let monitoring = years::by_year(figures.unpack(&mut problems, &mut unread), &mut problems);
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

/// Reads the settings alone, or what is wrong with them and the vocabularies they name.
pub fn settings(root: &Path, base_url: Option<&str>) -> (Option<Settings>, Vec<LocatedProblem>) {
    let Codes { vocabulary, mut problems, .. } = vocabulary::read(root);
    let settings = read_settings(root, &vocabulary, base_url, &mut problems);
    (settings, problems)
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

pub(crate) fn read_settings(
    root: &Path,
    vocabulary: &Vocabulary,
    base_url: Option<&str>,
    problems: &mut Vec<LocatedProblem>,
) -> Option<Settings> {
    let text = match files::text_of(root, Settings::FILE) {
        Ok(text) => text,
        Err(problem) => {
            problems.push(problem);
            return None;
        }
    };
    let node = match toml::parse(&text) {
        Ok(node) => node,
        Err(error) => {
            let kind = ErrorKind::Syntax { format: "TOML", detail: error.detail };
            problems.push(LocatedProblem::of_text(Settings::FILE, error.position, kind));
            return None;
        }
    };
    let (settings, found) = check(vocabulary, LanguageTag::english(), &node, Settings::read);
    let unreliable = unreliable(problems);
    let certain = found.iter().filter(|problem| is_certain(problem, &unreliable));
    let located =
        |problem: &Problem| LocatedProblem::new(Settings::FILE, toml::locate(&text, &problem.pointer), problem);
    let before = problems.len();
    problems.extend(certain.map(located));
    let others: Vec<_> = toml::mistakes(&text)
        .into_iter()
        .map(|(kind, position)| LocatedProblem::of_text(Settings::FILE, position, kind))
        .filter(|problem| {
            problems[before..].iter().all(|known| (known.line, known.column) != (problem.line, problem.column))
        })
        .collect();
    problems.extend(others);
    let mut settings = settings?;
    if let Some(kind) = unknown_theme(root, &settings.theme) {
        let place = toml::locate(&text, &Pointer::root().key("theme"));
        problems.push(LocatedProblem::of_text(Settings::FILE, place, kind));
    }
    let Some(written) = base_url else { return Some(settings) };
    let mut note = |kind| problems.push(LocatedProblem::of_text(BASE_URL, Position::START, kind));
    settings.base_url = match BaseUrl::parse(written) {
        Ok(url) => url,
        Err(error) => {
            note(ErrorKind::BaseUrl { value: written.to_owned(), reason: error.to_string() });
            return None;
        }
    };
    if !settings.base_url.is_private() {
        note(ErrorKind::Unencrypted { value: written.to_owned() });
    }
    Some(settings)
}

/// What is wrong with a theme's name: it must be a folder with templates.
fn unknown_theme(root: &Path, name: &str) -> Option<ErrorKind> {
    let themes = theme::names(root);
    let suggestion = nearest(name, themes.iter().map(String::as_str));
    (!themes.iter().any(|theme| theme == name)).then(|| ErrorKind::UnknownTheme {
        value: name.to_owned(),
        suggestion,
        themes,
    })
}

/// Whether a file says that somebody is still writing it.
pub(crate) fn is_draft(text: &str) -> bool {
    draft::mark(text).is_some()
}

/// Case studies carry their translations within: a language in the file's name is a mistake.
fn without_language<T>(texts: Vec<TextFile<T>>, problems: &mut Vec<LocatedProblem>) -> Vec<Arc<Written<T>>> {
    texts
        .into_iter()
        .map(|TextFile { written, language }| {
            if let Some(language) = language {
                let kind = ErrorKind::Slug { value: format!("{}.{language}", written.entry.slug) };
                problems.push(LocatedProblem::of_text(&written.entry.path, Position::START, kind));
            }
            written
        })
        .collect()
}
