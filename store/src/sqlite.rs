//! The store of a single machine: one SQLite file.
//!
//! In: the calls of [`SubmissionSink`] and [`CaseStore`], from any task. Out: rows of one file, written ahead (WAL) and synced
//! before an answer. Several processes may share the file: a server that puts and a desk that reads.

mod columns;
mod copy;
mod erasures;
mod files;
mod integrity;
mod introductions;
mod lists;
mod lock_file;
mod merge;
mod merge_plan;
mod metadata;
mod migrations;
mod persons;
#[cfg(test)]
mod query_plans;
mod restore;
mod retention;
mod rows;
mod schema;
mod statements;
mod store_file;
mod tallies;
mod temporary_file;
mod timeline;
mod transfer;
mod worker;

use std::path::Path;
use std::sync::Arc;

use domain::case::{HostContact, Reference, Submission, TimelineEntry};
use domain::statistics::Tally;
use domain::text::Slug;
use jiff::Timestamp;

use self::erasures::ErasureCause;
use self::worker::Worker;
use super::{
    Batch, BatchPosition, CaseStore, Change, ChangeError, Counts, Cursor, Deadlines, Erasures, Filter, HeldPurge,
    InsertOutcome, IntroductionOutcome, Page, PurgeOutcome, Record, RelatedRequest, StoreError, StoreFuture,
    StoredCase, SubmissionSink, Summary, Transfer,
};

pub use self::copy::{Copied, CopyError, back_up};
pub use self::merge_plan::{Differences, Erased};
pub use self::restore::{Before, RestoreOptions, Restored, restore};

/// A store in one file. Clones share it; the last one dropped closes the file.
#[derive(Clone)]
pub struct SqliteStore {
    worker: Arc<Worker>,
}

impl SqliteStore {
    /// Opens the store, and creates file and folder if they are not there; both are for their owner only. Tries whether
    /// it can be written and is sound.
    ///
    /// # Errors
    /// If the file can't be used, belongs to another program or to a newer release; if it is empty or damaged.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let path = integrity::resolve_link(path)?;
        schema::create_store(&path)?;
        Ok(Self { worker: Arc::new(Worker::start(path)?) })
    }
}

impl SubmissionSink for SqliteStore {
    fn put<'a>(&'a self, submission: &'a Submission, deadlines: Deadlines) -> StoreFuture<'a, InsertOutcome> {
        let record = Record::first(submission.clone(), deadlines);
        self.worker.write(move |connection| rows::insert_or_replace_suspected(connection, record))
    }

    fn put_if_absent<'a>(&'a self, submission: &'a Submission, deadlines: Deadlines) -> StoreFuture<'a, InsertOutcome> {
        let record = Record::first(submission.clone(), deadlines);
        self.worker.write(move |connection| rows::put(connection, record))
    }

    fn spend<'a>(&'a self, token: &'a str, until: Timestamp, now: Timestamp) -> StoreFuture<'a, InsertOutcome> {
        let token = token.to_owned();
        self.worker.write(move |connection| retention::spend(connection, &token, until, now))
    }

    fn try_put(&self) -> Option<StoreFuture<'_, ()>> {
        Some(self.worker.write(metadata::test_write))
    }
}

impl CaseStore for SqliteStore {
    fn get<'a>(&'a self, reference: &'a Reference, now: Timestamp) -> StoreFuture<'a, Option<Record>> {
        let reference = reference.clone();
        self.worker.read(move |connection| rows::find(connection, &reference, now))
    }

