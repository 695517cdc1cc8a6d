//! Offers, case studies and yearly figures as JSON, and the schemas of these files: both from the same types.

use std::io::Write;

use domain::content::case_study::CaseStudy;
use domain::content::offer::Offer;
use domain::statistics::protection::THRESHOLD;
use domain::statistics::published::PublishedYear;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde::{Serialize, Serializer};

use super::error::DataError;
use super::lines;
use super::published::{LICENCE, json, schema_address};
use content::model::address::Addresses;
use content::model::settings::Target;
use content::model::site::Site;
use content::model::site::absolute;

/// The version of the published data: it grows when a reader of an older one would go wrong. Keys may be added
/// without it, and readers pass over those that they do not know.
pub const DATA_VERSION: u32 = 1;

/// A published list of things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Collection {
    /// All offers, ended ones too.
    Offers,
    /// All case studies.
    CaseStudies,
    /// The figures of all years.
    Monitoring,
}

/// One thing of a list.
#[derive(Serialize, JsonSchema)]
struct Published<'s, T: Serialize + JsonSchema> {
    /// The name of its file, and the last part of its address.
    slug: &'s str,
    /// Its page, in the site's first language.
    #[schemars(extend("format" = "uri"))]
    address: String,
    /// Whether an offer could be asked for on the day of the build.
    #[serde(skip_serializing_if = "Option::is_none")]
    open: Option<bool>,
    #[serde(flatten)]
    value: &'s T,
}

/// What all such files have.
#[derive(Serialize, JsonSchema)]
struct Head {
    /// The schema of this file.
    #[serde(rename = "$schema")]
    #[schemars(extend("format" = "uri"))]
    schema: String,
    /// The version of the format: it grows when a reader of an older one would go wrong.
    version: u32,
    /// The licence (SPDX).
    licence: &'static str,
}

/// All hosting offers of the site, the most recently confirmed first; those that have ended have `open` false.
#[derive(Serialize, JsonSchema)]
struct Offers<'s> {
    #[serde(flatten)]
    head: Head,
    /// The offers.
    #[schemars(with = "Vec<Published<'s, Offer>>")]
    #[serde(serialize_with = "each_offer")]
    offers: &'s Site,
}

/// All case studies of the site, the most recent exchange first.
#[derive(Serialize, JsonSchema)]
struct CaseStudies<'s> {
    #[serde(flatten)]
    head: Head,
    /// The case studies.
    #[schemars(with = "Vec<Published<'s, CaseStudy>>")]
    #[serde(serialize_with = "each_case_study")]
    case_studies: &'s Site,
}

/// The figures of all years, the earliest first, with small numbers protected.
#[derive(Serialize, JsonSchema)]
struct Monitoring<'s> {
    #[serde(flatten)]
    head: Head,
    /// Counts of persons from 1 to less than this are not published.
    threshold: i64,
    /// Pledges and targets to measure against.
    targets: &'s [Target],
    /// The years.
    years: Vec<PublishedYear<'s>>,
}

/// What may be read of the figures of all years, the earliest first.
pub(super) fn published_years(site: &Site) -> Vec<PublishedYear<'_>> {
    site.monitoring.iter().map(|(year, entry)| PublishedYear::new(*year, &entry.value)).collect()
}

impl Collection {
    pub const ALL: [Collection; 3] = [Collection::Offers, Collection::CaseStudies, Collection::Monitoring];

    /// Its name in the names of files.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The file's name of its schema.
    pub fn schema_file(self) -> String {
        format!("{}.schema.json", self.name())
    }

    /// Its JSON file.
    pub fn data(self, site: &Site, out: &mut impl Write) -> Result<(), DataError> {
        let schema = schema_address(site, &self.schema_file());
        let head = Head { schema, version: DATA_VERSION, licence: LICENCE };
        match self {
            Collection::Offers => lines::json(&Offers { head, offers: site }, out),
            Collection::CaseStudies => lines::json(&CaseStudies { head, case_studies: site }, out),
            Collection::Monitoring => {
                let (targets, years) = (&site.settings.targets[..], published_years(site));
                lines::json(&Monitoring { head, threshold: THRESHOLD, targets, years }, out)
            }
        }
    }

    /// The schema of its JSON file.
    pub fn schema(self, site: &Site, out: &mut impl Write) -> Result<(), DataError> {
        let mut schema = match self {
            Collection::Offers => schema_of::<Offers>(),
            Collection::CaseStudies => schema_of::<CaseStudies>(),
            Collection::Monitoring => schema_of::<Monitoring>(),
        };
        schema.insert("$id".to_owned(), schema_address(site, &self.schema_file()).into());
        json(&schema, out)
    }
}

/// One after another, so that no list of them is made.
fn each_offer<S: Serializer>(site: &Site, serializer: S) -> Result<S::Ok, S::Error> {
    let addresses = Addresses::new(site.settings.base_path(), site.settings.default_language());
    serializer.collect_seq(site.offers.iter().map(|entry| Published {
        slug: entry.slug.as_str(),
        address: absolute(site, &addresses.offer(entry.slug.as_str())),
        open: Some(entry.value.is_open(site.today)),
        value: &entry.value,
    }))
}

fn each_case_study<S: Serializer>(site: &Site, serializer: S) -> Result<S::Ok, S::Error> {
    let addresses = Addresses::new(site.settings.base_path(), site.settings.default_language());
    serializer.collect_seq(site.case_studies.iter().map(|story| Published {
        slug: story.entry.slug.as_str(),
        address: absolute(site, &addresses.case_study(story.entry.slug.as_str())),
        open: None,
        value: &story.entry.value,
    }))
}

/// The schema of what is written, not of what could be read.
pub(super) fn schema_of<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize().with_transform(RecursiveTransform(without_sizes));
    settings.into_generator().into_root_schema_for::<T>()
}

/// Takes away the formats that name a size of numbers in memory, such as `uint32`: JSON Schema has none of them, and strict
/// validators refuse what they don't know. Bounds of numbers stay.
fn without_sizes(schema: &mut Schema) {
    let is_size =
        |format: &str| format.starts_with("int") || format.starts_with("uint") || matches!(format, "float" | "double");
    if schema.get("format").and_then(|format| format.as_str()).is_some_and(is_size) {
        schema.remove("format");
    }
}
