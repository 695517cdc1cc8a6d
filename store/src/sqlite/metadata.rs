//! Numbers that a store keeps about itself.

use rusqlite::{Connection, params};

use super::statements::{execute, first};
use crate::StoreError;

/// The last moment that could be believed, in seconds.
pub(super) const CLOCK: &str = "clock";

/// Since when a purge waits for somebody's word, in seconds.
pub(super) const HELD: &str = "held";

/// How often it was tried whether the store can be written.
const TRIED: &str = "tried";

pub(super) fn get(connection: &Connection, name: &str) -> Result<Option<i64>, StoreError> {
    first(connection, "SELECT value FROM facts WHERE name = ?1", [name], |row| Ok(row.get(0)?))
}

pub(super) fn set(connection: &Connection, name: &str, value: i64) -> Result<(), StoreError> {
    let sql = "INSERT INTO facts VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    execute(connection, sql, params![name, value]).map(drop)
}

pub(super) fn remove(connection: &Connection, name: &str) -> Result<(), StoreError> {
    execute(connection, "DELETE FROM facts WHERE name = ?1", [name]).map(drop)
}

/// Writes something, so that it shows whether the store takes it.
pub(super) fn test_write(connection: &Connection) -> Result<(), StoreError> {
    let tried = get(connection, TRIED)?.unwrap_or_default();
    set(connection, TRIED, tried.wrapping_add(1))
}
