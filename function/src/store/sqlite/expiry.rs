//! What has a time after which it is gone: requests, and proofs of work that were used.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::rows::failed;
use crate::store::record::whole_second;
use crate::store::{Put, StoreError};

/// Requests, and as many proofs, that are removed in one transaction. To overwrite the words of one in the index of a hundred
/// thousand takes a busy machine a fifth of a second, and whoever sends a request waits for the transaction.
const SOME: i64 = 8;

/// Notes a used proof, unless the same is noted and has not expired.
pub(super) fn spend(connection: &Connection, token: &str, until: Timestamp, now: Timestamp) -> Result<Put, StoreError> {
    let sql = "INSERT INTO proofs (token, expires) VALUES (?1, ?2)
               ON CONFLICT (token) DO UPDATE SET expires = excluded.expires WHERE expires <= ?3";
    let spent = connection
        .prepare_cached(sql)
        .and_then(|mut statement| statement.execute(params![token, whole_second(until).as_second(), now.as_second()]))
        .map_err(failed)?;
    Ok(if spent == 1 { Put::Stored } else { Put::AlreadyThere })
}

/// Whether anything has expired.
pub(super) fn is_due(connection: &Connection, now: Timestamp) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM requests WHERE expires <= ?1)
                   OR EXISTS (SELECT 1 FROM proofs WHERE expires <= ?1)";
    connection
        .prepare_cached(sql)
        .and_then(|mut statement| statement.query_row([now.as_second()], |row| row.get(0)))
        .map_err(failed)
}

/// Removes some of what has expired, and tells how many requests that were.
pub(super) fn purge_some(connection: &Connection, now: Timestamp) -> Result<u64, StoreError> {
    let delete = |sql: &str| {
        let removed = connection.prepare_cached(sql)?.execute(params![now.as_second(), SOME])?;
        Ok(u64::try_from(removed).unwrap_or(u64::MAX))
    };
    let purge = || {
        delete("DELETE FROM proofs WHERE token IN (SELECT token FROM proofs WHERE expires <= ?1 LIMIT ?2)")?;
        let some = "SELECT place FROM requests WHERE expires <= ?1 ORDER BY expires LIMIT ?2";
        delete(&format!("DELETE FROM requests WHERE place IN ({some})"))
    };
    purge().map_err(failed)
}
