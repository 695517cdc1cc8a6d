//! The files of `content/`, for all that read them.

use std::path::{Path, PathBuf};

use domain::validate::ErrorKind;

use super::vocabulary;
use crate::files::Walk;
use crate::schemas;
use markup::{LocatedProblem, Position};

/// The folders that something belongs in.
const FOLDERS: [&str; 11] = [
    "case-studies",
    "events",
    "images",
    "letters",
    "monitoring",
    "offers",
    "pages",
    "partners",
    "promoters",
    "schemas",
    "vocabulary",
];

/// The files of `content/` by their paths below it.
pub(super) struct Listing<'w> {
    content: PathBuf,
    names: &'w [String],
    unusable: &'w [(String, ErrorKind)],
}

impl<'w> Listing<'w> {
    /// The listing of a walk.
    pub(super) fn new(root: &Path, walk: &'w Walk) -> Self {
        Self { content: root.join("content"), names: &walk.files, unusable: &walk.problems }
    }

    /// A folder, and its files by their paths below it.
    pub(super) fn folder(&self, kind: &str) -> (PathBuf, Vec<&'w str>) {
        let names = self.names.iter().filter_map(|name| name.strip_prefix(kind)?.strip_prefix('/'));
        (self.content.join(kind), names.collect())
    }

    /// Entries of a folder that can't be used, by their paths below it.
    pub(super) fn unusable(&self, kind: &str) -> impl Iterator<Item = (&str, &ErrorKind)> {
        self.unusable.iter().filter_map(move |(name, error)| Some((name.strip_prefix(kind)?.strip_prefix('/')?, error)))
    }

    /// Entries that can't be used, wherever they are.
    pub(super) fn problems(&self) -> impl Iterator<Item = LocatedProblem> {
        self.unusable.iter().map(|(name, kind)| {
            let path = format!("content/{name}");
            LocatedProblem::of_text(path.trim_end_matches('/'), Position::START, kind.clone())
        })
    }

    /// Files that nothing reads: a case study saved one level too high would otherwise just be missing.
    pub(super) fn unexpected_files(&self) -> impl Iterator<Item = LocatedProblem> {
        let is_read = |name: &str| match name.split_once('/') {
            Some(("vocabulary", path)) => vocabulary::is_read(path),
            Some(("schemas", file)) => schemas::FORMATS.iter().any(|format| format.file() == file),
            Some((folder, _)) => FOLDERS.contains(&folder),
            None => name == "README.md",
        };
        self.names.iter().filter(move |name| !is_read(name)).map(|name| {
            let kind = ErrorKind::StrayFile { reason: "nothing reads a file of this name in this folder" };
            LocatedProblem::of_text(&format!("content/{name}"), Position::START, kind)
        })
    }
}
