//! Why: a stable code with its values, for whoever has the words of a language. No sentence is made here.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::criterion::Criterion;

/// A reason, such as `sectors-shared` with the fields in common. The message of each is `reason-<code>`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    /// Which.
    pub code: &'static str,
    /// Its values, by the names that the message has for them.
    pub values: BTreeMap<&'static str, Value>,
}

/// A value of a reason.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A count.
    Number(i64),
    /// A day.
    Day(Date),
    /// A word that is the same in all languages, such as a level, or one that was quoted.
    Word(String),
    /// Words of the request.
    Words(Vec<String>),
    /// Codes of a vocabulary.
    Codes(Codes),
}

/// Codes of one vocabulary, to be told by their labels.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Codes {
    /// Which vocabulary.
    #[serde(skip)]
    pub of: Of,
    /// The codes.
    pub codes: Vec<String>,
}

/// A vocabulary that reasons name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Of {
    Activities,
    Audiences,
    Barriers,
    Countries,
    Languages,
    Sectors,
    SupportMeasures,
    Themes,
}

impl Reason {
    /// All codes, for those who have words for them.
    pub const CODES: [&'static str; 49] = [
        "asked-before",
        "asked-for",
        "asked-for-another",
        "confirmed",
        "country-other",
        "country-unknown",
        "country-wished",
        "language-above",
        "language-below",
        "language-enough",
        "language-none",
        "negotiate-activity",
        "negotiate-activity-none",
        "negotiate-audience",
        "negotiate-audience-unsaid",
        "negotiate-dates",
        "negotiate-dates-none",
        "negotiate-duration",
        "negotiate-group",
        "negotiate-language",
        "negotiate-language-none",
        "negotiate-minors",
        "negotiate-nothing",
        "negotiate-stay",
        "never-asked",
        "sectors-mentioned",
        "sectors-mentioned-near",
        "sectors-mentioned-other",
        "sectors-near",
        "sectors-none",
        "sectors-other",
        "sectors-shared",
        "stay-fits",
        "stay-too-long",
        "stay-too-short",
        "support-all",
        "support-none",
        "support-none-of",
        "support-offered",
        "support-some",
        "themes-mentioned",
        "themes-mentioned-near",
        "themes-mentioned-other",
        "themes-near",
        "themes-other",
        "themes-shared",
        "words-everyday",
        "words-none",
        "words-shared",
    ];

    /// A reason without values.
    pub fn new(code: &'static str) -> Self {
        debug_assert!(Self::CODES.contains(&code), "{code} is in no list, and so has no words");
        Self { code, values: BTreeMap::new() }
    }

    /// The part of a score that it speaks of; `None` for what is to be negotiated.
    pub fn part(&self) -> Option<Criterion> {
        Some(match self.code {
            "asked-for" | "asked-for-another" => Criterion::AskedFor,
            code if code.starts_with("sectors-") => Criterion::Sectors,
            code if code.starts_with("themes-") => Criterion::Themes,
            "words-everyday" | "words-none" | "words-shared" => Criterion::Text,
            "country-other" | "country-unknown" | "country-wished" => Criterion::Place,
            "support-all" | "support-none" | "support-none-of" | "support-offered" | "support-some" => {
                Criterion::Support
            }
            "stay-fits" | "stay-too-long" | "stay-too-short" => Criterion::Fit,
            "language-above" | "language-below" | "language-enough" | "language-none" => Criterion::Language,
            "confirmed" => Criterion::Confirmed,
            "asked-before" | "never-asked" => Criterion::Load,
            _ => return None,
        })
    }

    /// Whether it speaks against an offer: something asked for is not there. A rule that is kept never does.
    pub fn is_against(&self) -> bool {
        matches!(
            self.code,
            "country-other"
                | "country-unknown"
                | "language-below"
                | "language-none"
                | "sectors-none"
                | "sectors-other"
                | "stay-too-long"
                | "stay-too-short"
                | "support-none"
                | "support-none-of"
                | "themes-other"
                | "words-everyday"
                | "words-none"
        )
    }

    /// Whether it speaks for an offer. What the goal may mean, and nobody asked for, speaks against nobody where it is missing; how
    /// often a host was asked, when it confirmed, and that another offer was asked for say nothing of the subject.
    pub fn is_for(&self) -> bool {
        let says_nothing = matches!(self.part(), Some(Criterion::Load | Criterion::Confirmed))
            || matches!(self.code, "asked-for-another" | "sectors-mentioned-other" | "themes-mentioned-other");
        !says_nothing && !self.is_against()
    }

    /// The reason with a value more.
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.values.insert(name, value.into());
        self
    }

    /// The reason with codes more.
    pub fn with_codes<C: AsRef<str>>(self, name: &'static str, of: Of, codes: impl IntoIterator<Item = C>) -> Self {
        let codes = codes.into_iter().map(|code| code.as_ref().to_owned()).collect();
        self.with(name, Value::Codes(Codes { of, codes }))
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Value::Number(number.into())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Value::Number(number)
    }
}

impl From<u16> for Value {
    fn from(number: u16) -> Self {
        Value::Number(number.into())
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Value::Number(number.into())
    }
}

impl From<Date> for Value {
    fn from(day: Date) -> Self {
        Value::Day(day)
    }
}

impl From<Vec<String>> for Value {
    fn from(words: Vec<String>) -> Self {
        Value::Words(words)
    }
}

impl From<String> for Value {
    fn from(word: String) -> Self {
        Value::Word(word)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Criterion, Reason};

    #[test]
    fn every_reason_speaks_of_a_part_or_of_what_is_to_be_negotiated() {
        let parts: BTreeSet<Criterion> = Reason::CODES.iter().filter_map(|code| Reason::new(code).part()).collect();
        assert_eq!(parts, BTreeSet::from(Criterion::ALL));
        for code in Reason::CODES {
            assert_eq!(Reason::new(code).part().is_none(), code.starts_with("negotiate-"), "{code}");
        }
    }
}
