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
    /// NUTS code, or an ISO code where a territory has none.
    pub code: String,
    pub label: LocalizedText,
    pub autonym: String,
    pub country: Code<Country>,
    /// Its seat, or its largest town.
    pub place: String,
    /// Where the place is.
    pub coordinates: Coordinates,
    /// Whether it is a member of the network.
    pub network: bool,
    /// Other names that people write, in any language; only where content is read.
    #[serde(default, skip_serializing)]
    pub also: Vec<String>,
    /// Its codes in earlier versions of NUTS; only where content is read.
    #[serde(default, skip_serializing)]
    pub formerly: Vec<String>,
}

impl Region {
    /// Its NUTS level, from 1 (the largest regions) to 3; `None` for a territory without a NUTS code.
    pub fn level(&self) -> Option<usize> {
        let is_nuts = self.code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        self.code.len().checked_sub(2).filter(|level| is_nuts && (1..=3).contains(level))
    }

    /// The code of the region of the next level that it is a part of.
    pub fn larger_region(&self) -> Option<&str> {
        self.level().filter(|level| *level > 1).and_then(|_| self.code.get(..self.code.len() - 1))
    }
}

/// An ISCED-F 2013 field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sector {
    /// Two digits for a broad field, three for a narrow one, four for a detailed one.
    pub code: String,
    pub label: LocalizedText,
    /// Other words for it, and for what is learnt in it; written apart ([`crate::vocabulary::other_words`]).
    #[serde(default, skip_serializing)]
    pub also: Vec<LocalizedText>,
}

impl Sector {
    /// The codes of the fields that this is a part of, the broad one first, and its own.
    pub fn path(&self) -> impl Iterator<Item = &str> {
        (2..=self.code.len()).filter_map(|digits| self.code.get(..digits))
    }

    /// The code of the field of the next level that this is a part of.
    pub fn larger_field(&self) -> Option<&str> {
        self.path().filter(|code| *code != self.code).last()
    }

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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Region, Sector};
    use crate::vocabulary::Terms;

    fn region(code: &str) -> Region {
        let region = json!({
            "code": code, "label": {"en": code}, "autonym": code, "country": &code[..2], "place": code,
            "coordinates": {"latitude": 1, "longitude": 1}, "network": false
        });
        serde_json::from_value(region).expect("a region")
    }

    #[test]
    fn a_region_is_a_part_of_the_one_whose_code_its_own_begins_with() {
        for (code, level, larger) in [
            ("ES5", Some(1), None),
            ("ES51", Some(2), Some("ES5")),
            ("ES511", Some(3), Some("ES51")),
            ("NC", None, None),
            ("BQ-BO", None, None),
        ] {
            let region = region(code);
            assert_eq!((region.level(), region.larger_region()), (level, larger), "{code}");
        }
    }

    #[test]
    fn a_field_is_a_part_of_those_whose_codes_its_own_begins_with() {
        let field = |code: &str| Sector { code: code.to_owned(), label: region("ES5").label, also: Vec::new() };
        let detailed = field("0715");
        assert_eq!(detailed.path().collect::<Vec<_>>(), ["07", "071", "0715"]);
        assert_eq!((detailed.larger_field(), field("07").larger_field()), (Some("071"), None));
    }

    #[test]
    fn an_earlier_code_leads_to_its_successor_before_a_similar_one() {
        let successor = Region { formerly: vec!["DEG0N".to_owned()], ..region("DEG0R") };
        let regions = Terms::from(vec![region("DEG0M"), successor, region("ES51")]);
        assert_eq!(regions.nearest("DEG0N").as_deref(), Some("DEG0R"));
        assert_eq!(regions.nearest("DEG0").as_deref(), Some("DEG0M"));
        assert!(regions.check("DEG0N").is_none());
    }
}