    fn list<'a>(&'a self, filter: &'a Filter, after: Option<&'a Cursor>, now: Timestamp) -> StoreFuture<'a, Page> {
        let (filter, after) = (filter.clone(), after.cloned());
        self.worker.read(move |connection| lists::page(connection, &filter, after.as_ref(), now))
    }

    fn search<'a>(&'a self, words: &'a str, after: Option<&'a Cursor>, now: Timestamp) -> StoreFuture<'a, Page> {
        let (words, after) = (words.to_owned(), after.cloned());
        self.worker.read(move |connection| lists::search(connection, &words, after.as_ref(), now))
    }

    fn counts<'a>(&'a self, now: Timestamp, who: Option<&'a str>) -> StoreFuture<'a, Counts> {
        let who = who.map(str::to_owned);
        self.worker.read(move |connection| lists::counts(connection, now, who.as_deref()))
    }

    fn related<'a>(&'a self, reference: &'a Reference, now: Timestamp) -> StoreFuture<'a, Vec<RelatedRequest>> {
        let reference = reference.clone();
        self.worker.read(move |connection| persons::related(connection, &reference, now))
    }

    fn sent_by<'a>(&'a self, email: &'a str, now: Timestamp) -> StoreFuture<'a, Vec<StoredCase>> {
        let email = email.to_owned();
        self.worker.read(move |connection| persons::sent_by(connection, &email, now))
    }

    fn introductions(&self, since: Timestamp, now: Timestamp) -> StoreFuture<'_, Vec<IntroductionOutcome>> {
        self.worker.read(move |connection| introductions::since(connection, since, now))
    }

    fn host_contact<'a>(&'a self, offer: &'a Slug, now: Timestamp) -> StoreFuture<'a, Option<HostContact>> {
        let offer = offer.clone();
        self.worker.read(move |connection| introductions::host_contact(connection, &offer, now))
    }

    fn expiring(&self, before: Timestamp, now: Timestamp) -> StoreFuture<'_, Vec<(Summary, Timestamp)>> {
        self.worker.read(move |connection| persons::expiring(connection, before, now))
    }

    fn tallies(&self, year: i16) -> StoreFuture<'_, Vec<Tally>> {
        self.worker.read(move |connection| tallies::of_year(connection, year))
    }

    fn change<'a>(
        &'a self,
        reference: &'a Reference,
        expected: u64,
        change: Change,
    ) -> StoreFuture<'a, Record, ChangeError> {
        let reference = reference.clone();
        let change = self.worker.write(move |connection| rows::change(connection, &reference, expected, change));
        Box::pin(async { change.await? })
    }

    fn timeline<'a>(&'a self, reference: &'a Reference, now: Timestamp) -> StoreFuture<'a, Vec<TimelineEntry>> {
        let reference = reference.clone();
        self.worker.read(move |connection| match rows::find(connection, &reference, now)? {
            Some(_) => timeline::read(connection, &reference),
            None => Ok(Vec::new()),
        })
    }

    fn erase<'a>(&'a self, reference: &'a Reference) -> StoreFuture<'a, bool> {
        let reference = reference.clone();
        let erase = move |connection: &_| erasures::delete(connection, reference.as_str(), ErasureCause::Requested);
        self.worker.write_and_truncate_log(erase)
    }

    fn purge(&self, now: Timestamp) -> StoreFuture<'_, u64> {
        Box::pin(async move {
            self.worker.write(move |connection| retention::confirm_clock(connection, now)).await?;
            self.purge_expired(now).await
        })
    }

    fn purge_if_plausible(&self, now: Timestamp) -> StoreFuture<'_, PurgeOutcome> {
        Box::pin(async move {
            let look = move |connection: &_| retention::check(connection, now);
            match self.worker.write(look).await? {
                Some(held) => Ok(PurgeOutcome::Held(held)),
                None => self.purge_expired(now).await.map(PurgeOutcome::Removed),
            }
        })
    }

    fn held_purge(&self, now: Timestamp) -> StoreFuture<'_, Option<HeldPurge>> {
        self.worker.read(move |connection| retention::held(connection, now))
    }
}

impl SqliteStore {
    async fn purge_expired(&self, now: Timestamp) -> Result<u64, StoreError> {
        let mut removed = 0;
        // Some at a time, so that nobody who sends a request has to wait for all of it.
        while self.worker.read(move |connection| retention::is_due(connection, now)).await? {
            let some = move |connection: &_| retention::purge_some(connection, now);
            removed += self.worker.write(some).await?;
        }
        self.worker.write_and_truncate_log(move |connection| retention::finish(connection, now)).await?;
        Ok(removed)
    }
}

impl Transfer for SqliteStore {
    fn read_batch(&self, after: Option<BatchPosition>, now: Timestamp) -> StoreFuture<'_, Batch> {
        self.worker.read(move |connection| transfer::read_batch(connection, after.as_ref(), now))
    }

    fn insert_case<'a>(&'a self, case: &'a StoredCase) -> StoreFuture<'a, InsertOutcome> {
        let case = case.clone();
        self.worker.write(move |connection| transfer::insert(connection, &case))
    }

    fn read_deleted_tallies(&self, now: Timestamp) -> StoreFuture<'_, Vec<Tally>> {
        self.worker.read(move |connection| tallies::of_deleted(connection, now))
    }

    fn insert_deleted_tallies<'a>(&'a self, tallies: &'a [Tally]) -> StoreFuture<'a, ()> {
        let tallies = tallies.to_vec();
        self.worker.write(move |connection| tallies::insert(connection, &tallies))
    }

    fn read_erasures(&self) -> StoreFuture<'_, Erasures> {
        self.worker.read(erasures::read)
    }

    fn insert_erasures<'a>(&'a self, erasures: &'a Erasures) -> StoreFuture<'a, bool> {
        let erasures = erasures.clone();
        self.worker.write(move |connection| erasures::insert(connection, &erasures).map(|()| true))
    }
}
