//! The row of one request. Each statement runs within what the worker began.

use domain::case::{CaseEvent, Reference, Status, TimelineEntry};
use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::columns::{self, RECORD, read_record};
use super::erasures::{self, ErasureCause};
use super::statements::{execute, first};
use super::{introductions, retention, timeline};
use crate::search_keys::searchable;
use crate::{Change, ChangeError, InsertOutcome, Record, StoreError};

/// Puts a record that nobody has changed, with the entry that every timeline begins with.
pub(super) fn put(connection: &Connection, mut record: Record) -> Result<InsertOutcome, StoreError> {
    record.until = retention::until(connection, record.until, record.changed)?;
    if !insert(connection, &record)? {
        return Ok(InsertOutcome::AlreadyExists);
    }
    let entry = TimelineEntry { at: record.changed, by: None, event: CaseEvent::Received };
    timeline::append(connection, &record.submission.reference, record.version, &entry)?;
    Ok(InsertOutcome::Inserted)
}

/// The same, also in the place of one that is suspected, if nothing speaks against this one.
pub(super) fn insert_or_replace_suspected(
    connection: &Connection,
    record: Record,
) -> Result<InsertOutcome, StoreError> {
    clear_suspicion(connection, &record)?;
    put(connection, record)
}

/// Makes room for a record that nothing speaks against, where the same is kept as suspected and nobody has touched it.
fn clear_suspicion(connection: &Connection, record: &Record) -> Result<(), StoreError> {
    if record.status == Status::SuspectedSpam {
        return Ok(());
    }
    let sql = "DELETE FROM requests WHERE reference = ?1 AND version = 1 AND status = ?2";
    let values = [record.submission.reference.as_str(), Status::SuspectedSpam.code()];
    execute(connection, sql, values).map(drop)
}

/// Inserts a record; tells whether its reference was free, or what had it had expired when the new one was received.
pub(super) fn insert(connection: &Connection, record: &Record) -> Result<bool, StoreError> {
    if columns::insert(connection, record)? {
        return Ok(true);
    }
    let submission = &record.submission;
    if find(connection, &submission.reference, submission.received)?.is_some()
        || retention::is_far_ahead(connection, submission.received)?
    {
        return Ok(false);
    }
    erasures::delete(connection, submission.reference.as_str(), ErasureCause::Expired)?;
    columns::insert(connection, record)
}

/// Applies a change. Where it can't be made, nothing has been written.
pub(super) fn change(
    connection: &Connection,
    reference: &Reference,
    expected: u64,
    change: Change,
) -> Result<Result<Record, ChangeError>, StoreError> {
    let Some(record) = find(connection, reference, change.at)? else { return Ok(Err(ChangeError::Unknown)) };
    if record.version != expected {
        return Ok(Err(ChangeError::Conflict(Box::new(record))));
    }
    let (had_host, until) = (record.handling.introduced.is_some(), record.until);
    let words = searchable(&record);
    let (mut record, entry) = match change.apply(record) {
        Ok(changed) => changed,
        Err(error) => return Ok(Err(error)),
    };
    if record.until != until {
        record.until = retention::until(connection, record.until, record.changed)?;
    }
    columns::update(connection, reference.as_str(), &record)?;
    timeline::append(connection, reference, record.version, &entry)?;
    if had_host || record.handling.introduced.is_some() {
        introductions::renew(connection, &record)?;
    }
    let words_now = searchable(&record);
    if words_now != words {
        columns::index_again(connection, reference.as_str(), &words_now)?;
    }
    Ok(Ok(record))
}

pub(super) fn find(
    connection: &Connection,
    reference: &Reference,
    now: Timestamp,
) -> Result<Option<Record>, StoreError> {
    let sql = format!("SELECT {RECORD} FROM requests WHERE reference = ?1 AND expires > ?2");
    first(connection, &sql, params![reference.as_str(), now.as_second()], read_record)
}
