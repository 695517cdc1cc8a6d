//! The timeline of a request.

use domain::case::{Reference, TimelineEntry};
use rusqlite::{Connection, params};

use super::error::failed;
use crate::StoreError;

pub(super) fn append(
    connection: &Connection,
    reference: &Reference,
    version: u64,
    entry: &TimelineEntry,
) -> Result<(), StoreError> {
    let entry = serde_json::to_string(entry)
        .map_err(|error| StoreError::unavailable("an entry of the timeline can't be written", error))?;
    connection
        .prepare_cached("INSERT INTO timeline (reference, version, entry) VALUES (?1, ?2, ?3)")
        .and_then(|mut statement| statement.execute(params![reference.as_str(), version as i64, entry]))
        .map_err(failed)?;
    Ok(())
}

pub(super) fn read(connection: &Connection, reference: &Reference) -> Result<Vec<TimelineEntry>, StoreError> {
    let sql = "SELECT entry FROM timeline WHERE reference = ?1 ORDER BY version";
    let mut statement = connection.prepare_cached(sql).map_err(failed)?;
    let found = statement.query_map([reference.as_str()], |row| row.get::<_, String>(0)).map_err(failed)?;
    let mut entries = Vec::new();
    for entry in found {
        let entry = serde_json::from_str(&entry.map_err(failed)?);
        entries.push(entry.map_err(|error: serde_json::Error| StoreError::Unreadable {
            reference: reference.to_string(),
            reason: format!("an entry of its timeline: {:?} error", error.classify()),
        })?);
    }
    Ok(entries)
}
