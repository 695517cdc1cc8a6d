//! The list of what builds wrote, kept in the output folder, with what each file was on the disk when it was whole.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::path::{Component, Path};
use std::time::UNIX_EPOCH;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::error::OutputError;
use content::files::FileError;
use content::fingerprint::Fingerprint;
use content::model::settings::Limits;
use markup::LocatedProblem;

/// The list's own file.
pub const MANIFEST: &str = ".matchmaker-manifest.json";
const VERSION: u32 = 4;

/// What is known of a folder.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    version: u32,
    /// What the whole site was made from, where that is known for certain.
    pub last: Option<LastOutput>,
    /// The fingerprint of what the search index was made from.
    pub index: Option<Fingerprint>,
    /// The files, by their path below the folder.
    pub files: BTreeMap<String, Option<ManifestEntry>>,
    /// Files that only pages of the edition before name.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub retired: BTreeSet<String>,
}

/// What every version of the list says: whatever else an earlier program knew of the files, this one looks at them anew.
#[derive(Deserialize)]
struct Names {
    version: u32,
    files: BTreeMap<String, IgnoredAny>,
    #[serde(default)]
    retired: BTreeSet<String>,
}

/// A site that was built without an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastOutput {
    /// The fingerprint of all that it was made from.
    pub made_from: Fingerprint,
    pub pages: usize,
    pub limits: Option<Limits>,
    /// The warnings, which every build repeats.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<LocatedProblem>,
}

/// A file as it was left: a list in JSON, since there are many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Row", into = "Row")]
pub struct ManifestEntry {
    /// What it was on the disk.
    pub state: FileState,
    /// The picture that a page names and that is made for it.
    pub picture: Option<String>,
}

type Row = (u64, i64, Option<String>);

impl From<Row> for ManifestEntry {
    fn from((length, modified, picture): Row) -> Self {
        Self { state: FileState { length, modified }, picture }
    }
}

impl From<ManifestEntry> for Row {
    fn from(entry: ManifestEntry) -> Self {
        (entry.state.length, entry.state.modified, entry.picture)
    }
}

/// The metadata by which a changed file is recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileState {
    /// Bytes.
    length: u64,
    /// Nanoseconds since 1970.
    modified: i64,
}

impl FileState {
    /// The state of a file with these facts; none, where the system does not record when it was modified.
    pub fn of(facts: &Metadata) -> Option<Self> {
        let modified = facts.modified().ok()?;
        let modified = match modified.duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_nanos()).ok()?,
            Err(before) => -i64::try_from(before.duration().as_nanos()).ok()?,
        };
        Some(Self { length: facts.len(), modified })
    }
}

impl Manifest {
    /// A list of the present version.
    pub fn new(
        files: BTreeMap<String, Option<ManifestEntry>>,
        last: Option<LastOutput>,
        index: Option<Fingerprint>,
        retired: BTreeSet<String>,
    ) -> Self {
        Self { version: VERSION, last, index, files, retired }
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
        let names = || -> Result<Self, OutputError> {
            let names: Names = serde_json::from_slice(&bytes).map_err(|error| damaged(error.to_string()))?;
            if names.version > VERSION {
                return Err(damaged(format!("a newer program wrote version {}", names.version)));
            }
            let files = names.files.into_keys().map(|name| (name, None)).collect();
            Ok(Self::new(files, None, None, names.retired))
        };
        let manifest = serde_json::from_slice(&bytes).ok().filter(|manifest: &Self| manifest.version == VERSION);
        let manifest = manifest.map_or_else(names, Ok)?;
        // A list that somebody tampered with must not make us delete what lies outside.
        let inside = |name: &String| Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        match manifest.files.keys().chain(&manifest.retired).find(|name| !inside(name)) {
            Some(name) => Err(damaged(format!("{name:?} lies outside"))),
            None => Ok(Some(manifest)),
        }
    }

    pub fn bytes(&self, folder: &Path) -> Result<Vec<u8>, OutputError> {
        serde_json::to_vec(self)
            .map_err(|error| OutputError::Manifest { path: folder.join(MANIFEST), detail: error.to_string() })
    }
}
