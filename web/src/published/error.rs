//! Why what was published can't be used, and the reading of its data files.

use std::path::PathBuf;

use serde::de::DeserializeOwned;

/// A site folder that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum PublishedError {
    #[error("{}: {source}", .path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error("{}: {source}", .path.display())]
    Malformed { path: PathBuf, source: serde_json::Error },
    #[error("{}: version {found} is not known; build the site and the function from the same release", .path.display())]
    Version { path: PathBuf, found: u64 },
    #[error("{}: no language is named", .path.display())]
    NoLanguage { path: PathBuf },
}

/// Reads a data file.
pub(super) fn read_json<T: DeserializeOwned>(path: PathBuf) -> Result<T, PublishedError> {
    match std::fs::read(&path) {
        Ok(bytes) => serde_json::from_slice(&bytes).map_err(|source| PublishedError::Malformed { path, source }),
        Err(source) => Err(PublishedError::Unreadable { path, source }),
    }
}
