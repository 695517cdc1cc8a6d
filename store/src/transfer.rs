//! Copying everything from one store to another.

use std::collections::BTreeMap;
use std::fmt;

use domain::case::TimelineEntry;
use domain::statistics::Tally;
use jiff::Timestamp;

use super::{InsertOutcome, Record, StoreFuture};

/// Copies everything to another store.
pub trait Transfer: Send + Sync {
    /// Returns a batch of all cases that have not expired, after the previous batch. It includes all that existed at the start,
    /// and perhaps newer ones.
    fn read_batch(&self, after: Option<BatchPosition>, now: Timestamp) -> StoreFuture<'_, Batch>;

    /// Inserts a case of another store as it is, unless it exists, so that an interrupted transfer can be repeated.
    fn insert_case<'a>(&'a self, case: &'a StoredCase) -> StoreFuture<'a, InsertOutcome>;

    /// Returns the tallies of deleted and expired cases, sorted by their JSON.
    fn read_deleted_tallies(&self, now: Timestamp) -> StoreFuture<'_, Vec<Tally>>;

    /// Inserts tallies of deleted cases of another store. Of equal tallies there are then as many as there were or as are given,
    /// whichever is more, so that an interrupted transfer can be repeated.
    fn insert_deleted_tallies<'a>(&'a self, tallies: &'a [Tally]) -> StoreFuture<'a, ()>;

    /// Returns the records of erased cases, which keep a restored copy from bringing them back. A store without copies has none.
    fn read_erasures(&self) -> StoreFuture<'_, Erasures> {
        Box::pin(async { Ok(Erasures::default()) })
    }

    /// Inserts the records of erased cases of another store. Returns whether this store can.
    fn insert_erasures<'a>(&'a self, erasures: &'a Erasures) -> StoreFuture<'a, bool> {
        let _ = erasures;
        Box::pin(async { Ok(false) })
    }
}

/// Records of erased cases. They have no references: only who has a case and the key of its store can tell whether it is meant.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Erasures {
    /// Identities of stores with the keys of their hashes, this store first.
    pub(super) keys: Vec<(String, Vec<u8>)>,
    /// Erasures by the hash of the case.
    pub(super) erased: BTreeMap<[u8; 16], Erasure>,
}

impl Erasures {
    pub fn len(&self) -> usize {
        self.erased.len()
    }

    pub fn is_empty(&self) -> bool {
        self.erased.is_empty()
    }

    /// The number of cases that were erased on request, and not because they had expired.
    pub fn asked_for(&self) -> usize {
        self.erased.values().filter(|erasure| erasure.expires.is_none()).count()
    }
}

/// Keys are secret.
impl fmt::Debug for Erasures {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{} erasures of {} stores", self.erased.len(), self.keys.len())
    }
}

/// The record of an erased case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Erasure {
    /// The expiry for which it was erased, in seconds; none if on request.
    pub(super) expires: Option<i64>,
    /// When this record is deleted, in seconds.
    pub(super) forget: i64,
}

/// A case with its timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredCase {
    pub record: Record,
    /// An entry for each version, the oldest first.
    pub timeline: Vec<TimelineEntry>,
}

/// A part of all cases.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    /// The cases, in the store's own order; perhaps none although more follow.
    pub cases: Vec<StoredCase>,
    pub next: Option<BatchPosition>,
}

/// A position within a store, for that store only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchPosition(pub(super) String);
