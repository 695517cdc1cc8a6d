//! What the keys of the catalogue mean in the vocabularies that they come from.

use serde_json::{Value, json};

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
