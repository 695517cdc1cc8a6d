//! Merges the store that is there into a copy of it.

use domain::case::{CaseState, Reference, TimelineEntry};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

use super::columns::{self, MutableColumns, RECORD, RequestRow, index_new, read_record};
use super::erasures::RequestIdentity;
use super::error::failed;
use super::merge_plan::{Differences, MergePlan, entries};
use super::{erasures, introductions, metadata, timeline};
use crate::{Record, StoreError};

/// Carries out a plan: makes the copy what the store is to be.
pub(super) fn apply(plan: MergePlan, copy: &Connection, present: &Connection) -> Result<Differences, StoreError> {
    copy.execute_batch("BEGIN IMMEDIATE").map_err(failed)?;
    write(&plan, copy, present)?;
    index_new(copy)?;
    copy.execute_batch("COMMIT").map_err(failed)?;
    let references =
        |lives: &[RequestIdentity]| lives.iter().filter_map(|life| Reference::parse(&life.reference)).collect();
    Ok(Differences {
        erased: references(&plan.erased),
        returned: references(&plan.returned),
        later: references(&plan.later),
        changed: references(&plan.changed),
        joined: references(&plan.joined),
    })
}

fn write(plan: &MergePlan, copy: &Connection, present: &Connection) -> Result<(), StoreError> {
    for life in &plan.erased {
        remove(copy, &life.reference)?;
    }
    for life in plan.later.iter().chain(&plan.changed) {
        remove(copy, &life.reference)?;
        take_over(copy, present, &life.reference)?;
    }
    for life in &plan.joined {
        join(copy, present, &life.reference)?;
    }
    add_tallies(copy, present)?;
    for life in &plan.revived {
        uncount(copy, &life.reference)?;
    }
    for (identity, key) in &plan.keys {
        erasures::add_ancestor(copy, identity, key)?;
    }
    for (hash, erasure) in &plan.erasures {
        erasures::remember(copy, hash, *erasure)?;
    }
    for life in &plan.revived {
        for (_, key) in &plan.keys {
            copy.execute("DELETE FROM erasures WHERE hash = ?1", [life.hash(key)?]).map_err(failed)?;
        }
    }
    add_proofs(copy, present)?;
    let clock = metadata::get(copy, metadata::CLOCK)?.max(metadata::get(present, metadata::CLOCK)?);
    clock.map_or(Ok(()), |clock| metadata::set(copy, metadata::CLOCK, clock))
}

/// Removes what the other store has in its own way, and what it counted for with it.
fn remove(connection: &Connection, reference: &str) -> Result<(), StoreError> {
    for sql in ["UPDATE requests SET tally = NULL WHERE reference = ?1", "DELETE FROM requests WHERE reference = ?1"] {
        connection.execute(sql, [reference]).map_err(failed)?;
    }
    Ok(())
}

/// Takes a request over with all that belongs to it. One that can't be read is taken as it is.
fn take_over(copy: &Connection, present: &Connection, reference: &str) -> Result<(), StoreError> {
    match record(present, reference) {
        Ok(record) => {
            columns::insert(copy, &RequestRow::of(&record)?)?;
            write_timeline(copy, reference, &entries(present, reference)?)?;
            // An entry that can't be read leads to no host.
            introductions::renew(copy, &record).or_else(|error| match error {
                StoreError::Unreadable { .. } => Ok(()),
                other => Err(other),
            })
        }
        Err(StoreError::Unreadable { .. }) => {
            take_over_unread(copy, present, reference)?;
            write_timeline(copy, reference, &entries(present, reference)?)
        }
        Err(error) => Err(error),
    }
}

fn record(connection: &Connection, reference: &str) -> Result<Record, StoreError> {
    let sql = format!("SELECT {RECORD} FROM requests WHERE reference = ?1");
    let mut statement = connection.prepare_cached(&sql).map_err(failed)?;
    statement.query_row([reference], |row| Ok(read_record(row))).map_err(failed)?
}

const UNREAD: &str =
    "reference, received, form, status, version, changed, expires, due, assignee, sender, organisation,
                      offer, tally, handling, record";

fn take_over_unread(copy: &Connection, present: &Connection, reference: &str) -> Result<(), StoreError> {
    let sql = format!("SELECT {UNREAD} FROM requests WHERE reference = ?1");
    let values = present.query_row(&sql, [reference], |row| {
        (0..row.as_ref().column_count()).map(|column| row.get(column)).collect::<Result<Vec<Value>, _>>()
    });
    let mut values = values.map_err(failed)?;
    let received = match values.get(1) {
        Some(Value::Integer(received)) => *received,
        _ => 0,
    };
    values.push(Value::Integer(columns::free_place(copy, received)?));
    let marks = vec!["?"; values.len()].join(", ");
    let sql = format!("INSERT INTO requests ({UNREAD}, place) VALUES ({marks})");
    copy.execute(&sql, params_from_iter(values)).map(drop).map_err(failed)
}

