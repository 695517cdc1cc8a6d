//! `data/catalogue.jsonld`: the data sets in the words of DCAT-AP 3, the European profile of the W3C's Data Catalog
//! Vocabulary, so that national and European data portals can harvest them.
//!
//! The context stands in the file, so that it can be read without the network. Codes of languages, countries, formats,
//! themes and licences are those of the EU Vocabularies, as the profile asks.

mod records;

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

use domain::text::LanguageTag;
use domain::text::messages::{MessageError, Messages};

use super::authority::{Reference, authority};
use super::dataset::{self, Dataset, DatasetFile};
use super::error::DataError;
use crate::outputs::openapi;
use content::model::address::Addresses;
use content::model::site::Site;
use content::model::site::absolute;
use markup::markdown::mailto;
use records::{
    Agent, ByLanguage, ByLanguages, Catalogue, ContactPoint, DatasetRecord, Distribution, PeriodOfTime, Service,
    Standard, context,
};

/// The kinds of publishers (ADMS), as the profile asks.
const PUBLISHER_TYPE: &str = "http://purl.org/adms/publishertype";

/// The catalogue, with words in all languages of the site.
pub fn catalogue(
    site: &Site,
    messages: &BTreeMap<LanguageTag, Arc<Messages>>,
    out: &mut impl Write,
) -> Result<(), DataError> {
    let writer = CatalogueWriter { site, messages };
    let sets = dataset::all(site);
    let base = site.settings.base_url();
    let secretariat = &site.settings.secretariat;
    let name = |_: &Messages| Ok(site.settings.name.clone());
    let catalogue = Catalogue {
        context: context(),
        id: format!("{base}/data/catalogue.jsonld"),
        kind: "dcat:Catalog",
        title: writer.words(name)?,
        description: writer.words(|messages| messages.text("data-catalogue-text"))?,
        homepage: Reference { id: format!("{base}/") },
        publisher: Agent {
            id: writer.publisher().id,
            kind: "foaf:Agent",
            name: secretariat.organisation.clone(),
            homepage: secretariat.website.clone().map(|id| Reference { id }),
            r#type: site.settings.publisher_type.map(|code| Reference { id: format!("{PUBLISHER_TYPE}/{code}") }),
        },
        language: writer.languages(),
        license: authority("licence/CC_BY_4_0"),
        theme_taxonomy: authority("data-theme"),
        spatial: authority("continent/EUROPE"),
        issued: sets.iter().filter_map(|set| set.extent.issued).min().map(|day| day.to_string()),
        modified: super::changed::newest(site).map(|day| day.to_string()),
        dataset: sets.iter().map(|dataset| writer.dataset(dataset)).collect::<Result<_, _>>()?,
        service: [writer.service()?],
    };
    super::published::json(&catalogue, out)
}

/// What the records are written from.
struct CatalogueWriter<'s> {
    site: &'s Site,
    messages: &'s BTreeMap<LanguageTag, Arc<Messages>>,
}

