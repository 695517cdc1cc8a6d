//! How long requests have been waiting for somebody to read them, from the shelves of new ones in the index `by-status`.
//!
//! Who may do this sees no request and no state: only what the index carries. So what was decided on a moment ago, or was
//! put again over a decision, may still be counted.

use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::types::Select;
use domain::case::Status;
use jiff::Timestamp;

use super::error::failed;
use super::indexes::BY_STATUS;
use super::item_reader::ItemReader;
use super::items::{seconds, text};
use super::shards::{SHARDS, status_partition};
use super::table::{Table, for_each};
use crate::StoreError;

/// The right to see how many requests are unread, and since when, and nothing else.
#[derive(Clone)]
pub struct DynamoWatch {
    table: Table,
}

/// What nobody has read yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Waiting {
    /// How many requests.
    pub unread: u64,
    /// When the oldest of them came in.
    pub oldest: Option<Timestamp>,
}

impl DynamoWatch {
    /// A table, reached as `config` says.
    pub fn new(config: &aws_config::SdkConfig, table: impl Into<String>) -> Self {
        Self { table: Table::new(config, table) }
    }

    /// The table's name.
    pub fn table(&self) -> &str {
        &self.table.name
    }

    /// What is waiting now.
    ///
    /// # Errors
    /// If the table can't be reached or refuses.
    pub async fn waiting(&self, now: Timestamp) -> Result<Waiting, StoreError> {
        let shelves = for_each(0..SHARDS, |shard| {
            let table = self.table.clone();
            async move { Ok(Waiting { unread: table.unread(shard, now).await?, oldest: table.oldest(shard, now).await? }) }
        });
        Ok(shelves.await?.into_iter().fold(Waiting::default(), |all, shelf| Waiting {
            unread: all.unread + shelf.unread,
            oldest: all.oldest.into_iter().chain(shelf.oldest).min(),
        }))
    }
}

impl Table {
    fn new_ones(&self, shard: u8, now: Timestamp) -> QueryFluentBuilder {
        self.client
            .query()
            .table_name(&self.name)
            .index_name(BY_STATUS.name)
            .key_condition_expression("shelf = :shelf")
            .filter_expression("expires > :now")
            .expression_attribute_values(":shelf", text(status_partition(Status::New, shard)))
            .expression_attribute_values(":now", seconds(now))
    }

    async fn unread(&self, shard: u8, now: Timestamp) -> Result<u64, StoreError> {
        let mut pages = self.new_ones(shard, now).select(Select::Count).into_paginator().send();
        let mut count = 0;
        while let Some(page) = pages.next().await {
            count += u64::try_from(page.map_err(|error| failed(&self.name, error))?.count).unwrap_or_default();
        }
        Ok(count)
    }

    /// One item at a time, because the first that has not expired is enough.
    async fn oldest(&self, shard: u8, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        let mut found = self.new_ones(shard, now).limit(1).into_paginator().items().send();
        let Some(item) = found.next().await else { return Ok(None) };
        let item = item.map_err(|error| failed(&self.name, error))?;
        ItemReader::new(&item).placed_at("place").map(Some)
    }
}
