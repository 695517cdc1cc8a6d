//! A record as a row: what is stored of it, and by what it is found.

use domain::case::Status;
use domain::statistics::tally;
use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params};

use super::statements::{execute, first};
use crate::codec::{decode, decode_handling, encode, encode_handling, encode_tally};
use crate::search_keys;
use crate::{Record, StoreError};

/// The columns that make a record, in the order of [`read_record`].
pub(super) const RECORD: &str =
    "requests.reference, status, version, changed, requests.expires, due, handling, requests.record";

/// The values of the columns that change with a request, by their names in statements.
fn mutable_columns(record: &Record) -> Result<Vec<(&'static str, Value)>, StoreError> {
    let Record { submission, status, version, changed, until, handling, due } = record;
    let version = i64::try_from(*version).map_err(|error| StoreError::unavailable("a version", error))?;
    let assignee = handling.assignee.as_deref().filter(|_| status.is_open()).map(search_keys::folded);
    let offer = handling.offer.as_ref().filter(|_| *status == Status::Accepted);
    let tally = tally(submission, *status, handling).as_ref().map(encode_tally).transpose()?;
    Ok(vec![
        (":status", status.code().to_owned().into()),
        (":version", version.into()),
        (":changed", nanoseconds(*changed)?.into()),
        (":expires", until.as_second().into()),
        (":due", due.map(Timestamp::as_second).into()),
        (":assignee", assignee.into()),
        (":offer", offer.map(ToString::to_string).into()),
        (":tally", tally.into()),
        (":handling", encode_handling(handling)?.into()),
    ])
}

/// Inserts a row with its words; returns whether its reference was free.
pub(super) fn insert(connection: &Connection, record: &Record) -> Result<bool, StoreError> {
    let Record { submission, .. } = record;
    let request = &submission.request;
    let received = nanoseconds(submission.received)?;
    let place = free_place(connection, received)?;
    let sql =
        "INSERT INTO requests (place, reference, received, form, status, version, changed, expires, due, assignee,
                                     sender, organisation, offer, tally, handling, record)
               VALUES (:place, :reference, :received, :form, :status, :version, :changed, :expires, :due, :assignee,
                       :sender, :organisation, :offer, :tally, :handling, :record)
               ON CONFLICT (reference) DO NOTHING";
    let mut values = mutable_columns(record)?;
    values.extend([
        (":place", place.into()),
        (":reference", submission.reference.to_string().into()),
        (":received", received.into()),
        (":form", request.wish.form().code().to_owned().into()),
        (":sender", search_keys::sender_key(&request.contact.email).into()),
        (":organisation", search_keys::organisation_key(&request.organisation).into()),
        (":record", encode(submission)?.into()),
    ]);
    if execute(connection, sql, values.as_slice())? == 0 {
        return Ok(false);
    }
    execute(
        connection,
        "INSERT INTO unindexed (place, words) VALUES (?1, ?2)",
        params![place, search_keys::searchable(record)],
    )?;
    Ok(true)
}

/// Takes the words of what was inserted into the search index. This comes last in a transaction.
pub(super) fn index_new(connection: &Connection) -> Result<(), StoreError> {
    if first(connection, "SELECT 1 FROM unindexed LIMIT 1", [], |_| Ok(()))?.is_some() {
        let sql = "INSERT INTO search (rowid, words) SELECT place, words FROM unindexed ORDER BY place";
        execute(connection, sql, [])?;
        execute(connection, "DELETE FROM unindexed", [])?;
    }
    Ok(())
}

/// Puts the words of a request into the index anew.
pub(super) fn index_again(connection: &Connection, reference: &str, words: &str) -> Result<(), StoreError> {
    let sql = "DELETE FROM search WHERE rowid = (SELECT place FROM requests WHERE reference = ?1)";
    execute(connection, sql, [reference])?;
    let sql = "INSERT INTO unindexed (place, words) SELECT place, ?2 FROM requests WHERE reference = ?1
               ON CONFLICT (place) DO UPDATE SET words = excluded.words";
    execute(connection, sql, [reference, words]).map(drop)
}

/// Writes what changes with a request.
pub(super) fn update(connection: &Connection, reference: &str, record: &Record) -> Result<(), StoreError> {
    let sql = "UPDATE requests SET status = :status, version = :version, changed = :changed, expires = :expires,
                                   due = :due, assignee = :assignee, offer = :offer, tally = :tally, handling = :handling
               WHERE reference = :reference";
    let mut values = mutable_columns(record)?;
    values.push((":reference", reference.to_owned().into()));
    execute(connection, sql, values.as_slice()).map(drop)
}

/// Microseconds from one place to the next. More submissions than places would each have to step over all that wait for one.
const STEP: i64 = 100;

/// Where the place of a moment begins.
pub(super) fn place_of(moment: Timestamp) -> i64 {
    moment.as_microsecond().div_euclid(STEP)
}

/// The moment of a place; none for one that no moment has.
pub(super) fn moment_of(place: i64) -> Option<Timestamp> {
    Timestamp::from_microsecond(place.checked_mul(STEP)?).ok()
}

/// The place of what came in at a moment, in nanoseconds, or the next that is free.
pub(super) fn free_place(connection: &Connection, received: i64) -> Result<i64, StoreError> {
    let mut place = received.div_euclid(1_000 * STEP);
    while first(connection, "SELECT 1 FROM requests WHERE place = ?1", [place], |_| Ok(()))?.is_some() {
        place += 1;
    }
    Ok(place)
}

pub(super) fn read_record(row: &Row) -> Result<Record, StoreError> {
    let (reference, status): (String, String) = (row.get(0)?, row.get(1)?);
    let (version, changed, expires, due): (i64, i64, i64, Option<i64>) =
        (row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?);
    let (handling, record): (String, String) = (row.get(6)?, row.get(7)?);
    let unreadable = |reason: &str| StoreError::Unreadable { reference: reference.clone(), reason: reason.to_owned() };
    let due = due.map(Timestamp::from_second).transpose();
    Ok(Record {
        submission: decode(&reference, &record)?,
        status: status_of(&reference, &status)?,
        version: u64::try_from(version).map_err(|_| unreadable("its version is negative"))?,
        changed: moment(changed).ok_or_else(|| unreadable("the time of its last change"))?,
        until: Timestamp::from_second(expires).map_err(|_| unreadable("the time of its expiry"))?,
        handling: decode_handling(&reference, &handling)?,
        due: due.map_err(|_| unreadable("the time by which something is due"))?,
    })
}

/// The record of a reference, whether it has expired or not.
pub(super) fn record_of(connection: &Connection, reference: &str) -> Result<Option<Record>, StoreError> {
    first(connection, &format!("SELECT {RECORD} FROM requests WHERE reference = ?1"), [reference], read_record)
}

pub(super) fn status_of(reference: &str, code: &str) -> Result<Status, StoreError> {
    let unknown = || StoreError::Unreadable { reference: reference.to_owned(), reason: format!("the status {code:?}") };
    Status::from_code(code).ok_or_else(unknown)
}

/// A moment as a number, so that moments sort; exact, so that a cursor meets its row.
pub(super) fn nanoseconds(moment: Timestamp) -> Result<i64, StoreError> {
    i64::try_from(moment.as_nanosecond())
        .map_err(|_| StoreError::closed(format!("the clock says {moment}, which can't be kept")))
}

/// The moment of a number, if it is one.
pub(super) fn moment(nanoseconds: i64) -> Option<Timestamp> {
    Timestamp::from_nanosecond(nanoseconds.into()).ok()
}
