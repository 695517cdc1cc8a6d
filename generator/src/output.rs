//! Writing the site: only what changed, in place; and deleting nothing but what an earlier build wrote.
//!
//! The folder's manifest lists every file that a build wrote or is about to write, with a stamp of what it was made of
//! and a trace of what it was on the disk. What has the same stamp and the same trace is right already. The manifest is
//! widened before the first file with a new name is touched and made anew after the last, so a build that was cut off
//! leaves no file that the next one does not know; and bytes that are not whole have another trace than the one listed.

mod manifest;
#[cfg(test)]
mod tests;
mod writing;

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

pub use manifest::Whole;
use manifest::{Kept, MANIFEST, Manifest, Trace};

use crate::files::{self, FileError};
use crate::stamp::Stamp;

/// Held while a build writes.
const LOCK: &str = ".matchmaker-lock";
/// Where files wait until they are whole, from the first that a build writes until it is done. So a build that finds the
/// folder there knows that an earlier one was cut off.
const PARTS: &str = ".matchmaker-parts";
/// Folders in which files have names that are known only once they are made. They hold nothing that is not ours.
const OWN: [&str; 4] = ["media", "pagefind", "search", "social"];

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

/// An output folder while a build writes to it.
pub struct Output {
    folder: PathBuf,
    /// Keeps the lock until the build is done.
    _lock: File,
    before: BTreeMap<String, Option<Kept>>,
    whole: Option<Whole>,
    /// The files of this build.
    now: Mutex<Vec<(String, Option<Kept>)>>,
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
    /// Takes hold of a folder that a build made; none, where there is no such folder.
    ///
    /// # Errors
    /// If another build is at work in it.
    pub fn reopen(folder: &Path) -> Result<Option<Self>, OutputError> {
        if folder.join(MANIFEST).exists() { Self::open(folder).map(Some) } else { Ok(None) }
    }

    /// Takes hold of a folder, and makes it if need be.
    ///
    /// # Errors
    /// If it belongs to something else, or another build is at work in it.
    pub fn open(folder: &Path) -> Result<Self, OutputError> {
        fs::create_dir_all(folder).map_err(FileError::at(folder))?;
        if !folder.join(MANIFEST).exists()
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
        let Manifest { files: mut before, mut whole, .. } = Manifest::read(folder)?.unwrap_or_default();
        if folder.join(PARTS).exists() {
            whole = None;
            for own in OWN {
                for name in files::list(&folder.join(own))? {
                    before.entry(format!("{own}/{name}")).or_default();
                }
            }
        }
        Ok(Self {
            folder: folder.to_owned(),
            _lock: lock,
            before,
            whole,
            now: Mutex::default(),
            parts: AtomicUsize::new(0),
            written: AtomicUsize::new(0),
            unchanged: AtomicUsize::new(0),
        })
    }

    /// What the last build made the site from, if that build was without a problem.
    pub fn whole(&self) -> Option<&Whole> {
        self.whole.as_ref()
    }

    /// Whether every file that is listed is as it was left.
    pub fn is_untouched(&self) -> bool {
        use rayon::prelude::*;
        self.before.par_iter().all(|(name, kept)| kept.as_ref().is_some_and(|kept| self.is_as_left(name, kept)))
    }

    /// Files written by now.
    pub fn written(&self) -> usize {
        self.written.load(Ordering::Relaxed)
    }

    /// Files that are listed.
    pub fn listed(&self) -> usize {
        self.before.len()
    }

    /// Whether a file is right already: made of the same, and as it was left; so is the picture beside it.
    pub fn is_current(&self, name: &str, made_of: Stamp) -> bool {
        let Some(Some(kept)) = self.before.get(name) else { return false };
        kept.made_of == made_of
            && self.is_as_left(name, kept)
            && kept.beside.as_ref().is_none_or(|beside| {
                self.before
                    .get(beside)
                    .is_some_and(|kept| kept.as_ref().is_some_and(|kept| self.is_as_left(beside, kept)))
            })
    }

    fn is_as_left(&self, name: &str, kept: &Kept) -> bool {
        fs::symlink_metadata(self.folder.join(name))
            .is_ok_and(|facts| facts.is_file() && Trace::of(&facts) == Some(kept.trace))
    }

