//! What requests count for: those that are there, and those that are no more.

use std::collections::BTreeMap;

use domain::statistics::Tally;
use jiff::Timestamp;
use rusqlite::{Connection, Params, params};

use super::statements::{all, execute};
use crate::StoreError;
use crate::codec::{decode_tally, encode_tally};

/// Equal ones stand together in their index, which has nothing else.
pub(super) const PRESENT: &str =
    "SELECT tally, count(*) FROM requests INDEXED BY requests_by_tally WHERE tally > '' GROUP BY tally";

/// Everything that belongs to a year.
pub(super) fn of_year(connection: &Connection, year: i16) -> Result<Vec<Tally>, StoreError> {
    let mut numbers = Numbers::default();
    numbers.add(connection, "SELECT tally, number FROM tallies", [])?;
    numbers.add(connection, PRESENT, [])?;
    numbers.tallies(|tally| tally.touches(year))
}

/// What the requests counted for that are no more, or have expired.
pub(super) fn of_deleted(connection: &Connection, now: Timestamp) -> Result<Vec<Tally>, StoreError> {
    let mut numbers = Numbers::default();
    numbers.add(connection, "SELECT tally, number FROM tallies", [])?;
    let expired = "SELECT tally, count(*) FROM requests INDEXED BY requests_by_expiry
                   WHERE expires <= ?1 AND tally IS NOT NULL GROUP BY tally";
    numbers.add(connection, expired, [now.as_second()])?;
    numbers.tallies(|_| true)
}

/// Keeps what requests counted for that were elsewhere.
pub(super) fn insert(connection: &Connection, tallies: &[Tally]) -> Result<(), StoreError> {
    let mut numbers = Numbers::default();
    for tally in tallies {
        *numbers.0.entry(encode_tally(tally)?).or_default() += 1;
    }
    for (text, number) in numbers.0 {
        at_least(connection, &text, i64::try_from(number).unwrap_or(i64::MAX))?;
    }
    Ok(())
}

/// What the requests counted for that a store has no more, and how often.
pub(super) fn of_store(connection: &Connection) -> Result<Vec<(String, i64)>, StoreError> {
    all(connection, "SELECT tally, number FROM tallies", [], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Keeps a tally at least so often.
pub(super) fn at_least(connection: &Connection, tally: &str, number: i64) -> Result<(), StoreError> {
    let sql = "INSERT INTO tallies VALUES (?1, ?2)
               ON CONFLICT (tally) DO UPDATE SET number = max(number, excluded.number)";
    execute(connection, sql, params![tally, number]).map(drop)
}

/// How many there are of each, by their texts.
#[derive(Default)]
struct Numbers(BTreeMap<String, usize>);

impl Numbers {
    fn add(&mut self, connection: &Connection, sql: &str, values: impl Params) -> Result<(), StoreError> {
        for (text, number) in all(connection, sql, values, |row| Ok((row.get(0)?, row.get::<_, i64>(1)?)))? {
            *self.0.entry(text).or_default() += usize::try_from(number).unwrap_or_default();
        }
        Ok(())
    }

    fn tallies(self, wanted: impl Fn(&Tally) -> bool) -> Result<Vec<Tally>, StoreError> {
        let mut tallies = Vec::new();
        for (text, number) in self.0 {
            let tally = decode_tally(&text)?;
            if wanted(&tally) {
                tallies.extend(std::iter::repeat_n(tally, number));
            }
        }
        Ok(tallies)
    }
}
