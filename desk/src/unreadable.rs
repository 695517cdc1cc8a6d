//! What visitors sent and nobody could read: told on every page, since only a person can look into it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use serde::Serialize;

use super::words::{Day, Words};

/// What whoever takes in requests tells the desk.
#[derive(Debug, Clone, Default)]
pub struct UnreadableFiles(Arc<Mutex<Option<Discarded>>>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Discarded {
    folder: PathBuf,
    files: usize,
    erased_at: Timestamp,
}

/// The same, for the frame of a page.
#[derive(Clone, Serialize)]
pub(super) struct UnreadableNotice {
    folder: String,
    files: usize,
    /// When the first of them is erased.
    erased_at: Day,
}

impl UnreadableFiles {
    /// That so many lie in a folder, the first of which is erased at a moment. Whether that is new.
    pub fn report(&self, folder: &Path, files: usize, erased_at: Timestamp) -> bool {
        self.set(Some(Discarded { folder: folder.to_owned(), files, erased_at }))
    }

    /// That there are none.
    pub fn clear(&self) {
        self.set(None);
    }

    fn set(&self, discarded: Option<Discarded>) -> bool {
        let mut current = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *current, discarded.clone()) != discarded
    }

    pub(super) fn notice(&self, words: &Words) -> Option<UnreadableNotice> {
        let discarded = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()?;
        let folder = discarded.folder.display().to_string();
        Some(UnreadableNotice { folder, files: discarded.files, erased_at: words.day(discarded.erased_at) })
    }
}
