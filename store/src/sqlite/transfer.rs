//! Moving everything out of the file, or into it.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::columns::RECORD;
use super::statements::all;
use super::{introductions, rows, timeline};
use crate::{Batch, BatchPosition, InsertOutcome, StoreError, StoredCase};

/// Requests that are taken at a time.
const SOME: usize = 100;

/// Some requests, in the order of their references.
pub(super) fn read_batch(
    connection: &Connection,
    after: Option<&BatchPosition>,
    now: Timestamp,
) -> Result<Batch, StoreError> {
    let sql =
        format!("SELECT {RECORD} FROM requests WHERE reference > ?1 AND expires > ?2 ORDER BY reference LIMIT {SOME}");
    let after = after.map_or("", |BatchPosition(reference)| reference);
    let cases = all(connection, &sql, params![after, now.as_second()], |row| timeline::read_case(connection, row))?;
    let last = cases.last().filter(|_| cases.len() == SOME);
    let next = last.map(|case| BatchPosition(case.record.submission.reference.to_string()));
    Ok(Batch { cases, next })
}

/// Keeps what was taken elsewhere, as it is.
pub(super) fn insert(connection: &Connection, case: &StoredCase) -> Result<InsertOutcome, StoreError> {
    if !rows::insert(connection, &case.record)? {
        return Ok(InsertOutcome::AlreadyExists);
    }
    for (version, entry) in (1..).zip(&case.timeline) {
        timeline::append(connection, &case.record.submission.reference, version, entry)?;
    }
    introductions::renew(connection, &case.record)?;
    Ok(InsertOutcome::Inserted)
}
