//! The timeline of a request.

use domain::case::{Reference, TimelineEntry};
use rusqlite::{Connection, Row, params};

use super::columns::read_record;
use super::statements::{all, execute};
use crate::codec::{decode_entry, encode_entry};
use crate::{StoreError, StoredCase};

pub(super) fn append(
    connection: &Connection,
    reference: &Reference,
    version: u64,
    entry: &TimelineEntry,
) -> Result<(), StoreError> {
    insert(connection, reference.as_str(), version as i64, &encode_entry(entry)?)
}

pub(super) fn insert(connection: &Connection, reference: &str, version: i64, entry: &str) -> Result<(), StoreError> {
    let sql = "INSERT INTO timeline (reference, version, entry) VALUES (?1, ?2, ?3)";
    execute(connection, sql, params![reference, version, entry]).map(drop)
}

pub(super) fn read(connection: &Connection, reference: &Reference) -> Result<Vec<TimelineEntry>, StoreError> {
    let sql = "SELECT entry FROM timeline WHERE reference = ?1 ORDER BY version";
    all(connection, sql, [reference.as_str()], |row| decode_entry(reference.as_str(), &row.get::<_, String>(0)?))
}

/// A case of which a row has the record.
pub(super) fn read_case(connection: &Connection, row: &Row) -> Result<StoredCase, StoreError> {
    let record = read_record(row)?;
    let timeline = read(connection, &record.submission.reference)?;
    Ok(StoredCase { record, timeline })
}
