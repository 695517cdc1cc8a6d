//! The entries of the vocabularies, and how each is read from its file.

use serde::{Deserialize, Serialize};

use crate::geography::Coordinates;
use crate::reading::{Fields, Limit};
use crate::text::LocalizedText;
use crate::vocabulary::{Code, Term, Terms, Vocabulary};

/// Reads one entry of a vocabulary's file.
pub trait ReadTerm: Term {
    /// The entry, or `None` after its problems have been noted.
    fn read(fields: &mut Fields) -> Option<Self>;
}

/// The family of an activity: it gives the colour on cards, filters, maps and charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// Job shadowing, study visits, preparatory visits.
    Visits,
    /// Learners' stays, from a group's week to a year.
    Placements,
    /// Teaching, training, courses.
    Teaching,
    /// Competitions and other events.
    Events,
}

impl Family {
    /// All families, with their codes.
    pub const ALL: [(&'static str, Family); 4] = [
        ("visits", Family::Visits),
        ("placements", Family::Placements),
        ("teaching", Family::Teaching),
        ("events", Family::Events),
    ];

    /// The code used in files and class names.
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(_, family)| *family == self).map_or("visits", |(code, _)| code)
    }
}

/// A form of mobility, with the bounds of the current programme guide. Days are without travel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Activity {
    /// The code, such as `job-shadowing`.
    pub code: String,
    /// What people read.
    pub label: LocalizedText,
    /// Its family.
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
    /// Whether it is an Erasmus+ action.
    pub erasmus: bool,
}

/// A country.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: String,
    /// ISO 3166-1 alpha-3.
    pub alpha3: String,
    /// What people read.
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
    /// What people read.
    pub label: LocalizedText,
    /// Its own name.
    pub autonym: String,
    /// Its country.
    pub country: Code<Country>,
    /// Its seat.
    pub place: String,
    /// Where its seat is.
    pub coordinates: Coordinates,
    /// Whether it is a member of the network.
    pub network: bool,
}

/// An ISCED-F 2013 field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sector {
    /// Two digits for a broad field, three for a narrow one.
    pub code: String,
    /// What people read.
    pub label: LocalizedText,
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
    /// What people read.
    pub label: LocalizedText,
    /// Its own name.
    pub autonym: String,
    /// Whether it is an official language of the European Union.
    pub official: bool,
}

/// A kind of organisation (Erasmus+ Organisation Registration System).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrganisationKind {
    /// The system's code.
    pub code: String,
    /// What people read.
    pub label: LocalizedText,
    /// Whether our forms offer it.
    pub short: bool,
}

/// A barrier to participation (Commission Implementing Decision (EU) 2021/1877).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Barrier {
    /// The code.
    pub code: String,
    /// What people read.
    pub label: LocalizedText,
    /// What it covers.
    pub gloss: LocalizedText,
}

/// Vocabularies that have a code and a label, nothing more.
macro_rules! plain_terms {
    ($($(#[$doc:meta])* $name:ident, $field:ident, $spoken:literal, $file:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        pub struct $name {
            /// The code.
            pub code: String,
            /// What people read.
            pub label: LocalizedText,
        }

        impl ReadTerm for $name {
            fn read(fields: &mut Fields) -> Option<Self> {
                let (code, label) = code_and_label(fields);
                Some(Self { code: code?, label: label? })
            }
        }

        impl_term!($name, $field, $spoken, $file);
    )*};
}

macro_rules! impl_term {
    ($name:ident, $field:ident, $spoken:literal, $file:literal) => {
        impl Term for $name {
            const NAME: &'static str = $spoken;
            const FILE: &'static str = $file;

            fn code(&self) -> &str {
                &self.code
            }

            fn label(&self) -> &LocalizedText {
                &self.label
            }

            fn terms(vocabulary: &Vocabulary) -> &Terms<Self> {
                &vocabulary.$field
            }
        }
    };
}

plain_terms! {
    /// Who comes: the audience of an offer and of a request.
    Audience, audiences, "an audience", "audiences.yaml";
    /// A kind of event.
    EventKind, event_kinds, "a kind of event", "event-kinds.yaml";
    /// A kind of stop in a programme.
    StopKind, stop_kinds, "a kind of stop", "stop-kinds.yaml";
    /// What a host offers to people with fewer opportunities.
    SupportMeasure, support_measures, "a support measure", "support-measures.yaml";
    /// What an exchange is about, beside its sector.
    Theme, themes, "a theme", "themes.yaml";
}

