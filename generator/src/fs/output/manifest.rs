//! The list of what builds wrote, kept in the output folder: what each file was made of, and what it was on the disk when
//! it was whole. By it the next build knows what is right already.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::path::{Component, Path};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::error::OutputError;
use crate::fingerprint::Fingerprint;
use crate::fs::files::FileError;
use crate::model::settings::Limits;
use markup::LocatedProblem;

/// The list's own file.
pub const MANIFEST: &str = ".matchmaker-manifest.json";
const VERSION: u32 = 3;

/// What is known of a folder.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    version: u32,
    /// What the whole site was made from, where that is known for certain.
    #[serde(default)]
    pub whole: Option<Whole>,
    /// The files, by their path below the folder.
    #[serde(deserialize_with = "files")]
    pub files: BTreeMap<String, Option<Kept>>,
    /// Files that only pages of the edition before name.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub retired: BTreeSet<String>,
}

/// A site that was built without an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whole {
    /// The fingerprint of all that it was made from.
    pub made_from: Fingerprint,
    /// How many pages it has.
    pub pages: usize,
    /// What one address may send.
    pub limits: Option<Limits>,
    /// The warnings, which every build repeats.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<LocatedProblem>,
}

/// A file as it was left: a list in JSON, since there are many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Row", into = "Row")]
pub struct Kept {
    /// The fingerprint of what it was made of.
    pub made_of: Fingerprint,
    /// What it was on the disk.
    pub trace: Trace,
    /// The picture that a page names and that is made for it.
    pub beside: Option<String>,
}

type Row = (Fingerprint, u64, i64, Option<String>);

impl From<Row> for Kept {
    fn from((made_of, length, modified, beside): Row) -> Self {
        Self { made_of, trace: Trace { length, modified }, beside }
    }
}

impl From<Kept> for Row {
    fn from(kept: Kept) -> Self {
        (kept.made_of, kept.trace.length, kept.trace.modified, kept.beside)
    }
}

/// What tells a file that somebody touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trace {
    /// Bytes.
    length: u64,
    /// Nanoseconds since 1970.
    modified: i64,
}

impl Trace {
    /// The trace of a file with these facts; none, where the system does not tell when it was modified.
    pub fn of(facts: &Metadata) -> Option<Self> {
        let modified = facts.modified().ok()?;
        let modified = match modified.duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_nanos()).ok()?,
            Err(before) => -i64::try_from(before.duration().as_nanos()).ok()?,
        };
        Some(Self { length: facts.len(), modified })
    }
}

/// Names alone, as the first version had them, or names with what is known of them.
fn files<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, Option<Kept>>, D::Error> {
    struct Files;

    impl<'de> serde::de::Visitor<'de> for Files {
        type Value = BTreeMap<String, Option<Kept>>;

        fn expecting(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
            formatter.write_str("files by name")
        }

        fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut names: A) -> Result<Self::Value, A::Error> {
            let mut files = BTreeMap::new();
            while let Some(name) = names.next_element()? {
                files.insert(name, None);
            }
            Ok(files)
        }

        fn visit_map<A: serde::de::MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
            let mut files = BTreeMap::new();
            while let Some((name, kept)) = entries.next_entry()? {
                files.insert(name, kept);
            }
            Ok(files)
        }
    }

    deserializer.deserialize_any(Files)
}

impl Manifest {
    /// A list of the present version.
    pub fn new(files: BTreeMap<String, Option<Kept>>, whole: Option<Whole>, retired: BTreeSet<String>) -> Self {
        Self { version: VERSION, whole, files, retired }
    }

    /// Reads the list of a folder; an empty one, where there is none.
    ///
    /// # Errors
    /// If it is damaged, or names what lies outside the folder.
    pub fn read(folder: &Path) -> Result<Option<Self>, OutputError> {
        let path = folder.join(MANIFEST);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(FileError { path, source }.into()),
        };
        let damaged = |detail: String| OutputError::Manifest { path: path.clone(), detail };
        let manifest: Self = serde_json::from_slice(&bytes).map_err(|error| damaged(error.to_string()))?;
        if manifest.version > VERSION {
            return Err(damaged(format!("a newer program wrote version {}", manifest.version)));
        }
        // A list that somebody tampered with must not make us delete what lies outside.
        let inside = |name: &String| Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        match manifest.files.keys().chain(&manifest.retired).find(|name| !inside(name)) {
            Some(name) => Err(damaged(format!("{name:?} lies outside"))),
            None => Ok(Some(manifest)),
        }
    }

    /// Its bytes.
    ///
    /// # Errors
    /// If it can't be written as JSON.
    pub fn bytes(&self, folder: &Path) -> Result<Vec<u8>, OutputError> {
        serde_json::to_vec(self)
            .map_err(|error| OutputError::Manifest { path: folder.join(MANIFEST), detail: error.to_string() })
    }
}
