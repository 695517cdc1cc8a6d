//! The right to put.

use domain::case::Submission;
use jiff::Timestamp;

use super::{Deadlines, Promise};

/// The right to put, and nothing else.
pub trait Intake: Send + Sync {
    /// Keeps a submission until a moment, unless its reference is already there. What is there is never overwritten, but for
    /// two cases: it had expired when this submission was received; or it was suspected, nobody has touched it, and this
    /// submission is suspected of nothing, so that a robot's copy can't hold back what a person sends. When this has answered,
    /// the submission survives a power cut.
    fn put<'a>(&'a self, submission: &'a Submission, deadlines: Deadlines) -> Promise<'a, Put>;

    /// The same for a request of which nobody knows whether it is suspected, because it came before: what is there stays, suspected
    /// or not. A store that never clears a suspicion has nothing to add.
    fn put_if_absent<'a>(&'a self, submission: &'a Submission, deadlines: Deadlines) -> Promise<'a, Put> {
        self.put(submission, deadlines)
    }

    /// Notes that a proof of work is used, until a moment from which it would be refused anyway. Of several that spend
    /// the same at once, one alone hears that it is stored.
    fn spend<'a>(&'a self, token: &'a str, until: Timestamp, now: Timestamp) -> Promise<'a, Put>;

    /// Tries whether a put would be kept at this moment, leaving nothing behind. A store that can only be put to can't
    /// tell.
    fn try_put(&self) -> Option<Promise<'_, ()>> {
        None
    }
}

/// What became of a put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It is kept now.
    Stored,
    /// It was there before: the same was sent again.
    AlreadyThere,
}
