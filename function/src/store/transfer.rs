//! The right to move everything elsewhere.

use domain::monitoring::Tally;
use domain::submission::Entry;
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
}

/// Everything about a submission: what is moved from one store to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// It, where it stands, and until when it is kept.
    pub record: Record,
    /// What was done to it, the oldest first; an entry for each version.
    pub timeline: Vec<Entry>,
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
