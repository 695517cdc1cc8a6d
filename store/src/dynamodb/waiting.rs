//! How long requests have been waiting for somebody to read them, from the partitions of new ones in the index `by-status`.
//!
//! Who may do this sees no request and no state: only what the index carries. So what was decided on a moment ago, or was
//! put again over a decision, may still be counted.

use domain::case::Status;
use jiff::Timestamp;

use super::indexes::BY_STATUS;
use super::merged_query::{IndexQuery, MergedQuery};
use super::shards::status_partitions;
use super::table::Table;
use crate::StoreError;

/// The right to see how many requests are unread, and since when, and nothing else.
#[derive(Clone)]
pub struct DynamoWatch {
    table: Table,
}

/// What nobody has read yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Waiting {
    pub unread: u64,
    /// When the oldest of them came in.
    pub oldest: Option<Timestamp>,
}

impl DynamoWatch {
    /// A table, reached as `config` says.
    pub fn new(config: &aws_config::SdkConfig, table: impl Into<String>) -> Self {
        Self { table: Table::new(config, table) }
    }

    pub fn table(&self) -> &str {
        &self.table.name
    }

    /// What is waiting now.
    ///
    /// # Errors
    /// If the table can't be reached or refuses.
    pub async fn waiting(&self, now: Timestamp) -> Result<Waiting, StoreError> {
        let query = IndexQuery { first_limit: 1, ..IndexQuery::of(BY_STATUS, now) };
        let merged = || MergedQuery::new(&self.table, query.clone(), status_partitions(&[Status::New]));
        let unread = merged().count().await?;
        let first = merged().next(1).await?.and_then(|mut rows| rows.pop());
        Ok(Waiting { unread, oldest: first.map(|row| row.reading().placed_at("place")).transpose()? })
    }
}
