//! The offer that a request asks about, in the words of its form's page.

use domain::request::Search;
use domain::request::fit::{Mismatch, OfferConditions};
use domain::text::{LanguageTag, Slug};
use domain::vocabulary::{Code, Term, Vocabulary};
use serde_json::{Value, json};

use crate::wording::Wording;

/// An offer as it is shown above the form.
#[derive(Debug, Clone)]
pub struct AskedOffer {
    /// The last part of its address.
    pub slug: Slug,
    pub title: String,
    pub demo: bool,
    /// What it says about visits, by the names of the page's slots; what is not known is not there.
    parts: Vec<(&'static str, String)>,
    /// The same for a script that compares.
    pub conditions: Value,
}

impl AskedOffer {
    /// The offer in the language of a page.
    pub fn new(
        slug: &Slug,
        offer: &OfferConditions,
        vocabulary: &Vocabulary,
        language: &LanguageTag,
        wording: &Wording,
    ) -> Self {
        let words = Words { vocabulary, language };
        let span = |key: &str, min: i64, max: i64| {
            let range = if min == max { min.to_string() } else { format!("{min}–{max}") };
            wording.about_offer(key, Some(max), &[("range", range), ("count", max.to_string())])
        };
        let languages = offer.languages.iter().map(|needed| {
            let values = [("language", words.label(&needed.code)), ("level", needed.level.to_string())];
            wording.about_offer("level", None, &values)
        });
        let country = offer.country.as_ref().map(|country| words.label(country)).unwrap_or_default();
        let place = [("host", offer.host.clone()), ("place", offer.place.clone()), ("country", country)];
        let windows = offer.windows.iter().map(|window| wording.period(window));
        let parts = vec![
            ("place", wording.about_offer("place", None, &place)),
            ("activities", words.labels(&offer.activities)),
            ("audiences", words.labels(&offer.audiences)),
            ("windows", windows.collect::<Vec<_>>().join("; ")),
            ("duration", span("days", offer.duration.min, offer.duration.max)),
            ("group", span("persons", offer.group.min, offer.group.max)),
            ("languages", languages.collect::<Vec<_>>().join(", ")),
        ];
        let said: serde_json::Map<_, _> = parts.iter().map(|(name, text)| ((*name).to_owned(), json!(text))).collect();
        let conditions = json!({
            "activities": offer.activities,
            "audiences": offer.audiences,
            "group": offer.group,
            "duration": offer.duration,
            "windows": offer.windows,
            "languages": offer.languages,
            "minors": offer.minors,
            "said": said,
        });
        Self {
            slug: slug.clone(),
            title: offer.title.in_language(language).0.to_owned(),
            demo: offer.demo,
            parts,
            conditions,
        }
    }

    /// What stands in a slot of the page.
    pub fn part(&self, name: &str) -> Option<&str> {
        self.parts.iter().find(|(known, _)| *known == name).map(|(_, text)| text.as_str())
    }

    /// The sentence about something that does not fit.
    pub fn mismatch(&self, mismatch: Mismatch, search: &Search, wording: &Wording) -> String {
        let offered = |part: &str| ("offered", self.part(part).unwrap_or_default().to_owned());
        let (number, values) = match mismatch {
            Mismatch::Activity => (None, vec![offered("activities")]),
            Mismatch::Audience => (None, vec![offered("audiences")]),
            Mismatch::Language => (None, vec![offered("languages")]),
            Mismatch::Minors => (None, Vec::new()),
            Mismatch::Period => (Some(search.days), vec![offered("windows"), ("days", search.days.to_string())]),
            Mismatch::Duration => (Some(search.days), vec![offered("duration"), ("days", search.days.to_string())]),
            Mismatch::Group => {
                (Some(search.participants), vec![offered("group"), ("persons", search.participants.to_string())])
            }
        };
        wording.mismatch(mismatch.code(), number, &values)
    }
}

struct Words<'v> {
    vocabulary: &'v Vocabulary,
    language: &'v LanguageTag,
}

impl Words<'_> {
    /// The label of a code; one that has left its vocabulary stands for itself.
    fn label<T: Term>(&self, code: &Code<T>) -> String {
        let term = T::terms(self.vocabulary).find(code.as_str());
        term.map_or(code.as_str(), |term| term.label().in_language(self.language).0).to_owned()
    }

    fn labels<T: Term>(&self, codes: &[Code<T>]) -> String {
        codes.iter().map(|code| self.label(code)).collect::<Vec<_>>().join(", ")
    }
}
