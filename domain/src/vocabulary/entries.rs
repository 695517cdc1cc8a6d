//! The entries of the vocabularies.

use serde::{Deserialize, Serialize};

use crate::text::LocalizedText;
use crate::vocabulary::Code;
use crate::vocabulary::geography::Coordinates;

coded! {
    "snake_case",
    /// The family of an activity: it gives the colour on cards, filters, maps and charts.
    pub enum Family {
        /// Job shadowing, study visits, preparatory visits.
        Visits,
        /// Learners' stays, from a group's week to a year.
        Placements,
        Teaching,
        Events,
    }
}

/// A form of mobility, with the bounds of the current programme guide. Days are without travel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Activity {
    /// The code, such as `job-shadowing`.
    pub code: String,
    pub label: LocalizedText,
    pub family: Family,
    /// `learners`, `staff` or `other`.
    pub who: String,
    /// The least days, where established.
    pub min_days: Option<i64>,
    /// The most days, where established.
    pub max_days: Option<i64>,
    /// The least persons.
    pub min_participants: Option<i64>,
    /// The most persons.
    pub max_participants: Option<i64>,
    /// The least days for people with fewer opportunities, where lower.
    pub min_days_fewer_opportunities: Option<i64>,
    pub erasmus: bool,
}

/// A country.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: String,
    /// ISO 3166-1 alpha-3.
    pub alpha3: String,
    pub label: LocalizedText,
    /// Prefix of its NUTS codes.
    pub nuts: String,
    /// `eu-member`, `associated` (to Erasmus+) or `other`.
    pub status: String,
}

/// A region at any NUTS level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Region {
    /// NUTS code.
    pub code: String,
    pub label: LocalizedText,
    pub autonym: String,
    pub country: Code<Country>,
    pub place: String,
    pub coordinates: Coordinates,
    pub network: bool,
}

/// An ISCED-F 2013 field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sector {
    /// Two digits for a broad field, three for a narrow one.
    pub code: String,
    pub label: LocalizedText,
    /// Other words for it, and for what is learnt in it; written apart ([`crate::vocabulary::other_words`]).
    #[serde(default, skip_serializing)]
    pub also: Vec<LocalizedText>,
}

impl Sector {
    /// The code of the broad field this belongs to: itself, for a broad one.
    pub fn broad(&self) -> &str {
        self.code.get(..2).unwrap_or(&self.code)
    }
}

/// A working language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Language {
    /// ISO 639-1.
    pub code: String,
    /// ISO 639-2/T.
    pub alpha3: String,
    pub label: LocalizedText,
    pub autonym: String,
    /// Whether it is an official language of the European Union.
    pub official: bool,
}

/// A kind of organisation (Erasmus+ Organisation Registration System).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrganisationKind {
    pub code: String,
    pub label: LocalizedText,
    pub short: bool,
}

/// A barrier to participation (Commission Implementing Decision (EU) 2021/1877).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Barrier {
    pub code: String,
    pub label: LocalizedText,
    pub gloss: LocalizedText,
}

/// Vocabularies that have a code and a label, nothing more.
macro_rules! plain_terms {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        pub struct $name {
            pub code: String,
            pub label: LocalizedText,
            /// Other words for it; written apart ([`crate::vocabulary::other_words`]).
            #[serde(default, skip_serializing)]
            pub also: Vec<LocalizedText>,
        }
    )*};
}

plain_terms! {
    /// Who comes: the audience of an offer and of a request.
    Audience;
    EventKind;
    /// A kind of stop in a programme.
    StopKind;
    /// What a host offers to people with fewer opportunities.
    SupportMeasure;
    /// What an exchange is about, beside its sector.
    Theme;
}
