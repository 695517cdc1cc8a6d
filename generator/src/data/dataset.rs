//! The data sets: what the page on open data lists, and what the catalogue for other catalogues describes.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Collection, SCHEMAS, changed};
use crate::address::Addresses;
use crate::site::Site;

/// A data set: one content, in one or several formats.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Dataset {
    /// Its name in addresses; the messages `data-<name>` and `data-<name>-text` name and explain it.
    pub name: &'static str,
    /// Its files.
    pub files: Vec<DatasetFile>,
    /// When its content last changed, where it bears a date.
    pub changed: Option<Date>,
    /// The countries it is about (ISO 3166-1 alpha-3); none for Europe as a whole.
    #[serde(skip)]
    pub countries: BTreeSet<String>,
}

/// A data set in one format.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DatasetFile {
    /// Where it is, from the root of the host.
    pub address: String,
    /// The format; the message `format-<code>` names it.
    pub format: Format,
    /// The language, where there is one file for each.
    pub language: Option<String>,
    /// Where its schema is, from the root of the host.
    pub schema: Option<String>,
}

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// JSON (RFC 8259).
    Json,
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
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
            Format::Atom => "atom",
            Format::Ics => "ics",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Json => "application/json",
            Format::Csv => "text/csv",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Format::Atom => "application/atom+xml",
            Format::Ics => "text/calendar",
        }
    }

    /// Its name in the European Union's list of file types, where it has one.
    pub fn authority(self) -> Option<&'static str> {
        match self {
            Format::Json => Some("JSON"),
            Format::Csv => Some("CSV"),
            Format::Xlsx => Some("XLSX"),
            Format::Atom => Some("ATOM"),
            Format::Ics => None,
        }
    }
}

/// All data sets of a site.
pub fn all(site: &Site) -> Vec<Dataset> {
    let file = |path: &str, format: Format, schema: Option<Collection>| DatasetFile {
        address: format!("{}/{path}", site.settings.base_path()),
        format,
        language: None,
        schema: schema
            .map(|collection| format!("{}/{SCHEMAS}/{}", site.settings.base_path(), collection.schema_file())),
    };
    let feeds = site.settings.languages.iter().map(|language| DatasetFile {
        address: Addresses::new(site.settings.base_path(), language).page("feed.xml"),
        format: Format::Atom,
        language: Some(language.to_string()),
        schema: None,
    });
    let set = |name, files, changed| Dataset { name, files, changed, countries: BTreeSet::new() };
    vec![
        Dataset {
            countries: countries(site),
            ..set(
                "offers",
                vec![
                    file("data/offers.json", Format::Json, Some(Collection::Offers)),
                    file("data/offers.csv", Format::Csv, None),
                    file("data/offers.xlsx", Format::Xlsx, None),
                ],
                changed::offers(site),
            )
        },
        set(
            "case-studies",
            vec![
                file("data/case-studies.json", Format::Json, Some(Collection::CaseStudies)),
                file("data/case-studies.csv", Format::Csv, None),
                file("data/case-studies.xlsx", Format::Xlsx, None),
            ],
            changed::case_studies(site),
        ),
        set(
            "monitoring",
            vec![
                file("data/monitoring.json", Format::Json, Some(Collection::Monitoring)),
                file("data/monitoring.csv", Format::Csv, None),
                file("data/monitoring.xlsx", Format::Xlsx, None),
            ],
            None,
        ),
        set(
            "vocabulary",
            vec![file("data/vocabulary.json", Format::Json, None), file("data/other-words.json", Format::Json, None)],
            None,
        ),
        set("events", vec![file("events.ics", Format::Ics, None)], None),
        set("news", feeds.collect(), changed::newest(site)),
    ]
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