impl_term!(Activity, activities, "an activity", "activities.yaml");
impl_term!(Barrier, barriers, "a barrier", "barriers.yaml");
impl_term!(Country, countries, "a country code", "countries.yaml");
impl_term!(Language, languages, "a language code", "languages.yaml");
impl_term!(OrganisationKind, organisation_kinds, "a kind of organisation", "organisation-kinds.yaml");
impl_term!(Region, regions, "a region code", "regions.yaml");
impl_term!(Sector, sectors, "an ISCED-F sector code", "sectors.yaml");

fn code_and_label(fields: &mut Fields) -> (Option<String>, Option<LocalizedText>) {
    (fields.text("code", Limit::LINE), fields.localized("label", Limit::LINE))
}

impl ReadTerm for Activity {
    fn read(fields: &mut Fields) -> Option<Self> {
        let (code, label) = code_and_label(fields);
        let family = fields.choice("family", &Family::ALL);
        let who = fields.choice("who", &[("learners", "learners"), ("staff", "staff"), ("other", "other")]);
        let mut number = |key| fields.optional_integer(key, 1..=10_000);
        let min_days = number("min_days");
        let max_days = number("max_days");
        let min_participants = number("min_participants");
        let max_participants = number("max_participants");
        let min_days_fewer_opportunities = number("min_days_fewer_opportunities");
        let erasmus = fields.flag("erasmus");
        Some(Self {
            code: code?,
            label: label?,
            family: family?,
            who: who?.to_owned(),
            min_days,
            max_days,
            min_participants,
            max_participants,
            min_days_fewer_opportunities,
            erasmus,
        })
    }
}

impl ReadTerm for Barrier {
    fn read(fields: &mut Fields) -> Option<Self> {
        let (code, label) = code_and_label(fields);
        let gloss = fields.localized("gloss", Limit::SUMMARY);
        Some(Self { code: code?, label: label?, gloss: gloss? })
    }
}

impl ReadTerm for Country {
    fn read(fields: &mut Fields) -> Option<Self> {
        let (code, label) = code_and_label(fields);
        let alpha3 = fields.text("alpha3", Limit::LINE);
        let nuts = fields.text("nuts", Limit::LINE);
        let status =
            fields.choice("status", &[("eu-member", "eu-member"), ("associated", "associated"), ("other", "other")]);
        Some(Self { code: code?, alpha3: alpha3?, label: label?, nuts: nuts?, status: status?.to_owned() })
    }
}

impl ReadTerm for Language {
    fn read(fields: &mut Fields) -> Option<Self> {
        let (code, label) = code_and_label(fields);
        let alpha3 = fields.text("alpha3", Limit::LINE);
        let autonym = fields.text("autonym", Limit::LINE);
        let official = fields.flag("official");
        Some(Self { code: code?, alpha3: alpha3?, label: label?, autonym: autonym?, official })
    }
}

impl ReadTerm for OrganisationKind {
    fn read(fields: &mut Fields) -> Option<Self> {
        let (code, label) = code_and_label(fields);
        let short = fields.flag("short");
        Some(Self { code: code?, label: label?, short })
    }
}

impl ReadTerm for Region {
    fn read(fields: &mut Fields) -> Option<Self> {
        let (code, label) = code_and_label(fields);
        let autonym = fields.text("autonym", Limit::LINE);
        let country = fields.code("country");
        let place = fields.text("place", Limit::LINE);
        let latitude = fields.decimal("latitude", -90.0..=90.0);
        let longitude = fields.decimal("longitude", -180.0..=180.0);
        let network = fields.flag("network");
        Some(Self {
            code: code?,
            label: label?,
            autonym: autonym?,
            country: country?,
            place: place?,
            coordinates: Coordinates { latitude: latitude?, longitude: longitude? },
            network,
        })
    }
}

/// Broad fields with their narrow ones, read as one flat list: the broad field, then its narrow ones.
pub fn read_sectors(fields: &mut Fields) -> Vec<Sector> {
    let (code, label) = code_and_label(fields);
    let broad = code.zip(label).map(|(code, label)| Sector { code, label });
    let narrow = fields.list_of("narrow", usize::MAX, |fields| {
        let (code, label) = code_and_label(fields);
        Some(Sector { code: code?, label: label? })
    });
    broad.into_iter().chain(narrow).collect()
}
