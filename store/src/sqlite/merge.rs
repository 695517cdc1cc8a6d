//! What becomes of a copy and of the store that is there, request by request.
//!
//! That a store does not have a request proves nothing: it may have been lost. Only what is remembered as erased is left
//! out. Of a request that both have, the newer version stays; where both went on from a common beginning, what was done
//! in each becomes one timeline. So nothing that was acknowledged or noted is lost, in whichever order copies come back.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use domain::case::{CaseState, Reference, TimelineEntry};
use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

use super::columns::{self, Columns, Moving, RECORD, index_new, record_of};
use super::copy::CopyError;
use super::erasures::{self, Hash, Key, Life};
use super::facts;
use super::introductions;
use super::restore::{Differences, Erased};
use super::rows::{self, failed};
use crate::transfer::Erasure;
use crate::{Record, StoreError};

/// What is to be done with a copy.
pub(super) struct Plan {
    total: u64,
    is_related: bool,
    /// Taken out of the copy, since they were erased.
    erased: Vec<Life>,
    /// Come back although the store remembers that they are gone.
    revived: Vec<Life>,
    returned: Vec<Life>,
    later: Vec<Life>,
    changed: Vec<Life>,
    joined: Vec<Life>,
    erasures: BTreeMap<Hash, Erasure>,
    keys: Vec<(String, Key)>,
}

/// What a store has under a reference.
struct Row {
    received: i64,
    version: i64,
    changed: i64,
}

impl Plan {
    /// Compares a copy with the store that is there; both are of this release's format.
    pub(super) fn make(
        copy: &Connection,
        present: &Connection,
        erased: Erased,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let (in_copy, in_store) = (rows_of(copy)?, rows_of(present)?);
        let mut keys = erasures::identities(copy)?;
        let own: BTreeSet<&String> = keys.iter().map(|(identity, _)| identity).collect();
        let others = erasures::identities(present)?;
        let is_same = others.iter().any(|(identity, _)| own.contains(identity));
        let new: Vec<_> = others.into_iter().filter(|(identity, _)| !own.contains(identity)).collect();
        keys.extend(new);
        let mut plan = Self {
            total: in_copy.len() as u64,
            is_related: is_same || is_related(&in_copy, &in_store),
            erased: Vec::new(),
            revived: Vec::new(),
            returned: Vec::new(),
            later: Vec::new(),
            changed: Vec::new(),
            joined: Vec::new(),
            erasures: erasures::all(copy)?,
            keys,
        };
        for (hash, erasure) in erasures::all(present)? {
            let known = plan.erasures.entry(hash).or_insert(erasure);
            if erasure.expires.is_none() {
                *known = erasure;
            }
        }
        let second = now.as_second();
        for (reference, row) in &in_copy {
            let life = Life { reference: reference.clone(), received: row.received };
            let other = in_store.get(reference);
            match plan.erasure_of(&life)? {
                Some(erasure) if erasure.holds(second) && erased == Erased::StayErased => {
                    plan.erased.push(life.clone());
                    // The text came again, and lives there.
                    if let Some(other) = other.filter(|other| other.received != row.received) {
                        plan.later.push(Life { reference: reference.clone(), received: other.received });
                    }
                    continue;
                }
                Some(_) => plan.revived.push(life.clone()),
                None => {}
            }
            match other {
                None => plan.returned.push(life),
                Some(other) if other.received != row.received => {
                    if other.received > row.received {
                        plan.changed.push(Life { reference: reference.clone(), received: other.received });
                    }
                }
                Some(other) if (other.version, other.changed) == (row.version, row.changed) => {}
                Some(_) => match follows(copy, present, reference)? {
                    Order::StoreIsNewer => plan.changed.push(life),
                    Order::CopyIsNewer => {}
                    Order::Apart => plan.joined.push(life),
                },
            }
        }
        for (reference, row) in &in_store {
            let life = Life { reference: reference.clone(), received: row.received };
            if in_copy.contains_key(reference) {
                continue;
            }
            match plan.erasure_of(&life)? {
                // The copy remembers that it was erased, and the store is older.
                Some(erasure) if erasure.holds(second) && erased == Erased::StayErased => plan.erased.push(life),
                Some(_) => {
                    plan.revived.push(life.clone());
                    plan.later.push(life);
                }
                None => plan.later.push(life),
            }
        }
        Ok(plan)
    }

    /// Refuses what nobody wants by mistake.
    pub(super) fn confirm(&self, is_confirmed: bool, copy: &Path, store: &Path) -> Result<(), CopyError> {
        let erased = self.erased.len() as u64;
        match is_confirmed {
            true => Ok(()),
            false if !self.is_related => Err(CopyError::OtherStore { store: store.to_owned(), copy: copy.to_owned() }),
            false if erased * 2 > self.total => {
                Err(CopyError::MostErased { copy: copy.to_owned(), erased, total: self.total })
            }
            false => Ok(()),
        }
    }

