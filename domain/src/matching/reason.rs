//! Why: a stable code with its values, for whoever has the words of a language. No sentence is made here.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

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
    pub const CODES: [&'static str; 35] = [
        "asked-before",
        "asked-for",
        "asked-for-another",
        "confirmed",
        "country-other",
        "country-wished",
        "language-above",
        "language-below",
        "language-enough",
        "language-none",
        "negotiate-activity",
        "negotiate-audience",
        "negotiate-dates",
        "negotiate-group",
        "negotiate-language",
        "negotiate-language-none",
        "negotiate-nothing",
        "negotiate-stay",
        "never-asked",
        "sectors-near",
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
        "themes-near",
        "themes-other",
        "themes-shared",
        "words-none",
        "words-shared",
    ];

    /// A reason without values.
    pub fn new(code: &'static str) -> Self {
        debug_assert!(Self::CODES.contains(&code), "{code} is in no list, and so has no words");
        Self { code, values: BTreeMap::new() }
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
