//! The store of a single machine: one SQLite file.
//!
//! In: the calls of [`Intake`] and [`Records`], from any task. Out: rows of one file, written ahead (WAL) and synced
//! before an answer. Several processes may share the file: a server that puts and a desk that reads.

mod columns;
mod copy;
mod expiry;
mod introductions;
mod lists;
mod migrations;
mod occupancy;
mod part;
mod persons;
#[cfg(test)]
mod plans;
mod rows;
mod schema;
mod tallies;
mod transfer;
mod worker;

use std::path::Path;
use std::sync::Arc;

use domain::handling::HostContact;
use domain::monitoring::Tally;
use domain::submission::{Entry, Reference, Submission};
use domain::text::Slug;
use jiff::Timestamp;

use self::occupancy::Occupancy;
use self::worker::{AfterCommit, Worker};
use super::{
    Batch, Change, ChangeError, Counts, Cursor, Deadlines, Filter, Intake, Introduced, Kept, Mark, Page, Promise, Put,
    Record, Records, Related, StoreError, Summary, Transfer,
};

pub use self::copy::{Before, Copied, CopyError, Differences, Erased, Restored, back_up, restore};

/// A store in one file. Clones share it; the last one dropped closes the file.
#[derive(Clone)]
pub struct SqliteStore {
    worker: Arc<Worker>,
    /// Given up after the file is closed: fields are dropped in their order.
    _occupancy: Arc<Occupancy>,
}

impl SqliteStore {
    /// Opens the store, and creates file and folder if they are not there; both are for their owner only.
    ///
    /// # Errors
    /// If the file can't be opened, belongs to another program or to a newer release.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let occupancy = Occupancy::shared(path)?;
        let connection = schema::open(path)?;
        let worker = Worker::start(connection, path.to_owned())?;
        Ok(Self { worker: Arc::new(worker), _occupancy: Arc::new(occupancy) })
    }
}

impl Intake for SqliteStore {
    fn put<'a>(&'a self, submission: &'a Submission, deadlines: Deadlines) -> Promise<'a, Put> {
        let record = Record::first(submission.clone(), deadlines);
        self.worker.write(AfterCommit::Nothing, move |connection| rows::put(connection, &record))
    }

    fn spend<'a>(&'a self, token: &'a str, until: Timestamp, now: Timestamp) -> Promise<'a, Put> {
        let token = token.to_owned();
        self.worker.write(AfterCommit::Nothing, move |connection| expiry::spend(connection, &token, until, now))
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

    fn timeline<'a>(&'a self, reference: &'a Reference, now: Timestamp) -> Promise<'a, Vec<Entry>> {
        let reference = reference.clone();
        self.worker.read(move |connection| match rows::find(connection, &reference, now)? {
            Some(_) => rows::timeline(connection, &reference),
            None => Ok(Vec::new()),
        })
    }

    fn erase<'a>(&'a self, reference: &'a Reference) -> Promise<'a, bool> {
        let reference = reference.clone();
        self.worker.write(AfterCommit::TruncateLog, move |connection| rows::delete(connection, &reference))
    }

    fn purge(&self, now: Timestamp) -> Promise<'_, u64> {
        Box::pin(async move {
            let mut removed = 0;
            // Some at a time, so that nobody who sends a request has to wait for all of it.
            while self.worker.read(move |connection| expiry::is_due(connection, now)).await? {
                let some = move |connection: &_| expiry::purge_some(connection, now);
                removed += self.worker.write(AfterCommit::TruncateLog, some).await?;
            }
            Ok(removed)
        })
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
}
