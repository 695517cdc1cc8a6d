//! A copy is put back while nobody works with the store: what was lost comes back, what was erased does not, and what
//! came in or changed since the copy stays.

use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::Connection;

use super::copy::{CopyError, at, check, close, copy_into, count, open_existing};
use super::files::{beside, has_our_header, sync_folder};
use super::integrity::{check_file, resolve_link};
use super::lock_file::StoreLock;
use super::merge_plan::{Differences, Erased, MergePlan};
use super::schema;
use super::statements;
use super::temporary_file::{self, TemporaryFile};
use super::{merge, retention};
use crate::StoreError;

/// How a copy is put back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RestoreOptions {
    /// What becomes of what was erased since.
    pub erased: Erased,
    /// Whether somebody has confirmed what is otherwise refused: two stores that have nothing in common, or a copy of
    /// which most would stay away.
    pub confirmed: bool,
}

/// What a copy that was put back means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    pub requests: u64,
    /// The last thing that happened in it, if anything did.
    pub latest: Option<Timestamp>,
    /// Of these, requests that have expired by now: nobody sees them, and the next purge removes them.
    pub expired: u64,
    pub before: Option<Before>,
}

/// The store that was there before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    pub kept_at: PathBuf,
    /// How it differed; not known where it could not be read.
    pub differences: Option<Differences>,
}

/// Puts a copy in the place of a store with which nobody works. The store that was there is kept under a dated name.
///
/// # Errors
/// If somebody works with the store; if the copy is none, damaged or of a newer release; if what comes of it has to be
/// confirmed. Then nothing was changed.
pub fn restore(copy: &Path, store: &Path, options: RestoreOptions, now: Timestamp) -> Result<Restored, CopyError> {
    let of_copy = |error| match error {
        CopyError::Store(StoreError::Damaged { path, detail }) => CopyError::DamagedCopy { path, detail },
        other => other,
    };
    let store = &resolve_link(store)?;
    if store.canonicalize().is_ok_and(|store| copy.canonicalize().is_ok_and(|copy| store == copy)) {
        return Err(CopyError::ItsOwnCopy(copy.to_owned()));
    }
    look_at_copy(copy)?;
    let from = open_existing(copy).map_err(of_copy)?;
    check(&from, copy).map_err(of_copy)?;
    if store.is_dir() {
        return Err(check_file(store).err().map_or(CopyError::Exists(store.to_owned()), Into::into));
    }
    let _lock = StoreLock::exclusive(store)?;
    temporary_file::remove_leftovers(store);
    let part = TemporaryFile::begin(store).map_err(at(store))?;
    let mut made = copy_into(&from, copy, &part)?;
    made.execute_batch("PRAGMA secure_delete = ON").map_err(StoreError::from)?;
    schema::migrate(&mut made, copy)?;
    let is_there = store.try_exists().map_err(at(store))?;
    let present = if is_there { Present::read(store, options.confirmed)? } else { None };
    let differences = match &present {
        Some(present) => {
            let plan = MergePlan::new(&made, &present.connection, options.erased, now)?;
            plan.confirm(options.confirmed, copy, store)?;
            Some(merge::apply(plan, &made, &present.connection)?)
        }
        None => None,
    };
    drop(present);
    check(&made, copy)?;
    let requests = count(&made)?;
    let sql = "SELECT count(*) FROM requests WHERE expires <= ?1";
    let expired = statements::count(&made, sql, [now.as_second()])?;
    let latest = retention::latest_change(&made)?;
    close(made)?;
    let before =
        if is_there { Some(Before { kept_at: keep_aside(store, now).map_err(at(store))?, differences }) } else { None };
    part.replace(store).map_err(at(store))?;
    Ok(Restored { requests, latest, expired, before })
}

/// Refuses what can be no copy, before a word is said of stores.
fn look_at_copy(copy: &Path) -> Result<(), CopyError> {
    let none = |problem: &str| CopyError::NotACopy { path: copy.to_owned(), problem: problem.to_owned() };
    let file = copy.metadata().map_err(|error| match (error.kind(), copy.read_link()) {
        (io::ErrorKind::NotFound, Ok(target)) => {
            none(&format!("is a link to {}, which is not there", target.display()))
        }
        (io::ErrorKind::NotFound, Err(_)) => none("is not there"),
        _ => none(&format!("can't be read: {error}")),
    })?;
    if file.is_dir() {
        return Err(none("is a folder"));
    }
    if file.len() == 0 {
        return Err(none("is empty: perhaps the disk was full when it was made"));
    }
    match has_our_header(copy) {
        Ok(true) => Ok(()),
        Ok(false) => Err(none("is no copy of a store, or its beginning is damaged")),
        Err(error) => Err(none(&format!("can't be read: {error}"))),
    }
}

/// The store that is there, as this release would have it. It is a copy: the store itself stays as it is.
struct Present {
    connection: Connection,
    _part: TemporaryFile,
}

impl Present {
    /// Reads it, if it can still be read.
    ///
    /// # Errors
    /// If a newer release wrote it; if it is no store, and nobody confirmed that the copy may take its place.
    fn read(store: &Path, is_confirmed: bool) -> Result<Option<Self>, CopyError> {
        // SQLite removes the log beside a file that it can't read, and with it what might still be saved by hand.
        if !has_our_header(store).map_err(at(store))? {
            let is_empty = store.metadata().is_ok_and(|file| file.len() == 0);
            return if is_confirmed || is_empty {
                Ok(None)
            } else {
                Err(CopyError::NotAStore { store: store.to_owned() })
            };
        }
        match open_existing(store) {
            Err(error @ CopyError::Store(StoreError::Newer { .. })) => Err(error),
            Err(_) => Ok(None),
            Ok(from) => Ok(Self::migrated(&from, store)),
        }
    }

    fn migrated(from: &Connection, store: &Path) -> Option<Self> {
        check(from, store).ok()?;
        let part = TemporaryFile::begin(store).ok()?;
        let mut connection = copy_into(from, store, &part).ok()?;
        schema::migrate(&mut connection, store).ok()?;
        Some(Self { connection, _part: part })
    }
}

/// Gives the store a dated name as well, which nothing has yet. Its own stays until another file takes it, so that there
/// is a store at every moment; unless the file system knows no second names.
fn keep_aside(store: &Path, now: Timestamp) -> io::Result<PathBuf> {
    let dated = format!(".kept-{}", now.strftime("%Y-%m-%dT%H-%M-%SZ"));
    let mut aside = beside(store, &dated);
    let mut number = 1_u64;
    // Somebody who makes the same name at this moment would have to have the lock on the store.
    while aside.try_exists()? {
        number += 1;
        aside = beside(store, &format!("{dated}-{number}"));
    }
    // Whoever closes a sound store empties its log. The log of one that can't be read goes with it: left behind, it
    // would be taken for the log of the copy.
    for end in ["-wal", "-shm"] {
        match std::fs::rename(beside(store, end), beside(&aside, end)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    match std::fs::hard_link(store, &aside) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => std::fs::rename(store, &aside)?,
        linked => linked?,
    }
    sync_folder(store)?;
    Ok(aside)
}