impl CatalogueWriter<'_> {
    fn words(&self, say: impl Fn(&Messages) -> Result<String, MessageError>) -> Result<ByLanguage, MessageError> {
        self.messages.iter().map(|(language, messages)| Ok((language.to_string(), say(messages)?))).collect()
    }

    fn keywords(&self, name: &str) -> Result<ByLanguages, MessageError> {
        let messages = self.messages.iter();
        messages.map(|(language, messages)| Ok((language.to_string(), dataset::keywords(messages, name)?))).collect()
    }

    fn id(&self, name: &str) -> String {
        format!("{}/data/catalogue.jsonld#{name}", self.site.settings.base_url())
    }

    fn publisher(&self) -> Reference {
        Reference { id: self.id("publisher") }
    }

    /// The languages of the site's words; texts of hosts may be in others.
    fn languages(&self) -> Vec<Reference> {
        let languages = self.site.settings.languages.iter();
        languages.filter_map(|language| self.language(language.as_str())).collect()
    }

    fn language(&self, code: &str) -> Option<Reference> {
        let language = self.site.vocabulary.languages.find(code)?;
        Some(authority(&format!("language/{}", language.alpha3.to_uppercase())))
    }

    /// The page that tells people of all this.
    fn page(&self) -> String {
        let addresses = Addresses::new(self.site.settings.base_path(), self.site.settings.default_language());
        absolute(self.site, &addresses.page("open-data/"))
    }

    fn contact_point(&self) -> ContactPoint {
        let secretariat = &self.site.settings.secretariat;
        ContactPoint {
            kind: "vcard:Organization",
            name: secretariat.organisation.clone(),
            email: Reference { id: mailto(&secretariat.email) },
        }
    }

    fn service(&self) -> Result<Service, MessageError> {
        let base = self.site.settings.base_url();
        Ok(Service {
            id: self.id("requests"),
            kind: "dcat:DataService",
            title: self.words(|messages| messages.text("open-data-program"))?,
            description: self.words(|messages| messages.text("open-data-service"))?,
            keyword: self.keywords("service")?,
            publisher: self.publisher(),
            contact_point: self.contact_point(),
            landing_page: Reference { id: format!("{}#program", self.page()) },
            endpoint_url: Reference { id: base.to_owned() },
            endpoint_description: Reference { id: format!("{base}/{}", openapi::FILE) },
            theme: authority("data-theme/EDUC"),
            license: authority("licence/CC_BY_4_0"),
            access_rights: authority("access-right/PUBLIC"),
            conforms_to: Standard { id: "https://spec.openapis.org/oas/v3.1.1".to_owned(), kind: "dct:Standard" },
        })
    }

    fn dataset(&self, dataset: &Dataset) -> Result<DatasetRecord, MessageError> {
        let key = format!("data-{}", dataset.name);
        let page = self.page();
        let countries = dataset.countries.iter().map(|country| authority(&format!("country/{country}")));
        let mut spatial: Vec<Reference> = countries.collect();
        if spatial.is_empty() {
            spatial.push(authority("continent/EUROPE"));
        }
        Ok(DatasetRecord {
            id: self.id(dataset.name),
            kind: "dcat:Dataset",
            identifier: self.id(dataset.name),
            title: self.words(|messages| messages.text(&key))?,
            description: self.description(dataset)?,
            keyword: self.keywords(dataset.name)?,
            publisher: self.publisher(),
            contact_point: self.contact_point(),
            landing_page: Reference { id: format!("{page}#{key}") },
            theme: authority("data-theme/EDUC"),
            language: self.languages(),
            spatial,
            temporal: dataset.extent.period.map(|days| PeriodOfTime {
                kind: "dct:PeriodOfTime",
                start_date: days.from.to_string(),
                end_date: days.until.to_string(),
            }),
            access_rights: authority("access-right/PUBLIC"),
            accrual_periodicity: authority("frequency/IRREG"),
            issued: dataset.extent.issued.map(|day| day.to_string()),
            modified: dataset.changed.map(|day| day.to_string()),
            distribution: dataset
                .files
                .iter()
                .map(|file| self.distribution(dataset, file))
                .collect::<Result<_, _>>()?,
        })
    }

    /// What a data set holds; one that holds nothing but demonstrations says so.
    fn description(&self, dataset: &Dataset) -> Result<ByLanguage, MessageError> {
        self.words(|messages| {
            let text = messages.text(&format!("data-{}-text", dataset.name))?;
            Ok(if dataset.extent.demo { format!("{text} {}", messages.text("data-demo")?) } else { text })
        })
    }

    fn distribution(&self, dataset: &Dataset, file: &DatasetFile) -> Result<Distribution, MessageError> {
        let format = file.format.code();
        let language = file.language.as_ref().map(|language| format!("-{language}")).unwrap_or_default();
        let is_alike = |other: &&DatasetFile| (other.format, &other.language) == (file.format, &file.language);
        // Of several files in one format and language, those that are not named like the data set name themselves.
        let stem = file.address.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default();
        let is_other = dataset.files.iter().filter(is_alike).count() > 1 && stem != dataset.name;
        let own = if is_other { format!("-{stem}") } else { String::new() };
        let address = absolute(self.site, &file.address);
        Ok(Distribution {
            id: self.id(&format!("{}{own}-{format}{language}", dataset.name)),
            kind: "dcat:Distribution",
            title: self.words(|messages| messages.text(&format!("format-{format}")))?,
            description: self.description(dataset)?,
            language: match &file.language {
                Some(language) => self.language(language.as_str()).into_iter().collect(),
                None => self.languages(),
            },
            access_url: Reference { id: address.clone() },
            download_url: Reference { id: address },
            media_type: Reference {
                id: format!("https://www.iana.org/assignments/media-types/{}", file.format.media_type()),
            },
            format: authority(&format!("file-type/{}", file.format.authority())),
            license: authority("licence/CC_BY_4_0"),
            issued: dataset.extent.issued.map(|day| day.to_string()),
            availability: authority("planned-availability/STABLE"),
            conforms_to: file
                .schema
                .as_ref()
                .map(|schema| Standard { id: absolute(self.site, schema), kind: "dct:Standard" }),
            modified: dataset.changed.map(|day| day.to_string()),
        })
    }
}
