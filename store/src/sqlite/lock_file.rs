//! Who has the store open. Everybody who works with the file shares a lock on the file beside it; whoever puts another
//! file in its place needs that lock alone. A lock ends with its process, whatever ended that.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use super::files::{beside, create_file, create_folder};
use crate::StoreError;

/// Held for as long as the value lives.
pub(super) struct StoreLock(#[expect(dead_code, reason = "the lock ends when the file is closed")] File);

impl StoreLock {
    /// Works with the store, as others may.
    pub(super) fn shared(store: &Path) -> Result<Self, StoreError> {
        Self::take(store, File::try_lock_shared, "is being restored; try again when that is done")
    }

    /// Works with the store alone.
    pub(super) fn exclusive(store: &Path) -> Result<Self, StoreError> {
        Self::take(store, File::try_lock, "is open in a server, a desk or another command; stop that first")
    }

    fn take(store: &Path, lock: fn(&File) -> Result<(), TryLockError>, by: &'static str) -> Result<Self, StoreError> {
        let file = open(store)?;
        match lock(&file) {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse { path: store.to_owned(), by }),
            Err(TryLockError::Error(error)) => Err(failed(store, error)),
        }
    }
}

/// The file is never removed: two who lock different files of one name would not see each other.
fn open(store: &Path) -> Result<File, StoreError> {
    let path = beside(store, "-lock");
    create_folder(&path).and_then(|()| create_file(&path)).map_err(|error| failed(&path, error))?;
    OpenOptions::new().write(true).open(&path).map_err(|error| failed(&path, error))
}

fn failed(path: &Path, error: std::io::Error) -> StoreError {
    StoreError::Unusable {
        path: path.to_owned(),
        problem: format!("can't be used: {error}"),
        remedy: "let the user who runs this read and write it, and its folder",
    }
}
