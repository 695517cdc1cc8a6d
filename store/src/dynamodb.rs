//! The store behind the Lambda function, and behind a desk anywhere: one DynamoDB table.
//!
//! In: the calls of [`SubmissionSink`], [`CaseStore`] and [`Transfer`]. Out: items of six kinds, under keys that part the rights:
//!
//! | `pk` | `sk` | what | who puts it |
//! |---|---|---|---|
//! | `REQUEST#<reference>` | `SUBMISSION` | what somebody sent | the public function |
//! | `PROOF#<token>` | `PROOF` | a used proof of work | the public function |
//! | `CASE#<reference>` | `STATE` | where it stands since the first change | the desk |
//! | `CASE#<reference>` | `ENTRY#<version>` | what made each version | the desk |
//! | `CASE#<reference>` | `LINK#<version>#<kind>` | by what a version is found | the desk |
//! | `TALLY#<year>` | a random name | what a year counts | the desk |
//!
//! A submission without a state is at its first status. A state that has not expired prevails over whatever stands under
//! `REQUEST#`: so a put, which can overwrite, overturns no decision. Whichever of the two tells where a request stands
//! also stands in a partition of its status, in three of the five indexes. All of a request expires together, but for its
//! tally, which nothing leads to once the state is gone.

mod changes;
mod counts;
mod deleted_tallies;
mod error;
mod expiring;
mod expressions;
mod hosts;
mod indexes;
mod item_reader;
mod items;
mod links;
mod lists;
mod merged_query;
mod persons;
mod requests;
mod retries;
mod search;
mod shards;
mod subjects;
mod table;
mod tallies;
mod timeline;
mod transfer;
mod views;
mod waiting;
mod writes;

use aws_config::SdkConfig;
use domain::case::{HostContact, Reference, Submission, TimelineEntry};
use domain::statistics::Tally;
use domain::text::Slug;
use jiff::Timestamp;

use self::table::Table;
pub use self::waiting::{DynamoWatch, Waiting};
use super::{
    Batch, BatchPosition, CaseStore, Change, ChangeError, Counts, Cursor, Deadlines, Filter, InsertOutcome,
    IntroductionOutcome, Page, Record, RelatedRequest, StoreError, StoreFuture, StoredCase, SubmissionSink, Summary,
    Transfer,
};

/// The right to put into a table, and nothing else: the public function can't even name the others.
#[derive(Clone)]
pub struct DynamoSubmissionSink {
    table: Table,
}

impl DynamoSubmissionSink {
    /// The environment variable that names the public function's table.
    pub const TABLE: &'static str = "MATCHMAKER_TABLE";

    /// A table, reached as `config` says.
    pub fn new(config: &SdkConfig, table: impl Into<String>) -> Self {
        Self { table: Table::new(config, table) }
    }
}

macro_rules! submission_sink {
    ($($store:ident),*) => {$(
        impl SubmissionSink for $store {
            fn put<'a>(&'a self, submission: &'a Submission, deadlines: Deadlines) -> StoreFuture<'a, InsertOutcome> {
                Box::pin(self.table.put_submission(submission, deadlines))
            }

            fn put_if_absent<'a>(&'a self, submission: &'a Submission, by: Deadlines) -> StoreFuture<'a, InsertOutcome> {
                Box::pin(async move { self.table.put_first(&Record::first(submission.clone(), by)).await })
            }

            fn spend<'a>(&'a self, token: &'a str, until: Timestamp, now: Timestamp) -> StoreFuture<'a, InsertOutcome> {
                Box::pin(self.table.spend(token, until, now))
            }
        }
    )*};
}

submission_sink!(DynamoSubmissionSink, DynamoStore);

/// All rights on a table. Clones share their connections.
///
/// [`CaseStore`] needs to be allowed `GetItem`, `Query` (of the table and of its indexes), `PutItem`, `UpdateItem`, `DeleteItem`
/// and `BatchWriteItem`, which also allow their use in transactions; [`Transfer`] needs `Scan` too.
#[derive(Clone)]
pub struct DynamoStore {
    table: Table,
}

impl DynamoStore {
    /// A table, with the environment's region and credentials. Whether it is there shows with the first question.
    pub async fn open(table: impl Into<String>) -> Self {
        Self::new(&crate::aws::of_machine().await, table)
    }