fn write_timeline(connection: &Connection, reference: &str, entries: &[String]) -> Result<(), StoreError> {
    connection.execute("DELETE FROM timeline WHERE reference = ?1", [reference]).map_err(failed)?;
    let sql = "INSERT INTO timeline (reference, version, entry) VALUES (?1, ?2, ?3)";
    let mut statement = connection.prepare_cached(sql).map_err(failed)?;
    for (version, entry) in (1_i64..).zip(entries) {
        statement.execute(params![reference, version, entry]).map_err(failed)?;
    }
    Ok(())
}

/// Makes one timeline of what was done here and there, in the order of time. It stands where the last of both left it.
fn join(copy: &Connection, present: &Connection, reference: &str) -> Result<(), StoreError> {
    let (ours, theirs) = match (record(copy, reference), record(present, reference)) {
        (Ok(ours), Ok(theirs)) => (ours, theirs),
        // The one that can be read stays; the other is in the store that is kept aside, or in the copy.
        (Ok(_), Err(_)) => return Ok(()),
        (Err(_), _) => {
            remove(copy, reference)?;
            return take_over(copy, present, reference);
        }
    };
    let parsed = Reference::parse(reference).unwrap_or_else(|| ours.submission.reference.clone());
    let mut timeline: Vec<TimelineEntry> = timeline::read(copy, &parsed)?;
    for entry in timeline::read(present, &parsed)? {
        if !timeline.contains(&entry) {
            timeline.push(entry);
        }
    }
    timeline.sort_by_key(|entry| entry.at);
    let until = ours.until.max(theirs.until);
    let newer = if theirs.changed > ours.changed { theirs } else { ours };
    let version = timeline.len() as u64;
    let record = Record { version, until, handling: CaseState::of(&timeline), ..newer };
    columns::update(copy, reference, &MutableColumns::of(&record)?)?;
    let written: Result<Vec<String>, _> = timeline.iter().map(serde_json::to_string).collect();
    let written =
        written.map_err(|error| StoreError::unavailable("an entry of the timeline can't be written", error))?;
    write_timeline(copy, reference, &written)?;
    introductions::renew(copy, &record)
}

/// What requests counted for that are gone, by both: of equal ones as many as the one that knows more of them.
fn add_tallies(copy: &Connection, present: &Connection) -> Result<(), StoreError> {
    let mut statement = present.prepare("SELECT tally, number FROM tallies").map_err(failed)?;
    let mut found = statement.query([]).map_err(failed)?;
    let sql = "INSERT INTO tallies VALUES (?1, ?2)
               ON CONFLICT (tally) DO UPDATE SET number = max(number, excluded.number)";
    while let Some(row) = found.next().map_err(failed)? {
        let (tally, number): (String, i64) = (row.get(0).map_err(failed)?, row.get(1).map_err(failed)?);
        copy.execute(sql, params![tally, number]).map_err(failed)?;
    }
    Ok(())
}

/// One that comes back counts by itself again.
fn uncount(copy: &Connection, reference: &str) -> Result<(), StoreError> {
    let tally = copy
        .query_row("SELECT tally FROM requests WHERE reference = ?1", [reference], |row| {
            row.get::<_, Option<String>>(0)
        })
        .optional()
        .map_err(failed)?
        .flatten();
    copy.execute("UPDATE tallies SET number = number - 1 WHERE tally = ?1", [&tally]).map_err(failed)?;
    copy.execute("DELETE FROM tallies WHERE number <= 0", []).map(drop).map_err(failed)
}

/// Proofs of work that were used stay used.
fn add_proofs(copy: &Connection, present: &Connection) -> Result<(), StoreError> {
    let mut statement = present.prepare("SELECT token, expires FROM proofs").map_err(failed)?;
    let mut found = statement.query([]).map_err(failed)?;
    while let Some(row) = found.next().map_err(failed)? {
        let (token, expires): (String, i64) = (row.get(0).map_err(failed)?, row.get(1).map_err(failed)?);
        copy.execute("INSERT OR IGNORE INTO proofs VALUES (?1, ?2)", params![token, expires]).map_err(failed)?;
    }
    Ok(())
}
