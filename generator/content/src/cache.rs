//! What takes long to make, kept between builds in `.matchmaker/pictures/` below the root.
//!
//! An entry's name is a hash of everything it was made from, and its first bytes are a checksum of the rest: an entry
//! is right or it is made anew. The folder can be deleted at any time.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use sha2::{Digest, Sha256};

/// Below the root, beside what else the command keeps there.
const FOLDER: &str = ".matchmaker/pictures";
const CHECKSUM: usize = 32;
/// What earlier builds used and this one did not is kept up to this size, the newest first: whoever goes back and forth
/// between two branches should not wait each time.
const SPARE_BYTES: u64 = 200 * 1024 * 1024;

/// Entries that this process has begun to write, in whichever cache.
static PARTS: AtomicUsize = AtomicUsize::new(0);

/// Creates the folder, and the one above it, for their owner only: requests are kept in that one, too.
fn create_folder(folder: &Path) -> io::Result<()> {
    let mut folders = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folders, 0o700);
    folders.recursive(true).create(folder)
}

/// The folder, for one build.
pub struct Cache {
    folder: PathBuf,
    read_only: bool,
    used: Mutex<BTreeSet<String>>,
}

impl Cache {
    /// The cache of a site; nothing is touched yet.
    pub fn below(root: &Path) -> Self {
        Self { folder: root.join(FOLDER), read_only: false, used: Mutex::default() }
    }

    /// The cache of a site that is only to be looked at: what is not there is made, and not kept.
    pub fn read_only(root: &Path) -> Self {
        Self { read_only: true, ..Self::below(root) }
    }

    /// An entry's bytes, if it is there and whole.
    pub fn find(&self, name: &str) -> Option<Vec<u8>> {
        let mut bytes = fs::read(self.folder.join(name)).ok()?;
        let (checksum, content) = bytes.split_at_checked(CHECKSUM)?;
        if Sha256::digest(content).as_slice() != checksum {
            return None;
        }
        bytes.drain(..CHECKSUM);
        self.note_use(name);
        Some(bytes)
    }

    /// Whether there is an entry, whole or not.
    pub fn contains(&self, name: &str) -> bool {
        self.folder.join(name).exists()
    }

    /// An entry's bytes, made if they are not there.
    pub fn find_or<E>(&self, name: &str, make: impl FnOnce() -> Result<Vec<u8>, E>) -> Result<Vec<u8>, E> {
        if let Some(bytes) = self.find(name) {
            return Ok(bytes);
        }
        let bytes = make()?;
        self.keep(name, &bytes);
        Ok(bytes)
    }

    /// Keeps an entry. A folder that can't be written to is no reason to fail: what is not kept is made again.
    pub fn keep(&self, name: &str, bytes: &[u8]) {
        if self.read_only {
            return;
        }
        let number = PARTS.fetch_add(1, Ordering::Relaxed);
        self.note_use(name);
        // Aside first, under a name that no other process has, so that nobody ever finds half an entry.
        let part = self.folder.join(format!("part-{}-{number}", std::process::id()));
        let whole = [Sha256::digest(bytes).as_slice(), bytes].concat();
        let kept = create_folder(&self.folder)
            .and_then(|()| fs::write(&part, whole))
            .and_then(|()| fs::rename(&part, self.folder.join(name)));
        if kept.is_err() {
            fs::remove_file(&part).ok();
        }
    }

    /// Notes that an entry is used without being asked for, so that it stays.
    pub fn note_use(&self, name: &str) {
        if let Ok(mut used) = self.used.lock() {
            used.insert(name.to_owned());
        }
    }

    /// Removes what this build did not use, beyond what is worth keeping. What can't be removed stays.
    pub fn prune(&self) {
        self.prune_to(SPARE_BYTES);
    }

    fn prune_to(&self, spare: u64) {
        let Ok(used) = self.used.lock() else { return };
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        let stat = |entry: io::Result<fs::DirEntry>| {
            let entry = entry.ok()?;
            let name = entry.file_name().into_string().ok()?;
            let facts = entry.metadata().ok().filter(fs::Metadata::is_file)?;
            Some((facts.modified().ok()?, name, facts.len()))
        };
        let mut unused: Vec<_> = entries.filter_map(stat).filter(|(_, name, _)| !used.contains(name)).collect();
        unused.sort_by(|a, b| b.cmp(a));
        let mut kept = 0;
        for (_, name, size) in unused {
            kept += size;
            if kept > spare {
                fs::remove_file(self.folder.join(name)).ok();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::fs;

    use super::{Cache, FOLDER};

    fn make(cache: &Cache, name: &str, text: &str) -> Vec<u8> {
        cache.find_or(name, || Ok::<_, Infallible>(text.as_bytes().to_vec())).expect("bytes")
    }

    #[test]
    fn what_was_made_once_is_found_again() {
        let root = tempfile::tempdir().expect("a folder");
        assert_eq!(make(&Cache::below(root.path()), "a", "first"), b"first");
        assert_eq!(make(&Cache::below(root.path()), "a", "never made"), b"first");
    }

    #[test]
    fn a_damaged_entry_is_made_anew() {
        let root = tempfile::tempdir().expect("a folder");
        let path = root.path().join(FOLDER).join("a");
        make(&Cache::below(root.path()), "a", "first");
        for damaged in [&b"short"[..], &[0; 64]] {
            fs::write(&path, damaged).expect("a damaged entry");
            assert_eq!(make(&Cache::below(root.path()), "a", "again"), b"again");
        }
        assert_eq!(Cache::below(root.path()).find("a").as_deref(), Some(&b"again"[..]));
    }

    #[test]
    fn what_no_build_uses_leaves_when_there_is_too_much_of_it() {
        let root = tempfile::tempdir().expect("a folder");
        let before = Cache::below(root.path());
        make(&before, "old", "unused from now on");
        make(&before, "current", "still used");
        let cache = Cache::below(root.path());
        make(&cache, "current", "never made");
        cache.prune_to(1000);
        assert!(cache.find("old").is_some(), "a little is kept");
        let cache = Cache::below(root.path());
        make(&cache, "current", "never made");
        cache.prune_to(10);
        assert!(cache.find("old").is_none() && cache.find("current").is_some());
    }
}
