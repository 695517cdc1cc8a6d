//! Writing the site: only what changed, in place; and deleting nothing but what an earlier build wrote.
//!
//! The folder's manifest lists every file that a build wrote or is about to write. It is widened before the first
//! file is touched and narrowed after the last, so a build that was cut off leaves no file that the next one does
//! not know, and bytes that are not whole are found by comparing and written again.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::{Deserialize, Serialize};

use crate::files::FileError;

/// The list of what builds wrote.
const MANIFEST: &str = ".matchmaker-manifest.json";
/// Held while a build writes.
const LOCK: &str = ".matchmaker-lock";
/// Where files wait until they are whole. What a crash leaves here, the next build removes.
const PARTS: &str = ".matchmaker-parts";

/// An output folder that can't be written to.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// A file or folder can't be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// The folder holds files, and no build made it.
    #[error("{} holds files that no build wrote, such as {example:?}; choose an empty folder with --out", folder.display())]
    Foreign {
        /// The folder.
        folder: PathBuf,
        /// One of its files.
        example: String,
    },
    /// The manifest can't be understood.
    #[error("{}: the list of written files is damaged ({detail}); remove the folder and build again", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong.
        detail: String,
    },
    /// Another build writes to the same folder.
    #[error("another build writes to {} at this moment; wait for it, or choose another folder with --out", folder.display())]
    Busy {
        /// The folder.
        folder: PathBuf,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    version: u32,
    files: BTreeSet<String>,
}

/// An output folder while a build writes to it.
pub struct Output {
    folder: PathBuf,
    /// Keeps the lock until the build is done.
    _lock: File,
    before: BTreeSet<String>,
    parts: AtomicUsize,
    written: AtomicUsize,
    unchanged: AtomicUsize,
}

/// What a build did to its folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Files written, new or changed.
    pub written: usize,
    /// Files whose bytes were right already.
    pub unchanged: usize,
    /// Files deleted, that an earlier build wrote.
    pub deleted: usize,
}

impl Output {
    /// Takes hold of a folder, and makes it if need be.
    ///
    /// # Errors
    /// If it belongs to something else, or another build is at work in it.
    pub fn open(folder: &Path) -> Result<Self, OutputError> {
        fs::create_dir_all(folder).map_err(FileError::at(folder))?;
        let manifest = folder.join(MANIFEST);
        let before = if manifest.exists() { read_manifest(&manifest)? } else { BTreeSet::new() };
        if !manifest.exists()
            && let Some(example) = foreign_file(folder)?
        {
            return Err(OutputError::Foreign { folder: folder.to_owned(), example });
        }
        let path = folder.join(LOCK);
        let lock = File::create(&path).map_err(FileError::at(&path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(OutputError::Busy { folder: folder.to_owned() }),
            Err(TryLockError::Error(source)) => return Err(FileError { path, source }.into()),
        }
        let parts = folder.join(PARTS);
        if parts.exists() {
            fs::remove_dir_all(&parts).map_err(FileError::at(&parts))?;
        }
        fs::create_dir(&parts).map_err(FileError::at(&parts))?;
        Ok(Self {
            folder: folder.to_owned(),
            _lock: lock,
            before,
            parts: AtomicUsize::new(0),
            written: AtomicUsize::new(0),
            unchanged: AtomicUsize::new(0),
        })
    }

    /// Announces all files of this build, before the first is written.
    pub fn announce(&self, files: &BTreeSet<String>) -> Result<(), OutputError> {
        self.write_manifest(self.before.union(files).cloned().collect())
    }

    /// Writes a file, unless it has these bytes already. A file that is there is replaced as a whole, so that nobody
    /// ever reads half of it.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), OutputError> {
        let path = self.folder.join(name);
        match fs::read(&path) {
            Ok(before) if before == bytes => {
                self.unchanged.fetch_add(1, Ordering::Relaxed);
                return Ok(());
            }
            Ok(_) => self.replace(&path, bytes)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if let Some(parent) = path.parent() {
                    fs::create_dir_all(parent).map_err(FileError::at(parent))?;
                }
                fs::write(&path, bytes).map_err(FileError::at(&path))?;
            }
            Err(source) => return Err(FileError { path, source }.into()),
        }
        self.written.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// Deletes what earlier builds wrote and this one did not, and folders that this leaves empty.
    pub fn finish(self, files: &BTreeSet<String>) -> Result<Tally, OutputError> {
        let mut deleted = 0;
        for name in self.before.difference(files) {
            let path = self.folder.join(name);
            match fs::remove_file(&path) {
                Ok(()) => deleted += 1,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(source) => return Err(FileError { path, source }.into()),
            }
            let mut parent = path.parent();
            while let Some(folder) = parent.filter(|folder| *folder != self.folder && fs::remove_dir(folder).is_ok()) {
                parent = folder.parent();
            }
        }
        self.write_manifest(files.clone())?;
        let parts = self.folder.join(PARTS);
        fs::remove_dir(&parts).map_err(FileError::at(&parts))?;
        Ok(Tally {
            written: self.written.load(Ordering::Relaxed),
            unchanged: self.unchanged.load(Ordering::Relaxed),
            deleted,
        })
    }

