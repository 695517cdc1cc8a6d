//! The codes of `content/vocabulary/`, as far as offers and case studies need them.

use std::fs;
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

use crate::files::CorpusError;

/// A code of any vocabulary.
#[derive(Deserialize, PartialEq)]
pub struct Term {
    pub code: String,
    #[serde(default)]
    pub narrow: Vec<Term>,
    #[serde(default, deserialize_with = "english")]
    pub label: String,
    #[serde(default)]
    pub place: String,
    /// Of a region.
    #[serde(default)]
    pub country: String,
    /// Of an activity.
    #[serde(default)]
    pub family: String,
    pub min_days: Option<i64>,
    pub max_days: Option<i64>,
    pub min_participants: Option<i64>,
    pub max_participants: Option<i64>,
}

/// All codes that are needed.
pub struct Vocabulary {
    pub activities: Vec<Term>,
    pub audiences: Vec<Term>,
    pub barriers: Vec<Term>,
    pub countries: Vec<Term>,
    pub languages: Vec<Term>,
    pub organisation_kinds: Vec<Term>,
    pub regions: Vec<Term>,
    pub sectors: Vec<Term>,
    pub stop_kinds: Vec<Term>,
    pub support_measures: Vec<Term>,
    pub themes: Vec<Term>,
}

impl Vocabulary {
    /// Reads the files of a folder.
    pub fn read(folder: &Path) -> Result<Self, CorpusError> {
        let terms = |name: &str| read::<Vec<Term>>(&folder.join(format!("{name}.yaml")));
        let broad = terms("sectors")?;
        let sectors = broad.into_iter().flat_map(|mut broad| {
            let narrow = std::mem::take(&mut broad.narrow);
            std::iter::once(broad).chain(narrow)
        });
        Ok(Self {
            activities: terms("activities")?,
            audiences: terms("audiences")?,
            barriers: terms("barriers")?,
            countries: terms("countries")?,
            languages: terms("languages")?,
            organisation_kinds: terms("organisation-kinds")?,
            regions: terms("regions")?,
            sectors: sectors.collect(),
            stop_kinds: terms("stop-kinds")?,
            support_measures: terms("support-measures")?,
            themes: terms("themes")?,
        })
    }
}

/// The English one of a label's languages.
fn english<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    struct Label {
        en: String,
    }
    Label::deserialize(deserializer).map(|label| label.en)
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<T, CorpusError> {
    let text = fs::read_to_string(path).map_err(CorpusError::at(path))?;
    serde_yaml::from_str(&text).map_err(|source| CorpusError::Vocabulary { path: path.to_owned(), source })
}
