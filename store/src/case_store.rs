//! Reading and changing cases.

use domain::case::{HostContact, Reference, TimelineEntry};
use domain::statistics::Tally;
use domain::text::Slug;
use jiff::Timestamp;

use super::{
    Change, ChangeError, Counts, Cursor, Filter, IntroductionOutcome, Page, Record, RelatedRequest, StoreFuture,
    StoredCase, Summary,
};

/// Reads and changes cases, for the desk. No method scans a whole store.
pub trait CaseStore: Send + Sync {
    /// Returns one case.
    fn get<'a>(&'a self, reference: &'a Reference, now: Timestamp) -> StoreFuture<'a, Option<Record>>;

    /// Returns a page of a view, the newest first, or the longest overdue first. New submissions move no others between pages.
    fn list<'a>(&'a self, filter: &'a Filter, after: Option<&'a Cursor>, now: Timestamp) -> StoreFuture<'a, Page>;

    /// Returns a page of the cases in which every given word begins a word, the newest first; case and marks are ignored.
    /// Searched are reference, organisation, town, person, e-mail address and free text, and of each host it was introduced to
    /// the organisation, person, e-mail address and the offer's slug and titles. No words find nothing. A store without a word
    /// index may search only the newest cases; of older ones it finds whole references, e-mail addresses and slugs of introduced
    /// offers, and beginnings of organisation names.
    fn search<'a>(&'a self, words: &'a str, after: Option<&'a Cursor>, now: Timestamp) -> StoreFuture<'a, Page>;

    /// Counts each view; the view of the cases assigned to `who`, if given.
    fn counts<'a>(&'a self, now: Timestamp, who: Option<&'a str>) -> StoreFuture<'a, Counts>;

    /// Returns other cases of the same sender (e-mail address) or organisation (name and country), the newest first, at most
    /// [`RelatedRequest::MOST`].
    fn related<'a>(&'a self, reference: &'a Reference, now: Timestamp) -> StoreFuture<'a, Vec<RelatedRequest>>;

    /// Returns all cases that an e-mail address sent, or in which it is a host's contact, the newest first.
    fn sent_by<'a>(&'a self, email: &'a str, now: Timestamp) -> StoreFuture<'a, Vec<StoredCase>>;

    /// Returns the introductions since a time with their outcomes, the newest first.
    fn introductions(&self, since: Timestamp, now: Timestamp) -> StoreFuture<'_, Vec<IntroductionOutcome>>;

    /// Returns the contact of an offer: its sender, if the desk accepted it, else the host of its last introduction.
    fn host_contact<'a>(&'a self, offer: &'a Slug, now: Timestamp) -> StoreFuture<'a, Option<HostContact>>;

    /// Returns cases that expire before a time, each with its expiry, the soonest first, at most
    /// [`Summary::MOST_EXPIRING`].
    fn expiring(&self, before: Timestamp, now: Timestamp) -> StoreFuture<'_, Vec<(Summary, Timestamp)>>;

    /// Returns the tallies of a year, those of deleted cases too, in an order that reveals nothing.
    fn tallies(&self, year: i16) -> StoreFuture<'_, Vec<Tally>>;

    /// Applies a change to a case at the `expected` version, and appends it to the timeline.
    fn change<'a>(
        &'a self,
        reference: &'a Reference,
        expected: u64,
        change: Change,
    ) -> StoreFuture<'a, Record, ChangeError>;

    /// Returns the timeline of a case, the oldest entry first; empty for an unknown case.
    fn timeline<'a>(&'a self, reference: &'a Reference, now: Timestamp) -> StoreFuture<'a, Vec<TimelineEntry>>;

    /// Deletes a case with its timeline, expired or not. Returns whether it existed. Its tally stays, without the reference.
    fn erase<'a>(&'a self, reference: &'a Reference) -> StoreFuture<'a, bool>;

    /// Deletes what has expired, and returns how many cases that were. The caller vouches for the time. A service that expires
    /// items by itself does nothing.
    fn purge(&self, now: Timestamp) -> StoreFuture<'_, u64>;

    /// Deletes what has expired, unless the time is implausible or an unusual share of all cases would go at once.
    fn purge_if_plausible(&self, now: Timestamp) -> StoreFuture<'_, PurgeOutcome> {
        Box::pin(async move { self.purge(now).await.map(PurgeOutcome::Removed) })
    }

    /// The purge that [`CaseStore::purge_if_plausible`] would hold back now, if any.
    fn held_purge(&self, now: Timestamp) -> StoreFuture<'_, Option<HeldPurge>> {
        let _ = now;
        Box::pin(async { Ok(None) })
    }
}

/// The outcome of a purge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PurgeOutcome {
    /// So many cases were deleted.
    Removed(u64),
    /// Nothing was deleted: somebody has to confirm it by [`CaseStore::purge`].
    Held(HeldPurge),
}

/// A purge that waits for confirmation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldPurge {
    pub reason: HoldReason,
    pub expired: u64,
    pub total: u64,
    /// The last plausible time.
    pub believed: Option<Timestamp>,
}

/// Why a purge is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoldReason {
    /// The clock is far ahead of the last plausible time.
    ClockAhead,
    ClockBehind,
    /// An unusual share of all cases would be deleted at once.
    LargeShare,
}
