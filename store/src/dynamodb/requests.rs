//! One request, or some: finding them, erasing one.

use aws_sdk_dynamodb::types::{Get, ReturnValue, TransactGetItem};
use domain::case::Reference;
use jiff::Timestamp;

use super::error::failed;
use super::item_reader::ItemReader;
use super::items::{self, Item, STATE, SUBMISSION, key};
use super::table::{Table, for_each};
use super::writes::malformed;
use crate::{Deadlines, Record, StoreError};

/// Requests that are read in one transaction, each of two items; it may read 4 MB.
const TOGETHER: usize = 10;

/// A record, and what is known of its state.
pub(super) struct FoundRecord {
    pub(super) record: Record,
    pub(super) has_state: bool,
    /// The name under which it is counted, if it is by itself.
    pub(super) counted: Option<String>,
}

impl Table {
    /// A request as it stands at this moment: submission and state are read together.
    pub(super) async fn find(&self, reference: &Reference, now: Timestamp) -> Result<Option<FoundRecord>, StoreError> {
        Ok(self.find_some(std::slice::from_ref(reference), now).await?.pop())
    }

    /// Requests as each stands at a moment of its own; those that are not there are left out.
    pub(super) async fn find_all(
        &self,
        references: impl IntoIterator<Item = Reference>,
        now: Timestamp,
    ) -> Result<Vec<FoundRecord>, StoreError> {
        let references: Vec<Reference> = references.into_iter().collect();
        let some = references.chunks(TOGETHER).map(<[Reference]>::to_vec);
        let found = for_each(some, |some| async move { self.find_some(&some, now).await });
        Ok(found.await?.into_iter().flatten().collect())
    }

    async fn find_some(&self, references: &[Reference], now: Timestamp) -> Result<Vec<FoundRecord>, StoreError> {
        let keys = references.iter().flat_map(|reference| {
            [key(items::request_key(reference), SUBMISSION), key(items::case_key(reference), STATE)]
        });
        let mut found = Vec::new();
        for pair in self.get_items(keys).await?.chunks(2) {
            if let [Some(submission), state] = pair {
                found.extend(combine(submission, state.as_ref(), now)?);
            }
        }
        Ok(found)
    }

    /// Items of several keys as they stand at one moment, at most 100, in the order of the keys.
    pub(super) async fn get_items(
        &self,
        keys: impl IntoIterator<Item = Item>,
    ) -> Result<Vec<Option<Item>>, StoreError> {
        let get = |key| {
            let get = Get::builder().table_name(&self.name).set_key(Some(key)).build();
            get.map(|get| TransactGetItem::builder().get(get).build())
        };
        let keys: Result<Vec<_>, _> = keys.into_iter().map(get).collect();
        let keys = keys.map_err(malformed)?;
        let asked = keys.len();
        let answer = self.client.transact_get_items().set_transact_items(Some(keys)).send().await;
        let answers = answer.map_err(|error| failed(&self.name, error))?.responses.unwrap_or_default();
        if answers.len() != asked {
            return Err(StoreError::closed(format!("the table {} answered less than it was asked", self.name)));
        }
        Ok(answers.into_iter().map(|response| response.item).collect())
    }

    /// Erases the submission first: from then on nobody finds the rest, and no change can add to it.
    pub(super) async fn erase(&self, reference: &Reference) -> Result<bool, StoreError> {
        let was_there = match self.erase_uncounted(reference).await? {
            true => true,
            false => {
                let key = key(items::request_key(reference), SUBMISSION);
                let delete = self.client.delete_item().table_name(&self.name).set_key(Some(key));
                let deleted = delete.return_values(ReturnValue::AllOld).send().await;
                deleted.map_err(|error| failed(&self.name, error))?.attributes.is_some()
            }
        };
        let erased = self.erase_case(reference).await?;
        Ok(was_there || erased)
    }
}

/// What a submission and its state tell together.
pub(super) fn combine(
    submission: &Item,
    state: Option<&Item>,
    now: Timestamp,
) -> Result<Option<FoundRecord>, StoreError> {
    let reading = ItemReader::new(submission);
    if let Some(state) = state.map(ItemReader::new)
        && !state.has_expired(now)?
    {
        let record = state.record(reading.submission()?)?;
        return Ok(Some(FoundRecord { record, has_state: true, counted: state.counted()?.map(str::to_owned) }));
    }
    if reading.has_expired(now)? {
        return Ok(None);
    }
    let deadlines = Deadlines { until: reading.expires()?, due: reading.due()? };
    let record = Record::first(reading.submission()?, deadlines);
    Ok(Some(FoundRecord { record, has_state: false, counted: None }))
}
