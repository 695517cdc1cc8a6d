//! Why what was published can't be used, and the reading of its data files.

use std::path::PathBuf;

use serde::de::DeserializeOwned;

/// A site folder that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum PublishedError {
    /// A file can't be read.
    #[error("{}: {source}", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A data file is not what it should be.
    #[error("{}: {source}", .path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: serde_json::Error,
    },
    /// A data file is of a version that this program does not know.
    #[error("{}: version {found} is not known; build the site and the function from the same release", .path.display())]
    Version {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u64,
    },
    /// The site has no language.
    #[error("{}: no language is named", .path.display())]
    NoLanguage {
        /// The file.
        path: PathBuf,
    },
}

/// Reads a data file.
pub(super) fn read_json<T: DeserializeOwned>(path: PathBuf) -> Result<T, PublishedError> {
    match std::fs::read(&path) {
        Ok(bytes) => serde_json::from_slice(&bytes).map_err(|source| PublishedError::Malformed { path, source }),
        Err(source) => Err(PublishedError::Unreadable { path, source }),
    }
}
