//! Numbers that a store keeps about itself.

use rusqlite::{Connection, OptionalExtension, params};

use super::error::failed;
use crate::StoreError;

/// The last moment that could be believed, in seconds.
pub(super) const CLOCK: &str = "clock";

/// Since when a purge waits for somebody's word, in seconds.
pub(super) const HELD: &str = "held";

/// How often it was tried whether the store can be written.
const TRIED: &str = "tried";

pub(super) fn get(connection: &Connection, name: &str) -> Result<Option<i64>, StoreError> {
    connection
        .prepare_cached("SELECT value FROM facts WHERE name = ?1")
        .and_then(|mut statement| statement.query_row([name], |row| row.get(0)).optional())
        .map_err(failed)
}

pub(super) fn set(connection: &Connection, name: &str, value: i64) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT INTO facts VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
        .and_then(|mut statement| statement.execute(params![name, value]))
        .map(drop)
        .map_err(failed)
}

pub(super) fn remove(connection: &Connection, name: &str) -> Result<(), StoreError> {
    connection.execute("DELETE FROM facts WHERE name = ?1", [name]).map(drop).map_err(failed)
}

/// Writes something, so that it shows whether the store takes it.
pub(super) fn test_write(connection: &Connection) -> Result<(), StoreError> {
    let tried = get(connection, TRIED)?.unwrap_or_default();
    set(connection, TRIED, tried.wrapping_add(1))
}
