//! What requests count for: those that are there, and those that are no more.

use std::collections::BTreeMap;

use domain::statistics::Tally;
use jiff::Timestamp;
use rusqlite::{Connection, Params, params};

use super::columns::tally_text;
use super::error::failed;
use crate::StoreError;

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
        *numbers.0.entry(tally_text(tally)?).or_default() += 1;
    }
    let sql = "INSERT INTO tallies VALUES (?1, ?2)
               ON CONFLICT (tally) DO UPDATE SET number = max(number, excluded.number)";
    let mut statement = connection.prepare_cached(sql).map_err(failed)?;
    for (text, number) in numbers.0 {
        statement.execute(params![text, i64::try_from(number).unwrap_or(i64::MAX)]).map_err(failed)?;
    }
    Ok(())
}

/// How many there are of each, by their texts.
#[derive(Default)]
struct Numbers(BTreeMap<String, usize>);

impl Numbers {
    fn add(&mut self, connection: &Connection, sql: &str, values: impl Params) -> Result<(), StoreError> {
        let mut statement = connection.prepare_cached(sql).map_err(failed)?;
        let mut found = statement.query(values).map_err(failed)?;
        while let Some(row) = found.next().map_err(failed)? {
            let (text, number): (String, i64) = (row.get(0).map_err(failed)?, row.get(1).map_err(failed)?);
            *self.0.entry(text).or_default() += usize::try_from(number).unwrap_or_default();
        }
        Ok(())
    }

    fn tallies(self, wanted: impl Fn(&Tally) -> bool) -> Result<Vec<Tally>, StoreError> {
        let mut tallies = Vec::new();
        for (text, number) in self.0 {
            let tally: Tally =
                serde_json::from_str(&text).map_err(|error| StoreError::unavailable("a tally can't be read", error))?;
            if wanted(&tally) {
                tallies.extend(std::iter::repeat_n(tally, number));
            }
        }
        Ok(tallies)
    }
}
