//! Merges the store that is there into a copy of it.

use domain::case::{CaseState, Reference, TimelineEntry};
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

use super::columns::{self, index_new, record_of};
use super::erasures::RequestIdentity;
use super::merge_plan::{Differences, MergePlan, entries};
use super::statements::{all, execute, first};
use super::{erasures, introductions, metadata, tallies, timeline};
use crate::codec::encode_entry;
use crate::{Record, StoreError};

/// Carries out a plan: makes the copy what the store is to be.
pub(super) fn apply(plan: MergePlan, copy: &Connection, present: &Connection) -> Result<Differences, StoreError> {
    copy.execute_batch("BEGIN IMMEDIATE")?;
    write(&plan, copy, present)?;
    index_new(copy)?;
    copy.execute_batch("COMMIT")?;
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
            execute(copy, "DELETE FROM erasures WHERE hash = ?1", [life.hash(key)?])?;
        }
    }
    add_proofs(copy, present)?;
    let clock = metadata::get(copy, metadata::CLOCK)?.max(metadata::get(present, metadata::CLOCK)?);
    clock.map_or(Ok(()), |clock| metadata::set(copy, metadata::CLOCK, clock))
}

/// Removes what the other store has in its own way, and what it counted for with it.
fn remove(connection: &Connection, reference: &str) -> Result<(), StoreError> {
    for sql in ["UPDATE requests SET tally = NULL WHERE reference = ?1", "DELETE FROM requests WHERE reference = ?1"] {
        execute(connection, sql, [reference])?;
    }
    Ok(())
}

/// Takes a request over with all that belongs to it. One that can't be read is taken as it is.
fn take_over(copy: &Connection, present: &Connection, reference: &str) -> Result<(), StoreError> {
    match record(present, reference) {
        Ok(record) => {
            columns::insert(copy, &record)?;
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
    record_of(connection, reference)?.ok_or_else(|| rusqlite::Error::QueryReturnedNoRows.into())
}

const UNREAD: &str =
    "reference, received, form, status, version, changed, expires, due, assignee, sender, organisation,
                      offer, tally, handling, record";

fn take_over_unread(copy: &Connection, present: &Connection, reference: &str) -> Result<(), StoreError> {
    let sql = format!("SELECT {UNREAD} FROM requests WHERE reference = ?1");
    let values = first(present, &sql, [reference], |row| {
        let columns = 0..row.as_ref().column_count();
        Ok(columns.map(|column| row.get(column)).collect::<Result<Vec<Value>, _>>()?)
    });
    let mut values = values?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    let received = match values.get(1) {
        Some(Value::Integer(received)) => *received,
        _ => 0,
    };
    values.push(Value::Integer(columns::free_place(copy, received)?));
    let marks = vec!["?"; values.len()].join(", ");
    let sql = format!("INSERT INTO requests ({UNREAD}, place) VALUES ({marks})");
    execute(copy, &sql, params_from_iter(values)).map(drop)
}

fn write_timeline(connection: &Connection, reference: &str, entries: &[String]) -> Result<(), StoreError> {
    execute(connection, "DELETE FROM timeline WHERE reference = ?1", [reference])?;
    for (version, entry) in (1_i64..).zip(entries) {
        timeline::insert(connection, reference, version, entry)?;
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
    columns::update(copy, reference, &record)?;
    let written: Result<Vec<String>, _> = timeline.iter().map(encode_entry).collect();
    write_timeline(copy, reference, &written?)?;
    introductions::renew(copy, &record)
}

/// What requests counted for that are gone, by both: of equal ones as many as the one that knows more of them.
fn add_tallies(copy: &Connection, present: &Connection) -> Result<(), StoreError> {
    for (tally, number) in tallies::of_store(present)? {
        tallies::at_least(copy, &tally, number)?;
    }
    Ok(())
}

/// One that comes back counts by itself again.
fn uncount(copy: &Connection, reference: &str) -> Result<(), StoreError> {
    let sql = "UPDATE tallies SET number = number - 1
               WHERE tally = (SELECT tally FROM requests WHERE reference = ?1)";
    execute(copy, sql, [reference])?;
    execute(copy, "DELETE FROM tallies WHERE number <= 0", []).map(drop)
}

/// Proofs of work that were used stay used.
fn add_proofs(copy: &Connection, present: &Connection) -> Result<(), StoreError> {
    let proofs = all(present, "SELECT token, expires FROM proofs", [], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))
    });
    for (token, expires) in proofs? {
        execute(copy, "INSERT OR IGNORE INTO proofs VALUES (?1, ?2)", params![token, expires])?;
    }
    Ok(())
}
