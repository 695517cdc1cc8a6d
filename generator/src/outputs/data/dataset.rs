//! The data sets: what the page on open data lists, and what the catalogue for other catalogues describes.

mod extent;

use std::collections::BTreeSet;

use domain::text::messages::{MessageError, Messages};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::collection::Collection;
use super::published::SCHEMAS;
use super::{changed, concepts};
use content::model::address::Addresses;
use content::model::site::Site;

pub use extent::Extent;

/// A data set: one content, in one or several formats.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Dataset {
    /// Its name in addresses; the messages `data-<name>` and `data-<name>-text` name and explain it.
    pub name: &'static str,
    pub files: Vec<DatasetFile>,
    /// When its content last changed, where it bears a date.
    pub changed: Option<Date>,
    /// The countries it is about (ISO 3166-1 alpha-3); none for Europe as a whole.
    #[serde(skip)]
    pub countries: BTreeSet<String>,
    /// What else it reaches over.
    #[serde(skip)]
    pub extent: Extent,
}

/// A data set in one format.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DatasetFile {
    /// Where it is, from the root of the host.
    pub address: String,
    /// The format; the message `format-<code>` names it.
    pub format: Format,
    /// What of the data set it has, where several files have one format; the message `data-part-<name>` names it.
    pub part: Option<&'static str>,
    /// The language, where there is one file for each.
    pub language: Option<String>,
    /// Where its schema is, from the root of the host.
    pub schema: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// JSON (RFC 8259).
    Json,
    /// JSON-LD 1.1.
    JsonLd,
    /// Comma-separated values (RFC 4180).
    Csv,
    /// An Excel workbook (Office Open XML).
    Xlsx,
    /// Atom (RFC 4287).
    Atom,
    /// iCalendar (RFC 5545).
    Ics,
}

impl Format {
    /// Its name in addresses and message keys.
    pub fn code(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::JsonLd => "jsonld",
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
            Format::Atom => "atom",
            Format::Ics => "ics",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Format::Json => "application/json",
            Format::JsonLd => "application/ld+json",
            Format::Csv => "text/csv",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Format::Atom => "application/atom+xml",
            Format::Ics => "text/calendar",
        }
    }

    /// Its name in the European Union's list of file types.
    pub fn authority(self) -> &'static str {
        match self {
            Format::Json => "JSON",
            Format::JsonLd => "JSON_LD",
            Format::Csv => "CSV",
            Format::Xlsx => "XLSX",
            Format::Atom => "ATOM",
            Format::Ics => "ICS",
        }
    }
}

/// All data sets of a site.
pub fn all(site: &Site) -> Vec<Dataset> {
    let file = |path: &str, format: Format, schema: Option<Collection>| DatasetFile {
        address: format!("{}/{path}", site.settings.base_path()),
        format,
        part: None,
        language: None,
        schema: schema
            .map(|collection| format!("{}/{SCHEMAS}/{}", site.settings.base_path(), collection.schema_file())),
    };
    let feeds = site.settings.languages.iter().map(|language| DatasetFile {
        address: Addresses::new(site.settings.base_path(), language).page("feed.xml"),
        format: Format::Atom,
        part: None,
        language: Some(language.to_string()),
        schema: None,
    });
    let tables = |name: &str, collection: Collection| {
        let mut files = vec![
            file(&format!("data/{name}.json"), Format::Json, Some(collection)),
            file(&format!("data/{name}.csv"), Format::Csv, None),
        ];
        if site.settings.workbooks {
            files.push(file(&format!("data/{name}.xlsx"), Format::Xlsx, None));
        }
        files
    };
    let set = |name, files, changed, extent| Dataset { name, files, changed, countries: BTreeSet::new(), extent };
    vec![
        Dataset {
            countries: countries(site),
            ..set("offers", tables("offers", Collection::Offers), changed::offers(site), Extent::of_offers(site))
        },
        set(
            "case-studies",
            tables("case-studies", Collection::CaseStudies),
            changed::case_studies(site),
            Extent::of_case_studies(site),
        ),
        set("monitoring", tables("monitoring", Collection::Monitoring), None, Extent::of_monitoring(site)),
        set(
            "vocabulary",
            vec![
                DatasetFile { part: Some("vocabulary"), ..file("data/vocabulary.json", Format::Json, None) },
                DatasetFile { part: Some("other-words"), ..file("data/other-words.json", Format::Json, None) },
                file(concepts::FILE, Format::JsonLd, None),
            ],
            None,
            Extent::default(),
        ),
        set("events", vec![file("events.ics", Format::Ics, None)], changed::events(site), Extent::of_events(site)),
        set("news", feeds.collect(), changed::newest(site), Extent::default()),
    ]
}

/// The keywords of a data set.
pub fn keywords(messages: &Messages, name: &str) -> Result<Vec<String>, MessageError> {
    let listed = messages.text(&format!("data-{name}-keywords"))?;
    Ok(listed.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect())
}

/// The countries of the hosts.
fn countries(site: &Site) -> BTreeSet<String> {
    let regions: BTreeSet<&str> = site.offers.iter().map(|offer| offer.value.host.region.as_str()).collect();
    regions
        .into_iter()
        .filter_map(|region| site.vocabulary.regions.find(region))
        .filter_map(|region| site.vocabulary.countries.get(&region.country))
        .map(|country| country.alpha3.clone())
        .collect()
}
