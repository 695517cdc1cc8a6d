//! The partitions that spread each status in the indexes (attribute `shelf`), and the sort keys within them (`place`).

use domain::case::{Reference, Status};
use jiff::Timestamp;

/// Partitions of each status in the indexes. The service takes about 1,000 puts a second in each.
pub(super) const SHARDS: u8 = 4;

/// The partition of a request.
pub(super) fn status_partition_of(status: Status, reference: &Reference) -> String {
    status_partition(status, shard_of(reference))
}

/// The number of the partition of a reference.
pub(super) fn shard_of(reference: &Reference) -> u8 {
    reference.as_str().bytes().fold(0, u8::wrapping_add) % SHARDS
}

/// All partitions of some statuses.
pub(super) fn status_partitions(statuses: &[Status]) -> Vec<String> {
    statuses.iter().flat_map(|status| (0..SHARDS).map(|shard| status_partition(*status, shard))).collect()
}

pub(super) fn status_partition(status: Status, shard: u8) -> String {
    format!("{}#{shard}", status.code())
}

/// The sort key within a partition: sorts by time, then by reference.
pub(super) fn sort_key(received: Timestamp, reference: &Reference) -> String {
    format!("{}~{reference}", moment(received))
}

/// A time with nine digits behind the second, so that texts sort as times do.
pub(super) fn moment(moment: Timestamp) -> String {
    format!("{moment:.9}")
}
