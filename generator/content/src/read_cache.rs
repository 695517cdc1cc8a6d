//! Caches what was read: a file that did not change on disk is not read again.
//!
//! Beside the value, a cache has snapshots of the files from before they were read, and a fingerprint of whatever else the
//! value depends on. If any of them differs, or if a file had changed so lately that another change might not show, it is
//! read again. So reading with a cache returns what reading without one would.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::fingerprint::Fingerprint;
use crate::snapshot::FileSnapshot;

/// A value that was read from a few files.
pub struct CachedFiles<T>(Option<CachedValue<T>>);

struct CachedValue<T> {
    files: Vec<(PathBuf, Option<FileSnapshot>)>,
    dependencies: Fingerprint,
    value: T,
}

impl<T> Default for CachedFiles<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Clone> CachedFiles<T> {
    /// Returns the value of the files, cached or read. Files that are not there are looked for again.
    pub fn get_or_read<E>(
        cache: Option<&mut Self>,
        files: impl FnOnce() -> Vec<PathBuf>,
        dependencies: Fingerprint,
        read: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        let Some(Self(cached)) = cache else { return read() };
        // Before they are read: a change in between shows the next time.
        let files: Vec<_> = files().into_iter().map(|path| (FileSnapshot::take(&path), path)).collect();
        if let Some(cached) = cached
            && cached.dependencies == dependencies
            && cached.files.len() == files.len()
            && cached.files.iter().zip(&files).all(|((path, before), (now, now_path))| {
                let is_unchanged = before.map_or(now.is_none(), |before| before.is_unchanged(*now));
                path == now_path && is_unchanged
            })
        {
            return Ok(cached.value.clone());
        }
        *cached = None;
        let value = read()?;
        let files = files.into_iter().map(|(snapshot, path)| (path, snapshot)).collect();
        *cached = Some(CachedValue { files, dependencies, value: value.clone() });
        Ok(value)
    }
}

/// A value for each file of a folder.
pub(crate) struct CachedFolder<T> {
    dependencies: Option<Fingerprint>,
    files: Vec<CachedFile<T>>,
}

struct CachedFile<T> {
    name: Box<str>,
    snapshot: Option<FileSnapshot>,
    value: T,
}

impl<T> Default for CachedFolder<T> {
    fn default() -> Self {
        Self { dependencies: None, files: Vec::new() }
    }
}

impl<T: Clone + Send + Sync> CachedFolder<T> {
    /// Returns the value of each of the named files, cached or read; `dependencies` is the fingerprint of all that `read`
    /// looks at beside the file. Files are read in parallel, at most `at_once` of them.
    pub(crate) fn get_or_read(
        cache: Option<&mut Self>,
        folder: &Path,
        names: &[&str],
        dependencies: Fingerprint,
        at_once: usize,
        read: impl Fn(&str, &Path) -> T + Sync,
    ) -> Vec<T> {
        let read = |name: &str| read(name, &folder.join(name));
        let Some(cache) = cache else {
            return in_parallel(names, at_once, |name| read(name));
        };
        if cache.dependencies != Some(dependencies) {
            *cache = Self { dependencies: Some(dependencies), files: Vec::new() };
        }
        // Before they are read: a change in between shows the next time.
        let snapshots: Vec<_> = names.par_iter().map(|name| FileSnapshot::take(&folder.join(name))).collect();
        let by_name: HashMap<&str, &CachedFile<T>> = cache.files.iter().map(|file| (&*file.name, file)).collect();
        let cached: Vec<Option<&CachedFile<T>>> = names
            .iter()
            .zip(&snapshots)
            .map(|(name, now)| {
                let file = by_name.get(name).copied()?;
                file.snapshot.is_some_and(|before| before.is_unchanged(*now)).then_some(file)
            })
            .collect();
        let missing: Vec<&str> =
            names.iter().zip(&cached).filter(|(_, cached)| cached.is_none()).map(|(name, _)| *name).collect();
        let mut read = in_parallel(&missing, at_once, |name| read(name)).into_iter();
        let files: Vec<CachedFile<T>> = names
            .iter()
            .zip(snapshots)
            .zip(cached)
            .filter_map(|((name, snapshot), cached)| {
                let value = cached.map(|cached| cached.value.clone()).or_else(|| read.next())?;
                Some(CachedFile { name: (*name).into(), snapshot, value })
            })
            .collect();
        let values = files.iter().map(|file| file.value.clone()).collect();
        cache.files = files;
        values
    }
}

fn in_parallel<T: Send>(names: &[&str], at_once: usize, read: impl Fn(&str) -> T + Sync) -> Vec<T> {
    let mut values = Vec::with_capacity(names.len());
    for names in names.chunks(at_once.max(1)) {
        values.par_extend(names.par_iter().map(|name| read(name)));
    }
    values
}
