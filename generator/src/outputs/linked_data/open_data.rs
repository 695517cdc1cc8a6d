//! The data sets, for search engines of data sets; `data/catalogue.jsonld` has the same for data portals.

use domain::text::messages::MessageError;
use serde::Serialize;

use super::organisation::{Agent, Reference};
use super::writer::{LICENCE, Writer};
use crate::outputs::data::dataset::{self, Dataset as Set, DatasetFile};
use content::model::site::absolute;

/// All data sets of the site.
#[derive(Serialize)]
pub(super) struct DataCatalog {
    #[serde(rename = "@id")]
    id: String,
    name: String,
    description: String,
    url: String,
    license: &'static str,
    publisher: Agent,
    dataset: Vec<Reference>,
}

/// A data set.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Dataset {
    #[serde(rename = "@id")]
    id: String,
    name: String,
    description: String,
    url: String,
    /// The same record in the catalogue for data portals.
    identifier: String,
    keywords: Vec<String>,
    license: &'static str,
    is_accessible_for_free: bool,
    creator: Agent,
    publisher: Agent,
    included_in_data_catalog: Reference,
    /// ISO 8601: the first and the last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    temporal_coverage: Option<String>,
    /// Countries by name; without any, Europe.
    spatial_coverage: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    distribution: Vec<DataDownload>,
}

/// A file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DataDownload {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    content_url: String,
    encoding_format: &'static str,
}

impl Writer<'_> {
    /// The catalogue and its data sets; those that have nothing but demonstrations are left out, as their entries are.
    pub(super) fn open_data(&self) -> Result<(DataCatalog, Vec<Dataset>), MessageError> {
        let site = self.localized.site;
        let sets: Vec<Dataset> = dataset::all(site)
            .iter()
            .filter(|set| !set.extent.demo)
            .map(|set| self.dataset(set))
            .collect::<Result<_, _>>()?;
        let catalogue = DataCatalog {
            id: self.catalogue_id(),
            name: site.settings.name.clone(),
            description: self.messages.text("data-catalogue-text")?,
            url: self.address.clone(),
            license: LICENCE,
            publisher: self.secretariat_agent(),
            dataset: sets.iter().map(|set| Reference { id: set.id.clone() }).collect(),
        };
        Ok((catalogue, sets))
    }

    fn catalogue_id(&self) -> String {
        format!("{}#catalogue", self.address)
    }

    fn dataset(&self, set: &Set) -> Result<Dataset, MessageError> {
        let site = self.localized.site;
        let key = format!("data-{}", set.name);
        let countries = set.countries.iter().filter_map(|code| {
            let country = site.vocabulary.countries.iter().find(|country| country.alpha3 == *code)?;
            Some(self.words(&country.label))
        });
        let mut spatial_coverage: Vec<String> = countries.collect();
        if spatial_coverage.is_empty() {
            spatial_coverage.push(self.messages.text("data-europe")?);
        }
        Ok(Dataset {
            id: format!("{}#{key}", self.address),
            name: self.messages.text(&key)?,
            description: self.messages.text(&format!("{key}-text"))?,
            url: format!("{}#{key}", self.address),
            identifier: format!("{}/data/catalogue.jsonld#{}", site.settings.base_url(), set.name),
            keywords: dataset::keywords(self.messages, set.name)?,
            license: LICENCE,
            is_accessible_for_free: true,
            creator: self.secretariat_agent(),
            publisher: self.secretariat_agent(),
            included_in_data_catalog: Reference { id: self.catalogue_id() },
            temporal_coverage: set.extent.period.map(|days| format!("{}/{}", days.from, days.until)),
            spatial_coverage,
            date_published: set.extent.issued.map(|day| day.to_string()),
            date_modified: set.changed.map(|day| day.to_string()),
            distribution: set.files.iter().map(|file| self.download(file)).collect::<Result<_, _>>()?,
        })
    }

    fn download(&self, file: &DatasetFile) -> Result<DataDownload, MessageError> {
        Ok(DataDownload {
            kind: "DataDownload",
            name: self.messages.text(&format!("format-{}", file.format.code()))?,
            content_url: absolute(self.localized.site, &file.address),
            encoding_format: file.format.media_type(),
        })
    }
}
