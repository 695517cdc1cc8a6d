//! `data/vocabulary.jsonld`: the vocabularies as SKOS concept schemes, so that programs know which of our codes mean the same
//! as those of the European Union.
//!
//! A mapping is an exact match, and stands only where a list of the Union has the very same thing under an address that
//! follows from the code: countries (ISO 3166-1 alpha-3) and languages (ISO 639-3) of the EU Vocabularies, regions of member states
//! (NUTS), and fields of education and training (ISCED-F 2013, as ESCO publishes it). Our own lists have none.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::sync::Arc;

use domain::text::messages::{MessageError, Messages};
use domain::text::{LanguageTag, LocalizedText};
use domain::vocabulary::{Region, Sector, Term, Terms};
use serde_json::{Value, json};

use super::authority::{AUTHORITY, authority};
use super::error::DataError;
use crate::outputs::json::{Json, object};
use content::model::site::Site;

/// The file's path below the output folder.
pub const FILE: &str = "data/vocabulary.jsonld";

/// Where the regions of member states are.
const NUTS: &str = "http://data.europa.eu/nuts/code";
/// Where the fields of education and training are.
const ISCED_F: &str = "http://data.europa.eu/esco/isced-f";

/// Writes all vocabularies.
pub fn write(
    site: &Site,
    messages: &BTreeMap<LanguageTag, Arc<Messages>>,
    out: &mut impl Write,
) -> Result<(), DataError> {
    let mut writer = Writer { base: format!("{}/{FILE}", site.settings.base_url()), messages, graph: Vec::new() };
    let all = &site.vocabulary;
    let of_country = |country: &domain::vocabulary::Country| Some(format!("{AUTHORITY}/country/{}", country.alpha3));
    let of_language = |language: &domain::vocabulary::Language| {
        Some(format!("{AUTHORITY}/language/{}", language.alpha3.to_uppercase()))
    };
    // Regions outside of the Union have statistical codes of the same kind, and overseas territories have codes of ISO;
    // these are not on its list.
    let is_listed = |region: &Region| {
        let country = all.countries.get(&region.country);
        country.is_some_and(|land| land.status == "eu-member" && region.code.starts_with(&land.nuts))
    };
    let of_region = |region: &Region| is_listed(region).then(|| format!("{NUTS}/{}", region.code));
    let larger_region = |region: &Region| {
        let larger = region.larger_region()?;
        all.regions.find(larger).map(|region| region.code.clone())
    };
    let of_sector = |sector: &Sector| Some(format!("{ISCED_F}/{}", sector.code));
    let larger_field = |sector: &Sector| sector.larger_field().map(str::to_owned);
    writer.scheme(&all.activities, |_| None, |_| None)?;
    writer.scheme(&all.audiences, |_| None, |_| None)?;
    writer.scheme(&all.barriers, |_| None, |_| None)?;
    writer.scheme(&all.countries, of_country, |_| None)?;
    writer.scheme(&all.event_kinds, |_| None, |_| None)?;
    writer.scheme(&all.languages, of_language, |_| None)?;
    writer.scheme(&all.organisation_kinds, |_| None, |_| None)?;
    writer.scheme(&all.regions, of_region, larger_region)?;
    writer.scheme(&all.sectors, of_sector, larger_field)?;
    writer.scheme(&all.stop_kinds, |_| None, |_| None)?;
    writer.scheme(&all.support_measures, |_| None, |_| None)?;
    writer.scheme(&all.themes, |_| None, |_| None)?;
    super::published::json(&object! { "@context": context(), "@graph": writer.graph }, out)
}

struct Writer<'m> {
    /// The address of the file.
    base: String,
    messages: &'m BTreeMap<LanguageTag, Arc<Messages>>,
    graph: Vec<Json>,
}

impl Writer<'_> {
    /// A vocabulary and its terms: `same` names what a term is elsewhere, `broader` the code of the term above it.
    fn scheme<T: Term>(
        &mut self,
        terms: &Terms<T>,
        same: impl Fn(&T) -> Option<String>,
        broader: impl Fn(&T) -> Option<String>,
    ) -> Result<(), MessageError> {
        let name = T::vocabulary_name();
        let scheme = format!("{}#{name}", self.base);
        let id = |code: &str| format!("{scheme}/{code}");
        let top = terms.iter().filter(|term| broader(term).is_none());
        let key = format!("concepts-{name}");
        let titles = self.messages.iter().map(|(language, messages)| Ok((language, messages.text(&key)?)));
        self.graph.push(object! {
            "@id": scheme.as_str(),
            "@type": "skos:ConceptScheme",
            "title": titles.collect::<Result<BTreeMap<_, _>, MessageError>>()?,
            "license": authority("licence/CC_BY_4_0"),
            "hasTopConcept": top.map(|term| Json::reference(id(term.code()))).collect::<Vec<_>>(),
        });
        self.graph.extend(terms.iter().map(|term| {
            let broader = broader(term);
            object! {
                "@id": id(term.code()),
                "@type": "skos:Concept",
                "notation": term.code(),
                "prefLabel": by_language(term.label()),
                // Other words for the same, by language.
                "altLabel": alternatives(term),
                "inScheme": Json::reference(scheme.as_str()),
                "topConceptOf": broader.is_none().then(|| Json::reference(scheme.as_str())),
                "broader": broader.map(|code| Json::reference(id(&code))),
                "exactMatch": same(term).map(Json::reference),
            }
        }));
        Ok(())
    }
}

fn by_language(text: &LocalizedText) -> BTreeMap<String, String> {
    text.iter().map(|(language, text)| (language.to_string(), text.to_owned())).collect()
}

/// Other words for a term, none of which is its label (SKOS reference, S13).
fn alternatives(term: &impl Term) -> BTreeMap<String, Vec<String>> {
    let labels = by_language(term.label());
    let mut words: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (language, listed) in term.also().iter().flat_map(LocalizedText::iter) {
        let language = language.to_string();
        let label = labels.get(&language).map(String::as_str);
        let others = listed.split(',').map(str::trim).filter(|word| !word.is_empty() && Some(*word) != label);
        let others: Vec<String> = others.map(str::to_owned).collect();
        if !others.is_empty() {
            words.entry(language).or_default().extend(others);
        }
    }
    words.into_iter().map(|(language, words)| (language, words.into_iter().collect())).collect()
}

fn context() -> Value {
    let link = |name: &str| json!({ "@id": name });
    let words = |name: &str| json!({ "@id": name, "@container": "@language" });
    json!({
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "dct": "http://purl.org/dc/terms/",
        "title": words("dct:title"),
        "license": link("dct:license"),
        "notation": link("skos:notation"),
        "prefLabel": words("skos:prefLabel"),
        "altLabel": words("skos:altLabel"),
        "inScheme": link("skos:inScheme"),
        "hasTopConcept": link("skos:hasTopConcept"),
        "topConceptOf": link("skos:topConceptOf"),
        "broader": link("skos:broader"),
        "exactMatch": link("skos:exactMatch"),
    })
}
