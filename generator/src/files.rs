//! The one module of this crate that reads the file system. Every error names its path; none is dropped.

use std::fs;
use std::io;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::time::{Duration, SystemTime};

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
/// backups are passed over. A folder that is not there has no files; one that is a link has those of the folder it leads to.
pub fn list(folder: &Path) -> Result<Vec<String>, FileError> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let visible = |name: &str| !name.starts_with('.') && !name.ends_with('~');
    let mut paths = Vec::new();
    let entries = WalkDir::new(folder)
        .min_depth(1)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.file_name().to_str().is_none_or(visible));
    for entry in entries {
        let entry = entry.map_err(|error| FileError {
            path: error.path().unwrap_or(folder).to_owned(),
            source: error.into_io_error().unwrap_or_else(|| io::Error::other("a loop of links")),
        })?;
        if !entry.file_type().is_dir() {
            let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let path = relative.to_string_lossy();
            paths.push(if MAIN_SEPARATOR == '/' { path.into_owned() } else { path.replace(MAIN_SEPARATOR, "/") });
        }
    }
    Ok(paths)
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

/// What the system says of a file: as long as it says the same, the file says the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    facts: Facts,
    /// Whether a later change is sure to show in the facts.
    settled: bool,
}

/// Clocks of file systems tick up to every hundredth of a second: of two changes within a tick, the second leaves no trace
/// but perhaps in the length.
const TICKS: Duration = Duration::from_millis(50);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Facts {
    length: u64,
    modified: Option<SystemTime>,
    /// Device, inode, and the seconds and nanoseconds of the last change of content, name or rights: they also tell a file
    /// that took another's place, and one whose time of modification was set back.
    #[cfg(unix)]
    node: (u64, u64, i64, i64),
}

impl Seen {
    /// Looks at a file; `None` where there is none, or nothing is said of it.
    pub fn of(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok()?;
        let modified = metadata.modified().ok();
        #[cfg(unix)]
        let (node, changed) = {
            use std::os::unix::fs::MetadataExt;
            let node = (metadata.dev(), metadata.ino(), metadata.ctime(), metadata.ctime_nsec());
            let (seconds, nanoseconds) = (u64::try_from(node.2).ok(), u64::try_from(node.3).ok());
            let since = seconds.zip(nanoseconds).map(|(s, ns)| Duration::from_secs(s) + Duration::from_nanos(ns));
            (node, since.and_then(|since| SystemTime::UNIX_EPOCH.checked_add(since)))
        };
        #[cfg(not(unix))]
        let changed = modified;
        let now = SystemTime::now();
        let settled = [modified, changed]
            .iter()
            .all(|time| time.is_some_and(|time| now.duration_since(time).is_ok_and(|age| age > TICKS)));
        let facts = Facts {
            length: metadata.len(),
            modified,
            #[cfg(unix)]
            node,
        };
        Some(Self { facts, settled })
    }

    /// All that is said of the file, as bytes; nothing, if a later change might not show in it.
    pub fn trace(&self) -> Option<Vec<u8>> {
        let modified =
            self.facts.modified.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok())?.as_nanos();
        let mut bytes = [self.facts.length.to_le_bytes().as_slice(), &modified.to_le_bytes()].concat();
        #[cfg(unix)]
        {
            let (device, inode, seconds, nanoseconds) = self.facts.node;
            bytes.extend([device, inode].iter().flat_map(|part| part.to_le_bytes()));
            bytes.extend([seconds, nanoseconds].iter().flat_map(|part| part.to_le_bytes()));
        }
        self.settled.then_some(bytes)
    }

    /// Whether a file, looked at again, is surely what it was when `self` was said of it.
    pub fn still(&self, again: Option<Self>) -> bool {
        self.settled && again.is_some_and(|again| again.facts == self.facts)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::list;

    #[test]
    fn files_are_listed_by_their_ways_without_hidden_ones() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(folder.path().join("content/offers")).expect("a folder");
        for name in ["offers/quay.yaml", "offers/.swap", "offers/quay.yaml~", "README.md"] {
            fs::write(folder.path().join("content").join(name), "").expect("a file");
        }
        let content = list(&folder.path().join("content")).expect("a list");
        assert_eq!(content, ["README.md", "offers/quay.yaml"]);
        assert!(list(&folder.path().join("themes")).expect("a list").is_empty());
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("content", folder.path().join("linked")).expect("a link");
            assert_eq!(list(&folder.path().join("linked")).expect("a list"), content);
        }
    }
}
