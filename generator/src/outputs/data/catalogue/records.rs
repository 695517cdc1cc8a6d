//! The records of the catalogue, and what their names mean in the vocabularies that they come from.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::outputs::data::authority::Reference;
use serde_json::{Value, json};

/// A text by language.
pub type ByLanguage = BTreeMap<String, String>;

/// Several texts by language.
pub type ByLanguages = BTreeMap<String, Vec<String>>;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Catalogue {
    #[serde(rename = "@context")]
    pub context: Value,
    #[serde(rename = "@id")]
    pub id: String,
    #[serde(rename = "@type")]
    pub kind: &'static str,
    pub title: ByLanguage,
    pub description: ByLanguage,
    pub homepage: Reference,
    pub publisher: Agent,
    pub language: Vec<Reference>,
    pub license: Reference,
    pub theme_taxonomy: Reference,
    pub spatial: Reference,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    pub dataset: Vec<DatasetRecord>,
    pub service: [Service; 1],
}

/// What answers programs: here, the function that takes requests.
#[derive(Serialize)]
pub struct Service {
    #[serde(rename = "@id")]
    pub id: String,
    #[serde(rename = "@type")]
    pub kind: &'static str,
    pub title: ByLanguage,
    pub description: ByLanguage,
    pub keyword: ByLanguages,
    pub publisher: Reference,
    #[serde(rename = "contactPoint")]
    pub contact_point: ContactPoint,
    #[serde(rename = "landingPage")]
    pub landing_page: Reference,
    #[serde(rename = "endpointURL")]
    pub endpoint_url: Reference,
    #[serde(rename = "endpointDescription")]
    pub endpoint_description: Reference,
    pub theme: Reference,
    pub license: Reference,
    #[serde(rename = "accessRights")]
    pub access_rights: Reference,
    #[serde(rename = "conformsTo")]
    pub conforms_to: Standard,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DatasetRecord {
    #[serde(rename = "@id")]
    pub id: String,
    #[serde(rename = "@type")]
    pub kind: &'static str,
    pub identifier: String,
    pub title: ByLanguage,
    pub description: ByLanguage,
    pub keyword: ByLanguages,
    pub publisher: Reference,
    pub contact_point: ContactPoint,
    pub landing_page: Reference,
    pub theme: Reference,
    pub language: Vec<Reference>,
    pub spatial: Vec<Reference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub temporal: Option<PeriodOfTime>,
    pub access_rights: Reference,
    pub accrual_periodicity: Reference,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    pub distribution: Vec<Distribution>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Distribution {
    #[serde(rename = "@id")]
    pub id: String,
    #[serde(rename = "@type")]
    pub kind: &'static str,
    pub title: ByLanguage,
    pub description: ByLanguage,
    pub language: Vec<Reference>,
    #[serde(rename = "accessURL")]
    pub access_url: Reference,
    #[serde(rename = "downloadURL")]
    pub download_url: Reference,
    pub media_type: Reference,
    pub format: Reference,
    pub license: Reference,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<String>,
    pub availability: Reference,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conforms_to: Option<Standard>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
}

#[derive(Serialize)]
pub struct Agent {
    #[serde(rename = "@id")]
    pub id: String,
    #[serde(rename = "@type")]
    pub kind: &'static str,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub homepage: Option<Reference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<Reference>,
}

/// From one day to another, both included.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PeriodOfTime {
    #[serde(rename = "@type")]
    pub kind: &'static str,
    pub start_date: String,
    pub end_date: String,
}

#[derive(Serialize)]
pub struct ContactPoint {
    #[serde(rename = "@type")]
    pub kind: &'static str,
    #[serde(rename = "fn")]
    pub name: String,
    pub email: Reference,
}

#[derive(Serialize)]
pub struct Standard {
    #[serde(rename = "@id")]
    pub id: String,
    #[serde(rename = "@type")]
    pub kind: &'static str,
}

/// What the keys mean, and which of their values are addresses or days.
pub fn context() -> Value {
    let link = |name: &str| json!({ "@id": name });
    let day = |name: &str| json!({ "@id": name, "@type": "xsd:date" });
    let words = |name: &str| json!({ "@id": name, "@container": "@language" });
    json!({
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "dcatap": "http://data.europa.eu/r5r/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "title": words("dct:title"),
        "description": words("dct:description"),
        "keyword": words("dcat:keyword"),
        "temporal": link("dct:temporal"),
        "startDate": day("dcat:startDate"),
        "endDate": day("dcat:endDate"),
        "issued": day("dct:issued"),
        "type": link("dct:type"),
        "identifier": link("dct:identifier"),
        "publisher": link("dct:publisher"),
        "language": link("dct:language"),
        "license": link("dct:license"),
        "spatial": link("dct:spatial"),
        "modified": day("dct:modified"),
        "accessRights": link("dct:accessRights"),
        "accrualPeriodicity": link("dct:accrualPeriodicity"),
        "conformsTo": link("dct:conformsTo"),
        "format": link("dct:format"),
        "themeTaxonomy": link("dcat:themeTaxonomy"),
        "dataset": link("dcat:dataset"),
        "theme": link("dcat:theme"),
        "contactPoint": link("dcat:contactPoint"),
        "landingPage": link("dcat:landingPage"),
        "distribution": link("dcat:distribution"),
        "accessURL": link("dcat:accessURL"),
        "downloadURL": link("dcat:downloadURL"),
        "mediaType": link("dcat:mediaType"),
        "availability": link("dcatap:availability"),
        "service": link("dcat:service"),
        "endpointURL": link("dcat:endpointURL"),
        "endpointDescription": link("dcat:endpointDescription"),
        "homepage": link("foaf:homepage"),
        "name": link("foaf:name"),
        "fn": link("vcard:fn"),
        "email": link("vcard:hasEmail"),
    })
}