    fn write_manifest(&self, files: BTreeSet<String>) -> Result<(), OutputError> {
        let path = self.folder.join(MANIFEST);
        let bytes = serde_json::to_vec(&Manifest { version: 1, files })
            .map_err(|error| OutputError::Manifest { path: path.clone(), detail: error.to_string() })?;
        if fs::read(&path).is_ok_and(|before| before == bytes) {
            return Ok(());
        }
        self.replace(&path, &bytes)
    }

    /// Writes aside, then puts the file in its place in one step.
    fn replace(&self, path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
        let number = self.parts.fetch_add(1, Ordering::Relaxed);
        let part = self.folder.join(PARTS).join(number.to_string());
        fs::write(&part, bytes).and_then(|()| fs::rename(&part, path)).map_err(FileError::at(path))?;
        Ok(())
    }
}

fn read_manifest(path: &Path) -> Result<BTreeSet<String>, OutputError> {
    let damaged = |detail: String| OutputError::Manifest { path: path.to_owned(), detail };
    let bytes = fs::read(path).map_err(FileError::at(path))?;
    let manifest: Manifest = serde_json::from_slice(&bytes).map_err(|error| damaged(error.to_string()))?;
    // A list that somebody tampered with must not make us delete what lies outside.
    let inside = |name: &String| Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    match manifest.files.iter().find(|name| !inside(name)) {
        Some(name) => Err(damaged(format!("{name:?} lies outside"))),
        None => Ok(manifest.files),
    }
}

fn foreign_file(folder: &Path) -> Result<Option<String>, OutputError> {
    for entry in fs::read_dir(folder).map_err(FileError::at(folder))? {
        let name = entry.map_err(FileError::at(folder))?.file_name().to_string_lossy().into_owned();
        if name != LOCK && name != PARTS {
            return Ok(Some(name));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::{Output, OutputError, Tally};

    fn build(folder: &Path, files: &[(&str, &str)]) -> Tally {
        let names: BTreeSet<String> = files.iter().map(|(name, _)| (*name).to_owned()).collect();
        let output = Output::open(folder).expect("a folder of our own");
        output.announce(&names).expect("a manifest");
        for (name, text) in files {
            output.write(name, text.as_bytes()).expect("a file");
        }
        output.finish(&names).expect("a finished build")
    }

    #[test]
    fn only_what_changed_is_written_and_only_our_own_is_deleted() {
        let temporary = tempfile::tempdir().expect("a folder");
        let folder = temporary.path().join("public");
        build(&folder, &[("en/index.html", "home"), ("en/offers/quay/index.html", "quay")]);
        fs::write(folder.join("CNAME"), "ours").expect("a file of somebody else");
        let tally = build(&folder, &[("en/index.html", "home, changed")]);
        assert_eq!(tally, Tally { written: 1, unchanged: 0, deleted: 1 });
        assert!(!folder.join("en/offers").exists(), "an empty folder goes too");
        assert!(folder.join("CNAME").exists(), "what no build wrote stays");
        assert_eq!(build(&folder, &[("en/index.html", "home, changed")]), Tally { unchanged: 1, ..Tally::default() });
    }

    #[test]
    fn a_folder_that_no_build_made_is_refused() {
        let temporary = tempfile::tempdir().expect("a folder");
        fs::write(temporary.path().join("thesis.odt"), "years of work").expect("a file");
        assert!(matches!(Output::open(temporary.path()), Err(OutputError::Foreign { .. })));
    }

    #[test]
    fn after_a_crash_the_next_build_repairs() {
        let temporary = tempfile::tempdir().expect("a folder");
        let folder = temporary.path();
        let names: BTreeSet<String> = ["a.html".to_owned(), "b.html".to_owned()].into();
        let crashed = Output::open(folder).expect("a folder");
        crashed.announce(&names).expect("a manifest");
        crashed.write("a.html", b"hal").expect("half a file");
        fs::write(folder.join(super::PARTS).join("7"), "hal").expect("a file that was never whole");
        drop(crashed);
        let tally = build(folder, &[("b.html", "whole")]);
        assert_eq!(tally, Tally { written: 1, unchanged: 0, deleted: 1 });
        assert!(!folder.join("a.html").exists() && !folder.join(super::PARTS).exists());
    }

    #[test]
    fn two_builds_never_write_at_once() {
        let temporary = tempfile::tempdir().expect("a folder");
        let _first = Output::open(temporary.path()).expect("a folder");
        assert!(matches!(Output::open(temporary.path()), Err(OutputError::Busy { .. })));
    }

    #[test]
    fn a_tampered_list_deletes_nothing_outside() {
        let temporary = tempfile::tempdir().expect("a folder");
        build(temporary.path(), &[("a.html", "a")]);
        let manifest = temporary.path().join(super::MANIFEST);
        fs::write(&manifest, r#"{"version": 1, "files": ["../thesis.odt"]}"#).expect("a manifest");
        assert!(matches!(Output::open(temporary.path()), Err(OutputError::Manifest { .. })));
    }
}
