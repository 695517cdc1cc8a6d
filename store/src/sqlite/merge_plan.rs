//! Compares a copy with the store that is there, request by request.
//!
//! A request that the store lacks may have been lost: only those remembered as erased are left out. Of a request that both have,
//! the newer version stays; if both continued a common timeline, the two become one. So nothing that was acknowledged or noted is
//! lost, in whichever order copies come back.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use domain::case::Reference;
use jiff::Timestamp;
use rusqlite::Connection;

use super::copy::CopyError;
use super::erasures::{self, Hash, Key, RequestIdentity};
use super::statements::all;
use crate::StoreError;
use crate::transfer::Erasure;

/// What becomes of requests that were erased after a copy was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Erased {
    #[default]
    StayErased,
    ComeBack,
}

/// How the store that was there before differed from the copy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differences {
    /// Requests of the copy that were erased after it was made.
    pub erased: Vec<Reference>,
    /// Requests of the copy that the store had lost: they came back.
    pub returned: Vec<Reference>,
    /// Requests that came in after the copy was made: they stay.
    pub later: Vec<Reference>,
    /// Requests that were changed after the copy was made: they stay as they are.
    pub changed: Vec<Reference>,
    /// Requests that were changed in the copy and in the store, each in its own way: both timelines are one now.
    pub joined: Vec<Reference>,
}

/// What to do with each request of a copy and of the store.
pub(super) struct MergePlan {
    total: u64,
    is_related: bool,
    /// Taken out of the copy, since they were erased.
    pub(super) erased: Vec<RequestIdentity>,
    /// Come back although the store remembers that they are gone.
    pub(super) revived: Vec<RequestIdentity>,
    pub(super) returned: Vec<RequestIdentity>,
    pub(super) later: Vec<RequestIdentity>,
    pub(super) changed: Vec<RequestIdentity>,
    pub(super) joined: Vec<RequestIdentity>,
    pub(super) erasures: BTreeMap<Hash, Erasure>,
    pub(super) keys: Vec<(String, Key)>,
}

/// What a store has under a reference.
struct StoredVersion {
    received: i64,
    version: i64,
    pub(super) changed: i64,
}

impl MergePlan {
    /// Compares a copy with the store that is there; both are of this release's format.
    pub(super) fn new(
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
            let life = RequestIdentity { reference: reference.clone(), received: row.received };
            let other = in_store.get(reference);
            match plan.erasure_of(&life)? {
                Some(erasure) if erasure.holds(second) && erased == Erased::StayErased => {
                    plan.erased.push(life.clone());
                    // The text came again, and lives there.
                    if let Some(other) = other.filter(|other| other.received != row.received) {
                        plan.later.push(RequestIdentity { reference: reference.clone(), received: other.received });
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
                        plan.changed.push(RequestIdentity { reference: reference.clone(), received: other.received });
                    }
                }
                Some(other) if (other.version, other.changed) == (row.version, row.changed) => {}
                Some(_) => match follows(copy, present, reference)? {
                    Newer::Store => plan.changed.push(life),
                    Newer::Copy => {}
                    Newer::Neither => plan.joined.push(life),
                },
            }
        }
        for (reference, row) in &in_store {
            let life = RequestIdentity { reference: reference.clone(), received: row.received };
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

    /// What is remembered of a life, by whichever of the stores.
    fn erasure_of(&self, life: &RequestIdentity) -> Result<Option<Erasure>, StoreError> {
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
fn is_related(copy: &BTreeMap<String, StoredVersion>, store: &BTreeMap<String, StoredVersion>) -> bool {
    let last = copy.values().map(|row| row.changed).max();
    copy.is_empty()
        || store.values().all(|row| Some(row.received) >= last)
        || store.iter().any(|(reference, row)| copy.get(reference).is_some_and(|other| other.received == row.received))
}

fn rows_of(connection: &Connection) -> Result<BTreeMap<String, StoredVersion>, StoreError> {
    let sql = "SELECT reference, received, version, changed FROM requests";
    let rows = all(connection, sql, [], |row| {
        Ok((row.get(0)?, StoredVersion { received: row.get(1)?, version: row.get(2)?, changed: row.get(3)? }))
    });
    Ok(rows?.into_iter().collect())
}

enum Newer {
    Store,
    Copy,
    Neither,
}

/// Which of two timelines goes on from the other.
fn follows(copy: &Connection, present: &Connection, reference: &str) -> Result<Newer, StoreError> {
    let (ours, theirs) = (entries(copy, reference)?, entries(present, reference)?);
    Ok(if theirs.starts_with(&ours) {
        Newer::Store
    } else if ours.starts_with(&theirs) {
        Newer::Copy
    } else {
        Newer::Neither
    })
}

/// The entries of a timeline as they are written.
pub(super) fn entries(connection: &Connection, reference: &str) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT entry FROM timeline WHERE reference = ?1 ORDER BY version";
    all(connection, sql, [reference], |row| Ok(row.get(0)?))
}
