//! The vocabularies and their terms.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::text::{LocalizedText, nearest};
use crate::vocabulary::{
    Activity, Audience, Barrier, Code, Country, EventKind, Language, OrganisationKind, Region, Sector, StopKind,
    SupportMeasure, Theme,
};

/// An entry of a vocabulary.
pub trait Term: Sized {
    /// What one code of it is called in messages, with its article: "an ISCED-F sector code".
    const NAME: &'static str;
    /// Where it comes from below `content/vocabulary/`: a file, or a folder with several.
    const SOURCE: &'static str;

    /// The name of the vocabulary: that of its file or folder.
    fn vocabulary_name() -> &'static str {
        Self::SOURCE.trim_end_matches(".yaml").trim_end_matches('/')
    }

    /// The code, unique within the vocabulary.
    fn code(&self) -> &str;

    /// What people read.
    fn label(&self) -> &LocalizedText;

    /// Other words for the same, by which a request finds it; none for most vocabularies.
    fn also(&self) -> &[LocalizedText] {
        &[]
    }

    /// Codes that it had in earlier versions of the classification.
    fn formerly(&self) -> &[String] {
        &[]
    }

    /// Where the vocabulary keeps these terms.
    fn terms(vocabulary: &Vocabulary) -> &Terms<Self>;
}

/// The terms of one vocabulary, in the order of its file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(
    from = "Vec<T>",
    into = "Vec<T>",
    bound(serialize = "T: Term + Clone + Serialize", deserialize = "T: Term + Deserialize<'de>")
)]
pub struct Terms<T> {
    list: Vec<T>,
    by_code: HashMap<Arc<str>, usize>,
}

impl<T> Default for Terms<T> {
    fn default() -> Self {
        Self { list: Vec::new(), by_code: HashMap::new() }
    }
}

impl<T: Term> Terms<T> {
    /// All terms, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.list.iter()
    }

    /// All terms, to be changed but for their codes.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.list.iter_mut()
    }

    /// The term of a code; `None` only for a code from an older vocabulary.
    pub fn get(&self, code: &Code<T>) -> Option<&T> {
        self.find(code.as_str())
    }

    /// The term with this code, if there is one.
    pub fn find(&self, code: &str) -> Option<&T> {
        self.by_code.get(code).map(|&position| &self.list[position])
    }

    /// The code, checked.
    pub fn check(&self, code: &str) -> Option<Code<T>> {
        self.by_code.get_key_value(code).map(|(code, _)| Code::new(Arc::clone(code)))
    }

    /// The code that followed an earlier one, or that a typing error most probably stands for.
    pub fn nearest(&self, written: &str) -> Option<String> {
        let follows = |term: &&T| term.formerly().iter().any(|code| code == written);
        if let Some(renamed) = self.list.iter().find(follows) {
            return Some(renamed.code().to_owned());
        }
        let codes = self.list.iter().map(Term::code);
        // A region is looked for within its country, whose letters are seldom mistyped.
        let country = written.get(..2).filter(|_| T::vocabulary_name() == Region::vocabulary_name());
        let is_near = |code: &&str| {
            let own = code.get(..2).unwrap_or_default();
            country.is_some_and(|country| own.eq_ignore_ascii_case(country))
        };
        let within: Vec<&str> = codes.clone().filter(is_near).collect();
        if within.is_empty() { nearest(written, codes) } else { nearest(written, within) }
    }
}

impl<T: Term> From<Vec<T>> for Terms<T> {
    fn from(list: Vec<T>) -> Self {
        let by_code = list.iter().enumerate().map(|(position, term)| (term.code().into(), position)).collect();
        Self { list, by_code }
    }
}

impl<T> From<Terms<T>> for Vec<T> {
    fn from(terms: Terms<T>) -> Self {
        terms.list
    }
}

/// A text, whatever the vocabulary holds: codes come and go with the programme guides, the format stays.
impl<T: Term> JsonSchema for Code<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::vocabulary_name().into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let list = T::vocabulary_name().replace('-', "_");
        json_schema!({ "type": "string", "$comment": format!("A code of `{list}` in vocabulary.json.") })
    }
}

/// All vocabularies. The site publishes them (`/data/vocabulary.json`), and the function reads them from there.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Vocabulary {
    pub activities: Terms<Activity>,
    pub audiences: Terms<Audience>,
    pub barriers: Terms<Barrier>,
    pub countries: Terms<Country>,
    pub event_kinds: Terms<EventKind>,
    pub languages: Terms<Language>,
    pub organisation_kinds: Terms<OrganisationKind>,
    /// Regions, at any NUTS level.
    pub regions: Terms<Region>,
    pub sectors: Terms<Sector>,
    /// Kinds of stop in a programme.
    pub stop_kinds: Terms<StopKind>,
    /// What hosts offer to people with fewer opportunities.
    pub support_measures: Terms<SupportMeasure>,
    pub themes: Terms<Theme>,
}

macro_rules! impl_term {
    ($name:ident, $field:ident, $spoken:literal, $source:literal $(, |$term:ident| $also:expr)? $(, formerly: |$follower:ident| $codes:expr)?) => {
        impl Term for $name {
            const NAME: &'static str = $spoken;
            const SOURCE: &'static str = $source;

            fn code(&self) -> &str {
                &self.code
            }

            fn label(&self) -> &LocalizedText {
                &self.label
            }

            $(fn also(&self) -> &[LocalizedText] {
                let $term = self;
                $also
            })?

            $(fn formerly(&self) -> &[String] {
                let $follower = self;
                $codes
            })?

            fn terms(vocabulary: &Vocabulary) -> &Terms<Self> {
                &vocabulary.$field
            }
        }
    };
}

impl_term!(Activity, activities, "an activity", "activities.yaml");
impl_term!(Audience, audiences, "an audience", "audiences.yaml", |term| &term.also);
impl_term!(Barrier, barriers, "a barrier", "barriers.yaml");
impl_term!(Country, countries, "a country code", "countries.yaml");
impl_term!(EventKind, event_kinds, "a kind of event", "event-kinds.yaml", |term| &term.also);
impl_term!(Language, languages, "a language code", "languages.yaml");
impl_term!(OrganisationKind, organisation_kinds, "a kind of organisation", "organisation-kinds.yaml");
impl_term!(Region, regions, "a region code", "regions/", formerly: |region| &region.formerly);
impl_term!(Sector, sectors, "an ISCED-F sector code", "sectors.yaml", |term| &term.also);
impl_term!(StopKind, stop_kinds, "a kind of stop", "stop-kinds.yaml", |term| &term.also);
impl_term!(SupportMeasure, support_measures, "a support measure", "support-measures.yaml", |term| &term.also);
impl_term!(Theme, themes, "a theme", "themes.yaml", |term| &term.also);
