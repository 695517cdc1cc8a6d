//! One request: finding it, changing it, erasing it.

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{Get, Put as PutOf, ReturnValue, TransactGetItem, TransactWriteItem, Update};
use domain::submission::{Entry, Reference};
use jiff::Timestamp;

use super::failure::{failed, is_condition};
use super::items::{self, Item, Reading, STATE, SUBMISSION, key, number, seconds, text};
use super::table::Table;
use crate::store::{Change, ChangeError, Deadlines, Record, StoreError};

/// Older entries that are moved along within a change's own transaction. It may have 100 items and 4 MB; an entry may
/// take some 25 kB.
const MOST_TOGETHER: usize = 60;

/// How often a change is begun anew when it neither was made nor lost against another.
const ATTEMPTS: usize = 3;

/// A record, and whether it has a state.
pub(super) struct Found {
    pub(super) record: Record,
    pub(super) has_state: bool,
}

impl Table {
    /// A request as it stands at this moment: submission and state are read together.
    pub(super) async fn find(&self, reference: &Reference, now: Timestamp) -> Result<Option<Found>, StoreError> {
        let keys = [key(items::request_key(reference), SUBMISSION), key(items::case_key(reference), STATE)];
        let mut found = self.get_together(keys).await?;
        let (state, submission) = (found.pop().flatten(), found.pop().flatten());
        match submission {
            Some(submission) => found_of(&submission, state.as_ref(), now),
            None => Ok(None),
        }
    }

