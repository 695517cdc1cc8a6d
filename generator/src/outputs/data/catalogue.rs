//! `data/catalogue.jsonld`: the data sets in the words of DCAT-AP 3, the European profile of the W3C's Data Catalog
//! Vocabulary, so that national and European data portals can harvest them.
//!
//! The context stands in the file, so that it can be read without the network. Codes of languages, countries, formats,
//! themes and licences are those of the EU Vocabularies, as the profile asks.

mod context;

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

use domain::text::LanguageTag;
use domain::text::messages::{MessageError, Messages};

use super::authority::authority;
use super::dataset::{self, Dataset, DatasetFile};
use super::error::DataError;
use crate::outputs::json::{Json, object};
use crate::outputs::openapi;
use content::model::address::Addresses;
use content::model::site::Site;
use content::model::site::absolute;
use context::context;
use markup::markdown::mailto;

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
    let publisher_type = site.settings.publisher_type.map(|code| format!("{PUBLISHER_TYPE}/{code}"));
    let catalogue = object! {
        "@context": context(),
        "@id": format!("{base}/data/catalogue.jsonld"),
        "@type": "dcat:Catalog",
        "title": writer.by_language(|_| Ok(site.settings.name.clone()))?,
        "description": writer.text("data-catalogue-text")?,
        "homepage": Json::reference(format!("{base}/")),
        "publisher": object! {
            "@id": writer.id("publisher"),
            "@type": "foaf:Agent",
            "name": secretariat.organisation.as_str(),
            "homepage": secretariat.website.clone().map(Json::reference),
            "type": publisher_type.map(Json::reference),
        },
        "language": writer.languages(),
        "license": authority("licence/CC_BY_4_0"),
        "themeTaxonomy": authority("data-theme"),
        "spatial": authority("continent/EUROPE"),
        "issued": sets.iter().filter_map(|set| set.extent.issued).min().map(|day| day.to_string()),
        "modified": super::changed::newest(site).map(|day| day.to_string()),
        "dataset": sets.iter().map(|dataset| writer.dataset(dataset)).collect::<Result<Vec<_>, _>>()?,
        "service": vec![writer.service()?],
    };
    super::published::json(&catalogue, out)
}

/// What the records are written from.
struct CatalogueWriter<'s> {
    site: &'s Site,
    messages: &'s BTreeMap<LanguageTag, Arc<Messages>>,
}

