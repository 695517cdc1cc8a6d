//! Storing what the public form sends.

use domain::case::Submission;
use jiff::Timestamp;

use super::{Deadlines, StoreFuture};

/// Stores submissions and reads none.
pub trait SubmissionSink: Send + Sync {
    /// Stores a submission unless its reference exists. An existing one is replaced in two cases only: it had expired when
    /// this submission was received; or it is an unchanged suspected one and this one is not suspected, so that a robot's copy
    /// can't keep out what a person sends. Once this returns, the submission survives a power cut.
    fn put<'a>(&'a self, submission: &'a Submission, deadlines: Deadlines) -> StoreFuture<'a, InsertOutcome>;

    /// Stores a submission of which nobody knows whether it is suspected, unless its reference exists, suspected or not.
    fn put_if_absent<'a>(&'a self, submission: &'a Submission, deadlines: Deadlines) -> StoreFuture<'a, InsertOutcome> {
        self.put(submission, deadlines)
    }

    /// Records a used proof of work until it expires. Of several concurrent calls with one token, a single one inserts it.
    fn spend<'a>(&'a self, token: &'a str, until: Timestamp, now: Timestamp) -> StoreFuture<'a, InsertOutcome>;

    /// Tests whether a submission could be stored now, without leaving anything behind. None if the store can't test that.
    fn try_put(&self) -> Option<StoreFuture<'_, ()>> {
        None
    }
}

/// The outcome of an insertion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InsertOutcome {
    Inserted,
    AlreadyExists,
}