    /// Keeps a file that is right already for the next build's list, with the picture beside it, whose name is returned.
    pub fn keep(&self, name: &str) -> Option<String> {
        let kept = self.before.get(name).cloned().flatten();
        let beside = kept.as_ref().and_then(|kept| kept.beside.clone());
        self.unchanged.fetch_add(1, Ordering::Relaxed);
        self.note(name, kept);
        beside
    }

    /// Whether all files of some folders are right already, made together of the same; if so, they are kept.
    pub fn keep_folders(&self, folders: &[&str], made_of: Stamp) -> bool {
        let names: Vec<&String> = folders
            .iter()
            .flat_map(|folder| {
                let within = format!("{folder}/");
                let listed = self.before.range(within.clone()..).map(|(name, _)| name);
                listed.take_while(move |name| name.starts_with(&within))
            })
            .collect();
        let current = !names.is_empty() && names.iter().all(|name| self.is_current(name, made_of));
        if current {
            for name in names {
                self.keep(name);
            }
        }
        current
    }

    /// Keeps a file whose name tells its content, if it is there as it was left; from now on it counts as made of
    /// something else.
    pub fn keep_as(&self, name: &str, made_of: Stamp) -> bool {
        let kept = self.before.get(name).cloned().flatten().filter(|kept| self.is_as_left(name, kept));
        let stays = kept.is_some();
        if let Some(kept) = kept {
            self.count(&self.unchanged);
            self.note(name, Some(Kept { made_of, ..kept }));
        }
        stays
    }

    /// Begins to write: announces the files of this build, but for those in folders of our own, before the first with a
    /// new name is written.
    ///
    /// # Errors
    /// If the manifest can't be written.
    pub fn announce<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Result<(), OutputError> {
        let parts = self.folder.join(PARTS);
        if parts.exists() {
            fs::remove_dir_all(&parts).map_err(FileError::at(&parts))?;
        }
        fs::create_dir(&parts).map_err(FileError::at(&parts))?;
        let new: Vec<&str> = names.into_iter().filter(|name| !self.before.contains_key(*name)).collect();
        if new.is_empty() {
            return Ok(());
        }
        let mut files = self.before.clone();
        files.extend(new.into_iter().map(|name| (name.to_owned(), None)));
        self.write_manifest(&Manifest::new(files, None))
    }

    /// Deletes what earlier builds wrote and this one did not, and folders that this leaves empty. `whole` is what the
    /// site was made from.
    ///
    /// # Errors
    /// If something can't be deleted, or the manifest not be written.
    pub fn finish(self, whole: Option<Whole>) -> Result<Tally, OutputError> {
        let now = std::mem::take(&mut *self.now.lock().unwrap_or_else(PoisonError::into_inner));
        let now: BTreeMap<String, Option<Kept>> = now.into_iter().collect();
        let mut deleted = 0;
        for name in self.before.keys().filter(|name| !now.contains_key(*name)) {
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
        if now != self.before || whole != self.whole {
            self.write_manifest(&Manifest::new(now, whole))?;
        }
        let parts = self.folder.join(PARTS);
        fs::remove_dir(&parts).map_err(FileError::at(&parts))?;
        Ok(Tally { written: self.written(), unchanged: self.unchanged.load(Ordering::Relaxed), deleted })
    }

    fn note(&self, name: &str, kept: Option<Kept>) {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).push((name.to_owned(), kept));
    }

    fn count(&self, counter: &AtomicUsize) {
        counter.fetch_add(1, Ordering::Relaxed);
    }

    fn write_manifest(&self, manifest: &Manifest) -> Result<(), OutputError> {
        let (part, path) = (self.part(), self.folder.join(MANIFEST));
        let bytes = manifest.bytes(&self.folder)?;
        fs::write(&part, bytes).and_then(|()| fs::rename(&part, &path)).map_err(FileError::at(&path))?;
        Ok(())
    }

    /// A place where a file waits until it is whole.
    fn part(&self) -> PathBuf {
        let number = self.parts.fetch_add(1, Ordering::Relaxed);
        self.folder.join(PARTS).join(number.to_string())
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
