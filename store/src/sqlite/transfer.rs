//! Moving everything out of the file, or into it.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::columns::{RECORD, record_of};
use super::introductions;
use super::rows::{self, failed};
use crate::{Batch, Kept, Mark, Put, StoreError};

/// Requests that are taken at a time.
const SOME: usize = 100;

/// Some requests, in the order of their references.
pub(super) fn take(connection: &Connection, after: Option<&Mark>, now: Timestamp) -> Result<Batch, StoreError> {
    let sql =
        format!("SELECT {RECORD} FROM requests WHERE reference > ?1 AND expires > ?2 ORDER BY reference LIMIT {SOME}");
    let mut statement = connection.prepare_cached(&sql).map_err(failed)?;
    let after = after.map_or("", |Mark(reference)| reference);
    let found = statement.query_map(params![after, now.as_second()], |row| Ok(record_of(row))).map_err(failed)?;
    let mut kept = Vec::new();
    for record in found {
        let record = record.map_err(failed)??;
        let timeline = rows::timeline(connection, &record.submission.reference)?;
        kept.push(Kept { record, timeline });
    }
    let last = kept.last().filter(|_| kept.len() == SOME);
    let next = last.map(|kept| Mark(kept.record.submission.reference.to_string()));
    Ok(Batch { kept, next })
}

/// Keeps what was taken elsewhere, as it is.
pub(super) fn keep(connection: &Connection, kept: &Kept) -> Result<Put, StoreError> {
    if !rows::insert(connection, &kept.record)? {
        return Ok(Put::AlreadyThere);
    }
    for (version, entry) in (1..).zip(&kept.timeline) {
        rows::append(connection, &kept.record.submission.reference, version, entry)?;
    }
    introductions::renew(connection, &kept.record)?;
    Ok(Put::Stored)
}
