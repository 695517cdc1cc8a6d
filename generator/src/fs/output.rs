//! Writing the site: only what changed, all of it at the end; and deleting nothing but what an earlier build wrote.
//!
//! The folder's manifest lists every file that a build wrote or is about to write, with a fingerprint of what it was made of
//! and a trace of what it was on the disk. What has the same fingerprint and the same trace is right already. Everything else
//! waits in [`staging`] until all files are made. Then the new manifest is written, the files move to their places, and
//! those that nobody names any more are deleted. So a build that was cut off leaves no file that the next one does not
//! know, and a file that did not move has another trace than the one listed.

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
pub use manifest::MANIFEST;
pub use manifest::Whole;
use manifest::{Kept, Manifest, Trace};
use staging::Staging;

use crate::fingerprint::Fingerprint;
use crate::fs::files::{self, FileError};

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
    before: BTreeMap<String, Option<Kept>>,
    whole: Option<Whole>,
    /// Files that only the edition before the last one named.
    retired: BTreeSet<String>,
    /// The files of this build.
    now: Mutex<Vec<(String, Option<Kept>)>>,
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
        let Manifest { files: mut before, mut whole, retired, .. } = Manifest::read(folder)?.unwrap_or_default();
        let staging = Staging::within(folder);
        if staging.exists() {
            whole = None;
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
            whole,
            retired,
            now: Mutex::default(),
            staging,
            begun: AtomicBool::new(false),
            written: AtomicUsize::new(0),
            unchanged: AtomicUsize::new(0),
        })
    }

    /// What the last build made the site from, if that is known for certain.
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
    pub fn is_current(&self, name: &str, made_of: Fingerprint) -> bool {
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
    pub fn keep_folders(&self, folders: &[&str], made_of: Fingerprint) -> bool {
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
    pub fn keep_as(&self, name: &str, made_of: Fingerprint) -> bool {
        let kept = self.before.get(name).cloned().flatten().filter(|kept| self.is_as_left(name, kept));
        let stays = kept.is_some();
        if let Some(kept) = kept {
            self.count(&self.unchanged);
            self.note(name, Some(Kept { made_of, ..kept }));
        }
        stays
    }

    /// Begins to write.
    ///
    /// # Errors
    /// If the place where files wait can't be made.
    pub fn begin(&self) -> Result<(), OutputError> {
        self.begun.store(true, Ordering::Relaxed);
        Ok(self.staging.begin()?)
    }

    /// The bytes of a file that this build wrote, and that is not in its place yet.
    pub fn waiting(&self, name: &str) -> Option<Vec<u8>> {
        self.staging.read(name)
    }

    /// Moves what was written to its place, and deletes what earlier builds wrote and this one did not, with folders that
    /// this leaves empty. `whole` is what the site was made from.
    ///
    /// # Errors
    /// If something can't be moved or deleted, or the manifest not be written.
    pub fn finish(mut self, whole: Option<Whole>) -> Result<Tally, OutputError> {
        let now = std::mem::take(&mut *self.now.lock().unwrap_or_else(PoisonError::into_inner));
        let now: BTreeMap<String, Option<Kept>> = now.into_iter().collect();
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
        if now != before || whole != self.whole || !leaving.is_empty() {
            // Known to the next build, even if this one is cut off from here on.
            let mut files = now.clone();
            files.extend(leaving.iter().map(|name| (name.clone(), None)));
            self.write_manifest(&Manifest::new(files, whole.clone(), retired.clone()))?;
        }
        moves.carry_out()?;
        let mut deleted = 0;
        for name in &leaving {
            deleted += usize::from(self.delete(name)?);
        }
        if !leaving.is_empty() {
            self.write_manifest(&Manifest::new(now, whole, retired))?;
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

    fn note(&self, name: &str, kept: Option<Kept>) {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).push((name.to_owned(), kept));
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
fn outliving(before: &BTreeMap<String, Option<Kept>>, now: &BTreeMap<String, Option<Kept>>) -> BTreeSet<String> {
    let fetched = before.keys().filter(|name| FETCHED.iter().any(|folder| name.starts_with(folder)));
    let pictures = before.iter().filter(|(page, _)| now.contains_key(*page));
    let pictures = pictures.filter_map(|(_, kept)| kept.as_ref()?.beside.as_ref());
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