impl CatalogueWriter<'_> {
    fn by_language<T: Into<Json>>(
        &self,
        say: impl Fn(&Messages) -> Result<T, MessageError>,
    ) -> Result<Json, MessageError> {
        let said = self.messages.iter().map(|(language, messages)| Ok((language, say(messages)?.into())));
        Ok(Json::object(said.collect::<Result<Vec<_>, MessageError>>()?))
    }

    fn text(&self, key: &str) -> Result<Json, MessageError> {
        self.by_language(|messages| messages.text(key))
    }

    fn keywords(&self, name: &str) -> Result<Json, MessageError> {
        self.by_language(|messages| dataset::keywords(messages, name))
    }

    fn id(&self, name: &str) -> String {
        format!("{}/data/catalogue.jsonld#{name}", self.site.settings.base_url())
    }

    /// The languages of the site's words; texts of hosts may be in others.
    fn languages(&self) -> Vec<Json> {
        let languages = self.site.settings.languages.iter();
        languages.filter_map(|language| self.language(language.as_str())).collect()
    }

    fn language(&self, code: &str) -> Option<Json> {
        let language = self.site.vocabulary.languages.find(code)?;
        Some(authority(&format!("language/{}", language.alpha3.to_uppercase())))
    }

    /// Returns the page that describes the data sets to people.
    fn page(&self) -> String {
        let addresses = Addresses::new(self.site.settings.base_path(), self.site.settings.default_language());
        absolute(self.site, &addresses.page("open-data/"))
    }

    fn contact_point(&self) -> Json {
        let secretariat = &self.site.settings.secretariat;
        object! {
            "@type": "vcard:Organization",
            "fn": secretariat.organisation.as_str(),
            "email": Json::reference(mailto(&secretariat.email)),
        }
    }

    /// What answers programs: the function that takes requests.
    fn service(&self) -> Result<Json, MessageError> {
        let base = self.site.settings.base_url();
        Ok(object! {
            "@id": self.id("requests"),
            "@type": "dcat:DataService",
            "title": self.text("open-data-program")?,
            "description": self.text("open-data-service")?,
            "keyword": self.keywords("service")?,
            "publisher": Json::reference(self.id("publisher")),
            "contactPoint": self.contact_point(),
            "landingPage": Json::reference(format!("{}#program", self.page())),
            "endpointURL": Json::reference(base),
            "endpointDescription": Json::reference(format!("{base}/{}", openapi::FILE)),
            "theme": authority("data-theme/EDUC"),
            "license": authority("licence/CC_BY_4_0"),
            "accessRights": authority("access-right/PUBLIC"),
            "conformsTo": standard("https://spec.openapis.org/oas/v3.1.1"),
        })
    }

    fn dataset(&self, dataset: &Dataset) -> Result<Json, MessageError> {
        let key = format!("data-{}", dataset.name);
        let countries = dataset.countries.iter().map(|country| authority(&format!("country/{country}")));
        let mut spatial: Vec<Json> = countries.collect();
        if spatial.is_empty() {
            spatial.push(authority("continent/EUROPE"));
        }
        let files = dataset.files.iter().map(|file| self.distribution(dataset, file));
        Ok(object! {
            "@id": self.id(dataset.name),
            "@type": "dcat:Dataset",
            "identifier": self.id(dataset.name),
            "title": self.text(&key)?,
            "description": self.description(dataset)?,
            "keyword": self.keywords(dataset.name)?,
            "publisher": Json::reference(self.id("publisher")),
            "contactPoint": self.contact_point(),
            "landingPage": Json::reference(format!("{}#{key}", self.page())),
            "theme": authority("data-theme/EDUC"),
            "language": self.languages(),
            "spatial": spatial,
            "temporal": dataset.extent.period.map(|days| object! {
                "@type": "dct:PeriodOfTime",
                "startDate": days.from.to_string(),
                "endDate": days.until.to_string(),
            }),
            "accessRights": authority("access-right/PUBLIC"),
            "accrualPeriodicity": authority("frequency/IRREG"),
            "issued": dataset.extent.issued.map(|day| day.to_string()),
            "modified": dataset.changed.map(|day| day.to_string()),
            "distribution": files.collect::<Result<Vec<_>, _>>()?,
        })
    }

    /// What a data set holds; one that holds nothing but demonstrations says so.
    fn description(&self, dataset: &Dataset) -> Result<Json, MessageError> {
        self.by_language(|messages| {
            let text = messages.text(&format!("data-{}-text", dataset.name))?;
            Ok(if dataset.extent.demo { format!("{text} {}", messages.text("data-demo")?) } else { text })
        })
    }

    fn distribution(&self, dataset: &Dataset, file: &DatasetFile) -> Result<Json, MessageError> {
        let format = file.format.code();
        let language = file.language.as_ref().map(|language| format!("-{language}")).unwrap_or_default();
        let is_alike = |other: &&DatasetFile| (other.format, &other.language) == (file.format, &file.language);
        // Of several files in one format and language, those that are not named like the data set name themselves.
        let stem = file.address.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default();
        let is_other = dataset.files.iter().filter(is_alike).count() > 1 && stem != dataset.name;
        let own = if is_other { format!("-{stem}") } else { String::new() };
        let address = absolute(self.site, &file.address);
        let media_type = format!("https://www.iana.org/assignments/media-types/{}", file.format.media_type());
        Ok(object! {
            "@id": self.id(&format!("{}{own}-{format}{language}", dataset.name)),
            "@type": "dcat:Distribution",
            "title": self.text(&format!("format-{format}"))?,
            "description": self.description(dataset)?,
            "language": match &file.language {
                Some(language) => self.language(language).into_iter().collect(),
                None => self.languages(),
            },
            "accessURL": Json::reference(address.as_str()),
            "downloadURL": Json::reference(address),
            "mediaType": Json::reference(media_type),
            "format": authority(&format!("file-type/{}", file.format.authority())),
            "license": authority("licence/CC_BY_4_0"),
            "issued": dataset.extent.issued.map(|day| day.to_string()),
            "availability": authority("planned-availability/STABLE"),
            "conformsTo": file.schema.as_ref().map(|schema| standard(&absolute(self.site, schema))),
            "modified": dataset.changed.map(|day| day.to_string()),
        })
    }
}

fn standard(id: &str) -> Json {
    object! { "@id": id, "@type": "dct:Standard" }
}
