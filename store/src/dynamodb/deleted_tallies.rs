//! What requests counted for that are no more: tallies whose name no state knows. Only a transfer asks for it, and reads
//! the whole table.

use std::collections::{BTreeMap, BTreeSet};

use domain::case::Status;
use domain::statistics::Tally;
use jiff::Timestamp;

use super::error::failed;
use super::expressions::{names, values};
use super::item_reader::ItemReader;
use super::items::{self, STATE, SUBMISSION, random_name, text};
use super::table::Table;
use super::tallies::years_of;
use super::writes::put_request;
use crate::StoreError;
use crate::codec::encode_tally;

impl Table {
    /// What requests counted for that are erased or have expired, in the order of their texts.
    pub(super) async fn read_deleted_tallies(&self, now: Timestamp) -> Result<Vec<Tally>, StoreError> {
        let mut gone: Vec<Tally> = self.deleted_tallies(Some(now)).await?.into_values().collect();
        gone.sort_by_cached_key(|tally| serde_json::to_string(tally).unwrap_or_default());
        Ok(gone)
    }

    /// Keeps what another store's requests counted for, as far as there are not as many equal ones here.
    pub(super) async fn insert_deleted_tallies(&self, tallies: &[Tally]) -> Result<(), StoreError> {
        let mut here: BTreeMap<String, usize> = BTreeMap::new();
        for tally in self.deleted_tallies(None).await?.values() {
            *here.entry(encode_tally(tally)?).or_default() += 1;
        }
        let mut writes = Vec::new();
        for tally in tallies {
            if let Some(number) = here.get_mut(&encode_tally(tally)?).filter(|number| **number > 0) {
                *number -= 1;
                continue;
            }
            let name = random_name();
            for year in years_of(tally) {
                writes.push(put_request(items::tally(year, &name, tally)?)?);
            }
        }
        self.write(writes).await
    }

    /// Tallies that belong to no request, by their names; with a moment, also those of what has expired by then.
    async fn deleted_tallies(&self, now: Option<Timestamp>) -> Result<BTreeMap<String, Tally>, StoreError> {
        let projection = "#pk, #sk, #expires, #counted, #tally, #shelf, #place, #form";
        let filter = "begins_with(#pk, :tally) OR #sk = :state OR (#sk = :submission AND attribute_exists(#shelf))";
        let given = [(":tally", text("TALLY#")), (":state", text(STATE)), (":submission", text(SUBMISSION))];
        let scan = self
            .client
            .scan()
            .table_name(&self.name)
            .consistent_read(true)
            .filter_expression(filter)
            .projection_expression(projection)
            .set_expression_attribute_names(names(projection))
            .set_expression_attribute_values(values(given));
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
                } else if reading.partition_status()? == Status::New && has_expired()? {
                    tallies.insert(random_name(), reading.tally_of_unread()?);
                }
            }
        }
        tallies.retain(|name, _| !known.contains(name));
        Ok(tallies)
    }
}
