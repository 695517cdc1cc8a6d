//! The statements: between rows and values. Each runs within what the worker began.

use std::collections::BTreeMap;

use domain::submission::{Entry, Reference, Status};
use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};

use crate::store::codec::{decode, encode};
use crate::store::{Cursor, Filter, Page, Record, StoreError, Summary};

/// The columns that make a record, in the order of [`record_of`].
pub(super) const RECORD: &str = "reference, status, version, changed, expires, record";

/// Inserts a record; tells whether its reference was free, or what had it had expired when the new one was received.
pub(super) fn insert(connection: &Connection, record: &Record) -> Result<bool, StoreError> {
    if insert_new(connection, record)? {
        return Ok(true);
    }
    let submission = &record.submission;
    if find(connection, &submission.reference, submission.received)?.is_some() {
        return Ok(false);
    }
    delete(connection, &submission.reference)?;
    insert_new(connection, record)
}

fn insert_new(connection: &Connection, record: &Record) -> Result<bool, StoreError> {
    let sql = "INSERT INTO requests (reference, received, form, status, version, changed, expires, record)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (reference) DO NOTHING";
    let submission = &record.submission;
    let (received, changed) = (nanoseconds(submission.received)?, nanoseconds(record.changed)?);
    let written = encode(submission)?;
    let inserted = connection
        .prepare_cached(sql)
        .and_then(|mut statement| {
            statement.execute(params![
                submission.reference.as_str(),
                received,
                submission.request.wish.form().name(),
                record.status.code(),
                record.version as i64,
                changed,
                record.until.as_second(),
                written
            ])
        })
        .map_err(failed)?;
    Ok(inserted == 1)
}

pub(super) fn update(connection: &Connection, record: &Record) -> Result<(), StoreError> {
    let moment = nanoseconds(record.changed)?;
    let sql = "UPDATE requests SET status = ?2, version = ?3, changed = ?4, expires = ?5 WHERE reference = ?1";
    connection
        .prepare_cached(sql)
        .and_then(|mut statement| {
            let reference = record.submission.reference.as_str();
            let expires = record.until.as_second();
            statement.execute(params![reference, record.status.code(), record.version as i64, moment, expires])
        })
        .map_err(failed)?;
    Ok(())
}

pub(super) fn append(
    connection: &Connection,
    reference: &Reference,
    version: u64,
    entry: &Entry,
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

pub(super) fn page(
    connection: &Connection,
    filter: Filter,
    after: Option<&Cursor>,
    now: Timestamp,
) -> Result<Page, StoreError> {
    let mut conditions = vec!["expires > ?"];
    let mut values = vec![Value::from(now.as_second())];
    if let Some(status) = filter.status {
        conditions.push("status = ?");
        values.push(Value::from(status.code().to_owned()));
    }
    if let Some(form) = filter.form {
        conditions.push("form = ?");
        values.push(Value::from(form.name().to_owned()));
    }
    if let Some(cursor) = after {
        conditions.push("(received, reference) < (?, ?)");
        values.push(Value::from(nanoseconds(cursor.received)?));
        values.push(Value::from(cursor.reference.as_str().to_owned()));
    }
    let condition = conditions.join(" AND ");
    let sql = format!(
        "SELECT {RECORD} FROM requests WHERE {condition} ORDER BY received DESC, reference DESC LIMIT {}",
        Page::SIZE + 1
    );
    let mut statement = connection.prepare_cached(&sql).map_err(failed)?;
    let found = statement.query_map(params_from_iter(values), |row| Ok(record_of(row))).map_err(failed)?;
    let mut rows = Vec::new();
    for record in found {
        let record = record.map_err(failed)??;
        rows.push(Summary::of(&record.submission, record.status));
    }
    let more = rows.len() > Page::SIZE;
    rows.truncate(Page::SIZE);
    let last = rows.last().filter(|_| more);
    let next = last.map(|row| Cursor { received: row.received, reference: row.reference.clone() });
    Ok(Page { rows, next })
}

pub(super) fn counts(connection: &Connection, now: Timestamp) -> Result<BTreeMap<Status, u64>, StoreError> {
    let sql = "SELECT status, count(*) FROM requests WHERE expires > ?1 GROUP BY status";
    let mut statement = connection.prepare_cached(sql).map_err(failed)?;
    let found = statement
        .query_map([now.as_second()], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))
        .map_err(failed)?;
    let mut counts = BTreeMap::new();
    for entry in found {
        let (code, count) = entry.map_err(failed)?;
        counts.insert(status_of("(counts)", &code)?, count.unsigned_abs());
    }
    Ok(counts)
}

pub(super) fn timeline(connection: &Connection, reference: &Reference) -> Result<Vec<Entry>, StoreError> {
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

pub(super) fn delete(connection: &Connection, reference: &Reference) -> Result<bool, StoreError> {
    let delete = |sql| connection.execute(sql, [reference.as_str()]).map_err(failed);
    delete("DELETE FROM timeline WHERE reference = ?1")?;
    Ok(delete("DELETE FROM requests WHERE reference = ?1")? == 1)
}

pub(super) fn record_of(row: &Row) -> Result<Record, StoreError> {
    let reference: String = row.get(0).map_err(failed)?;
    let status: String = row.get(1).map_err(failed)?;
    let version: i64 = row.get(2).map_err(failed)?;
    let changed: i64 = row.get(3).map_err(failed)?;
    let expires: i64 = row.get(4).map_err(failed)?;
    let record: String = row.get(5).map_err(failed)?;
    let unreadable = |reason: &str| StoreError::Unreadable { reference: reference.clone(), reason: reason.to_owned() };
    Ok(Record {
        submission: decode(&reference, &record)?,
        status: status_of(&reference, &status)?,
        version: u64::try_from(version).map_err(|_| unreadable("its version is negative"))?,
        changed: Timestamp::from_nanosecond(changed.into()).map_err(|_| unreadable("the time of its last change"))?,
        until: Timestamp::from_second(expires).map_err(|_| unreadable("the time of its expiry"))?,
    })
}

fn status_of(reference: &str, code: &str) -> Result<Status, StoreError> {
    let unknown = || StoreError::Unreadable { reference: reference.to_owned(), reason: format!("the status {code:?}") };
    Status::from_code(code).ok_or_else(unknown)
}

/// A moment as a number, so that moments sort; exact, so that a cursor meets its row.
fn nanoseconds(moment: Timestamp) -> Result<i64, StoreError> {
    i64::try_from(moment.as_nanosecond())
        .map_err(|_| StoreError::closed(format!("the clock says {moment}, which can't be kept")))
}

pub(super) fn failed(error: rusqlite::Error) -> StoreError {
    StoreError::unavailable("a statement failed", error)
}
