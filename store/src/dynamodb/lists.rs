//! The desk's lists by status, from the index `by-status`.
//!
//! Each status has some partitions, each in the order of reception; a list is merged from the partitions it needs. The index
//! follows the table a moment later, and a put could place a request anew. So before a row is shown, its state is read,
//! and that tells where it stands: a row that contradicts it is left out.

use std::collections::{BTreeMap, BTreeSet};

use domain::case::{Reference, Status};
use jiff::Timestamp;

use super::indexes::BY_STATUS;
use super::item_reader::ItemReader;
use super::items::{self, Item, STATE, key, text};
use super::merged_query::{IndexQuery, KeyRange, MergedQuery, Row};
use super::shards::{sort_key, status_partitions};
use super::table::{Table, for_each};
use crate::{Cursor, Filter, Page, StoreError, Summary};

/// States that are read in one transaction: the more there are, the likelier is one that is being changed.
const TOGETHER: usize = 25;

impl Table {
    /// A page of what stands in the partitions of some statuses, the newest first.
    pub(super) async fn list_by_status(
        &self,
        statuses: &[Status],
        filter: &Filter,
        after: Option<&Cursor>,
        now: Timestamp,
    ) -> Result<Page, StoreError> {
        let part =
            after.map_or(KeyRange::Whole, |cursor| KeyRange::Before(text(sort_key(cursor.at, &cursor.reference))));
        let index_query = IndexQuery { part, backwards: true, form: filter.form, ..IndexQuery::of(BY_STATUS, now) };
        let mut merged = MergedQuery::new(self, index_query, status_partitions(statuses));
        let mut rows: Vec<Summary> = Vec::new();
        let mut seen = BTreeSet::new();
        // One more than a page, to know whether another follows.
        while rows.len() <= Page::SIZE {
            let Some(candidates) = merged.next(Page::SIZE + 1 - rows.len()).await? else { break };
            for row in self.confirmed(candidates, statuses, now).await? {
                if seen.insert(row.reference.clone()) {
                    rows.push(row);
                }
            }
        }
        Ok(page_of(rows, |row| row.received))
    }

    /// The rows that their states do not contradict.
    async fn confirmed(&self, rows: Vec<Row>, statuses: &[Status], now: Timestamp) -> Result<Vec<Summary>, StoreError> {
        // Two rows may be of one request, while it is being changed.
        let references: BTreeSet<Reference> = rows.iter().map(|row| row.reference.clone()).collect();
        let references: Vec<Reference> = references.into_iter().collect();
        let states = for_each(references.chunks(TOGETHER).map(<[Reference]>::to_vec), |references| async move {
            let keys = references.iter().map(|reference| key(items::case_key(reference), STATE));
            self.get_items(keys.collect::<Vec<_>>()).await
        });
        let states = states.await?.into_iter().flatten();
        let states: BTreeMap<Reference, Option<Item>> = references.into_iter().zip(states).collect();
        let mut confirmed = Vec::new();
        for row in rows {
            let state = states.get(&row.reference).and_then(Option::as_ref);
            if let Some(summary) = summary_of(&row, state, now)?
                && statuses.contains(&summary.status)
            {
                confirmed.push(summary);
            }
        }
        Ok(confirmed)
    }
}

/// A page of rows, of which there is one more if another page follows; `at` is what orders them.
pub(super) fn page_of(mut rows: Vec<Summary>, at: impl Fn(&Summary) -> Timestamp) -> Page {
    let more = rows.len() > Page::SIZE;
    rows.truncate(Page::SIZE);
    let last = rows.last().filter(|_| more);
    let next = last.map(|row| Cursor { at: at(row), reference: row.reference.clone() });
    Page { rows, next }
}

/// What a row shows, unless its state says that it does not stand there.
fn summary_of(row: &Row, state: Option<&Item>, now: Timestamp) -> Result<Option<Summary>, StoreError> {
    let reading = row.reading();
    let own = reading.summary(reading.partition_status()?)?;
    let is_state = reading.is(STATE);
    let Some(state) = state.map(ItemReader::new) else {
        // Nobody but the desk gives another status than the first two.
        let is_first = matches!(own.status, Status::New | Status::SuspectedSpam);
        return Ok((!is_state && is_first).then_some(own));
    };
    if state.has_expired(now)? {
        return Ok((!is_state).then_some(own));
    }
    // Another place is that of a submission which was put over the one that was decided on.
    if state.text("place")? != reading.text("place")? {
        return Ok(None);
    }
    let (due, offer, assignee) = (state.due()?, state.slug("offer")?, state.handling()?.assignee);
    Ok(Some(Summary { status: state.status()?, due, offer, assignee, ..own }))
}
