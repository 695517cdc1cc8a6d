//! How many there are of what, counted from the indexes: what was changed a moment ago may be counted where it was before.
//!
//! Nothing keeps a sum, because the public function could not add to it, and what the service removes would not be taken
//! off. So entries of an index are counted by the service, which reads them: of `by-expiry`, some 70 bytes for each, or
//! 7 MB for a hundred thousand requests.

use std::collections::BTreeMap;

use domain::case::Status;
use jiff::Timestamp;

use super::indexes::{BY_EXPIRY, BY_SUBJECT};
use super::items::{self, seconds};
use super::merged_query::{IndexQuery, KeyRange, MergedQuery};
use super::shards::status_partitions;
use super::subjects;
use super::table::{Table, for_each};
use super::views::overdue;
use crate::{Counts, StoreError};

impl Table {
    pub(super) async fn counts(&self, now: Timestamp, who: Option<&str>) -> Result<Counts, StoreError> {
        let unexpired = IndexQuery { part: KeyRange::After(seconds(now)), now: None, ..IndexQuery::of(BY_EXPIRY, now) };
        let of_statuses = for_each(Status::ALL, |status| {
            let merged = MergedQuery::new(self, unexpired.clone(), status_partitions(&[status]));
            async move { Ok((status, merged.count().await?)) }
        });
        let mut by_status: BTreeMap<Status, u64> = of_statuses.await?.into_iter().collect();
        by_status.retain(|_, count| *count > 0);
        let mine = match who {
            None => 0,
            Some(name) => {
                let index_query = IndexQuery::of(BY_SUBJECT, now);
                MergedQuery::new(self, index_query, vec![subjects::worker(name)]).count().await?
            }
        };
        let overdue = MergedQuery::new(self, overdue(None, now), status_partitions(&items::OPEN)).count().await?;
        let waiting = Status::WAITING.iter().filter_map(|status| by_status.get(status)).sum();
        Ok(Counts { by_status, mine, overdue, waiting })
    }
}
