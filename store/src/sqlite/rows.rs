//! One request: its row and its timeline. Each statement runs within what the worker began.

use domain::case::{CaseEvent, Reference, Status, TimelineEntry};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::columns::{self, Columns, Moving, RECORD, record_of};
use super::erasures::{self, Cause};
use super::introductions;
use super::retention;
use crate::keys::searchable;
use crate::{Change, ChangeError, Put, Record, StoreError};

/// Puts a record that nobody has changed, with the entry that every timeline begins with.
pub(super) fn put(connection: &Connection, mut record: Record) -> Result<Put, StoreError> {
    record.until = retention::until(connection, record.until, record.changed)?;
    if !insert(connection, &record)? {
        return Ok(Put::AlreadyThere);
    }
    let entry = TimelineEntry { at: record.changed, by: None, deed: CaseEvent::Received };
    append(connection, &record.submission.reference, record.version, &entry)?;
    Ok(Put::Stored)
}

/// The same, also in the place of one that is suspected, if nothing speaks against this one.
pub(super) fn put_clearing(connection: &Connection, record: Record) -> Result<Put, StoreError> {
    clear_suspicion(connection, &record)?;
    put(connection, record)
}

/// Makes room for a record that nothing speaks against, where the same is kept as suspected and nobody has touched it.
fn clear_suspicion(connection: &Connection, record: &Record) -> Result<(), StoreError> {
    if record.status == Status::SuspectedSpam {
        return Ok(());
    }
    let sql = "DELETE FROM requests WHERE reference = ?1 AND version = 1 AND status = ?2";
    connection
        .prepare_cached(sql)
        .and_then(|mut statement| {
            statement.execute([record.submission.reference.as_str(), Status::SuspectedSpam.code()])
        })
        .map_err(failed)?;
    Ok(())
}

/// Inserts a record; tells whether its reference was free, or what had it had expired when the new one was received.
pub(super) fn insert(connection: &Connection, record: &Record) -> Result<bool, StoreError> {
    let columns = Columns::of(record)?;
    if columns::insert(connection, &columns)? {
        return Ok(true);
    }
    let submission = &record.submission;
    if find(connection, &submission.reference, submission.received)?.is_some()
        || retention::is_far_ahead(connection, submission.received)?
    {
        return Ok(false);
    }
    erasures::delete(connection, submission.reference.as_str(), Cause::Expired)?;
    columns::insert(connection, &columns)
}

pub(super) fn change(
    connection: &Connection,
    reference: &Reference,
    expected: u64,
    change: Change,
) -> Result<Record, ChangeError> {
    let record = find(connection, reference, change.at)?.ok_or(ChangeError::Unknown)?;
    if record.version != expected {
        return Err(ChangeError::Conflict(Box::new(record)));
    }
    let (had_host, until) = (record.handling.introduced.is_some(), record.until);
    let words = searchable(&record);
    let (mut record, entry) = change.apply(record)?;
    if record.until != until {
        record.until = retention::until(connection, record.until, record.changed)?;
    }
    columns::update(connection, reference.as_str(), &Moving::of(&record)?)?;
    append(connection, reference, record.version, &entry)?;
    if had_host || record.handling.introduced.is_some() {
        introductions::renew(connection, &record)?;
    }
    let words_now = searchable(&record);
    if words_now != words {
        columns::index_again(connection, reference.as_str(), &words_now)?;
    }
    Ok(record)
}

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

pub(super) fn find(
    connection: &Connection,
    reference: &Reference,
    now: Timestamp,
) -> Result<Option<Record>, StoreError> {
    connection
        .prepare_cached(&format!("SELECT {RECORD} FROM requests WHERE reference = ?1 AND expires > ?2"))
        .and_then(|mut statement| {
            statement.query_row(params![reference.as_str(), now.as_second()], |row| Ok(record_of(row))).optional()
        })
        .map_err(failed)?
        .transpose()
}

pub(super) fn timeline(connection: &Connection, reference: &Reference) -> Result<Vec<TimelineEntry>, StoreError> {
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

pub(super) fn failed(error: rusqlite::Error) -> StoreError {
    StoreError::unavailable("a statement failed", error)
}
