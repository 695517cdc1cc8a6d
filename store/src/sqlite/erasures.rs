//! What is gone, as far as a store has to remember it: a restore brings back what was lost, and not what was erased.

use std::collections::BTreeMap;

use hmac::{Hmac, KeyInit, Mac};
use jiff::SignedDuration;
use rusqlite::{Connection, params};
use sha2::Sha256;

use super::statements::{self, execute, first};
use crate::transfer::Erasure;
use crate::{Erasures, StoreError};

/// How long an erasure is remembered after the last change of what was erased: the longest retention that a site can
/// set. No copy can have it for longer, since in each it has expired by then.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24 * 3_650);

/// Why a request goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ErasureCause {
    Requested,
    Expired,
}

/// One life of a reference: the same text may come again after it was erased.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RequestIdentity {
    pub(super) reference: String,
    /// When it came in, in nanoseconds.
    pub(super) received: i64,
}

/// A hash that says nothing to whoever has not both the key and the request.
pub(super) type Hash = [u8; 16];

/// The key of a store's hashes.
pub(super) type Key = Vec<u8>;

impl RequestIdentity {
    pub(super) fn hash(&self, key: &Key) -> Result<Hash, StoreError> {
        let mut mac = Hmac::<Sha256>::new_from_slice(key)
            .map_err(|error| StoreError::unavailable("the key of erasures can't be used", error))?;
        mac.update(self.reference.as_bytes());
        mac.update(&self.received.to_be_bytes());
        let mut hash = Hash::default();
        hash.copy_from_slice(&mac.finalize().into_bytes()[..16]);
        Ok(hash)
    }
}

/// Makes a store known by a name of its own, with a key that nobody else has.
pub(super) fn add_identity(connection: &Connection) -> Result<(), StoreError> {
    let (identity, key): ([u8; 16], [u8; 32]) = (rand::random(), rand::random());
    let identity = format!("{:032x}", u128::from_be_bytes(identity));
    execute(connection, "INSERT INTO identities (identity, key) VALUES (?1, ?2)", params![identity, key]).map(drop)
}

/// The stores that a store descends from, its own identity first, with their keys.
pub(super) fn identities(connection: &Connection) -> Result<Vec<(String, Key)>, StoreError> {
    let sql = "SELECT identity, key FROM identities ORDER BY number";
    statements::all(connection, sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
}

impl Erasure {
    /// Whether it holds at a moment. A clock that went wrong may have removed what has not expired after all.
    pub(super) fn holds(&self, now: i64) -> bool {
        self.expires.is_none_or(|expires| expires <= now)
    }
}

/// Everything that is remembered.
pub(super) fn all(connection: &Connection) -> Result<BTreeMap<Hash, Erasure>, StoreError> {
    let erasures = statements::all(connection, "SELECT hash, expires, forget FROM erasures", [], |row| {
        Ok((row.get(0)?, Erasure { expires: row.get(1)?, forget: row.get(2)? }))
    });
    Ok(erasures?.into_iter().collect())
}

/// Remembers one; that somebody asked for it outlasts that it expired.
pub(super) fn remember(connection: &Connection, hash: &Hash, erasure: Erasure) -> Result<(), StoreError> {
    let sql = "INSERT INTO erasures (hash, expires, forget) VALUES (?1, ?2, ?3)
               ON CONFLICT (hash) DO UPDATE SET
                   expires = CASE WHEN expires IS NULL OR excluded.expires IS NULL THEN NULL
                                  ELSE min(expires, excluded.expires) END,
                   forget = max(forget, excluded.forget)";
    execute(connection, sql, params![hash, erasure.expires, erasure.forget]).map(drop)
}

/// Forgets what no copy can bring back any more.
pub(super) fn forget(connection: &Connection, now: i64) -> Result<(), StoreError> {
    execute(connection, "DELETE FROM erasures WHERE forget <= ?1", [now]).map(drop)
}

/// Removes a request and remembers that it is gone; a trigger removes all that belongs to it.
pub(super) fn delete(connection: &Connection, reference: &str, cause: ErasureCause) -> Result<bool, StoreError> {
    let sql = "SELECT received, changed, expires FROM requests WHERE reference = ?1";
    let found = first(connection, sql, [reference], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let Some((received, changed, expires)): Option<(i64, i64, i64)> = found else { return Ok(false) };
    let life = RequestIdentity { reference: reference.to_owned(), received };
    let last = expires.max(changed.div_euclid(1_000_000_000));
    let erasure = Erasure {
        expires: (cause == ErasureCause::Expired).then_some(expires),
        forget: last.saturating_add(REMEMBERED.as_secs()),
    };
    if let Some((_, key)) = identities(connection)?.first() {
        remember(connection, &life.hash(key)?, erasure)?;
    }
    Ok(execute(connection, "DELETE FROM requests WHERE reference = ?1", [reference])? == 1)
}

/// Everything that is remembered, with the keys to know it by.
pub(super) fn read(connection: &Connection) -> Result<Erasures, StoreError> {
    Ok(Erasures { keys: identities(connection)?, erased: all(connection)? })
}

/// Remembers what another store does.
pub(super) fn insert(connection: &Connection, erasures: &Erasures) -> Result<(), StoreError> {
    for (identity, key) in &erasures.keys {
        add_ancestor(connection, identity, key)?;
    }
    erasures.erased.iter().try_for_each(|(hash, erasure)| remember(connection, hash, *erasure))
}

/// Makes a store descend from another, too.
pub(super) fn add_ancestor(connection: &Connection, identity: &str, key: &Key) -> Result<(), StoreError> {
    let sql = "INSERT OR IGNORE INTO identities (identity, key) VALUES (?1, ?2)";
    execute(connection, sql, params![identity, key]).map(drop)
}
