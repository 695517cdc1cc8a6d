//! Writing the site: only what changed, all of it at the end; and deleting nothing but what an earlier build wrote.
//!
//! The folder's manifest lists every file that a build wrote or is about to write, with its size and time of modification.
//! A file that has its bytes already is not written again. Everything else waits in [`staging`] until all files are made.
//! Then the new manifest is written, the files move to their places, and those that nobody names any more are deleted. So
//! a build that was cut off leaves no file that the next one does not know, and a file that did not move has another time
//! than the one listed.

mod error;
mod manifest;
mod staging;
#[cfg(test)]
mod tests;
mod writing;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

pub use error::OutputError;
pub use manifest::LastOutput;
pub use manifest::MANIFEST;
use manifest::{FileState, Manifest, ManifestEntry};
use staging::Staging;

use content::files::{self, FileError};
use content::fingerprint::Fingerprint;

/// Held while a build writes.
const LOCK: &str = ".matchmaker-lock";
/// Folders in which files have names that are known only once they are made. They hold nothing that is not ours.
const OWN: [&str; 4] = ["media", "pagefind", "search", "social"];
/// Folders of files that pages fetch by names of their own: they outlive the edition that named them by one, for pages
/// that are still open.
const FETCHED: [&str; 3] = ["assets/", "pagefind/", "search/"];

/// An output folder while a build writes to it.
pub struct Output {
    folder: PathBuf,
    /// Keeps the lock until the build is done.
    _lock: File,
    before: BTreeMap<String, Option<ManifestEntry>>,
    last: Option<LastOutput>,
    /// The fingerprint of what the search index was made from.
    index: Option<Fingerprint>,
    /// Files that only the edition before the last one named.
    retired: BTreeSet<String>,
    /// The files of this build.
    now: Mutex<Vec<(String, Option<ManifestEntry>)>>,
    staging: Staging,
    /// Whether files may be waiting.
    begun: AtomicBool,
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
        let Manifest { files: mut before, mut last, index, retired, .. } = Manifest::read(folder)?.unwrap_or_default();
        let staging = Staging::within(folder);
        if staging.exists() {
            last = None;
            for own in OWN {
                let names = files::list(&folder.join(own))?.into_iter().map(|name| format!("{own}/{name}"));
                for name in names.filter(|name| !retired.contains(name)) {
                    before.entry(name).or_default();
                }
            }
        }
        Ok(Self {
            folder: folder.to_owned(),
            _lock: lock,
            before,
            last,
            index,
            retired,
            now: Mutex::default(),
            staging,
            begun: AtomicBool::new(false),
            written: AtomicUsize::new(0),
            unchanged: AtomicUsize::new(0),
        })
    }

    /// What the last build made the site from, if that is known for certain.
    pub fn last(&self) -> Option<&LastOutput> {
        self.last.as_ref()
    }

    /// Whether every file that is listed is as it was left.
    pub fn is_untouched(&self) -> bool {
        use rayon::prelude::*;
        self.before.par_iter().all(|(name, entry)| entry.as_ref().is_some_and(|entry| self.is_same(name, entry)))
    }

    /// Whether a file is listed, and as it was left.
    pub fn is_as_left(&self, name: &str) -> bool {
        self.before.get(name).is_some_and(|entry| entry.as_ref().is_some_and(|entry| self.is_same(name, entry)))
    }

    fn is_same(&self, name: &str, entry: &ManifestEntry) -> bool {
        fs::symlink_metadata(self.folder.join(name))
            .is_ok_and(|facts| facts.is_file() && FileState::of(&facts) == Some(entry.state))
    }

    /// Keeps a file that is named by its content, if it is as it was left.
    pub fn keep(&self, name: &str) -> bool {
        let stays = self.is_as_left(name);
        if stays {
            self.count(&self.unchanged);
            self.note(name, self.before.get(name).cloned().flatten());
        }
        stays
    }

    /// Keeps all files of the folders of the search index, if they were made from the same and are as they were left.
    pub fn keep_index(&self, folders: &[&str], made_from: Fingerprint) -> bool {
        let is_within = |name: &String| folders.iter().any(|folder| name.split('/').next() == Some(folder));
        let names: Vec<&String> = self.before.keys().filter(|name| is_within(name)).collect();
        let is_current =
            self.index == Some(made_from) && !names.is_empty() && names.iter().all(|name| self.is_as_left(name));
        if is_current {
            for name in names {
                self.keep(name);
            }
        }
        is_current
    }

    pub fn written(&self) -> usize {
        self.written.load(Ordering::Relaxed)
    }

    pub fn listed(&self) -> usize {
        self.before.len()
    }

    pub fn begin(&self) -> Result<(), OutputError> {
        self.begun.store(true, Ordering::Relaxed);
        Ok(self.staging.begin()?)
    }

    /// The bytes of a file that this build wrote, and that is not in its place yet.
    pub fn waiting(&self, name: &str) -> Option<Vec<u8>> {
        self.staging.read(name)
    }

    /// Moves what was written to its place, and deletes what earlier builds wrote and this one did not, with folders that
    /// this leaves empty. `last` is what the site was made from, `index` the same
    /// of its search index.
    ///
    /// # Errors
    /// If something can't be moved or deleted, or the manifest not be written.
    pub fn finish(mut self, last: Option<LastOutput>, index: Option<Fingerprint>) -> Result<Tally, OutputError> {
        let now = std::mem::take(&mut *self.now.lock().unwrap_or_else(PoisonError::into_inner));
        let now: BTreeMap<String, Option<ManifestEntry>> = now.into_iter().collect();
        let before = std::mem::take(&mut self.before);
        let gone: BTreeSet<&String> = before.keys().filter(|name| !now.contains_key(*name)).collect();
        let mut retired = std::mem::take(&mut self.retired);
        let mut leaving: Vec<String> = Vec::new();
        if self.written() > 0 || !gone.is_empty() {
            leaving.extend(std::mem::take(&mut retired).into_iter().filter(|name| !now.contains_key(name)));
            retired = outliving(&before, &now);
        }
        leaving.extend(gone.into_iter().filter(|name| !retired.contains(*name)).cloned());
        let moves = self.staging.moves()?;
        if now != before || last != self.last || index != self.index || !leaving.is_empty() {
            // Known to the next build, even if this one is cut off from here on.
            let mut files = now.clone();
            files.extend(leaving.iter().map(|name| (name.clone(), None)));
            self.write_manifest(&Manifest::new(files, last.clone(), index, retired.clone()))?;
        }
        moves.carry_out()?;
        let mut deleted = 0;
        for name in &leaving {
            deleted += usize::from(self.delete(name)?);
        }
        if !leaving.is_empty() {
            self.write_manifest(&Manifest::new(now, last, index, retired))?;
        }
        self.staging.remove()?;
        self.begun.store(false, Ordering::Relaxed);
        Ok(Tally { written: self.written(), unchanged: self.unchanged.load(Ordering::Relaxed), deleted })
    }

    /// Deletes a file, and folders that this leaves empty; whether it was there.
    fn delete(&self, name: &str) -> Result<bool, FileError> {
        let path = self.folder.join(name);
        let was_there = match fs::remove_file(&path) {
            Ok(()) => true,
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(source) => return Err(FileError { path, source }),
        };
        let mut parent = path.parent();
        while let Some(folder) = parent.filter(|folder| *folder != self.folder && fs::remove_dir(folder).is_ok()) {
            parent = folder.parent();
        }
        Ok(was_there)
    }

    fn note(&self, name: &str, entry: Option<ManifestEntry>) {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).push((name.to_owned(), entry));
    }

    fn count(&self, counter: &AtomicUsize) {
        counter.fetch_add(1, Ordering::Relaxed);
    }

    fn write_manifest(&self, manifest: &Manifest) -> Result<(), OutputError> {
        let (part, path) = (self.staging.number(), self.folder.join(MANIFEST));
        let bytes = manifest.bytes(&self.folder)?;
        fs::write(&part, bytes).and_then(|()| fs::rename(&part, &path)).map_err(FileError::at(&path))?;
        Ok(())
    }
}

