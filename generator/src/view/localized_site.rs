use domain::text::{LanguageTag, LocalizedText};
use domain::vocabulary::{Activity, Code, Region, Term};
use schemars::JsonSchema;
use serde::Serialize;

use content::model::address::Addresses;
use content::model::facet::Facet;
use content::model::site::Site;

/// A site in one language.
pub struct LocalizedSite<'s> {
    pub site: &'s Site,
    /// The language of the page.
    pub language: &'s LanguageTag,
    pub addresses: Addresses,
}

/// A text, and its language where it is not the page's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Text<'s> {
    pub text: &'s str,
    /// The language, only if it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<&'s str>,
}

/// A code with its label, and where things with this code are listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Label<'s> {
    pub code: &'s str,
    pub label: &'s str,
    /// Where things with this code are listed, if they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The family, for an activity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<&'static str>,
}

/// A place as people say it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlaceView<'s> {
    pub place: &'s str,
    pub region: &'s str,
    pub country: &'s str,
    pub country_code: &'s str,
}

impl<'s> LocalizedSite<'s> {
    /// Returns a site in a language.
    pub fn new(site: &'s Site, language: &'s LanguageTag) -> Self {
        Self { site, language, addresses: Addresses::new(site.settings.base_path(), language) }
    }

    /// Returns a text in the page's language, or marked with its own.
    pub fn text<'t>(&self, text: &'t LocalizedText) -> Text<'t> {
        let (words, language) = text.in_language(self.language);
        let foreign = language != self.language;
        Text { text: words, language: foreign.then(|| language.as_str()) }
    }

    pub fn texts<'t>(&self, texts: &'t [LocalizedText]) -> Vec<Text<'t>> {
        texts.iter().map(|text| self.text(text)).collect()
    }

    /// Returns the label of a code, or the code itself if its vocabulary lacks it.
    pub fn label<'c, T: Term>(&self, code: &'c Code<T>) -> Label<'c>
    where
        's: 'c,
    {
        let term = T::terms(&self.site.vocabulary).get(code);
        let label = term.map_or(code.as_str(), |term| term.label().in_language(self.language).0);
        Label { code: code.as_str(), label, address: None, family: None }
    }

    /// Returns the page that lists the offers of a code, if the site has pages for its facet.
    pub fn listed(&self, facet: Facet, code: &str) -> Option<String> {
        self.site.settings.has_pages(facet).then(|| self.addresses.facet(facet, code))
    }

    /// Returns the labels of codes, each with the page that lists its offers.
    pub fn linked<T: Term>(&self, codes: &'s [Code<T>], facet: Facet) -> Vec<Label<'s>> {
        let link = |code: &'s Code<T>| Label { address: self.listed(facet, code.as_str()), ..self.label(code) };
        codes.iter().map(link).collect()
    }

    /// Returns an activity's label with its family.
    pub fn activity(&self, code: &'s Code<Activity>) -> Label<'s> {
        Label { family: Some(self.family(code)), ..self.label(code) }
    }

    /// Returns the family of an activity. That of the first activity colours a card.
    pub fn family(&self, code: &Code<Activity>) -> &'static str {
        self.site.vocabulary.activities.get(code).map_or("visits", |activity| activity.family.code())
    }

    /// Returns the labels of the wanted terms of a vocabulary, for the choices of a form.
    pub fn choices<T: Term + 's>(&self, wanted: impl Fn(&T) -> bool) -> Vec<Label<'s>> {
        T::terms(&self.site.vocabulary)
            .iter()
            .filter(|term| wanted(term))
            .map(|term| Label {
                code: term.code(),
                label: term.label().in_language(self.language).0,
                address: None,
                family: None,
            })
            .collect()
    }

    pub fn region(&self, code: &Code<Region>) -> Option<&'s Region> {
        self.site.vocabulary.regions.get(code)
    }

    /// Returns a town with its region and country.
    pub fn place(&self, place: &'s str, region: &'s Code<Region>) -> PlaceView<'s> {
        let country = self.region(region).map(|region| self.label(&region.country));
        PlaceView {
            place,
            region: self.label(region).label,
            country_code: country.as_ref().map(|country| country.code).unwrap_or_default(),
            country: country.map(|country| country.label).unwrap_or_default(),
        }
    }
}
