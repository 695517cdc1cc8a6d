//! The store of a single machine: one SQLite file.
//!
//! In: the calls of [`Intake`] and [`Records`], from any task. Out: rows of one file, written ahead (WAL) and synced
//! before an answer. Several processes may share the file: a server that puts and a desk that reads.

mod copy;
mod expiry;
mod occupancy;
mod part;
mod rows;
mod schema;
mod transfer;
mod worker;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use domain::submission::{Deed, Entry, Reference, Status, Submission};
use jiff::Timestamp;

use self::occupancy::Occupancy;
use self::worker::{AfterCommit, Worker};
use super::{
    Batch, Change, ChangeError, Cursor, Filter, Intake, Kept, Mark, Page, Promise, Put, Record, Records, StoreError,
    Transfer,
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
    fn put<'a>(&'a self, submission: &'a Submission, until: Timestamp) -> Promise<'a, Put> {
        let record = Record::first(submission.clone(), until);
        self.worker.write(AfterCommit::Nothing, move |connection| {
            if !rows::insert(connection, &record)? {
                return Ok(Put::AlreadyThere);
            }
            let entry = Entry { at: record.changed, by: None, deed: Deed::Received };
            rows::append(connection, &record.submission.reference, record.version, &entry)?;
            Ok(Put::Stored)
        })
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

    fn list<'a>(&'a self, filter: Filter, after: Option<&'a Cursor>, now: Timestamp) -> Promise<'a, Page> {
        let after = after.cloned();
        self.worker.read(move |connection| rows::page(connection, filter, after.as_ref(), now))
    }

    fn counts(&self, now: Timestamp) -> Promise<'_, BTreeMap<Status, u64>> {
        self.worker.read(move |connection| rows::counts(connection, now))
    }

    fn change<'a>(
        &'a self,
        reference: &'a Reference,
        expected: u64,
        change: Change,
    ) -> Promise<'a, Record, ChangeError> {
        let reference = reference.clone();
        self.worker.write(AfterCommit::Nothing, move |connection| {
            let record = rows::find(connection, &reference, change.at)?.ok_or(ChangeError::Unknown)?;
            if record.version != expected {
                return Err(ChangeError::Conflict(Box::new(record)));
            }
            let (record, entry) = change.apply(record)?;
            rows::update(connection, &record)?;
            rows::append(connection, &reference, record.version, &entry)?;
            Ok(record)
        })
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
}
