//! The store's file: opened again when it fails, so that nobody has to start the program anew once it is mended.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::files::beside;
use super::lock_file::StoreLock;
use super::{integrity, schema};
use crate::StoreError;

/// How long a file that could not be opened, or a log that could not be emptied, is left alone before it is tried again.
pub(super) const PAUSE: Duration = Duration::from_secs(1);

/// The store's file, opened again when it has to be.
pub(super) struct StoreFile {
    path: PathBuf,
    open: Option<OpenFile>,
    /// When it could not be opened the last time, and why.
    refused: Option<(Instant, StoreError)>,
    /// Whether the log still has what was erased.
    pub(super) log_is_full: bool,
}

/// A connection; its lock is given up after it is closed, since fields are dropped in their order.
struct OpenFile {
    connection: Connection,
    _lock: StoreLock,
    identity: Option<(u64, u64)>,
}

impl OpenFile {
    fn open(path: &Path) -> Result<Self, StoreError> {
        integrity::check_file(path)?;
        let lock = StoreLock::shared(path)?;
        let identity = identity(path);
        Ok(Self { connection: schema::open(path)?, _lock: lock, identity })
    }
}

impl StoreFile {
    /// Opens a store that is there.
    pub(super) fn open(path: PathBuf) -> Result<Self, StoreError> {
        Ok(Self { open: Some(OpenFile::open(&path)?), path, refused: None, log_is_full: false })
    }

    /// What was erased stands in the log until that is emptied, which waits for all who read.
    pub(super) fn empty_log(&mut self) -> Result<(), StoreError> {
        let emptied = self.connection().map(truncate_log)?;
        self.log_is_full = !emptied;
        if emptied { Ok(()) } else { Err(StoreError::StillInLog { log: beside(&self.path, "-wal") }) }
    }

    /// The connection. One whose file was moved away or replaced would swallow what is written to it: then the file that
    /// is there now is opened, if there is one.
    pub(super) fn connection(&mut self) -> Result<&Connection, StoreError> {
        if self.in_place().is_err() {
            self.open = None;
        }
        if self.open.is_none() {
            if let Some((_, error)) = self.refused.as_ref().filter(|(when, _)| when.elapsed() < PAUSE) {
                return Err(error.clone());
            }
            match OpenFile::open(&self.path) {
                Ok(file) => {
                    tracing::info!("the store is open again");
                    (self.open, self.refused) = (Some(file), None);
                }
                Err(error) => {
                    self.refused = Some((Instant::now(), error.clone()));
                    return Err(error);
                }
            }
        }
        let open = self.open.as_ref().map(|file| &file.connection);
        open.ok_or_else(|| StoreError::closed("it is not open"))
    }

    pub(super) fn in_place(&self) -> Result<(), StoreError> {
        match &self.open {
            Some(file) if file.identity != identity(&self.path) => {
                Err(StoreError::closed(format!("{} was moved or replaced", self.path.display())))
            }
            _ => Ok(()),
        }
    }

    /// Opens the file anew for the next task, where it failed in a way that does not pass by itself.
    pub(super) fn note(&mut self, failure: Option<StoreError>) {
        if self.open.is_some() && failure.as_ref().is_some_and(integrity::needs_reopening) {
            self.open = None;
        }
    }
}

/// Empties the log, and tells whether that was done: others who read may be in the way for longer than one waits.
pub(super) fn truncate_log(connection: &Connection) -> bool {
    let checkpoint = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
    matches!(checkpoint, Ok(0))
}

/// What tells one file from another at the same path.
#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|file| (file.dev(), file.ino()))
}

/// What tells one file from another at the same path; here nothing does, and an open file can't be replaced.
#[cfg(not(unix))]
fn identity(_path: &Path) -> Option<(u64, u64)> {
    None
}
