//! The timeline: an entry for each version, moved along when the request's expiry moves.

use std::time::Duration;

use aws_sdk_dynamodb::types::{DeleteRequest, PutRequest, TransactWriteItem, Update, WriteRequest};
use domain::case::{Reference, TimelineEntry};
use jiff::Timestamp;

use super::error::failed;
use super::item_reader::ItemReader;
use super::items::{self, ENTRY, Item, key, seconds, text};
use super::links::Link;
use super::requests::{FoundRecord, malformed};
use super::table::Table;
use crate::{Record, StoreError};

/// Entries that are moved along in one transaction: 100 items and 4 MB is what one may have.
const MOST_MOVED: usize = 60;

/// Items of one batch.
const MOST_WRITTEN: usize = 25;

/// How often what a batch left undone is tried again; the pause doubles from the first to the last.
const BATCH_ATTEMPTS: u32 = 8;
const BATCH_PAUSE: Duration = Duration::from_millis(25);

impl Table {
    pub(super) async fn timeline(
        &self,
        reference: &Reference,
        now: Timestamp,
    ) -> Result<Vec<TimelineEntry>, StoreError> {
        match self.find(reference, now).await? {
            None => Ok(Vec::new()),
            Some(FoundRecord { record, has_state: false, .. }) => Ok(vec![items::first_entry(&record.submission)]),
            Some(FoundRecord { record, .. }) => {
                timeline_of(&record, &self.case_items(reference, ENTRY, &["sk", "entry"]).await?)
            }
        }
    }

    /// Items of a case whose sort key begins with `beginning`, in its order; the attributes named, or all.
    pub(super) async fn case_items(
        &self,
        reference: &Reference,
        beginning: &str,
        attributes: &[&str],
    ) -> Result<Vec<Item>, StoreError> {
        let mut query = self
            .client
            .query()
            .table_name(&self.name)
            .consistent_read(true)
            .expression_attribute_names("#pk", "pk")
            .expression_attribute_values(":pk", text(items::case_key(reference)));
        query = if beginning.is_empty() {
            query.key_condition_expression("#pk = :pk")
        } else {
            query
                .key_condition_expression("#pk = :pk AND begins_with(#sk, :beginning)")
                .expression_attribute_names("#sk", "sk")
                .expression_attribute_values(":beginning", text(beginning))
        };
        if !attributes.is_empty() {
            let names: Vec<String> = attributes.iter().map(|name| format!("#{name}")).collect();
            query = query.projection_expression(format!("#pk, {}", names.join(", ")));
            for name in attributes {
                query = query.expression_attribute_names(format!("#{name}"), *name);
            }
        }
        let mut pages = query.into_paginator().send();
        let mut found = Vec::new();
        while let Some(page) = pages.next().await {
            found.extend(page.map_err(|error| failed(&self.name, error))?.items.unwrap_or_default());
        }
        Ok(found)
    }

    /// Gives entries another expiry, some at a time.
    pub(super) async fn move_entries(
        &self,
        reference: &Reference,
        keys: &[String],
        until: Timestamp,
    ) -> Result<(), StoreError> {
        for some in keys.chunks(MOST_MOVED) {
            let parts: Result<Vec<_>, _> = some.iter().map(|sk| self.entry_moved(reference, sk, until)).collect();
            if !self.transact(parts?).await? {
                return Err(StoreError::closed(format!("the table {} has lost an entry meanwhile", self.name)));
            }
        }
        Ok(())
    }

    /// Gives entries the expiry of their record. If that fails, they are kept longer than they should be, not shorter.
    pub(super) async fn align(&self, record: &Record, keys: &[String]) {
        let reference = &record.submission.reference;
        if let Err(error) = self.move_entries(reference, keys, record.until).await {
            tracing::warn!(%reference, %error, "entries of a timeline are kept longer than their request");
        }
    }

    pub(super) fn entry_moved(
        &self,
        reference: &Reference,
        sk: &str,
        until: Timestamp,
    ) -> Result<TransactWriteItem, StoreError> {
        let update = Update::builder()
            .table_name(&self.name)
            .set_key(Some(key(items::case_key(reference), sk)))
            .update_expression("SET #expires = :expires")
            .condition_expression("attribute_exists(#pk)")
            .expression_attribute_names("#pk", "pk")
            .expression_attribute_names("#expires", "expires")
            .expression_attribute_values(":expires", seconds(until));
        Ok(TransactWriteItem::builder().update(update.build().map_err(malformed)?).build())
    }

    pub(super) fn entry_gone(&self, reference: &Reference, sk: &str) -> Result<TransactWriteItem, StoreError> {
        self.delete_item_part(key(items::case_key(reference), sk))
    }

    /// Erases state and timeline; tells whether there was any.
    pub(super) async fn erase_case(&self, reference: &Reference) -> Result<bool, StoreError> {
        let mut writes = Vec::new();
        for item in self.case_items(reference, "", &["sk"]).await? {
            let delete = DeleteRequest::builder().set_key(Some(item)).build().map_err(malformed)?;
            writes.push(WriteRequest::builder().delete_request(delete).build());
        }
        let any = !writes.is_empty();
        self.write(writes).await?;
        Ok(any)
    }

    /// Puts the entries of a timeline, the first version's first, and their links.
    pub(super) async fn put_entries(
        &self,
        record: &Record,
        timeline: &[TimelineEntry],
        links: &[Link],
    ) -> Result<(), StoreError> {
        let reference = &record.submission.reference;
        let entries = (1..).zip(timeline).map(|(version, entry)| items::entry(reference, version, entry, record.until));
        let links = links.iter().map(|link| Ok(items::link(reference, link, record.until)));
        let mut writes = Vec::new();
        for item in entries.chain(links) {
            let put = PutRequest::builder().set_item(Some(item?)).build().map_err(malformed)?;
            writes.push(WriteRequest::builder().put_request(put).build());
        }
        self.write(writes).await
    }

    /// Writes in batches, and again what the service left undone.
    pub(super) async fn write(&self, writes: Vec<WriteRequest>) -> Result<(), StoreError> {
        for some in writes.chunks(MOST_WRITTEN) {
            let mut undone = some.to_vec();
            for attempt in 0..BATCH_ATTEMPTS {
                if attempt > 0 {
                    let pause = BATCH_PAUSE * 2_u32.pow(attempt);
                    tokio::time::sleep(pause.mul_f64(fastrand::f64())).await;
                }
                let sent = self.client.batch_write_item().request_items(&self.name, undone).send().await;
                let left = sent.map_err(|error| failed(&self.name, error))?.unprocessed_items.unwrap_or_default();
                undone = left.into_values().flatten().collect();
                if undone.is_empty() {
                    break;
                }
            }
            if !undone.is_empty() {
                return Err(StoreError::closed(format!("the table {} is too busy to write everything", self.name)));
            }
        }
        Ok(())
    }
}

/// The timeline of a record with a state, from the entries that are there: those behind its version are of a change that
/// came since, or of an earlier life of this reference.
pub(super) fn timeline_of(record: &Record, items: &[Item]) -> Result<Vec<TimelineEntry>, StoreError> {
    let mut entries = Vec::new();
    for item in items {
        let (version, entry) = ItemReader::new(item).entry()?;
        if entries.is_empty() && version > 1 {
            entries.push(items::first_entry(&record.submission));
        }
        if version <= record.version {
            entries.push(entry);
        }
    }
    // A state that was made only so that the request is counted has no entry.
    if entries.is_empty() && record.version == 1 {
        entries.push(items::first_entry(&record.submission));
    }
    Ok(entries)
}
