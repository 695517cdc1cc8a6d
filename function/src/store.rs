//! Where submissions are kept.
//!
//! Three traits, one for each right: the public function holds an [`Intake`], which can only put and reads nothing; the
//! desk holds [`Records`]; [`Transfer`] moves everything elsewhere. What a store promises stands in
//! `tests/store_promises.rs` and is the same for every store.
//!
//! A store has no clock. Whoever asks says what time it is, and what has expired by then is answered for as if it were
//! not there, whether or not it has been removed yet.

mod change;
#[cfg(any(feature = "sqlite", feature = "dynamodb"))]
mod codec;
#[cfg(feature = "dynamodb")]
pub mod dynamodb;
mod failure;
mod record;
#[cfg(feature = "sqlite")]
pub mod sqlite;

use std::collections::BTreeMap;
use std::pin::Pin;

use domain::submission::{Entry, Reference, Status, Submission};
use jiff::Timestamp;

pub use change::Change;
pub use failure::{ChangeError, StoreError};
pub use record::{Batch, Cursor, Filter, Kept, Mark, Page, Record, Summary};

/// What a store answers, later.
pub type Promise<'a, T, E = StoreError> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'a>>;

/// The right to put, and nothing else.
pub trait Intake: Send + Sync {
    /// Keeps a submission until a moment, unless its reference is already there; what is there is never overwritten,
    /// unless it had expired when this submission was received. When this has answered, the submission survives a
    /// power cut.
    fn put<'a>(&'a self, submission: &'a Submission, until: Timestamp) -> Promise<'a, Put>;

    /// Notes that a proof of work is used, until a moment from which it would be refused anyway. Of several that spend
    /// the same at once, one alone hears that it is stored.
    fn spend<'a>(&'a self, token: &'a str, until: Timestamp, now: Timestamp) -> Promise<'a, Put>;
}

/// What became of a put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It is kept now.
    Stored,
    /// It was there before: the same was sent again.
    AlreadyThere,
}

/// The rights of the desk.
pub trait Records: Send + Sync {
    /// One submission.
    fn get<'a>(&'a self, reference: &'a Reference, now: Timestamp) -> Promise<'a, Option<Record>>;

    /// Submissions, the newest first, a page at a time. What comes in meanwhile moves no other from its page.
    fn list<'a>(&'a self, filter: Filter, after: Option<&'a Cursor>, now: Timestamp) -> Promise<'a, Page>;

    /// How many submissions have each status; a status without any is left out.
    fn counts(&self, now: Timestamp) -> Promise<'_, BTreeMap<Status, u64>>;

    /// Changes a submission that is still at the version its reader saw, and appends the change to its timeline.
    fn change<'a>(
        &'a self,
        reference: &'a Reference,
        expected: u64,
        change: Change,
    ) -> Promise<'a, Record, ChangeError>;

    /// What was done to a submission, the oldest first; nothing for an unknown one.
    fn timeline<'a>(&'a self, reference: &'a Reference, now: Timestamp) -> Promise<'a, Vec<Entry>>;

    /// Removes a submission and its timeline for good, expired or not; tells whether it was there.
    fn erase<'a>(&'a self, reference: &'a Reference) -> Promise<'a, bool>;

    /// Removes for good what has expired, and tells how many submissions that were. A store that does so by itself has
    /// nothing to do.
    fn purge(&self, now: Timestamp) -> Promise<'_, u64>;
}

/// The right to move everything from one store to another, or to a file.
pub trait Transfer: Send + Sync {
    /// Everything that has not expired, some at a time: from the beginning, or from where the last batch ended. What
    /// comes in meanwhile may or may not be met; what was there before is.
    fn take(&self, after: Option<Mark>, now: Timestamp) -> Promise<'_, Batch>;

    /// Keeps what was taken from another store as it is: nothing is judged, changed or added. What is already there is
    /// not overwritten, so that a transfer that broke off can be begun again.
    fn keep<'a>(&'a self, kept: &'a Kept) -> Promise<'a, Put>;
}