    /// A table, reached as `config` says.
    pub fn new(config: &SdkConfig, table: impl Into<String>) -> Self {
        Self { table: Table::new(config, table) }
    }

    /// Creates the table with its indexes and its expiry, paid by request, and waits until it can be used.
    ///
    /// # Errors
    /// If there is a table of that name, or it can't be created.
    pub async fn create_table(&self) -> Result<(), StoreError> {
        self.table.create().await
    }
}

impl CaseStore for DynamoStore {
    fn get<'a>(&'a self, reference: &'a Reference, now: Timestamp) -> StoreFuture<'a, Option<Record>> {
        Box::pin(async move { Ok(self.table.find(reference, now).await?.map(|found| found.record)) })
    }

    fn list<'a>(&'a self, filter: &'a Filter, after: Option<&'a Cursor>, now: Timestamp) -> StoreFuture<'a, Page> {
        Box::pin(self.table.list(filter, after, now))
    }

    fn search<'a>(&'a self, words: &'a str, after: Option<&'a Cursor>, now: Timestamp) -> StoreFuture<'a, Page> {
        Box::pin(self.table.search(words, after, now))
    }

    fn counts<'a>(&'a self, now: Timestamp, who: Option<&'a str>) -> StoreFuture<'a, Counts> {
        Box::pin(self.table.counts(now, who))
    }

    fn related<'a>(&'a self, reference: &'a Reference, now: Timestamp) -> StoreFuture<'a, Vec<RelatedRequest>> {
        Box::pin(self.table.related(reference, now))
    }

    fn sent_by<'a>(&'a self, email: &'a str, now: Timestamp) -> StoreFuture<'a, Vec<StoredCase>> {
        Box::pin(self.table.sent_by(email, now))
    }

    fn introductions(&self, since: Timestamp, now: Timestamp) -> StoreFuture<'_, Vec<IntroductionOutcome>> {
        Box::pin(self.table.introductions(since, now))
    }

    fn host_contact<'a>(&'a self, offer: &'a Slug, now: Timestamp) -> StoreFuture<'a, Option<HostContact>> {
        Box::pin(self.table.host_contact(offer, now))
    }

    fn expiring(&self, before: Timestamp, now: Timestamp) -> StoreFuture<'_, Vec<(Summary, Timestamp)>> {
        Box::pin(self.table.expiring(before, now))
    }

    fn tallies(&self, year: i16) -> StoreFuture<'_, Vec<Tally>> {
        Box::pin(self.table.tallies(year))
    }

    fn change<'a>(
        &'a self,
        reference: &'a Reference,
        expected: u64,
        change: Change,
    ) -> StoreFuture<'a, Record, ChangeError> {
        Box::pin(self.table.change(reference, expected, change))
    }

    fn timeline<'a>(&'a self, reference: &'a Reference, now: Timestamp) -> StoreFuture<'a, Vec<TimelineEntry>> {
        Box::pin(self.table.timeline(reference, now))
    }

    fn erase<'a>(&'a self, reference: &'a Reference) -> StoreFuture<'a, bool> {
        Box::pin(self.table.erase(reference))
    }

    /// The service removes what has expired, within days. What it could remove before anybody has read it is counted here.
    fn purge(&self, now: Timestamp) -> StoreFuture<'_, u64> {
        Box::pin(async move { self.table.count_before_expiry(now).await.map(|()| 0) })
    }
}

impl Transfer for DynamoStore {
    fn read_batch(&self, after: Option<BatchPosition>, now: Timestamp) -> StoreFuture<'_, Batch> {
        Box::pin(self.table.read_batch(after, now))
    }

    fn insert_case<'a>(&'a self, case: &'a StoredCase) -> StoreFuture<'a, InsertOutcome> {
        Box::pin(self.table.insert_case(case))
    }

    fn read_deleted_tallies(&self, now: Timestamp) -> StoreFuture<'_, Vec<Tally>> {
        Box::pin(self.table.read_deleted_tallies(now))
    }

    fn insert_deleted_tallies<'a>(&'a self, tallies: &'a [Tally]) -> StoreFuture<'a, ()> {
        Box::pin(self.table.insert_deleted_tallies(tallies))
    }
}
