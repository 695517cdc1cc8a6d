//! The store of a single machine: one SQLite file.
//!
//! In: the calls of [`Intake`] and [`Records`], from any task. Out: rows of one file, written ahead (WAL) and synced
//! before an answer. Several processes may share the file: a server that puts and a desk that reads.

mod rows;
mod schema;
mod worker;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use domain::submission::{Deed, Entry, Reference, Status, Submission};

use self::worker::{AfterCommit, Worker};
use super::{Change, ChangeError, Cursor, Filter, Intake, Page, Promise, Put, Record, Records, StoreError, encode};

/// A store in one file. Clones share it; the last one dropped closes the file.
#[derive(Clone)]
pub struct SqliteStore {
    worker: Arc<Worker>,
}

impl SqliteStore {
    /// Opens the store, and creates file and folder if they are not there; both are for their owner only.
    ///
    /// # Errors
    /// If the file can't be opened, belongs to another program or to a newer release.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let connection = schema::open(path)?;
        let worker = Worker::start(connection, path.to_owned())?;
        Ok(Self { worker: Arc::new(worker) })
    }
}

impl Intake for SqliteStore {
    fn put<'a>(&'a self, submission: &'a Submission) -> Promise<'a, Put> {
        let record = match encode(submission) {
            Ok(record) => record,
            Err(error) => return Box::pin(std::future::ready(Err(error))),
        };
        let reference = submission.reference.clone();
        let form = submission.request.wish.form();
        let status = submission.first_status();
        let received = submission.received;
        self.worker.write(AfterCommit::Nothing, move |connection| {
            if !rows::insert(connection, &reference, received, form, status, &record)? {
                return Ok(Put::AlreadyThere);
            }
            rows::append(connection, &reference, 1, &Entry { at: received, by: None, deed: Deed::Received })?;
            Ok(Put::Stored)
        })
    }
}

impl Records for SqliteStore {
    fn get<'a>(&'a self, reference: &'a Reference) -> Promise<'a, Option<Record>> {
        let reference = reference.clone();
        self.worker.read(move |connection| rows::find(connection, &reference))
    }

    fn list<'a>(&'a self, filter: Filter, after: Option<&'a Cursor>) -> Promise<'a, Page> {
        let after = after.cloned();
        self.worker.read(move |connection| rows::page(connection, filter, after.as_ref()))
    }

    fn counts(&self) -> Promise<'_, BTreeMap<Status, u64>> {
        self.worker.read(rows::counts)
    }

    fn change<'a>(
        &'a self,
        reference: &'a Reference,
        expected: u64,
        change: Change,
    ) -> Promise<'a, Record, ChangeError> {
        let reference = reference.clone();
        self.worker.write(AfterCommit::Nothing, move |connection| {
            let mut record = rows::find(connection, &reference)?.ok_or(ChangeError::Unknown)?;
            if record.version != expected {
                return Err(ChangeError::Conflict(Box::new(record)));
            }
            let (status, entry) = change.apply(record.status)?;
            record.status = status;
            record.version += 1;
            record.changed = entry.at;
            rows::update(connection, &record)?;
            rows::append(connection, &reference, record.version, &entry)?;
            Ok(record)
        })
    }

    fn timeline<'a>(&'a self, reference: &'a Reference) -> Promise<'a, Vec<Entry>> {
        let reference = reference.clone();
        self.worker.read(move |connection| rows::timeline(connection, &reference))
    }

    fn erase<'a>(&'a self, reference: &'a Reference) -> Promise<'a, bool> {
        let reference = reference.clone();
        self.worker.write(AfterCommit::TruncateLog, move |connection| rows::delete(connection, &reference))
    }
}