    /// Makes the copy what the store is to be.
    pub(super) fn carry_out(self, copy: &Connection, present: &Connection) -> Result<Differences, StoreError> {
        copy.execute_batch("BEGIN IMMEDIATE").map_err(failed)?;
        self.write(copy, present)?;
        index_new(copy)?;
        copy.execute_batch("COMMIT").map_err(failed)?;
        let references = |lives: &[Life]| lives.iter().filter_map(|life| Reference::parse(&life.reference)).collect();
        Ok(Differences {
            erased: references(&self.erased),
            returned: references(&self.returned),
            later: references(&self.later),
            changed: references(&self.changed),
            joined: references(&self.joined),
        })
    }

    fn write(&self, copy: &Connection, present: &Connection) -> Result<(), StoreError> {
        for life in &self.erased {
            remove(copy, &life.reference)?;
        }
        for life in self.later.iter().chain(&self.changed) {
            remove(copy, &life.reference)?;
            take_over(copy, present, &life.reference)?;
        }
        for life in &self.joined {
            join(copy, present, &life.reference)?;
        }
        add_tallies(copy, present)?;
        for life in &self.revived {
            uncount(copy, &life.reference)?;
        }
        for (identity, key) in &self.keys {
            erasures::add_ancestor(copy, identity, key)?;
        }
        for (hash, erasure) in &self.erasures {
            erasures::remember(copy, hash, *erasure)?;
        }
        for life in &self.revived {
            for (_, key) in &self.keys {
                copy.execute("DELETE FROM erasures WHERE hash = ?1", [life.hash(key)?]).map_err(failed)?;
            }
        }
        add_proofs(copy, present)?;
        let clock = facts::get(copy, facts::CLOCK)?.max(facts::get(present, facts::CLOCK)?);
        clock.map_or(Ok(()), |clock| facts::set(copy, facts::CLOCK, clock))
    }

    /// What is remembered of a life, by whichever of the stores.
    fn erasure_of(&self, life: &Life) -> Result<Option<Erasure>, StoreError> {
        if self.erasures.is_empty() {
            return Ok(None);
        }
        for (_, key) in &self.keys {
            if let Some(erasure) = self.erasures.get(&life.hash(key)?) {
                return Ok(Some(*erasure));
            }
        }
        Ok(None)
    }
}

/// Whether a store that does not know itself in a copy may follow it all the same: it has a request of it, has nothing,
/// or has only what came in after the last that happened in it. So it is when the store was lost and a new one begun.
fn is_related(copy: &BTreeMap<String, Row>, store: &BTreeMap<String, Row>) -> bool {
    let last = copy.values().map(|row| row.changed).max();
    copy.is_empty()
        || store.values().all(|row| Some(row.received) >= last)
        || store.iter().any(|(reference, row)| copy.get(reference).is_some_and(|other| other.received == row.received))
}

fn rows_of(connection: &Connection) -> Result<BTreeMap<String, Row>, StoreError> {
    let mut statement =
        connection.prepare("SELECT reference, received, version, changed FROM requests").map_err(failed)?;
    let found = statement
        .query_map([], |row| {
            Ok((row.get(0)?, Row { received: row.get(1)?, version: row.get(2)?, changed: row.get(3)? }))
        })
        .map_err(failed)?;
    found.collect::<Result<_, _>>().map_err(failed)
}

enum Order {
    StoreIsNewer,
    CopyIsNewer,
    Apart,
}

/// Which of two timelines goes on from the other.
fn follows(copy: &Connection, present: &Connection, reference: &str) -> Result<Order, StoreError> {
    let (ours, theirs) = (entries(copy, reference)?, entries(present, reference)?);
    Ok(if theirs.starts_with(&ours) {
        Order::StoreIsNewer
    } else if ours.starts_with(&theirs) {
        Order::CopyIsNewer
    } else {
        Order::Apart
    })
}

/// The entries of a timeline as they are written.
fn entries(connection: &Connection, reference: &str) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT entry FROM timeline WHERE reference = ?1 ORDER BY version";
    let mut statement = connection.prepare_cached(sql).map_err(failed)?;
    let found = statement.query_map([reference], |row| row.get(0)).map_err(failed)?;
    found.collect::<Result<_, _>>().map_err(failed)
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
            columns::insert(copy, &Columns::of(&record)?)?;
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
    statement.query_row([reference], |row| Ok(record_of(row))).map_err(failed)?
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
    let mut timeline: Vec<TimelineEntry> = rows::timeline(copy, &parsed)?;
    for entry in rows::timeline(present, &parsed)? {
        if !timeline.contains(&entry) {
            timeline.push(entry);
        }
    }
    timeline.sort_by_key(|entry| entry.at);
    let until = ours.until.max(theirs.until);
    let newer = if theirs.changed > ours.changed { theirs } else { ours };
    let version = timeline.len() as u64;
    let record = Record { version, until, handling: CaseState::of(&timeline), ..newer };
    columns::update(copy, reference, &Moving::of(&record)?)?;
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
