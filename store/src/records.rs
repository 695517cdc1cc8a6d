//! The rights of the desk.

use domain::case::{HostContact, Reference, TimelineEntry};
use domain::statistics::Tally;
use domain::text::Slug;
use jiff::Timestamp;

use super::{Change, ChangeError, Counts, Cursor, Filter, Introduced, Kept, Page, Promise, Record, Related, Summary};

/// The rights of the desk. No question makes a store look at everything that it keeps.
pub trait Records: Send + Sync {
    /// One submission.
    fn get<'a>(&'a self, reference: &'a Reference, now: Timestamp) -> Promise<'a, Option<Record>>;

    /// Submissions of a view, a page at a time: the newest first, or, of the overdue, the one first that has waited
    /// longest. What comes in meanwhile moves no other from its page.
    fn list<'a>(&'a self, filter: &'a Filter, after: Option<&'a Cursor>, now: Timestamp) -> Promise<'a, Page>;

    /// Submissions in which every word that is asked for begins a word, the newest first, a page at a time. Searched are
    /// the reference, the organisation and its town, the person, the e-mail address and what was written freely, and of each
    /// host it was introduced to the organisation, the person, the e-mail address and the offer's name and titles; case
    /// and marks make no difference. Without a word there is nothing to find. A store without an index of words may know
    /// those of the newest submissions only; of older ones it finds whole references, whole e-mail addresses, whole names of
    /// offers that were introduced, and how an organisation's name begins.
    fn search<'a>(&'a self, words: &'a str, after: Option<&'a Cursor>, now: Timestamp) -> Promise<'a, Page>;

    /// How many submissions each view has; those that somebody works on, if one asks for oneself.
    fn counts<'a>(&'a self, now: Timestamp, who: Option<&'a str>) -> Promise<'a, Counts>;

    /// Other submissions of the same sender (by e-mail address) or organisation (by name and country), the newest first,
    /// at most [`Related::MOST`].
    fn related<'a>(&'a self, reference: &'a Reference, now: Timestamp) -> Promise<'a, Vec<Related>>;

    /// Everything about a person, by e-mail address: what they sent, and what they were named in as a host's contact.
    /// The newest first.
    fn sent_by<'a>(&'a self, email: &'a str, now: Timestamp) -> Promise<'a, Vec<Kept>>;

    /// The introductions since a moment, the newest first, with what became of each.
    fn introductions(&self, since: Timestamp, now: Timestamp) -> Promise<'_, Vec<Introduced>>;

    /// Whom to write to about an offer: who sent it, if it was accepted through the desk, else whom the last introduction
    /// by it went to.
    fn host_contact<'a>(&'a self, offer: &'a Slug, now: Timestamp) -> Promise<'a, Option<HostContact>>;

    /// Submissions that will have expired at a moment if nobody does anything, each with its expiry; the soonest first,
    /// at most [`Summary::MOST_EXPIRING`].
    fn expiring(&self, before: Timestamp, now: Timestamp) -> Promise<'_, Vec<(Summary, Timestamp)>>;

    /// What requests counted for, those that are no more too, as far as anything of it belongs to a year. In no order
    /// that tells anything.
    fn tallies(&self, year: i16) -> Promise<'_, Vec<Tally>>;

    /// Changes a submission that is still at the version its reader saw, and appends the change to its timeline.
    fn change<'a>(
        &'a self,
        reference: &'a Reference,
        expected: u64,
        change: Change,
    ) -> Promise<'a, Record, ChangeError>;

    /// What was done to a submission, the oldest first; nothing for an unknown one.
    fn timeline<'a>(&'a self, reference: &'a Reference, now: Timestamp) -> Promise<'a, Vec<TimelineEntry>>;

    /// Removes a submission and its timeline for good, expired or not; tells whether it was there. What it counted for
    /// stays, without its reference.
    fn erase<'a>(&'a self, reference: &'a Reference) -> Promise<'a, bool>;

    /// Removes for good what has expired, and tells how many submissions that were. Whoever calls this vouches for the
    /// time. A store that does so by itself has nothing to do.
    fn purge(&self, now: Timestamp) -> Promise<'_, u64>;

    /// The same, unless the time can't be believed or an unusual share of all would go at once: then nothing goes. A
    /// store that removes by itself, by the clock of a service, has nothing to judge.
    fn purge_if_plausible(&self, now: Timestamp) -> Promise<'_, Purge> {
        Box::pin(async move { self.purge(now).await.map(Purge::Removed) })
    }

    /// What [`Records::purge_if_plausible`] would hold back at this moment, if anything.
    fn held_purge(&self, now: Timestamp) -> Promise<'_, Option<HeldPurge>> {
        let _ = now;
        Box::pin(async { Ok(None) })
    }
}

/// What became of a purge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purge {
    /// So many submissions were removed.
    Removed(u64),
    /// Nothing was removed: somebody has to confirm it by [`Records::purge`].
    Held(HeldPurge),
}

/// A purge that waits for somebody's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldPurge {
    /// Why.
    pub reason: HoldReason,
    /// Submissions that would go.
    pub expired: u64,
    /// All that there are, those among them.
    pub total: u64,
    /// The last moment that was believed.
    pub believed: Option<Timestamp>,
}

/// Why a purge is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoldReason {
    /// The clock is far ahead of the last moment that was believed.
    ClockAhead,
    /// The clock is behind it.
    ClockBehind,
    /// An unusual share of all submissions would go at once.
    LargeShare,
}
