//! The store of a single machine: one SQLite file.
//!
//! In: the calls of [`Intake`] and [`Records`], from any task. Out: rows of one file, written ahead (WAL) and synced
//! before an answer. Several processes may share the file: a server that puts and a desk that reads.

mod columns;
mod copy;
mod erasures;
mod facts;
mod introductions;
mod lists;
mod merge;
mod migrations;
mod occupancy;
mod part;
mod persons;
#[cfg(test)]
mod plans;
mod restore;
mod retention;
mod rows;
mod schema;
mod soundness;
mod tallies;
mod transfer;
mod worker;

use std::path::Path;
use std::sync::Arc;

use domain::case::{HostContact, Reference, Submission, TimelineEntry};
use domain::statistics::Tally;
use domain::text::Slug;
use jiff::Timestamp;

use self::erasures::Cause;
use self::worker::{AfterCommit, Worker};
use super::{
    Batch, Change, ChangeError, Counts, Cursor, Deadlines, Erasures, Filter, HeldPurge, Intake, Introduced, Kept, Mark,
    Page, Promise, Purge, Put, Record, Records, Related, StoreError, Summary, Transfer,
};

pub use self::copy::{Copied, CopyError, back_up};
pub use self::restore::{Before, Differences, Erased, RestoreOptions, Restored, restore};

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
        let path = soundness::without_link(path)?;
        schema::create_store(&path)?;
        Ok(Self { worker: Arc::new(Worker::start(path)?) })
    }
}

impl Intake for SqliteStore {
    fn put<'a>(&'a self, submission: &'a Submission, deadlines: Deadlines) -> Promise<'a, Put> {
        let record = Record::first(submission.clone(), deadlines);
        self.worker.write(AfterCommit::Nothing, move |connection| rows::put_clearing(connection, record))
    }

    fn put_if_absent<'a>(&'a self, submission: &'a Submission, deadlines: Deadlines) -> Promise<'a, Put> {
        let record = Record::first(submission.clone(), deadlines);
        self.worker.write(AfterCommit::Nothing, move |connection| rows::put(connection, record))
    }

    fn spend<'a>(&'a self, token: &'a str, until: Timestamp, now: Timestamp) -> Promise<'a, Put> {
        let token = token.to_owned();
        self.worker.write(AfterCommit::Nothing, move |connection| retention::spend(connection, &token, until, now))
    }

    fn try_put(&self) -> Option<Promise<'_, ()>> {
        Some(self.worker.write(AfterCommit::Nothing, facts::try_write))
    }
}

impl Records for SqliteStore {
    fn get<'a>(&'a self, reference: &'a Reference, now: Timestamp) -> Promise<'a, Option<Record>> {
        let reference = reference.clone();
        self.worker.read(move |connection| rows::find(connection, &reference, now))
    }

