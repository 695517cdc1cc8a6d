//! Files of the corpus, and what can be wrong with them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A corpus that can't be written.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    /// A file can't be read or written.
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
    /// A vocabulary can't be understood.
    #[error("{}: {source}", path.display())]
    Vocabulary { path: PathBuf, source: serde_yaml::Error },
    /// Labels can't be written.
    #[error("{}: {source}", path.display())]
    Labels { path: PathBuf, source: serde_json::Error },
    /// Somebody's files are there.
    #[error("{} is not empty", .0.display())]
    NotEmpty(PathBuf),
}

impl CorpusError {
    /// Names the path.
    pub fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| CorpusError::File { path, source }
    }
}

/// The repository that this was built from.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Writes a file with its folders.
pub fn put(path: &Path, text: &str) -> Result<(), CorpusError> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(CorpusError::at(parent))?;
    }
    fs::write(path, text).map_err(CorpusError::at(path))
}

/// Copies a folder.
pub fn copy(from: &Path, to: &Path) -> Result<(), CorpusError> {
    fs::create_dir_all(to).map_err(CorpusError::at(to))?;
    for entry in fs::read_dir(from).map_err(CorpusError::at(from))? {
        let entry = entry.map_err(CorpusError::at(from))?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to)?;
        } else {
            fs::copy(&from, &to).map_err(CorpusError::at(&to))?;
        }
    }
    Ok(())
}
