//! The timeline: an entry for each version, moved along when the request's expiry moves.

use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::case::{Reference, TimelineEntry};
use jiff::Timestamp;

use super::error::failed;
use super::expressions::names;
use super::item_reader::ItemReader;
use super::items::{self, ENTRY, Item, key, seconds, text};
use super::links::Link;
use super::requests::FoundRecord;
use super::table::Table;
use super::writes::{delete_request, put_request};
use crate::{Record, StoreError};

/// Entries that are moved along in one transaction: 100 items and 4 MB is what one may have.
const MOST_MOVED: usize = 60;

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
        self.items_of(items::case_key(reference), beginning, attributes).await
    }

    /// The same of any partition of the table.
    pub(super) async fn items_of(
        &self,
        pk: String,
        beginning: &str,
        attributes: &[&str],
    ) -> Result<Vec<Item>, StoreError> {
        let mut query = self.client.query().table_name(&self.name).consistent_read(true);
        let mut condition = "#pk = :pk".to_owned();
        if !beginning.is_empty() {
            condition += " AND begins_with(#sk, :beginning)";
            query = query.expression_attribute_values(":beginning", text(beginning));
        }
        let projection: String = attributes.iter().map(|name| format!(", #{name}")).collect();
        query = query.set_expression_attribute_names(names(&format!("{condition}{projection}")));
        if !attributes.is_empty() {
            query = query.projection_expression(format!("#pk{projection}"));
        }
        query = query.key_condition_expression(condition).expression_attribute_values(":pk", text(pk));
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
        let key = key(items::case_key(reference), sk);
        let given = [(":expires", seconds(until))];
        self.update_part_if(key, "SET #expires = :expires", "attribute_exists(#pk)", given)
    }

    /// Erases state and timeline; tells whether there was any.
    pub(super) async fn erase_case(&self, reference: &Reference) -> Result<bool, StoreError> {
        let mut writes = Vec::new();
        for item in self.case_items(reference, "", &["sk"]).await? {
            writes.push(delete_request(item)?);
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
            writes.push(put_request(item?)?);
        }
        self.write(writes).await
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
