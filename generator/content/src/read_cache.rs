//! What was read before: a file that is on disk what it was is not read again.
//!
//! Remembered is what a file gave, beside what the system said of the file before it was read, and a fingerprint of whatever
//! else it was read against. If any of them differs, or if the file had changed so lately that another change might not
//! show, it is read anew. So loading with a memory gives what loading without one would give.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::files::Seen;
use crate::fingerprint::Fingerprint;

/// One thing that was read from a few files.
pub struct CachedFiles<T>(Option<Remembered<T>>);

struct Remembered<T> {
    files: Vec<(PathBuf, Option<Seen>)>,
    against: Fingerprint,
    gave: T,
}

impl<T> Default for CachedFiles<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Clone> CachedFiles<T> {
    /// What the files gave, remembered or read. Files that are not there are looked for again.
    pub fn get_or_read<E>(
        memory: Option<&mut Self>,
        files: impl FnOnce() -> Vec<PathBuf>,
        against: Fingerprint,
        read: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        let Some(Self(memory)) = memory else { return read() };
        let files = files();
        if let Some(known) = memory
            && known.against == against
            && known.files.iter().map(|(path, _)| path).eq(&files)
            && known.files.iter().all(|(path, seen)| match (seen, Seen::of(path)) {
                (None, None) => true,
                (Some(seen), again) => seen.still(again),
                (None, Some(_)) => false,
            })
        {
            return Ok(known.gave.clone());
        }
        *memory = None;
        // Looked at before they are read: a change in between shows the next time.
        let files = files
            .into_iter()
            .map(|path| {
                let seen = Seen::of(&path);
                (path, seen)
            })
            .collect();
        let gave = read()?;
        *memory = Some(Remembered { files, against, gave: gave.clone() });
        Ok(gave)
    }
}

/// What each file of a folder gave.
pub(crate) struct CachedFolder<T> {
    against: Option<Fingerprint>,
    files: Vec<Known<T>>,
}

struct Known<T> {
    name: Box<str>,
    seen: Option<Seen>,
    gave: T,
}

impl<T> Default for CachedFolder<T> {
    fn default() -> Self {
        Self { against: None, files: Vec::new() }
    }
}

impl<T: Clone + Send + Sync> CachedFolder<T> {
    /// What each of the named files of a folder gave, remembered or read; `against` is the fingerprint of all that `read` looks
    /// at beside the file. Files are read in parallel, at most `at_once` of them.
    pub(crate) fn get_or_read(
        memory: Option<&mut Self>,
        folder: &Path,
        names: &[&str],
        against: Fingerprint,
        at_once: usize,
        read: impl Fn(&str, &Path) -> T + Sync,
    ) -> Vec<T> {
        let read = |name: &str| read(name, &folder.join(name));
        let Some(memory) = memory else {
            return in_parallel(names, at_once, |name| read(name));
        };
        if memory.against != Some(against) {
            *memory = Self { against: Some(against), files: Vec::new() };
        }
        // Looked at before they are read: a change in between shows the next time.
        let seen: Vec<Option<Seen>> = names.par_iter().map(|name| Seen::of(&folder.join(name))).collect();
        let places = memory.places(names);
        let known: Vec<Option<&Known<T>>> = names
            .iter()
            .zip(&seen)
            .enumerate()
            .map(|(position, (name, seen))| {
                let place = places.as_ref().map_or(Some(position), |places| places.get(name).copied())?;
                let known = &memory.files[place];
                known.seen.is_some_and(|before| before.still(*seen)).then_some(known)
            })
            .collect();
        let unknown: Vec<&str> =
            names.iter().zip(&known).filter(|(_, known)| known.is_none()).map(|(name, _)| *name).collect();
        if unknown.is_empty() && places.is_none() {
            return memory.files.iter().map(|known| known.gave.clone()).collect();
        }
        let mut anew = in_parallel(&unknown, at_once, |name| read(name)).into_iter();
        let (mut gave, mut files) = (Vec::with_capacity(names.len()), Vec::with_capacity(names.len()));
        for ((name, seen), known) in names.iter().zip(seen).zip(known) {
            let Some(value) = known.map(|known| known.gave.clone()).or_else(|| anew.next()) else { continue };
            gave.push(value.clone());
            files.push(Known { name: (*name).into(), seen, gave: value });
        }
        memory.files = files;
        gave
    }

    /// Where each name stands; nothing if they are the remembered ones in the same order.
    fn places(&self, names: &[&str]) -> Option<HashMap<&str, usize>> {
        let known = || self.files.iter().map(|known| &*known.name);
        (!known().eq(names.iter().copied())).then(|| known().enumerate().map(|(place, name)| (name, place)).collect())
    }
}

fn in_parallel<T: Send>(names: &[&str], at_once: usize, read: impl Fn(&str) -> T + Sync) -> Vec<T> {
    let mut gave = Vec::with_capacity(names.len());
    for names in names.chunks(at_once.max(1)) {
        gave.par_extend(names.par_iter().map(|name| read(name)));
    }
    gave
}
