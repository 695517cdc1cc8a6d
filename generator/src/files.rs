//! The one module of this crate that reads the file system. Every error names its path; none is dropped.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// Something about a file that has nothing to do with what is in it.
#[derive(Debug, thiserror::Error)]
#[error("{}: {source}", path.display())]
pub struct FileError {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system says.
    pub source: io::Error,
}

impl FileError {
    /// An error of a path, for use with `map_err`.
    pub fn at(path: &Path) -> impl FnOnce(io::Error) -> FileError + '_ {
        move |source| FileError { path: path.to_owned(), source }
    }
}

/// All files below a folder, by their path relative to it with `/` between names, sorted. Hidden files and editors'
/// backups are passed over. A folder that is not there has no files.
pub fn list(folder: &Path) -> Result<Vec<String>, FileError> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let visible = |name: &str| !name.starts_with('.') && !name.ends_with('~');
    let mut paths = Vec::new();
    let entries = WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || entry.file_name().to_str().is_none_or(visible));
    for entry in entries {
        let entry = entry.map_err(|error| FileError {
            path: error.path().unwrap_or(folder).to_owned(),
            source: error.into_io_error().unwrap_or_else(|| io::Error::other("a loop of links")),
        })?;
        if !entry.file_type().is_dir() {
            let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let names: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            paths.push(names.join("/"));
        }
    }
    Ok(paths)
}

/// What the system says of a file; of the one that a link leads to.
pub fn facts(path: &Path) -> Result<fs::Metadata, FileError> {
    fs::metadata(path).map_err(FileError::at(path))
}

/// A file's size in bytes.
pub fn size(path: &Path) -> Result<u64, FileError> {
    fs::metadata(path).map(|facts| facts.len()).map_err(FileError::at(path))
}

/// A file's bytes.
pub fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    fs::read(path).map_err(FileError::at(path))
}

/// A file's text, which must be UTF-8.
pub fn read_text(path: &Path) -> Result<String, FileError> {
    fs::read_to_string(path).map_err(FileError::at(path))
}
