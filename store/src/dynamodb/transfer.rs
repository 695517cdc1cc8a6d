//! Moving everything out of the table, or into it.

use domain::case::{CaseState, Reference, Reminders};
use jiff::Timestamp;

use super::error::failed;
use super::expressions::{IS_FREE, names, values};
use super::item_reader::ItemReader;
use super::items::{self, ENTRY, Item, STATE, SUBMISSION, key, random_name, seconds, text};
use super::links::links_of;
use super::requests::{FoundRecord, combine};
use super::table::{Table, for_each};
use super::timeline::timeline_of;
use crate::record::whole_second;
use crate::{Batch, BatchPosition, Deadlines, InsertOutcome, Record, StoreError, StoredCase};

/// Items that are read at a time; most requests are two or three.
const SOME: i32 = 200;

impl Table {
    /// Some requests, in the table's own order. It is read consistently, and not by the index, which may lag behind.
    pub(super) async fn read_batch(&self, after: Option<BatchPosition>, now: Timestamp) -> Result<Batch, StoreError> {
        let start = after.map(|mark| start_of(&mark)).transpose()?;
        let filter = "begins_with(#pk, :request) AND #sk = :submission";
        let scanned = self
            .client
            .scan()
            .table_name(&self.name)
            .consistent_read(true)
            .limit(SOME)
            .filter_expression(filter)
            .set_expression_attribute_names(names(filter))
            .set_expression_attribute_values(values([
                (":request", text("REQUEST#")),
                (":submission", text(SUBMISSION)),
            ]))
            .set_exclusive_start_key(start)
            .send()
            .await
            .map_err(|error| failed(&self.name, error))?;
        let submissions = scanned.items.unwrap_or_default();
        let cases = for_each(submissions, |submission| async move { self.whole(&submission, now).await });
        let next = scanned.last_evaluated_key.map(|key| mark_of(&key)).transpose()?;
        Ok(Batch { cases: cases.await?.into_iter().flatten().collect(), next })
    }

    /// Everything about one request.
    pub(super) async fn find_whole(
        &self,
        reference: &Reference,
        now: Timestamp,
    ) -> Result<Option<StoredCase>, StoreError> {
        let submission = self.get_items([key(items::request_key(reference), SUBMISSION)]).await?.pop().flatten();
        match submission {
            Some(submission) => self.whole(&submission, now).await,
            None => Ok(None),
        }
    }

    /// Everything about a submission: its state and its timeline are read together.
    async fn whole(&self, submission: &Item, now: Timestamp) -> Result<Option<StoredCase>, StoreError> {
        let reference = ItemReader::new(submission).reference()?;
        let items = self.case_items(&reference, "", &[]).await?;
        let state = items.iter().find(|item| ItemReader::new(item).is(STATE));
        let Some(FoundRecord { mut record, has_state, .. }) = combine(submission, state, now)? else { return Ok(None) };
        let is_entry = |item: &Item| ItemReader::new(item).text("sk").is_ok_and(|sk| sk.starts_with(ENTRY));
        let entries: Vec<Item> = items.iter().filter(|item| is_entry(item)).cloned().collect();
        let timeline = match has_state {
            true => timeline_of(&record, &entries)?,
            false => vec![items::first_entry(&record.submission)],
        };
        // A release that had no such marks knew nothing of handling either: its timeline tells.
        if !ItemReader::new(submission).has("subject") {
            record.handling = CaseState::of(&timeline);
            let due = Reminders::default().due(record.status, record.submission.received, &record.handling);
            record.due = due.map(whole_second);
        }
        Ok(Some(StoredCase { record, timeline }))
    }

    /// Keeps a request as it is. The submission comes last, together with its state: until then nobody finds the rest.
    pub(super) async fn insert_case(&self, case: &StoredCase) -> Result<InsertOutcome, StoreError> {
        let StoredCase { record, timeline } = case;
        let submission = &record.submission;
        if timeline.len() as u64 > record.version {
            let reason = format!("{} entries of a timeline made {} versions", timeline.len(), record.version);
            return Err(StoreError::Unreadable { reference: submission.reference.to_string(), reason });
        }
        if is_untouched(case) {
            return self.put_first(record).await;
        }
        let found = self.get_items([key(items::request_key(&submission.reference), SUBMISSION)]).await?;
        if let Some(Some(item)) = found.first()
            && !ItemReader::new(item).has_expired(submission.received)?
        {
            return Ok(InsertOutcome::AlreadyExists);
        }
        // An earlier life that has expired, or a transfer that broke off.
        self.erase_case(&submission.reference).await?;
        let links = links_of(&submission.reference, record.status, timeline);
        self.put_entries(record, timeline, &links).await?;
        let counted = random_name();
        let item = items::changed_submission(record)?;
        let mut parts = vec![
            self.put_part(items::state(record, &counted)?)?,
            self.put_part_if(item, IS_FREE, [(":now", seconds(submission.received))])?,
        ];
        parts.extend(self.tally_parts(None, record, &counted)?);
        Ok(if self.transact(parts).await? { InsertOutcome::Inserted } else { InsertOutcome::AlreadyExists })
    }
}

/// Whether nobody has changed a request since it came in: then it needs no state.
fn is_untouched(case: &StoredCase) -> bool {
    let StoredCase { record, timeline } = case;
    let first = Record::first(record.submission.clone(), Deadlines { until: record.until, due: record.due });
    let entry = items::first_entry(&record.submission);
    *record == first && *timeline == [entry]
}

fn mark_of(key: &Item) -> Result<BatchPosition, StoreError> {
    let reading = ItemReader::new(key);
    let written = serde_json::to_string(&[reading.text("pk")?, reading.text("sk")?]);
    written.map(BatchPosition).map_err(|error| StoreError::unavailable("a mark can't be written", error))
}

fn start_of(BatchPosition(written): &BatchPosition) -> Result<Item, StoreError> {
    let [pk, sk]: [String; 2] = serde_json::from_str(written)
        .map_err(|error| StoreError::unavailable("the mark is of another store", error))?;
    Ok(key(pk, sk))
}
