//! The file: how it is created, recognised and brought to this release's format.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::files::{APPLICATION, beside, create_folder, keep_private};
use super::integrity::{self, unusable};
use super::migrations::{self, FORMAT};
use super::temporary_file::{self, TemporaryFile};
use crate::StoreError;

/// Statements that are kept ready: all that there are.
const STATEMENTS: usize = 64;

/// How long to wait for another process that writes.
const PATIENCE: Duration = Duration::from_secs(5);

/// Makes a store where there is no file. Another process may do the same at this moment.
pub(super) fn create_store(path: &Path) -> Result<(), StoreError> {
    temporary_file::remove_leftovers(path);
    match path.try_exists() {
        Ok(true) => return Ok(()),
        Ok(false) => {}
        Err(error) => return Err(StoreError::unavailable(path.display().to_string(), error)),
    }
    let log = beside(path, "-wal");
    if log.metadata().is_ok_and(|log| log.len() > 0) {
        return Err(StoreError::Unusable {
            path: path.to_owned(),
            problem: format!("is not there, but {} is, which has what was last written to it", log.display()),
            remedy: "put the store back where it was; or, if it is lost, move that file away and put back a copy with \
                     `matchmaker restore`",
        });
    }
    if beside(path, "-lock").exists() {
        tracing::warn!(
            store = %path.display(),
            "there was a store here before, and it is gone; a new one is begun. `matchmaker restore` puts back a copy \
             and keeps what comes in meanwhile"
        );
    }
    make(path).or_else(|error| if path.is_file() { Ok(()) } else { Err(error) })
}

/// A store becomes visible whole or not at all, so that an empty file never is one.
fn make(path: &Path) -> Result<(), StoreError> {
    let failed = |error| StoreError::Unusable {
        path: path.to_owned(),
        problem: format!("can't be created: {error}"),
        remedy: "let this user write to the folder, or name another file with --store",
    };
    create_folder(path).map_err(failed)?;
    let part = TemporaryFile::begin(path).map_err(failed)?;
    let mut connection = Connection::open(part.path()).map_err(|error| unusable(path, error))?;
    migrate(&mut connection, path)?;
    connection.close().map_err(|(_, error)| unusable(path, error))?;
    part.become_new(path).map_err(failed)
}

/// Opens a store that is there, and tries whether it is sound and can be written.
pub(super) fn open(path: &Path) -> Result<Connection, StoreError> {
    integrity::check_file(path)?;
    keep_private(path);
    let failed = |error| unusable(path, error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags).map_err(failed)?;
    connection.busy_timeout(PATIENCE).map_err(failed)?;
    recognise(&connection, path)?;
    // 16 MB of pages: counts go through an index at once.
    connection
        .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cache_size = -16384;")
        .map_err(failed)?;
    integrity::check_pages(&connection, path)?;
    migrate(&mut connection, path)?;
    integrity::test_write(&connection, path)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(connection)
}

/// Refuses a file that this release did not write or can't read, before anything in it is touched.
pub(super) fn recognise(connection: &Connection, path: &Path) -> Result<i64, StoreError> {
    let read =
        |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).map_err(|error| unusable(path, error));
    let format = read("PRAGMA user_version")?;
    let application = read("PRAGMA application_id")?;
    let tables = read("SELECT count(*) FROM sqlite_schema")?;
    if application != APPLICATION && (tables > 0 || application != 0 || format != 0) {
        return Err(StoreError::Foreign { path: path.to_owned() });
    }
    if format > FORMAT {
        return Err(StoreError::Newer { path: path.to_owned(), found: format, known: FORMAT });
    }
    Ok(format)
}

pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let failed = |error| unusable(path, error);
    if recognise(connection, path)? == FORMAT {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
    // Another process may have migrated while this one waited.
    let format = recognise(&transaction, path)?;
    migrations::run(&transaction, format)?;
    transaction.pragma_update(None, "application_id", APPLICATION).map_err(failed)?;
    transaction.pragma_update(None, "user_version", FORMAT).map_err(failed)?;
    transaction.commit().map_err(failed)
}
