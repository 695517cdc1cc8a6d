//! What is counted of a request, kept for every year that it touches under a random name. It outlives the request: it has
//! no expiry and no reference, and the state, which knows the name, goes with the request.
//!
//! A submission that nobody has changed has no tally of its own, since the public function may put one item only. It is
//! counted where it stands. Before it goes it gets one: in the transaction that erases it, or by [`Table::count_before_expiry`], which
//! the desk calls every hour, long before the service removes it.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::case::{Reference, Status};
use domain::statistics::{Tally, tally};
use jiff::{SignedDuration, Timestamp};

use super::expressions::IS_FREE;
use super::indexes::{BY_EXPIRY, BY_STATUS};
use super::item_reader::ItemReader;
use super::items::{self, STATE, SUBMISSION, key, random_name, seconds, text};
use super::merged_query::{IndexQuery, KeyRange, MergedQuery, Row};
use super::requests::FoundRecord;
use super::shards::status_partitions;
use super::table::Table;
use crate::{Record, StoreError};

/// How long before its expiry an unread submission is counted by itself: a desk may be closed over a summer.
const SOON: SignedDuration = SignedDuration::from_hours(24 * 90);

/// Submissions that are counted at a time; the next hour counts the next.
const MOST_SOON: usize = 500;

/// Rows that are looked at a time.
const SOME: usize = 100;

/// What a record counts for.
pub(super) fn of_record(record: &Record) -> Option<Tally> {
    tally(&record.submission, record.status, &record.handling)
}

/// The years under which a tally is kept.
pub(super) fn years_of(tally: &Tally) -> BTreeSet<i16> {
    let Tally { received, matched, declined, closed, visit, .. } = tally;
    let others = [matched.map(|matched| matched.year), *declined, *closed, visit.as_ref().map(|visit| visit.year)];
    others.into_iter().flatten().chain([*received]).collect()
}

impl Table {
    /// What is written and removed so that a record is counted as it stands; `before` it was counted so, if it was.
    pub(super) fn tally_parts(
        &self,
        before: Option<&Record>,
        after: &Record,
        name: &str,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let (old, new) = (before.and_then(of_record), of_record(after));
        if old == new {
            return Ok(Vec::new());
        }
        let years = |tally: &Option<Tally>| tally.as_ref().map(years_of).unwrap_or_default();
        let (old_years, new_years) = (years(&old), years(&new));
        let mut parts = Vec::new();
        for year in old_years.difference(&new_years) {
            parts.push(self.delete_part(key(items::tally_key(*year), name))?);
        }
        for (year, tally) in new_years.into_iter().zip(new.iter().cycle()) {
            parts.push(self.put_part(items::tally(year, name, tally)?)?);
        }
        Ok(parts)
    }

    pub(super) async fn tallies(&self, year: i16) -> Result<Vec<Tally>, StoreError> {
        let mut tallies = self.uncounted(year).await?;
        for item in self.items_of(items::tally_key(year), "", &[]).await? {
            tallies.push(ItemReader::new(&item).tally()?);
        }
        Ok(tallies)
    }

    /// Submissions of a year that have no tally of their own.
    async fn uncounted(&self, year: i16) -> Result<Vec<Tally>, StoreError> {
        let beginning = |year: i16| text(format!("{year:04}-01-01T00:00:00.000000000Z"));
        let part = KeyRange::Between(beginning(year), beginning(year.saturating_add(1)));
        let index_query =
            IndexQuery { part, now: None, first_limit: SOME, ..IndexQuery::of(BY_STATUS, Timestamp::MIN) };
        let mut merged = MergedQuery::new(self, index_query, status_partitions(&[Status::New]));
        let mut tallies = Vec::new();
        while let Some(rows) = merged.next(SOME).await? {
            let rows: Vec<Row> = rows.into_iter().filter(|row| row.reading().is(SUBMISSION)).collect();
            if rows.is_empty() {
                continue;
            }
            let keys = rows.iter().map(|row| key(items::case_key(&row.reference), STATE));
            let states = self.get_items(keys).await?;
            for (row, state) in rows.iter().zip(states) {
                // A state that had not expired when this was put tells of it; what was put over it tells nothing.
                let received = row.reading().placed_at("place")?;
                if state.map_or(Ok(true), |state| ItemReader::new(&state).has_expired(received))? {
                    tallies.push(row.reading().tally_of_unread()?);
                }
            }
        }
        Ok(tallies)
    }

    /// Erases a submission that nobody has changed, and counts it; tells whether it was one.
    pub(super) async fn erase_uncounted(&self, reference: &Reference) -> Result<bool, StoreError> {
        let place = key(items::request_key(reference), SUBMISSION);
        let found = self.get_items([place.clone(), key(items::case_key(reference), STATE)]).await?;
        let [Some(submission), state] = &found[..] else { return Ok(false) };
        let reading = ItemReader::new(submission);
        // What can't be read can be erased, but not counted.
        let (true, Ok(submission)) = (reading.has("shelf"), reading.submission()) else { return Ok(false) };
        if let Some(state) = state
            && !ItemReader::new(state).has_expired(submission.received)?
        {
            return Ok(false);
        }
        let Some(tally) = tally(&submission, submission.first_status(), &Default::default()) else { return Ok(false) };
        let name = random_name();
        let mut parts = Vec::new();
        for year in years_of(&tally) {
            parts.push(self.put_part(items::tally(year, &name, &tally)?)?);
        }
        // A change takes it out of its partition.
        parts.push(self.delete_part_if(place, "attribute_exists(#shelf)")?);
        self.transact(parts).await
    }

    /// Counts what nobody has changed and will expire soon, by giving each a state.
    pub(super) async fn count_before_expiry(&self, now: Timestamp) -> Result<(), StoreError> {
        let soon = now.saturating_add(SOON).unwrap_or(Timestamp::MAX);
        let part = KeyRange::Before(seconds(soon));
        let index_query = IndexQuery { part, now: None, first_limit: SOME, ..IndexQuery::of(BY_EXPIRY, now) };
        let mut merged = MergedQuery::new(self, index_query, status_partitions(&[Status::New]));
        let mut left = MOST_SOON;
        while left > 0 {
            let Some(rows) = merged.next(left.min(SOME)).await? else { break };
            left -= rows.len();
            for row in rows.iter().filter(|row| row.reading().is(SUBMISSION)) {
                self.count_submission(&row.reference, now).await?;
            }
        }
        Ok(())
    }

    async fn count_submission(&self, reference: &Reference, now: Timestamp) -> Result<(), StoreError> {
        let found = match self.find(reference, now).await? {
            Some(found) => Some(found),
            // As it stood while it was there: what has expired is counted too, if the service has not removed it yet.
            None => self.find(reference, Timestamp::MIN).await?,
        };
        let Some(FoundRecord { record, has_state: false, .. }) = found else { return Ok(()) };
        let name = random_name();
        let state = items::state(&record, &name)?;
        let submission = key(items::request_key(reference), SUBMISSION);
        let mut parts = self.tally_parts(None, &record, &name)?;
        parts.push(self.put_part_if(state, IS_FREE, [(":now", seconds(now))])?);
        parts.push(self.update_part_if(submission, "REMOVE #shelf, #place, #due", "attribute_exists(#shelf)", [])?);
        // Where a condition does not hold, somebody has just changed it, and it is counted.
        self.transact(parts).await.map(drop)
    }
}
