//! A subject of a text.

use super::nearness::NARROW;

/// A subject: a code of a vocabulary, or what words mean that are translations of each other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Concept {
    Theme(String),
    /// The code of a field of ISCED-F.
    Sector(String),
    /// The first of the words that mean the same in several languages.
    Meaning(String),
}

impl Concept {
    /// The subject of a field of ISCED-F. A detailed field is the subject of its narrow field: a request in other words than
    /// the host's would miss half of them otherwise.
    pub fn sector(code: &str) -> Self {
        Self::Sector(code.get(..NARROW).unwrap_or(code).to_owned())
    }

    /// The word by which it stands among the words of a text. No word of a text has a colon.
    pub fn token(&self) -> String {
        match self {
            Concept::Theme(code) => format!("theme:{code}"),
            Concept::Sector(code) => format!("sector:{code}"),
            Concept::Meaning(word) => format!("meaning:{word}"),
        }
    }
}
