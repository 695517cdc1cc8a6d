//! The right to move everything elsewhere.

use std::collections::BTreeMap;
use std::fmt;

use domain::case::TimelineEntry;
use domain::statistics::Tally;
use jiff::Timestamp;

use super::{Promise, Put, Record};

/// The right to move everything from one store to another, or to a file.
pub trait Transfer: Send + Sync {
    /// Everything that has not expired, some at a time: from the beginning, or from where the last batch ended. What
    /// comes in meanwhile may or may not be met; what was there before is.
    fn take(&self, after: Option<Mark>, now: Timestamp) -> Promise<'_, Batch>;

    /// Keeps what was taken from another store as it is: nothing is judged, changed or added. What is already there is
    /// not overwritten, so that a transfer that broke off can be begun again.
    fn keep<'a>(&'a self, kept: &'a Kept) -> Promise<'a, Put>;

    /// What the requests counted for that were erased or have expired, in the order of their texts as JSON.
    fn take_tallies(&self, now: Timestamp) -> Promise<'_, Vec<Tally>>;

    /// Keeps what requests counted for that another store has no more. Of equal ones there are afterwards as many as
    /// there were here or as are given, whichever is more, so that a transfer that broke off can be begun again.
    fn keep_tallies<'a>(&'a self, tallies: &'a [Tally]) -> Promise<'a, ()>;

    /// What the store remembers of requests that are gone, and whether somebody asked for it or they had expired, so that a
    /// restored copy does not bring them back. A store without copies of its own remembers nothing.
    fn take_erasures(&self) -> Promise<'_, Erasures> {
        Box::pin(async { Ok(Erasures::default()) })
    }

    /// Remembers what another store remembers, beside what this one does; tells whether it can.
    fn keep_erasures<'a>(&'a self, erasures: &'a Erasures) -> Promise<'a, bool> {
        let _ = erasures;
        Box::pin(async { Ok(false) })
    }
}

/// What a store remembers of requests that are gone. There is no reference in it: whether a request is meant is known only to
/// whoever has the request and the key of the store that it was erased from.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Erasures {
    /// The stores, by their identities, with the keys of their hashes. The store itself comes first.
    pub(super) keys: Vec<(String, Vec<u8>)>,
    /// What is gone, by its hash.
    pub(super) gone: BTreeMap<[u8; 16], Erasure>,
}

impl Erasures {
    /// How many are remembered.
    pub fn len(&self) -> usize {
        self.gone.len()
    }

    /// Whether nothing is.
    pub fn is_empty(&self) -> bool {
        self.gone.is_empty()
    }

    /// How many were erased because somebody asked for it, and not because they had expired.
    pub fn asked_for(&self) -> usize {
        self.gone.values().filter(|erasure| erasure.expires.is_none()).count()
    }
}

/// Keys are secret.
impl fmt::Debug for Erasures {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{} erasures of {} stores", self.gone.len(), self.keys.len())
    }
}

/// What is remembered of one that is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Erasure {
    /// The expiry by which retention removed it, in seconds; none where somebody asked for it.
    pub(super) expires: Option<i64>,
    /// Until when it is remembered, in seconds.
    pub(super) forget: i64,
}

/// Everything about a submission: what is moved from one store to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// It, where it stands, and until when it is kept.
    pub record: Record,
    /// What was done to it, the oldest first; an entry for each version.
    pub timeline: Vec<TimelineEntry>,
}

/// Some of all there is.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    /// In an order of the store's own. It may be empty where more follows.
    pub kept: Vec<Kept>,
    /// Where the next begins, if there is one.
    pub next: Option<Mark>,
}

/// How far a store was read. It means something to the store that made it only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark(pub(super) String);
