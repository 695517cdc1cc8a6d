//! Whether a store can be used: what is wrong with it is said before anybody relies on it, with what to do.

use std::fs::OpenOptions;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode};

use super::files::beside;
use super::metadata;
use crate::StoreError;

/// How long a check of all pages may take when a store is opened. One of a hundred thousand requests takes a few seconds.
const BOUND: Duration = Duration::from_secs(10);

/// Where a store is: files beside it, and its lock, must be the same for everybody, whichever link they go by.
///
/// # Errors
/// If the path is a link that leads nowhere: a file that takes the place of the link would not be where others look.
pub(super) fn resolve_link(path: &Path) -> Result<PathBuf, StoreError> {
    let Ok(target) = path.read_link() else { return Ok(path.to_owned()) };
    path.canonicalize().map_err(|error| StoreError::Unusable {
        path: path.to_owned(),
        problem: match error.kind() {
            io::ErrorKind::NotFound => format!("is a link to {}, which is not there", target.display()),
            _ => format!("is a link to {}, which can't be followed: {error}", target.display()),
        },
        remedy: "let the link lead to the store, or name the store's file with --store",
    })
}

/// Refuses what can be no store, seen without SQLite, which would make one of an empty file.
pub(super) fn check_file(path: &Path) -> Result<(), StoreError> {
    let unusable =
        |problem: &str, remedy| StoreError::Unusable { path: path.to_owned(), problem: problem.into(), remedy };
    let file = path.metadata().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            unusable("was moved or removed", "put it back where it was, or put back a copy with `matchmaker restore`")
        }
        _ => StoreError::unavailable(path.display().to_string(), error),
    })?;
    if file.is_dir() {
        return Err(unusable("is a folder", "name a file with --store, such as requests.sqlite in that folder"));
    }
    if file.len() == 0 {
        return Err(unusable(
            "is empty: what was in it is lost, perhaps to a full disk or to a copy that broke off",
            "put back a copy with `matchmaker restore`; only if there never was anything in it, remove the file, and a \
             new store is begun",
        ));
    }
    Ok(())
}

/// Tries whether a store can be written.
pub(super) fn test_write(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let failed = |error| unusable(path, error);
    connection.execute_batch("BEGIN IMMEDIATE").map_err(failed)?;
    let written = metadata::test_write(connection).and_then(|()| connection.execute_batch("COMMIT").map_err(failed));
    written.map_err(|error| {
        // The transaction may have ended with the error.
        let _ = connection.execute_batch("ROLLBACK");
        explain(path, error)
    })
}

/// Looks whether a store's pages are sound, as far as that takes no longer than [`BOUND`].
pub(super) fn check_pages(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let interrupt = connection.get_interrupt_handle();
    let (done, ended) = channel::<()>();
    std::thread::spawn(move || {
        if ended.recv_timeout(BOUND) == Err(RecvTimeoutError::Timeout) {
            interrupt.interrupt();
        }
    });
    let said = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0));
    drop(done);
    match said {
        Ok(said) if said == "ok" => Ok(()),
        Ok(detail) => Err(StoreError::Damaged { path: path.to_owned(), detail }),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted) => {
            tracing::info!(store = %path.display(), "the store is large: not all of its pages were checked");
            Ok(())
        }
        Err(error) => Err(unusable(path, error)),
    }
}

/// Why a store can't be used, and what to do.
pub(super) fn unusable(path: &Path, error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => StoreError::Foreign { path: path.to_owned() },
        Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged { path: path.to_owned(), detail: error.to_string() },
        Some(ErrorCode::DiskFull) => StoreError::Unusable {
            path: path.to_owned(),
            problem: "can't be written: the disk is full".to_owned(),
            remedy: "make room, such as by removing old copies",
        },
        Some(
            ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::SystemIoFailure,
        ) => {
            let (culprit, why) = find_unwritable(path).unwrap_or_else(|| (path.to_owned(), error.to_string()));
            StoreError::Unusable {
                path: path.to_owned(),
                problem: format!("can't be written: {}: {why}", culprit.display()),
                remedy: "let the user who runs this read and write the store, its folder and the files beside it, with \
                         no others among them",
            }
        }
        _ => StoreError::unavailable(path.display().to_string(), error),
    }
}

/// The same for an error that a statement made.
pub(super) fn explain(path: &Path, error: StoreError) -> StoreError {
    let StoreError::Unavailable { cause: Some(cause), .. } = &error else { return error };
    match cause.downcast_ref::<rusqlite::Error>() {
        Some(rusqlite::Error::SqliteFailure(code, said)) => {
            unusable(path, rusqlite::Error::SqliteFailure(*code, said.clone()))
        }
        _ => error,
    }
}

/// Whether an error means that the file has to be opened again before anything can be expected of it.
pub(super) fn needs_reopening(error: &StoreError) -> bool {
    let StoreError::Unavailable { cause: Some(cause), .. } = error else {
        return matches!(error, StoreError::Damaged { .. } | StoreError::Unusable { .. } | StoreError::Foreign { .. });
    };
    let code = cause.downcast_ref::<rusqlite::Error>().and_then(rusqlite::Error::sqlite_error_code);
    matches!(
        code,
        Some(
            ErrorCode::CannotOpen
                | ErrorCode::DatabaseCorrupt
                | ErrorCode::NotADatabase
                | ErrorCode::PermissionDenied
                | ErrorCode::ReadOnly
                | ErrorCode::SystemIoFailure
        )
    )
}

/// Which of a store's files, or its folder, can't be written, and why.
fn find_unwritable(path: &Path) -> Option<(PathBuf, String)> {
    for file in ["", "-wal", "-shm"].map(|end| beside(path, end)) {
        let why = match file.metadata() {
            Ok(found) if !found.is_file() => Some("is no file".to_owned()),
            Ok(_) => OpenOptions::new().read(true).append(true).open(&file).err().map(|error| error.to_string()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => Some(error.to_string()),
        };
        if let Some(why) = why {
            return Some((file, why));
        }
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let trial = beside(path, &format!(".trial-{:016x}", rand::random::<u64>()));
    let tried = super::files::create_file(&trial).and_then(|()| std::fs::remove_file(&trial));
    tried.err().map(|error| (folder.to_owned(), error.to_string()))
}
