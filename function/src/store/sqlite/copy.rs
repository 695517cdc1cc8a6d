//! Copies of the whole store: made while others write, and put back while nobody does.
//!
//! In: paths. Out: one file that is whole, checked and for its owner only, and what there is to tell about it.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use domain::submission::Reference;
use jiff::Timestamp;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, params};

use super::occupancy::{Occupancy, beside};
use super::part::{Part, sync_folder};
use super::rows::failed;
use super::schema;
use crate::store::StoreError;

/// How long a copy waits for others who are just writing.
const PATIENCE: Duration = Duration::from_secs(10);

/// A copy that was not made, or not put back. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// There is no file.
    #[error("there is no {}", .0.display())]
    Missing(PathBuf),
    /// There is one already.
    #[error("{} is there already, and is left as it is; choose another name", .0.display())]
    Exists(PathBuf),
    /// What is in the file is not as it was written.
    #[error("{} is damaged: {detail}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite says of it.
        detail: String,
    },
    /// A file or folder.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a copy holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// Requests in it.
    pub requests: u64,
}

/// Copies a store to a new file, as it is at one moment, while others work with it.
///
/// # Errors
/// If there is no store, or a file already; if the copy is not whole and sound. Then there is no copy.
pub fn back_up(store: &Path, copy: &Path) -> Result<Copied, CopyError> {
    if copy.try_exists().map_err(at(copy))? {
        return Err(CopyError::Exists(copy.to_owned()));
    }
    let from = open_existing(store)?;
    let _occupancy = Occupancy::shared(store)?;
    let part = Part::begin(copy).map_err(at(copy))?;
    let made = copy_into(&from, &part)?;
    check(&made, copy)?;
    let requests = count(&made)?;
    close(made)?;
    part.become_new(copy).map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => CopyError::Exists(copy.to_owned()),
        _ => CopyError::File { path: copy.to_owned(), source },
    })?;
    Ok(Copied { requests })
}

/// What became of requests that a copy has and the store has no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Erased {
    /// They stay erased.
    StayErased,
    /// They come back.
    ComeBack,
}

/// What a copy that was put back means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Requests that are in the store now.
    pub requests: u64,
    /// The last thing that happened in it, if anything did.
    pub latest: Option<Timestamp>,
    /// Requests of the copy that had expired by now, and stay away.
    pub expired: u64,
    /// What the store before was, if there was one.
    pub before: Option<Before>,
}

/// The store that was there before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// Where it is kept now.
    pub kept_at: PathBuf,
    /// How it differed; not known where it could not be read.
    pub differences: Option<Differences>,
}

/// How the store that was there before differed from the copy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differences {
    /// Requests that the copy had and the store had no more: they were erased after the copy was made.
    pub erased: Vec<Reference>,
    /// Requests that came in after the copy was made, and are not in the store now.
    pub later: Vec<Reference>,
    /// Requests that were changed after the copy was made, and stand now where they stood then.
    pub changed: Vec<Reference>,
}

/// Puts a copy in the place of a store with which nobody works. The store that was there is kept under a dated name.
///
/// # Errors
/// If somebody works with the store; if the copy is none, damaged or of a newer release. Then nothing was changed.
pub fn restore(copy: &Path, store: &Path, erased: Erased, now: Timestamp) -> Result<Restored, CopyError> {
    let from = open_existing(copy)?;
    check(&from, copy)?;
    let _occupancy = Occupancy::alone(store)?;
    let part = Part::begin(store).map_err(at(store))?;
    let mut made = copy_into(&from, &part)?;
    made.execute_batch("PRAGMA secure_delete = ON").map_err(failed)?;
    schema::migrate(&mut made, copy)?;
    let expired = remove(&made, "expires <= ?1", params![now.as_second()])?;
    let before = if store.try_exists().map_err(at(store))? { Some(look_at(store, &made)) } else { None };
    if let (Erased::StayErased, Some(Some(differences))) = (erased, &before) {
        for reference in &differences.erased {
            remove(&made, "reference = ?1", params![reference.as_str()])?;
        }
    }
    check(&made, copy)?;
    let requests = count(&made)?;
    let latest = made.query_row("SELECT max(changed) FROM requests", [], |row| row.get::<_, Option<i64>>(0));
    let latest = latest.map_err(failed)?.and_then(|moment| Timestamp::from_nanosecond(moment.into()).ok());
    close(made)?;
    let before = match before {
        Some(differences) => Some(Before { kept_at: keep_aside(store, now).map_err(at(store))?, differences }),
        None => None,
    };
    part.replace(store).map_err(at(store))?;
    Ok(Restored { requests, latest, expired, before })
}

