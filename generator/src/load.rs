//! From files to a checked [`Site`], or to the list of everything that is wrong with them.
//!
//! Files are read and checked in parallel; what needs to see several of them follows in [`crate::cross_check`].

mod draft;
mod letters;
mod shelf;
pub mod vocabulary;
mod years;

use std::collections::BTreeSet;
use std::path::Path;

use domain::case_study::CaseStudy;
use domain::dates::Period;
use domain::event::Event;
use domain::monitoring::Figures;
use domain::node::Node;
use domain::offer::Offer;
use domain::page::Page;
use domain::people::{Partner, Promoter};
use domain::problem::{Fault, Problem};
use domain::reading::{Fields, Reader, Source};
use domain::text::LanguageTag;
use domain::vocabulary::Vocabulary;
use jiff::civil::Date;

use crate::cache::Cache;
use crate::files::{self, FileError};
use crate::located::{LocatedProblem, Position};
use crate::pictures;
use crate::schemas::Notes;
use crate::settings::Settings;
use crate::site::{Site, Written};
use crate::toml_text;
use shelf::{Shelf, TextFile};

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

/// Reads everything below `root`; what `cache` knows of pictures is not found out again.
///
/// # Errors
/// If a file can't be read at all.
pub fn load(root: &Path, base_url: Option<&str>, today: Date, cache: &Cache) -> Result<Loaded, FileError> {
    let pictures = pictures::examine(root, cache)?;
    let (vocabulary, mut problems) = vocabulary::read(root)?;
    let settings = read_settings(root, &vocabulary, base_url, &mut problems)?;
    let shelf = Shelf {
        root,
        doubtful: problems
            .iter()
            .filter_map(|problem| problem.path.strip_prefix("content/vocabulary/"))
            .map(str::to_owned)
            .collect(),
        vocabulary: &vocabulary,
        language: settings.as_ref().map_or_else(LanguageTag::english, |settings| settings.default_language().clone()),
        base_path: settings.as_ref().map(|settings| settings.base_path().to_owned()).unwrap_or_default(),
        pictures: &pictures,
    };

    let mut unread = BTreeSet::new();
    let offers = shelf.records("offers", Offer::read)?.unpack(&mut problems, &mut unread);
    let case_studies = shelf.texts("case-studies", CaseStudy::read)?.unpack(&mut problems, &mut unread);
    let case_studies = without_language(case_studies, &mut problems);
    let pages = shelf.texts("pages", Page::read)?.unpack(&mut problems, &mut unread);
    let events = shelf.records("events", Event::read)?.unpack(&mut problems, &mut unread);
    let promoters = shelf.records("promoters", Promoter::read)?.unpack(&mut problems, &mut unread);
    let partners = shelf.records("partners", Partner::read)?.unpack(&mut problems, &mut unread);
    let monitoring = shelf.records("monitoring", Figures::read)?.unpack(&mut problems, &mut unread);
    let monitoring = years::by_year(monitoring, &mut problems);
    let described: Result<Vec<_>, _> = events.into_iter().map(|entry| shelf.describe(entry, &mut problems)).collect();
    let events = described?;
    let pages = shelf.by_language(pages, settings.as_ref(), &mut problems);
    shelf.strays(&mut problems)?;
    problems.extend(letters::check(root, &vocabulary)?);
    let notes = Notes::read(root)?;

    let site = settings.map(|settings| {
        let mut site = Site {
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
            vocabulary: Vocabulary::default(),
        };
        site.vocabulary = vocabulary;
        sort(&mut site);
        site
    });
    Ok(Loaded { site, problems, unread })
}

/// Reads the settings alone, or what is wrong with them and the vocabularies they name.
///
/// # Errors
/// If a file can't be read at all.
pub fn settings(root: &Path, base_url: Option<&str>) -> Result<(Option<Settings>, Vec<LocatedProblem>), FileError> {
    let (vocabulary, mut problems) = vocabulary::read(root)?;
    let settings = read_settings(root, &vocabulary, base_url, &mut problems)?;
    Ok((settings, problems))
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
) -> Result<Option<Settings>, FileError> {
    let text = files::read_text(&root.join(Settings::FILE))?;
    let node = match toml_text::parse(&text) {
        Ok(node) => node,
        Err(error) => {
            let fault = Fault::Syntax { format: "TOML", detail: error.detail };
            problems.push(LocatedProblem::of_text(Settings::FILE, error.position, fault));
            return Ok(None);
        }
    };
    let (settings, found) = check(vocabulary, LanguageTag::english(), &node, Settings::read);
    problems.extend(
        found
            .iter()
            .map(|problem| LocatedProblem::new(Settings::FILE, toml_text::locate(&text, &problem.pointer), problem)),
    );
    Ok(settings.map(|mut settings| {
        if let Some(base_url) = base_url {
            settings.base_url = base_url.trim_end_matches('/').to_owned();
        }
        settings
    }))
}

fn check<T>(
    vocabulary: &Vocabulary,
    language: LanguageTag,
    node: &Node,
    read: impl FnOnce(&mut Fields) -> Option<T>,
) -> (Option<T>, Vec<Problem>) {
    let mut reader = Reader::new(vocabulary, Source::Typed, language);
    let value = reader.document(node, read);
    (value, reader.into_problems())
}

/// Case studies carry their translations within: a language in the file's name is a mistake.
fn without_language<T>(texts: Vec<TextFile<T>>, problems: &mut Vec<LocatedProblem>) -> Vec<Written<T>> {
    texts
        .into_iter()
        .map(|TextFile { written, language }| {
            if let Some(language) = language {
                let fault = Fault::Slug { value: format!("{}.{language}", written.entry.slug) };
                problems.push(LocatedProblem::of_text(&written.entry.path, Position::START, fault));
            }
            written
        })
        .collect()
}
