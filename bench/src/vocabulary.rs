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
            regions: regions(&folder.join("regions"))?,
            sectors: sectors.collect(),
            stop_kinds: terms("stop-kinds")?,
            support_measures: terms("support-measures")?,
            themes: terms("themes")?,
        })
    }
}

/// The regions of a corpus, the most frequent first. They stay the same, so that figures can be compared.
const REGIONS: [&str; 35] = [
    "ES51", "SE232", "DE1", "ES21", "FRB", "ES41", "FRH", "NO0A2", "ITH2", "ITI1", "ITH3", "SE322", "ES12", "BE2",
    "BE1", "ES61", "ITH5", "FI1B", "PT11", "IE05", "AT22", "PL21", "NL32", "SI04", "HR03", "EE00", "DK04", "EL43",
    "RO11", "MT00", "BE23", "CZ08", "LV00", "EL61", "FRG0",
];

/// Reads the regions of a corpus from a folder with a file for each country.
fn regions(folder: &Path) -> Result<Vec<Term>, CorpusError> {
    let mut regions = Vec::new();
    for entry in fs::read_dir(folder).map_err(CorpusError::at(folder))? {
        regions.extend(read::<Vec<Term>>(&entry.map_err(CorpusError::at(folder))?.path())?);
    }
    let place = |region: &Term| REGIONS.iter().position(|code| *code == region.code);
    regions.retain(|region| place(region).is_some());
    regions.sort_by_key(place);
    Ok(regions)
}

/// The English one of a label's languages, or else the first.
fn english<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let label = serde_yaml::Mapping::deserialize(deserializer)?;
    let text = label.get("en").or_else(|| label.values().next()).and_then(serde_yaml::Value::as_str);
    Ok(text.unwrap_or_default().to_owned())
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<T, CorpusError> {
    let text = fs::read_to_string(path).map_err(CorpusError::at(path))?;
    serde_yaml::from_str(&text).map_err(|source| CorpusError::Vocabulary { path: path.to_owned(), source })
}