/// Opens a store or a copy of one, to be read; an empty file is none.
fn open_existing(path: &Path) -> Result<Connection, CopyError> {
    if !path.is_file() {
        return Err(CopyError::Missing(path.to_owned()));
    }
    // Reading what others write needs the right to write to the files beside it; a copy may lie where nobody may write.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)
        .map_err(|error| StoreError::unavailable(path.display().to_string(), error))?;
    connection.busy_timeout(PATIENCE).map_err(failed)?;
    if schema::recognise(&connection, path)? == 0 {
        return Err(StoreError::Foreign { path: path.to_owned() }.into());
    }
    Ok(connection)
}

/// All pages, of one moment: others may write meanwhile, but what they write is not seen.
fn copy_into(from: &Connection, part: &Part) -> Result<Connection, CopyError> {
    let mut made = Connection::open(part.path()).map_err(failed)?;
    let start = Instant::now();
    let backup = Backup::new(from, &mut made).map_err(failed)?;
    loop {
        match backup.step(-1).map_err(failed)? {
            StepResult::Done => break,
            _ if start.elapsed() > PATIENCE => {
                return Err(StoreError::closed("others are writing all the time").into());
            }
            _ => sleep(Duration::from_millis(20)),
        }
    }
    drop(backup);
    // One file, without another beside it that has to come along.
    made.execute_batch("PRAGMA journal_mode = DELETE").map_err(failed)?;
    Ok(made)
}

fn check(connection: &Connection, path: &Path) -> Result<(), CopyError> {
    let damaged = |detail: String| CopyError::Damaged { path: path.to_owned(), detail };
    let said: String = connection
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
        .map_err(|error| damaged(error.to_string()))?;
    if said == "ok" { Ok(()) } else { Err(damaged(said)) }
}

fn count(connection: &Connection) -> Result<u64, StoreError> {
    let count = connection.query_row("SELECT count(*) FROM requests", [], |row| row.get::<_, i64>(0));
    count.map(i64::unsigned_abs).map_err(failed)
}

/// Removes requests with all that belongs to them, and tells how many.
fn remove(connection: &Connection, which: &str, values: impl rusqlite::Params) -> Result<u64, StoreError> {
    let requests = format!("DELETE FROM requests WHERE {which}");
    connection.execute(&requests, values).map(|removed| removed as u64).map_err(failed)
}

/// How the store of this moment differs from the copy, if it can still be read.
fn look_at(store: &Path, copy: &Connection) -> Option<Differences> {
    // SQLite removes the log beside a file that it can't read, and with it what might still be saved by hand.
    if !schema::has_our_header(store) {
        return None;
    }
    let present = open_existing(store).ok()?;
    check(&present, store).ok()?;
    let (present, copy) = (versions(&present).ok()?, versions(copy).ok()?);
    let references =
        |found: &mut dyn Iterator<Item = &String>| found.filter_map(|text| Reference::parse(text)).collect();
    Some(Differences {
        erased: references(&mut copy.keys().filter(|reference| !present.contains_key(*reference))),
        later: references(&mut present.keys().filter(|reference| !copy.contains_key(*reference))),
        changed: references(
            &mut present
                .iter()
                .filter(|(key, version)| copy.get(*key).is_some_and(|old| old < version))
                .map(|(key, _)| key),
        ),
    })
}

fn versions(connection: &Connection) -> rusqlite::Result<BTreeMap<String, i64>> {
    let mut statement = connection.prepare("SELECT reference, version FROM requests")?;
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// Gives the store a dated name as well. Its own stays until another file takes it, so that there is a store at every
/// moment; unless the file system knows no second names.
fn keep_aside(store: &Path, now: Timestamp) -> io::Result<PathBuf> {
    // Whoever closes a sound store empties its log. The log of one that can't be read goes with it: left behind, it
    // would be taken for the log of the copy.
    let aside = beside(store, &format!(".kept-{}", now.strftime("%Y-%m-%dT%H-%M-%SZ")));
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

fn close(connection: Connection) -> Result<(), StoreError> {
    connection.close().map_err(|(_, error)| failed(error))
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> CopyError {
    let path = path.to_owned();
    move |source| CopyError::File { path, source }
}
