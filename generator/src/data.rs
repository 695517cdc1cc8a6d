//! The files that machines read: open data, the function's artefacts, feeds, calendar, sitemap.

mod calendar;
mod feed;
mod sitemap;
mod tables;

use domain::case_study::CaseStudy;
use domain::offer::Offer;
use domain::text::LanguageTag;
use serde::Serialize;

use crate::address::Addresses;
use crate::context::absolute;
use crate::plan::Planned;
use crate::site::{Entry, Site};

/// The version of the published data: it changes when a reader of an older one would go wrong.
const DATA_VERSION: u32 = 1;

/// A file that machines read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum DataFile {
    /// What the function needs to know of the site.
    About,
    /// All case studies.
    CaseStudies,
    /// All case studies, as a table.
    CaseStudyTable,
    /// All events.
    Calendar,
    /// What is new, in one language.
    Feed(LanguageTag),
    /// All offers.
    Offers,
    /// All offers, as a table.
    OfferTable,
    /// What robots may read.
    Robots,
    /// All addresses.
    Sitemap,
    /// All codes.
    Vocabulary,
}

impl DataFile {
    /// All data files of a site.
    pub fn all(site: &Site) -> Vec<DataFile> {
        let feeds = site.settings.languages.iter().cloned().map(DataFile::Feed);
        [
            DataFile::About,
            DataFile::CaseStudies,
            DataFile::CaseStudyTable,
            DataFile::Calendar,
            DataFile::Offers,
            DataFile::OfferTable,
            DataFile::Robots,
            DataFile::Sitemap,
            DataFile::Vocabulary,
        ]
        .into_iter()
        .chain(feeds)
        .collect()
    }

    /// Its path below the output folder.
    pub fn name(&self) -> String {
        match self {
            DataFile::About => "data/site.json".to_owned(),
            DataFile::CaseStudies => "data/case-studies.json".to_owned(),
            DataFile::CaseStudyTable => "data/case-studies.csv".to_owned(),
            DataFile::Calendar => "events.ics".to_owned(),
            DataFile::Feed(language) => format!("{language}/feed.xml"),
            DataFile::Offers => "data/offers.json".to_owned(),
            DataFile::OfferTable => "data/offers.csv".to_owned(),
            DataFile::Robots => "robots.txt".to_owned(),
            DataFile::Sitemap => "sitemap.xml".to_owned(),
            DataFile::Vocabulary => "data/vocabulary.json".to_owned(),
        }
    }

    /// Its bytes.
    ///
    /// # Errors
    /// If a value can't be written in the file's format.
    pub fn make(&self, site: &Site, pages: &[Planned]) -> Result<Vec<u8>, DataError> {
        Ok(match self {
            DataFile::About => about(site)?,
            DataFile::CaseStudies => case_studies(site)?,
            DataFile::CaseStudyTable => tables::case_study_table(site)?,
            DataFile::Calendar => calendar::events(site),
            DataFile::Feed(language) => feed::feed(site, language),
            DataFile::Offers => offers(site)?,
            DataFile::OfferTable => tables::offer_table(site)?,
            DataFile::Robots => sitemap::robots(site),
            DataFile::Sitemap => sitemap::sitemap(site, pages)?,
            DataFile::Vocabulary => json(&site.vocabulary)?,
        })
    }
}

/// A value that can't be written in its file's format.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// As JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// As CSV.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    /// As XML.
    #[error(transparent)]
    Xml(#[from] std::io::Error),
}

#[derive(Serialize)]
struct Published<'s, T: Serialize> {
    slug: &'s str,
    address: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    open: Option<bool>,
    #[serde(flatten)]
    value: &'s T,
}

#[derive(Serialize)]
struct Offers<'s> {
    version: u32,
    licence: &'static str,
    offers: Vec<Published<'s, Offer>>,
}

#[derive(Serialize)]
struct CaseStudies<'s> {
    version: u32,
    licence: &'static str,
    case_studies: Vec<Published<'s, CaseStudy>>,
}

#[derive(Serialize)]
struct About<'s> {
    version: u32,
    name: &'s str,
    base_url: &'s str,
    languages: &'s [LanguageTag],
}

/// Content is published under this licence (SPDX).
const LICENCE: &str = "CC-BY-4.0";

/// All offers, with whether each is open on the day of the build.
fn offers(site: &Site) -> serde_json::Result<Vec<u8>> {
    let addresses = Addresses::new(site.settings.base_path(), site.settings.default_language());
    let published = |entry: &'_ Entry<Offer>| absolute(site, &addresses.offer(entry.slug.as_str()));
    let offers = site
        .offers
        .iter()
        .map(|entry| Published {
            slug: entry.slug.as_str(),
            address: published(entry),
            open: Some(entry.value.is_open(site.today)),
            value: &entry.value,
        })
        .collect();
    json(&Offers { version: DATA_VERSION, licence: LICENCE, offers })
}

/// All case studies.
fn case_studies(site: &Site) -> serde_json::Result<Vec<u8>> {
    let addresses = Addresses::new(site.settings.base_path(), site.settings.default_language());
    let case_studies = site
        .case_studies
        .iter()
        .map(|story| Published {
            slug: story.entry.slug.as_str(),
            address: absolute(site, &addresses.case_study(story.entry.slug.as_str())),
            open: None,
            value: &story.entry.value,
        })
        .collect();
    json(&CaseStudies { version: DATA_VERSION, licence: LICENCE, case_studies })
}

/// What the function needs to know of the site.
fn about(site: &Site) -> serde_json::Result<Vec<u8>> {
    let settings = &site.settings;
    json(&About {
        version: DATA_VERSION,
        name: &settings.name,
        base_url: &settings.base_url,
        languages: &settings.languages,
    })
}

fn json(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}
