//! What has expired goes for good, unless a clock that went wrong may be the reason.
//!
//! Whoever reads never sees what has expired, so nothing hurries. A purge is held where the clock is not to be believed,
//! or where an unusual share of all requests would go at once, until somebody confirms it; of a large share alone, it
//! waits for some days only.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, params};

use super::columns::moment;
use super::erasures::{self, ErasureCause};
use super::metadata::{self, CLOCK, HELD};
use super::statements::{self, count, execute, first};
use crate::record::whole_second;
use crate::{HeldPurge, HoldReason, InsertOutcome, StoreError};

/// Requests, and as many proofs, that are removed in one transaction. To overwrite the words of one in the index of a hundred
/// thousand takes a busy machine a fifth of a second, and whoever sends a request waits for the transaction.
const SOME: i64 = 8;

/// How far the clock may be ahead of the last moment that was believed: servers look every hour, and one may be off for
/// some days.
const AHEAD: SignedDuration = SignedDuration::from_hours(24 * 14);

/// How far it may be behind: clocks are set right by minutes, not by days.
const BEHIND: SignedDuration = SignedDuration::from_hours(24);

/// How long a purge of a large share waits if nobody says anything.
const GRACE: SignedDuration = SignedDuration::from_hours(24 * 7);

/// The least that is a large share, and which part of all.
const LARGE: u64 = 5;
const LARGE_PART: u64 = 4;

/// Notes a used proof, unless the same is noted and has not expired.
pub(super) fn spend(
    connection: &Connection,
    token: &str,
    until: Timestamp,
    now: Timestamp,
) -> Result<InsertOutcome, StoreError> {
    let sql = "INSERT INTO proofs (token, expires) VALUES (?1, ?2)
               ON CONFLICT (token) DO UPDATE SET expires = excluded.expires WHERE expires <= ?3";
    let spent = execute(connection, sql, params![token, whole_second(until).as_second(), now.as_second()])?;
    Ok(if spent == 1 { InsertOutcome::Inserted } else { InsertOutcome::AlreadyExists })
}

/// What speaks against a purge at a moment, if anything does. Nothing is written.
pub(super) fn held(connection: &Connection, now: Timestamp) -> Result<Option<HeldPurge>, StoreError> {
    let sql = "SELECT count(*) FROM requests INDEXED BY requests_by_expiry WHERE expires <= ?1";
    let expired = count(connection, sql, [now.as_second()])?;
    let total = count(connection, "SELECT coalesce(sum(number), 0) FROM numbers", [])?;
    let believed = believed(connection)?;
    let held = |reason| Some(HeldPurge { reason, expired, total, believed });
    Ok(match believed {
        Some(believed) if is_ahead(believed, now) && expired > 0 => held(HoldReason::ClockAhead),
        Some(believed) if is_behind(believed, now) => held(HoldReason::ClockBehind),
        _ if expired > LARGE && expired * LARGE_PART > total => {
            let since = metadata::get(connection, HELD)?;
            let waited = since.is_some_and(|since| now.as_second().saturating_sub(since) >= GRACE.as_secs());
            if waited { None } else { held(HoldReason::LargeShare) }
        }
        _ => None,
    })
}

/// The same, noting what the next look has to know: that the clock was believed, or since when a purge waits.
pub(super) fn check(connection: &Connection, now: Timestamp) -> Result<Option<HeldPurge>, StoreError> {
    let held = held(connection, now)?;
    let reason = held.as_ref().map(|held| held.reason);
    let is_believed =
        believed(connection)?.is_none_or(|believed| !is_ahead(believed, now) && !is_behind(believed, now));
    if is_believed {
        metadata::set(connection, CLOCK, now.as_second())?;
    }
    match reason {
        Some(HoldReason::LargeShare) if metadata::get(connection, HELD)?.is_none() => {
            metadata::set(connection, HELD, now.as_second())?;
        }
        _ => {}
    }
    Ok(held)
}

/// Notes that somebody vouches for the clock.
pub(super) fn confirm_clock(connection: &Connection, now: Timestamp) -> Result<(), StoreError> {
    metadata::set(connection, CLOCK, now.as_second())
}

/// Ends a purge: the next large share waits anew, and what no copy can bring back is forgotten.
pub(super) fn finish(connection: &Connection, now: Timestamp) -> Result<(), StoreError> {
    metadata::remove(connection, HELD)?;
    erasures::forget(connection, now.as_second())
}

/// The last moment that was believed; in a store that never noted one, the last change.
fn believed(connection: &Connection) -> Result<Option<Timestamp>, StoreError> {
    if let Some(clock) = metadata::get(connection, CLOCK)? {
        return Ok(Timestamp::from_second(clock).ok());
    }
    latest_change(connection)
}

/// The last change of any request.
pub(super) fn latest_change(connection: &Connection) -> Result<Option<Timestamp>, StoreError> {
    let last = first(connection, "SELECT max(changed) FROM requests", [], |row| Ok(row.get::<_, Option<i64>>(0)?))?;
    Ok(last.flatten().and_then(moment))
}

fn is_ahead(believed: Timestamp, now: Timestamp) -> bool {
    now.duration_since(believed) > AHEAD
}

fn is_behind(believed: Timestamp, now: Timestamp) -> bool {
    believed.duration_since(now) > BEHIND
}

/// Whether a moment is so far beyond the last that was believed that nothing may be taken for expired and replaced.
pub(super) fn is_far_ahead(connection: &Connection, moment: Timestamp) -> Result<bool, StoreError> {
    let clock = metadata::get(connection, CLOCK)?.and_then(|clock| Timestamp::from_second(clock).ok());
    Ok(clock.is_some_and(|clock| is_ahead(clock, moment)))
}

/// Until when something is kept that a clock counted from `from`. Where that clock is behind, it would be gone as soon as
/// the clock is set right: so it is counted from the last moment that was believed.
pub(super) fn until(connection: &Connection, until: Timestamp, from: Timestamp) -> Result<Timestamp, StoreError> {
    let clock = metadata::get(connection, CLOCK)?.and_then(|clock| Timestamp::from_second(clock).ok());
    Ok(match clock {
        Some(clock) if is_behind(clock, from) => {
            whole_second(until.saturating_add(clock.duration_since(from)).unwrap_or(Timestamp::MAX))
        }
        _ => until,
    })
}

/// Whether anything has expired.
pub(super) fn is_due(connection: &Connection, now: Timestamp) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM requests WHERE expires <= ?1)
                   OR EXISTS (SELECT 1 FROM proofs WHERE expires <= ?1)";
    Ok(count(connection, sql, [now.as_second()])? > 0)
}

/// Removes some of what has expired, and tells how many requests that were.
pub(super) fn purge_some(connection: &Connection, now: Timestamp) -> Result<u64, StoreError> {
    let sql = "DELETE FROM proofs WHERE token IN (SELECT token FROM proofs WHERE expires <= ?1 LIMIT ?2)";
    execute(connection, sql, params![now.as_second(), SOME])?;
    let mut removed = 0;
    for reference in expired(connection, now)? {
        removed += u64::from(erasures::delete(connection, &reference, ErasureCause::Expired)?);
    }
    Ok(removed)
}

fn expired(connection: &Connection, now: Timestamp) -> Result<Vec<String>, StoreError> {
    let sql =
        "SELECT reference FROM requests INDEXED BY requests_by_expiry WHERE expires <= ?1 ORDER BY expires LIMIT ?2";
    statements::all(connection, sql, params![now.as_second(), SOME], |row| Ok(row.get(0)?))
}
