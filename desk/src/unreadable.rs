//! What visitors sent and nobody could read: shown on every page, since only a person can look into it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use serde_json::{Value, json};

use super::words::Words;

/// What whoever takes in requests tells the desk.
#[derive(Debug, Clone, Default)]
pub struct UnreadableFiles(Arc<Mutex<Option<Discarded>>>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Discarded {
    folder: PathBuf,
    files: usize,
    erased_at: Timestamp,
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

    /// The same, for the frame of a page.
    pub(super) fn notice(&self, words: &Words) -> Option<Value> {
        let Discarded { folder, files, erased_at } = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()?;
        let folder = folder.display().to_string();
        Some(json!({ "folder": folder, "files": files, "erased_at": words.day(erased_at) }))
    }
}