    /// Items of several keys as they stand at one moment, at most 100, in the order of the keys.
    pub(super) async fn get_together(
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

    pub(super) async fn change(
        &self,
        reference: &Reference,
        expected: u64,
        change: Change,
    ) -> Result<Record, ChangeError> {
        // Random, and stored with the entry: so a change whose answer was lost is known when it is met again.
        let token = format!("{:032x}", fastrand::u128(..));
        for _ in 0..ATTEMPTS {
            let before = self.find(reference, change.at).await?.ok_or(ChangeError::Unknown)?;
            if before.record.version != expected {
                return match self.is_own(&before.record, expected, &token).await? {
                    true => Ok(before.record),
                    false => Err(ChangeError::Conflict(Box::new(before.record))),
                };
            }
            let (after, entry) = change.clone().apply(before.record.clone())?;
            let mut parts = self.parts(&before, &after, &entry, &token, change.at)?;
            let older = self.entries_to_move(&before, after.until).await?;
            let (together, apart) = older.split_at(older.len().min(MOST_TOGETHER));
            for sk in together {
                parts.push(self.entry_moved(reference, sk, after.until)?);
            }
            // Nothing may vanish before the rest: what lives longer from now on is moved first, else last.
            let is_longer = after.until > before.record.until;
            if is_longer && let Err(error) = self.move_entries(reference, apart, after.until).await {
                self.align(&before.record, apart).await;
                return Err(error.into());
            }
            match self.transact(parts).await {
                Ok(true) => {
                    if !is_longer {
                        self.align(&after, apart).await;
                    }
                    return Ok(after);
                }
                // It was lost against another change, or nobody knows: what stands there tells.
                refused => {
                    let Some(found) = self.find(reference, change.at).await? else { return Err(ChangeError::Unknown) };
                    self.align(&found.record, apart).await;
                    if let Err(error) = refused {
                        let own = self.is_own(&found.record, expected, &token).await?;
                        return if own { Ok(found.record) } else { Err(error.into()) };
                    }
                }
            }
        }
        Err(StoreError::closed(format!("the table {} refuses a change again and again", self.name)).into())
    }

    /// Whether it was this very change that made a record's version.
    async fn is_own(&self, record: &Record, expected: u64, token: &str) -> Result<bool, StoreError> {
        if record.version != expected + 1 {
            return Ok(false);
        }
        let entry = key(items::case_key(&record.submission.reference), items::entry_key(record.version));
        let entry = self.get_together([entry]).await?.pop().flatten();
        Ok(entry.is_some_and(|entry| Reading::of(&entry).text("token").is_ok_and(|found| found == token)))
    }

    /// What a change writes, all of it or nothing.
    fn parts(
        &self,
        before: &Found,
        after: &Record,
        entry: &Entry,
        token: &str,
        now: Timestamp,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let reference = &after.submission.reference;
        let state = PutOf::builder()
            .table_name(&self.name)
            .set_item(Some(items::state(after)?))
            .expression_attribute_names("#expires", "expires")
            .expression_attribute_values(":now", seconds(now));
        let state = if before.has_state {
            state
                .condition_expression("#version = :version AND #expires > :now")
                .expression_attribute_names("#version", "version")
                .expression_attribute_values(":version", number(before.record.version))
        } else {
            state
                .condition_expression("attribute_not_exists(#pk) OR #expires <= :now")
                .expression_attribute_names("#pk", "pk")
        };
        let mut entry = items::entry(reference, after.version, entry, after.until)?;
        entry.insert("token".to_owned(), text(token));
        let entry = PutOf::builder().table_name(&self.name).set_item(Some(entry));
        let submission = Update::builder()
            .table_name(&self.name)
            .set_key(Some(key(items::request_key(reference), SUBMISSION)))
            .update_expression("SET #expires = :expires REMOVE #shelf, #place")
            .condition_expression("attribute_exists(#pk)")
            .expression_attribute_names("#pk", "pk")
            .expression_attribute_names("#expires", "expires")
            .expression_attribute_names("#shelf", "shelf")
            .expression_attribute_names("#place", "place")
            .expression_attribute_values(":expires", seconds(after.until));
        let mut parts = vec![
            TransactWriteItem::builder().put(state.build().map_err(malformed)?).build(),
            TransactWriteItem::builder().put(entry.build().map_err(malformed)?).build(),
            TransactWriteItem::builder().update(submission.build().map_err(malformed)?).build(),
        ];
        if !before.has_state {
            // What an earlier life of this reference left must not be told as the beginning of this one.
            parts.push(self.entry_gone(reference, &items::entry_key(1))?);
        }
        Ok(parts)
    }

    /// Writes all parts or none; tells whether all conditions held. The client gives each call a token, by which the
    /// service knows an attempt that it has seen before.
    pub(super) async fn transact(&self, parts: Vec<TransactWriteItem>) -> Result<bool, StoreError> {
        match self.client.transact_write_items().set_transact_items(Some(parts)).send().await {
            Ok(_) => Ok(true),
            Err(error) if is_condition(&error) => Ok(false),
            Err(error) => Err(failed(&self.name, error)),
        }
    }

    /// Erases the submission first: from then on nobody finds the rest, and no change can add to it.
    pub(super) async fn erase(&self, reference: &Reference) -> Result<bool, StoreError> {
        let key = key(items::request_key(reference), SUBMISSION);
        let delete = self.client.delete_item().table_name(&self.name).set_key(Some(key));
        let deleted = delete.return_values(ReturnValue::AllOld).send().await;
        let was_there = deleted.map_err(|error| failed(&self.name, error))?.attributes.is_some();
        let erased = self.erase_case(reference).await?;
        Ok(was_there || erased)
    }
}

/// What a submission and its state tell together.
pub(super) fn found_of(submission: &Item, state: Option<&Item>, now: Timestamp) -> Result<Option<Found>, StoreError> {
    let reading = Reading::of(submission);
    if let Some(state) = state.map(Reading::of)
        && !state.has_expired(now)?
    {
        let record = state.record(reading.submission()?)?;
        return Ok(Some(Found { record, has_state: true }));
    }
    if reading.has_expired(now)? {
        return Ok(None);
    }
    let deadlines = Deadlines { until: reading.expires()?, due: reading.due()? };
    let record = Record::first(reading.submission()?, deadlines);
    Ok(Some(Found { record, has_state: false }))
}

pub(super) fn malformed(error: BuildError) -> StoreError {
    StoreError::unavailable("a question can't be written", error)
}
