//! Copies of the whole store, made while others write.
//!
//! In: paths. Out: one file that is whole, checked and for its owner only, and what there is to tell about it.

use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::files::keep_private;
use super::integrity::{check_file, resolve_link, unusable};
use super::lock_file::StoreLock;
use super::schema;
use super::statements;
use super::temporary_file::{self, TemporaryFile};
use crate::StoreError;

/// How long a copy waits for others who are just writing.
const PATIENCE: Duration = Duration::from_secs(10);

/// A copy that was not made, or not put back. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    #[error("there is no {}", .0.display())]
    Missing(PathBuf),
    #[error("{} is there already, and is left as it is; choose another name", .0.display())]
    Exists(PathBuf),
    #[error("{} {problem}. Nothing was changed; name a file that `matchmaker backup` made", path.display())]
    NotACopy { path: PathBuf, problem: String },
    #[error("{} is the store itself: there is nothing to put back. Name a copy of it; or, with --store, another store", .0.display())]
    ItsOwnCopy(PathBuf),
    #[error(
        "the store {} is damaged: {detail}. No copy was made. Stop what uses it, and put back the last good copy with \
         `matchmaker restore`",
        path.display()
    )]
    DamagedStore { path: PathBuf, detail: String },
    #[error("the copy {} is damaged: {detail}. Nothing was changed; use another copy", path.display())]
    DamagedCopy { path: PathBuf, detail: String },
    #[error(
        "{} is not a store of requests. Nothing was changed. Name the right file with --store; or, to put the copy in its place, \
         say --confirm: it is kept under another name",
        store.display()
    )]
    NotAStore { store: PathBuf },
    #[error(
        "{} is another store than the one that {} is a copy of: they have no request in common. Nothing was changed. To \
         put both together, say --confirm; else name the right store with --store",
        store.display(), copy.display()
    )]
    OtherStore { store: PathBuf, copy: PathBuf },
    #[error(
        "{erased} of the {total} requests in {} were erased since it was made, and would not come back. Nothing was \
         changed. If they were erased on purpose, say --confirm; to bring them back too, say --with-erased",
        copy.display()
    )]
    MostErased { copy: PathBuf, erased: u64, total: u64 },
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a copy holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    pub requests: u64,
}

/// Copies a store to a new file, as it is at one moment, while others work with it.
///
/// # Errors
/// If there is no store, or a file already; if the copy is not whole and sound. Then there is no copy.
pub fn back_up(store: &Path, copy: &Path) -> Result<Copied, CopyError> {
    let store = &resolve_link(store)?;
    temporary_file::remove_leftovers(copy);
    if copy.try_exists().map_err(at(copy))? {
        return Err(CopyError::Exists(copy.to_owned()));
    }
    let as_store_error = |error| match error {
        CopyError::Store(StoreError::Damaged { path, detail }) => CopyError::DamagedStore { path, detail },
        other => other,
    };
    let from = open_existing(store).map_err(as_store_error)?;
    let _lock = StoreLock::shared(store)?;
    let part = TemporaryFile::begin(copy).map_err(at(copy))?;
    let made = copy_into(&from, store, &part).map_err(as_store_error)?;
    check(&made, store).map_err(as_store_error)?;
    let requests = count(&made)?;
    close(made)?;
    part.become_new(copy).map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => CopyError::Exists(copy.to_owned()),
        _ => CopyError::File { path: copy.to_owned(), source },
    })?;
    Ok(Copied { requests })
}

/// Opens a store or a copy of one, to be read; an empty file is none.
pub(super) fn open_existing(path: &Path) -> Result<Connection, CopyError> {
    if !path.try_exists().map_err(at(path))? {
        return Err(CopyError::Missing(path.to_owned()));
    }
    check_file(path)?;
    keep_private(path);
    // Reading what others write needs the right to write to the files beside it; a copy may lie where nobody may write.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(|error| unusable(path, error))?;
    connection.busy_timeout(PATIENCE).map_err(StoreError::from)?;
    if schema::recognise(&connection, path)? == 0 {
        return Err(StoreError::Foreign { path: path.to_owned() }.into());
    }
    Ok(connection)
}

/// All pages of one moment: others may write meanwhile, but what they write is not seen.
pub(super) fn copy_into(from: &Connection, path: &Path, part: &TemporaryFile) -> Result<Connection, CopyError> {
    let mut made = Connection::open(part.path()).map_err(StoreError::from)?;
    let start = Instant::now();
    let backup = Backup::new(from, &mut made).map_err(StoreError::from)?;
    loop {
        match backup.step(-1).map_err(|error| unusable(path, error))? {
            StepResult::Done => break,
            _ if start.elapsed() > PATIENCE => {
                return Err(StoreError::closed("others are writing all the time").into());
            }
            _ => sleep(Duration::from_millis(20)),
        }
    }
    drop(backup);
    // One file, without another beside it that has to come along.
    made.execute_batch("PRAGMA journal_mode = DELETE").map_err(|error| unusable(path, error))?;
    Ok(made)
}

/// Looks at every page of what was read from a file.
pub(super) fn check(connection: &Connection, path: &Path) -> Result<(), CopyError> {
    let damaged = |detail: String| StoreError::Damaged { path: path.to_owned(), detail }.into();
    let said: String = connection
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
        .map_err(|error| damaged(error.to_string()))?;
    if said == "ok" { Ok(()) } else { Err(damaged(said)) }
}

pub(super) fn count(connection: &Connection) -> Result<u64, StoreError> {
    statements::count(connection, "SELECT count(*) FROM requests", [])
}

pub(super) fn close(connection: Connection) -> Result<(), StoreError> {
    connection.close().map_err(|(_, error)| error.into())
}

pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> CopyError {
    let path = path.to_owned();
    move |source| CopyError::File { path, source }
}
