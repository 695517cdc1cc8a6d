//! Why: a stable code with its values, for whoever has the words of a language. No sentence is made here.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::criterion::Criterion;

/// A reason, such as `sectors-shared` with the fields in common. The message of each is `reason-<code>`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    pub code: &'static str,
    /// Its values, by the names that the message has for them.
    pub values: BTreeMap<&'static str, Value>,
}

/// A value of a reason.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    Number(i64),
    Day(Date),
    /// A word that is the same in all languages, such as a level, or one that was quoted.
    Word(String),
    Words(Vec<String>),
    Codes(Codes),
}

/// Codes of one vocabulary, to be shown by their labels.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Codes {
    #[serde(skip)]
    pub of: Of,
    pub codes: Vec<String>,
}

/// A vocabulary whose codes offers have; in the order in which a catalogue's bytes have them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumCount)]
#[allow(missing_docs)]
pub enum Of {
    Countries,
    Activities,
    Audiences,
    Sectors,
    Themes,
    SupportMeasures,
    Barriers,
    Languages,
}

impl Of {
    pub(super) const COUNT: usize = <Self as strum::EnumCount>::COUNT;
    /// Those of which an offer has a list of codes.
    pub(super) const LISTS: usize = Of::Languages as usize - Of::Activities as usize;
}

/// What a reason says of an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stance {
    For,
    Against,
    /// What the goal may mean, and nobody asked for, speaks against nobody where it is missing; how often a host was asked, when
    /// it confirmed, and that another offer was asked for say nothing of the subject.
    Neither,
}

/// All reasons: the code, the part of a score that each speaks of, and what it says.
const REASONS: [(&str, Option<Criterion>, Stance); 49] = [
    ("asked-before", Some(Criterion::Load), Stance::Neither),
    ("asked-for", Some(Criterion::AskedFor), Stance::For),
    ("asked-for-another", Some(Criterion::AskedFor), Stance::Neither),
    ("confirmed", Some(Criterion::Confirmed), Stance::Neither),
    ("country-other", Some(Criterion::Place), Stance::Against),
    ("country-unknown", Some(Criterion::Place), Stance::Against),
    ("country-wished", Some(Criterion::Place), Stance::For),
    ("language-above", Some(Criterion::Language), Stance::For),
    ("language-below", Some(Criterion::Language), Stance::Against),
    ("language-enough", Some(Criterion::Language), Stance::For),
    ("language-none", Some(Criterion::Language), Stance::Against),
    ("negotiate-activity", None, Stance::For),
    ("negotiate-activity-none", None, Stance::For),
    ("negotiate-audience", None, Stance::For),
    ("negotiate-audience-unsaid", None, Stance::For),
    ("negotiate-dates", None, Stance::For),
    ("negotiate-dates-none", None, Stance::For),
    ("negotiate-duration", None, Stance::For),
    ("negotiate-group", None, Stance::For),
    ("negotiate-language", None, Stance::For),
    ("negotiate-language-none", None, Stance::For),
    ("negotiate-minors", None, Stance::For),
    ("negotiate-nothing", None, Stance::For),
    ("negotiate-stay", None, Stance::For),
    ("never-asked", Some(Criterion::Load), Stance::Neither),
    ("sectors-mentioned", Some(Criterion::Sectors), Stance::For),
    ("sectors-mentioned-near", Some(Criterion::Sectors), Stance::For),
    ("sectors-mentioned-other", Some(Criterion::Sectors), Stance::Neither),
    ("sectors-near", Some(Criterion::Sectors), Stance::For),
    ("sectors-none", Some(Criterion::Sectors), Stance::Against),
    ("sectors-other", Some(Criterion::Sectors), Stance::Against),
    ("sectors-shared", Some(Criterion::Sectors), Stance::For),
    ("stay-fits", Some(Criterion::Fit), Stance::For),
    ("stay-too-long", Some(Criterion::Fit), Stance::Against),
    ("stay-too-short", Some(Criterion::Fit), Stance::Against),
    ("support-all", Some(Criterion::Support), Stance::For),
    ("support-none", Some(Criterion::Support), Stance::Against),
    ("support-none-of", Some(Criterion::Support), Stance::Against),
    ("support-offered", Some(Criterion::Support), Stance::For),
    ("support-some", Some(Criterion::Support), Stance::For),
    ("themes-mentioned", Some(Criterion::Themes), Stance::For),
    ("themes-mentioned-near", Some(Criterion::Themes), Stance::For),
    ("themes-mentioned-other", Some(Criterion::Themes), Stance::Neither),
    ("themes-near", Some(Criterion::Themes), Stance::For),
    ("themes-other", Some(Criterion::Themes), Stance::Against),
    ("themes-shared", Some(Criterion::Themes), Stance::For),
    ("words-everyday", Some(Criterion::Text), Stance::Against),
    ("words-none", Some(Criterion::Text), Stance::Against),
    ("words-shared", Some(Criterion::Text), Stance::For),
];

impl Reason {
    /// All codes, for those who have words for them.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        REASONS.iter().map(|(code, ..)| *code)
    }

    fn stance(&self) -> Option<Stance> {
        REASONS.iter().find(|(code, ..)| *code == self.code).map(|(.., stance)| *stance)
    }

    pub fn new(code: &'static str) -> Self {
        debug_assert!(Self::codes().any(|known| known == code), "{code} is in no list, and so has no words");
        Self { code, values: BTreeMap::new() }
    }

    /// The part of a score that it speaks of; `None` for what is to be negotiated.
    pub fn part(&self) -> Option<Criterion> {
        REASONS.iter().find(|(code, ..)| *code == self.code).and_then(|(_, part, _)| *part)
    }

    /// Whether it speaks against an offer: something asked for is not there. A rule that is kept never does.
    pub fn is_against(&self) -> bool {
        self.stance() == Some(Stance::Against)
    }

    pub fn is_for(&self) -> bool {
        self.stance() == Some(Stance::For)
    }

    /// The reason with a value more.
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.values.insert(name, value.into());
        self
    }

    pub fn with_codes<C: AsRef<str>>(self, name: &'static str, of: Of, codes: impl IntoIterator<Item = C>) -> Self {
        let codes = codes.into_iter().map(|code| code.as_ref().to_owned()).collect();
        self.with(name, Value::Codes(Codes { of, codes }))
    }
}

macro_rules! value_from {
    ($($type:ty => $value:expr;)*) => {$(
        impl From<$type> for Value {
            fn from(value: $type) -> Self {
                ($value)(value)
            }
        }
    )*};
}

value_from! {
    i32 => |number: i32| Value::Number(number.into());
    i64 => Value::Number;
    u16 => |number: u16| Value::Number(number.into());
    u32 => |number: u32| Value::Number(number.into());
    Date => Value::Day;
    Vec<String> => Value::Words;
    String => Value::Word;
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Criterion, Reason};

    #[test]
    fn every_reason_speaks_of_a_part_or_of_what_is_to_be_negotiated() {
        let parts: BTreeSet<Criterion> = Reason::codes().filter_map(|code| Reason::new(code).part()).collect();
        assert_eq!(parts, BTreeSet::from(Criterion::ALL));
        for code in Reason::codes() {
            assert_eq!(Reason::new(code).part().is_none(), code.starts_with("negotiate-"), "{code}");
        }
    }
}
