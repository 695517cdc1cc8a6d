//! The vocabularies: every code that an offer, a case study or a request may use, with its label.
//!
//! They are data (`content/vocabulary/*.yaml`), because activity lengths and programme countries change with every
//! programme guide. A [`Code`] exists only if its vocabulary had it when the document was read.

pub mod geography;
pub mod other_words;
mod terms;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::validate::nearest;
pub use terms::{
    Activity, Audience, Barrier, Country, EventKind, Family, Language, OrganisationKind, ReadTerm, Region, Sector,
    StopKind, SupportMeasure, Theme, read_sectors,
};

use crate::text::LocalizedText;

/// An entry of a vocabulary.
pub trait Term: Sized {
    /// What one code of it is called in messages, with its article: "an ISCED-F sector code".
    const NAME: &'static str;
    /// The file it comes from.
    const FILE: &'static str;

    /// The code, unique within the vocabulary.
    fn code(&self) -> &str;

    /// What people read.
    fn label(&self) -> &LocalizedText;

    /// Other words for the same, by which a request finds it; none for most vocabularies.
    fn also(&self) -> &[LocalizedText] {
        &[]
    }

    /// Where the vocabulary keeps these terms.
    fn terms(vocabulary: &Vocabulary) -> &Terms<Self>;
}

/// A code that was found in the vocabulary of `T`, which it shares its letters with: a site of a hundred thousand offers has
/// more than a million codes.
pub struct Code<T> {
    code: Arc<str>,
    term: PhantomData<fn() -> T>,
}

impl<T> Code<T> {
    /// The code as written.
    pub fn as_str(&self) -> &str {
        &self.code
    }
}

impl<T> Clone for Code<T> {
    fn clone(&self) -> Self {
        Self { code: Arc::clone(&self.code), term: PhantomData }
    }
}

impl<T> PartialEq for Code<T> {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl<T> Eq for Code<T> {}

impl<T> fmt::Debug for Code<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        self.code.fmt(formatter)
    }
}

impl<T> Serialize for Code<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.code)
    }
}

/// A text, whatever the vocabulary holds: codes come and go with the programme guides, the format stays.
impl<T: Term> JsonSchema for Code<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::FILE.trim_end_matches(".yaml").into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let list = T::FILE.trim_end_matches(".yaml").replace('-', "_");
        json_schema!({ "type": "string", "$comment": format!("A code of `{list}` in vocabulary.json.") })
    }
}

/// For records that were checked before they were stored; a code that has since left its vocabulary stays readable.
impl<'de, T> Deserialize<'de> for Code<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self { code: String::deserialize(deserializer)?.into(), term: PhantomData })
    }
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
        self.by_code.get_key_value(code).map(|(code, _)| Code { code: Arc::clone(code), term: PhantomData })
    }

    /// The code that a typing error most probably stands for.
    pub fn nearest(&self, written: &str) -> Option<String> {
        let codes = self.list.iter().map(Term::code);
        // A region is looked for within its country, whose letters are seldom mistyped.
        let country = written.get(..2).filter(|_| T::FILE == Region::FILE);
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

/// All vocabularies. The site publishes them (`/data/vocabulary.json`), and the function reads them from there.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Vocabulary {
    /// Forms of mobility.
    pub activities: Terms<Activity>,
    /// Who comes.
    pub audiences: Terms<Audience>,
    /// Barriers to participation.
    pub barriers: Terms<Barrier>,
    /// Countries.
    pub countries: Terms<Country>,
    /// Kinds of event.
    pub event_kinds: Terms<EventKind>,
    /// Working languages.
    pub languages: Terms<Language>,
    /// Kinds of organisation.
    pub organisation_kinds: Terms<OrganisationKind>,
    /// Regions, at any NUTS level.
    pub regions: Terms<Region>,
    /// ISCED-F fields, broad and narrow.
    pub sectors: Terms<Sector>,
    /// Kinds of stop in a programme.
    pub stop_kinds: Terms<StopKind>,
    /// What hosts offer to people with fewer opportunities.
    pub support_measures: Terms<SupportMeasure>,
    /// What an exchange is about.
    pub themes: Terms<Theme>,
}