    fn list<'a>(&'a self, filter: &'a Filter, after: Option<&'a Cursor>, now: Timestamp) -> Promise<'a, Page> {
        let (filter, after) = (filter.clone(), after.cloned());
        self.worker.read(move |connection| lists::page(connection, &filter, after.as_ref(), now))
    }

    fn search<'a>(&'a self, words: &'a str, after: Option<&'a Cursor>, now: Timestamp) -> Promise<'a, Page> {
        let (words, after) = (words.to_owned(), after.cloned());
        self.worker.read(move |connection| lists::search(connection, &words, after.as_ref(), now))
    }

    fn counts<'a>(&'a self, now: Timestamp, who: Option<&'a str>) -> Promise<'a, Counts> {
        let who = who.map(str::to_owned);
        self.worker.read(move |connection| lists::counts(connection, now, who.as_deref()))
    }

    fn related<'a>(&'a self, reference: &'a Reference, now: Timestamp) -> Promise<'a, Vec<Related>> {
        let reference = reference.clone();
        self.worker.read(move |connection| persons::related(connection, &reference, now))
    }

    fn sent_by<'a>(&'a self, email: &'a str, now: Timestamp) -> Promise<'a, Vec<Kept>> {
        let email = email.to_owned();
        self.worker.read(move |connection| persons::sent_by(connection, &email, now))
    }

    fn introductions(&self, since: Timestamp, now: Timestamp) -> Promise<'_, Vec<Introduced>> {
        self.worker.read(move |connection| introductions::since(connection, since, now))
    }

    fn host_contact<'a>(&'a self, offer: &'a Slug, now: Timestamp) -> Promise<'a, Option<HostContact>> {
        let offer = offer.clone();
        self.worker.read(move |connection| introductions::host_contact(connection, &offer, now))
    }

    fn expiring(&self, before: Timestamp, now: Timestamp) -> Promise<'_, Vec<(Summary, Timestamp)>> {
        self.worker.read(move |connection| persons::expiring(connection, before, now))
    }

    fn tallies(&self, year: i16) -> Promise<'_, Vec<Tally>> {
        self.worker.read(move |connection| tallies::of_year(connection, year))
    }

    fn change<'a>(
        &'a self,
        reference: &'a Reference,
        expected: u64,
        change: Change,
    ) -> Promise<'a, Record, ChangeError> {
        let reference = reference.clone();
        self.worker
            .write(AfterCommit::Nothing, move |connection| rows::change(connection, &reference, expected, change))
    }

    fn timeline<'a>(&'a self, reference: &'a Reference, now: Timestamp) -> Promise<'a, Vec<TimelineEntry>> {
        let reference = reference.clone();
        self.worker.read(move |connection| match rows::find(connection, &reference, now)? {
            Some(_) => rows::timeline(connection, &reference),
            None => Ok(Vec::new()),
        })
    }

    fn erase<'a>(&'a self, reference: &'a Reference) -> Promise<'a, bool> {
        let reference = reference.clone();
        let erase = move |connection: &_| erasures::delete(connection, reference.as_str(), Cause::Asked);
        self.worker.write(AfterCommit::TruncateLog, erase)
    }

    fn purge(&self, now: Timestamp) -> Promise<'_, u64> {
        Box::pin(async move {
            self.worker.write(AfterCommit::Nothing, move |connection| retention::believe(connection, now)).await?;
            self.purge_expired(now).await
        })
    }

    fn purge_if_plausible(&self, now: Timestamp) -> Promise<'_, Purge> {
        Box::pin(async move {
            let look = move |connection: &_| retention::look(connection, now);
            match self.worker.write(AfterCommit::Nothing, look).await? {
                Some(held) => Ok(Purge::Held(held)),
                None => self.purge_expired(now).await.map(Purge::Removed),
            }
        })
    }

    fn held_purge(&self, now: Timestamp) -> Promise<'_, Option<HeldPurge>> {
        self.worker.read(move |connection| retention::held(connection, now))
    }
}

impl SqliteStore {
    async fn purge_expired(&self, now: Timestamp) -> Result<u64, StoreError> {
        let mut removed = 0;
        // Some at a time, so that nobody who sends a request has to wait for all of it.
        while self.worker.read(move |connection| retention::is_due(connection, now)).await? {
            let some = move |connection: &_| retention::purge_some(connection, now);
            removed += self.worker.write(AfterCommit::Nothing, some).await?;
        }
        self.worker.write(AfterCommit::TruncateLog, move |connection| retention::finish(connection, now)).await?;
        Ok(removed)
    }
}

impl Transfer for SqliteStore {
    fn take(&self, after: Option<Mark>, now: Timestamp) -> Promise<'_, Batch> {
        self.worker.read(move |connection| transfer::take(connection, after.as_ref(), now))
    }

    fn keep<'a>(&'a self, kept: &'a Kept) -> Promise<'a, Put> {
        let kept = kept.clone();
        self.worker.write(AfterCommit::Nothing, move |connection| transfer::keep(connection, &kept))
    }

    fn take_tallies(&self, now: Timestamp) -> Promise<'_, Vec<Tally>> {
        self.worker.read(move |connection| tallies::of_the_gone(connection, now))
    }

    fn keep_tallies<'a>(&'a self, tallies: &'a [Tally]) -> Promise<'a, ()> {
        let tallies = tallies.to_vec();
        self.worker.write(AfterCommit::Nothing, move |connection| tallies::keep(connection, &tallies))
    }

    fn take_erasures(&self) -> Promise<'_, Erasures> {
        self.worker.read(erasures::take)
    }

    fn keep_erasures<'a>(&'a self, erasures: &'a Erasures) -> Promise<'a, bool> {
        let erasures = erasures.clone();
        self.worker.write(AfterCommit::Nothing, move |connection| erasures::keep(connection, &erasures).map(|()| true))
    }
}
