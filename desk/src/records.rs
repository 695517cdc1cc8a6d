//! Many requests, read whole and all at once: each is a question of its own to a store far away.

use std::sync::Arc;

use domain::case::Reference;
use jiff::Timestamp;
use store::{CaseStore, Record, StoreError};

/// The records of some requests, in their order. One that was erased meanwhile is not there.
pub(super) async fn read_all(
    store: &Arc<dyn CaseStore>,
    references: impl IntoIterator<Item = &Reference>,
    now: Timestamp,
) -> Result<Vec<Record>, StoreError> {
    let reading: Vec<_> = references
        .into_iter()
        .cloned()
        .map(|reference| {
            let store = Arc::clone(store);
            tokio::spawn(async move { store.get(&reference, now).await })
        })
        .collect();
    let mut records = Vec::with_capacity(reading.len());
    for read in reading {
        records.extend(read.await.map_err(|error| StoreError::unavailable("a read broke off", error))??);
    }
    Ok(records)
}
