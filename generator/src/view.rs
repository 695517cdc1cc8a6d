//! What templates see: plain values in one language, with labels looked up, addresses made and sums done, so that a
//! template only has to place them.

mod card;
mod chart;
mod event;
pub mod filters;
mod form;
mod map;
pub mod map_drawing;
mod monitoring;
mod offer;
pub mod page;
mod partnership;
mod photo;
mod practice;
pub mod related;
mod retention;
mod story;
mod support;
pub mod words;

use domain::text::{LanguageTag, LocalizedText};
use domain::vocabulary::{Activity, Code, Region, Term};
use schemars::JsonSchema;
use serde::Serialize;

pub use card::{Month, OfferCard, Strip, months, strip};
pub use chart::{Bar, StoryYear};
pub use event::{CountryPromoters, EventView, PartnerView, PastYear, with_offset};
pub use form::{FormMessages, FormView, REQUEST_FAULTS, label_key, problem_message};
pub use map::MapView;
pub use map_drawing::{MapDrawing, Named};
pub use monitoring::MonitoringView;
pub use offer::OfferView;
pub use partnership::{Plans, Standing};
pub use photo::PhotoView;
pub use practice::Practice;
pub use retention::RetentionTerm;
pub use story::{StoryCard, StoryView};
pub use support::SupportView;

use crate::model::address::Addresses;
use crate::model::facet::Facet;
use crate::model::site::Site;

/// The site through the eyes of one language.
pub struct Lens<'s> {
    /// The site.
    pub site: &'s Site,
    /// The language of the page.
    pub language: &'s LanguageTag,
    /// Its addresses.
    pub addresses: Addresses,
}

/// A text, and its language where it is not the page's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Text<'s> {
    /// The words.
    pub text: &'s str,
    /// The language, only where a reader must be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<&'s str>,
}

/// A code with its label, and where things with this code are listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Label<'s> {
    /// The code.
    pub code: &'s str,
    /// What people read.
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
    /// The town.
    pub place: &'s str,
    /// The region.
    pub region: &'s str,
    /// The country.
    pub country: &'s str,
    /// Its code.
    pub country_code: &'s str,
}

impl<'s> Lens<'s> {
    /// A lens for a language.
    pub fn new(site: &'s Site, language: &'s LanguageTag) -> Self {
        Self { site, language, addresses: Addresses::new(site.settings.base_path(), language) }
    }

    /// A text in the page's language, or marked with its own.
    pub fn text<'t>(&self, text: &'t LocalizedText) -> Text<'t> {
        let (words, language) = text.in_language(self.language);
        let foreign = language != self.language;
        Text { text: words, language: foreign.then(|| language.as_str()) }
    }

    /// Several texts.
    pub fn texts<'t>(&self, texts: &'t [LocalizedText]) -> Vec<Text<'t>> {
        texts.iter().map(|text| self.text(text)).collect()
    }

    /// The label of a code; the code itself, if its vocabulary has lost it.
    pub fn label<'c, T: Term>(&self, code: &'c Code<T>) -> Label<'c>
    where
        's: 'c,
    {
        let term = T::terms(&self.site.vocabulary).get(code);
        let label = term.map_or(code.as_str(), |term| term.label().in_language(self.language).0);
        Label { code: code.as_str(), label, address: None, family: None }
    }

    /// The page that lists the offers of a code, if the site has pages for its facet.
    pub fn listed(&self, facet: Facet, code: &str) -> Option<String> {
        self.site.settings.has_pages(facet).then(|| self.addresses.facet(facet, code))
    }

    /// The labels of codes, each with the page that lists its offers.
    pub fn linked<T: Term>(&self, codes: &'s [Code<T>], facet: Facet) -> Vec<Label<'s>> {
        let link = |code: &'s Code<T>| Label { address: self.listed(facet, code.as_str()), ..self.label(code) };
        codes.iter().map(link).collect()
    }

    /// An activity's label with its family.
    pub fn activity(&self, code: &'s Code<Activity>) -> Label<'s> {
        Label { family: Some(self.family(code)), ..self.label(code) }
    }

    /// The family of an activity: the first one's gives a card its colour.
    pub fn family(&self, code: &Code<Activity>) -> &'static str {
        self.site.vocabulary.activities.get(code).map_or("visits", |activity| activity.family.code())
    }

    /// Labels of all terms of a vocabulary that pass a test, for the choices of a form.
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

    /// A region's record.
    pub fn region(&self, code: &Code<Region>) -> Option<&'s Region> {
        self.site.vocabulary.regions.get(code)
    }

    /// A town with its region and country.
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
