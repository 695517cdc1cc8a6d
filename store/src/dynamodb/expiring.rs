//! The preview of what expires.

use std::collections::BTreeSet;

use domain::case::{Reference, Status};
use jiff::Timestamp;

use super::indexes::BY_EXPIRY;
use super::items::seconds;
use super::merged_query::{IndexQuery, KeyRange, MergedQuery};
use super::requests::FoundRecord;
use super::shards::status_partitions;
use super::table::Table;
use crate::{StoreError, Summary};

impl Table {
    /// What will have expired at a moment, the soonest first.
    pub(super) async fn expiring(
        &self,
        before: Timestamp,
        now: Timestamp,
    ) -> Result<Vec<(Summary, Timestamp)>, StoreError> {
        let (from, to) = (now.as_second().saturating_add(1), before.as_second());
        if from > to {
            return Ok(Vec::new());
        }
        let from = Timestamp::from_second(from).unwrap_or(Timestamp::MAX);
        let part = KeyRange::Between(seconds(from), seconds(before));
        let index_query = IndexQuery { part, now: None, ..IndexQuery::of(BY_EXPIRY, now) };
        let mut merged = MergedQuery::new(self, index_query, status_partitions(&Status::ALL));
        let (mut expiring, mut seen) = (Vec::new(), BTreeSet::new());
        while expiring.len() < Summary::MOST_EXPIRING {
            let Some(rows) = merged.next(Summary::MOST_EXPIRING).await? else { break };
            let references: Vec<Reference> =
                rows.into_iter().map(|row| row.reference).filter(|reference| seen.insert(reference.clone())).collect();
            for FoundRecord { record, .. } in self.find_all(references, now).await? {
                if record.until <= before {
                    expiring.push((Summary::of(&record), record.until));
                }
            }
        }
        expiring.sort_by(|(one, until), (other, later)| (until, &one.reference).cmp(&(later, &other.reference)));
        expiring.truncate(Summary::MOST_EXPIRING);
        Ok(expiring)
    }
}
