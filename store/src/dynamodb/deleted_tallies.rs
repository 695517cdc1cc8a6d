//! What requests counted for that are no more: tallies whose name no state knows. Only a transfer asks for it, and reads
//! the whole table.

use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_dynamodb::types::{PutRequest, WriteRequest};
use domain::case::Status;
use domain::statistics::Tally;
use jiff::Timestamp;

use super::changes::random_name;
use super::error::failed;
use super::item_reader::ItemReader;
use super::items::{self, STATE, SUBMISSION, text};
use super::requests::malformed;
use super::table::Table;
use super::tallies::years_of;
use crate::StoreError;

impl Table {
    /// What requests counted for that are erased or have expired, in the order of their texts.
    pub(super) async fn read_deleted_tallies(&self, now: Timestamp) -> Result<Vec<Tally>, StoreError> {
        let mut gone: Vec<Tally> = self.deleted_tallies(Some(now)).await?.into_values().collect();
        gone.sort_by_cached_key(|tally| serde_json::to_string(tally).unwrap_or_default());
        Ok(gone)
    }

    /// Keeps what another store's requests counted for, as far as there are not as many equal ones here.
    pub(super) async fn insert_deleted_tallies(&self, tallies: &[Tally]) -> Result<(), StoreError> {
        let written = |tally: &Tally| {
            serde_json::to_string(tally).map_err(|error| StoreError::unavailable("a tally can't be written", error))
        };
        let mut here: BTreeMap<String, usize> = BTreeMap::new();
        for tally in self.deleted_tallies(None).await?.values() {
            *here.entry(written(tally)?).or_default() += 1;
        }
        let mut writes = Vec::new();
        for tally in tallies {
            if let Some(number) = here.get_mut(&written(tally)?).filter(|number| **number > 0) {
                *number -= 1;
                continue;
            }
            let name = random_name();
            for year in years_of(tally) {
                let put = PutRequest::builder().set_item(Some(items::tally(year, &name, tally)?)).build();
                writes.push(WriteRequest::builder().put_request(put.map_err(malformed)?).build());
            }
        }
        self.write(writes).await
    }

    /// Tallies that belong to no request, by their names; with a moment, also those of what has expired by then.
    async fn deleted_tallies(&self, now: Option<Timestamp>) -> Result<BTreeMap<String, Tally>, StoreError> {
        let names = ["pk", "sk", "expires", "counted", "tally", "shelf", "place", "form"];
        let mut scan = self
            .client
            .scan()
            .table_name(&self.name)
            .consistent_read(true)
            .filter_expression(
                "begins_with(#pk, :tally) OR #sk = :state OR (#sk = :submission AND attribute_exists(#shelf))",
            )
            .projection_expression(names.map(|name| format!("#{name}")).join(", "))
            .expression_attribute_values(":tally", text("TALLY#"))
            .expression_attribute_values(":state", text(STATE))
            .expression_attribute_values(":submission", text(SUBMISSION));
        for name in names {
            scan = scan.expression_attribute_names(format!("#{name}"), name);
        }
        let (mut tallies, mut known) = (BTreeMap::new(), BTreeSet::new());
        let mut pages = scan.into_paginator().send();
        while let Some(page) = pages.next().await {
            for item in page.map_err(|error| failed(&self.name, error))?.items.unwrap_or_default() {
                let reading = ItemReader::new(&item);
                let has_expired = || now.map_or(Ok(false), |now| reading.has_expired(now));
                if reading.has("tally") {
                    // It is there once for each year that it touches.
                    tallies.insert(reading.text("sk")?.to_owned(), reading.tally()?);
                } else if reading.is(STATE) {
                    if !has_expired()? {
                        known.extend(reading.counted()?.map(str::to_owned));
                    }
                } else if reading.shelf()? == Status::New && has_expired()? {
                    tallies.insert(random_name(), reading.tally_of_unread()?);
                }
            }
        }
        tallies.retain(|name, _| !known.contains(name));
        Ok(tallies)
    }
}
