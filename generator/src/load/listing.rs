//! Which files lie in `content/`: it is walked once, for all that read it.

use std::path::{Path, PathBuf};

use domain::problem::Fault;

use crate::files::{self, FileError};
use crate::located::{LocatedProblem, Position};

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
pub(super) struct Listing {
    content: PathBuf,
    names: Vec<String>,
}

impl Listing {
    /// Walks the folder.
    ///
    /// # Errors
    /// If a folder can't be read.
    pub(super) fn of(root: &Path) -> Result<Self, FileError> {
        let content = root.join("content");
        Ok(Self { names: files::list(&content)?, content })
    }

    /// A folder, and its files by their paths below it.
    pub(super) fn folder(&self, kind: &str) -> (PathBuf, Vec<&str>) {
        let names = self.names.iter().filter_map(|name| name.strip_prefix(kind)?.strip_prefix('/'));
        (self.content.join(kind), names.collect())
    }

    /// Files beside the folders: a case study saved one level too high would otherwise just be missing.
    pub(super) fn strays(&self) -> impl Iterator<Item = LocatedProblem> {
        let belongs = |name: &str| match name.split_once('/') {
            Some((folder, _)) => FOLDERS.contains(&folder),
            None => name == "README.md",
        };
        self.names.iter().filter(move |name| !belongs(name)).map(|name| {
            let fault = Fault::StrayFile { reason: "no kind of content lives in this folder" };
            LocatedProblem::of_text(&format!("content/{name}"), Position::START, fault)
        })
    }
}