impl Drop for Output {
    /// A build that failed leaves nothing behind. What can't be removed now, the next build removes.
    fn drop(&mut self) {
        if self.begun.load(Ordering::Relaxed) {
            self.staging.remove().ok();
        }
    }
}

/// Files that this edition does not name, and that stay for pages of the last one which are still open: those that such
/// a page fetches, and the pictures of pages that are still there.
fn outliving(
    before: &BTreeMap<String, Option<ManifestEntry>>,
    now: &BTreeMap<String, Option<ManifestEntry>>,
) -> BTreeSet<String> {
    let fetched = before.keys().filter(|name| FETCHED.iter().any(|folder| name.starts_with(folder)));
    let pictures = before.iter().filter(|(page, _)| now.contains_key(*page));
    let pictures = pictures.filter_map(|(_, entry)| entry.as_ref()?.picture.as_ref());
    let known = |name: &&String| before.get(*name).is_some_and(Option::is_some) && !now.contains_key(*name);
    fetched.chain(pictures).filter(known).cloned().collect()
}

fn foreign_file(folder: &Path) -> Result<Option<String>, OutputError> {
    for entry in fs::read_dir(folder).map_err(FileError::at(folder))? {
        let name = entry.map_err(FileError::at(folder))?.file_name().to_string_lossy().into_owned();
        if name != LOCK && name != staging::FOLDER {
            return Ok(Some(name));
        }
    }
    Ok(None)
}
