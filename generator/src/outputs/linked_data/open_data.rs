//! The data sets, for search engines of data sets; `data/catalogue.jsonld` has the same for data portals.

use domain::text::messages::MessageError;

use super::writer::{LICENCE, Writer};
use crate::outputs::data::dataset::{self, Dataset, DatasetFile};
use crate::outputs::json::{Json, object};
use content::model::site::absolute;

impl Writer<'_> {
    /// The catalogue and its data sets; those that have nothing but demonstrations are left out, as their entries are.
    pub(super) fn open_data(&self) -> Result<Vec<Json>, MessageError> {
        let site = self.localized.site;
        let sets: Vec<Dataset> = dataset::all(site).into_iter().filter(|set| !set.extent.demo).collect();
        let catalogue = object! {
            "@type": "DataCatalog",
            "@id": self.catalogue_id(),
            "name": site.settings.name.as_str(),
            "description": self.messages.text("data-catalogue-text")?,
            "url": self.address.as_str(),
            "license": LICENCE,
            "publisher": self.secretariat_agent(),
            "dataset": sets.iter().map(|set| Json::reference(self.dataset_id(set))).collect::<Vec<_>>(),
        };
        std::iter::once(Ok(catalogue)).chain(sets.iter().map(|set| self.dataset(set))).collect()
    }

    fn catalogue_id(&self) -> String {
        format!("{}#catalogue", self.address)
    }

    fn dataset_id(&self, set: &Dataset) -> String {
        format!("{}#data-{}", self.address, set.name)
    }

    fn dataset(&self, set: &Dataset) -> Result<Json, MessageError> {
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
        Ok(object! {
            "@type": "Dataset",
            "@id": self.dataset_id(set),
            "name": self.messages.text(&key)?,
            "description": self.messages.text(&format!("{key}-text"))?,
            "url": self.dataset_id(set),
            // The same record in the catalogue for data portals.
            "identifier": format!("{}/data/catalogue.jsonld#{}", site.settings.base_url(), set.name),
            "keywords": dataset::keywords(self.messages, set.name)?,
            "license": LICENCE,
            "isAccessibleForFree": true,
            "creator": self.secretariat_agent(),
            "publisher": self.secretariat_agent(),
            "includedInDataCatalog": Json::reference(self.catalogue_id()),
            // ISO 8601: the first and the last day.
            "temporalCoverage": set.extent.period.map(|days| format!("{}/{}", days.from, days.until)),
            // Countries by name; without any, Europe.
            "spatialCoverage": spatial_coverage,
            "datePublished": set.extent.issued.map(|day| day.to_string()),
            "dateModified": set.changed.map(|day| day.to_string()),
            "distribution": set.files.iter().map(|file| self.download(file)).collect::<Result<Vec<_>, _>>()?,
        })
    }

    fn download(&self, file: &DatasetFile) -> Result<Json, MessageError> {
        Ok(object! {
            "@type": "DataDownload",
            "name": self.messages.text(&format!("format-{}", file.format.code()))?,
            "contentUrl": absolute(self.localized.site, &file.address),
            "encodingFormat": file.format.media_type(),
        })
    }
}
