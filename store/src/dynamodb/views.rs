//! The desk's views that a status alone does not make: what somebody works on, and what is overdue. Indexes say where to
//! look; whether a request belongs to a view, its record tells.

use std::collections::BTreeSet;

use domain::case::{Reference, Status};
use jiff::Timestamp;

use super::indexes::{BY_DUE, BY_SUBJECT};
use super::items::{self, text};
use super::lists::page_of;
use super::merged_query::{IndexQuery, KeyRange, MergedQuery};
use super::requests::FoundRecord;
use super::shards::{moment, sort_key, status_partitions};
use super::subjects;
use super::table::Table;
use crate::search_keys::folded;
use crate::{Cursor, Filter, Page, Record, StoreError, Summary, View};

impl Table {
    /// A page of a view.
    pub(super) async fn list(
        &self,
        filter: &Filter,
        after: Option<&Cursor>,
        now: Timestamp,
    ) -> Result<Page, StoreError> {
        match &filter.view {
            View::All => self.list_by_status(&Status::ALL, filter, after, now).await,
            View::Status(status) => self.list_by_status(&[*status], filter, after, now).await,
            View::Waiting => self.list_by_status(&Status::WAITING, filter, after, now).await,
            View::Mine(who) => {
                let part = after
                    .map_or(KeyRange::Whole, |cursor| KeyRange::Before(text(sort_key(cursor.at, &cursor.reference))));
                let index_query =
                    IndexQuery { part, backwards: true, form: filter.form, ..IndexQuery::of(BY_SUBJECT, now) };
                let merged = MergedQuery::new(self, index_query, vec![subjects::worker(who)]);
                let who = folded(who);
                let is_mine = |record: &Record| {
                    let assignee = record.handling.assignee.as_deref().map(folded);
                    record.status.is_open() && assignee.as_ref() == Some(&who)
                };
                Ok(page_of(self.confirmed_by_records(merged, is_mine, None, now).await?, |row| row.received))
            }
            View::Overdue => {
                let index_query = IndexQuery { form: filter.form, ..overdue(after, now) };
                let merged = MergedQuery::new(self, index_query, status_partitions(&items::OPEN));
                let is_overdue = |record: &Record| record.due.is_some_and(|due| due <= now);
                let last = after.map(|cursor| &cursor.reference);
                let rows = self.confirmed_by_records(merged, is_overdue, last, now).await?;
                Ok(page_of(rows, |row| row.due.unwrap_or(row.received)))
            }
        }
    }

    /// The next rows whose records fit: as many as a page has, and one more. The last of the page before is
    /// left out.
    async fn confirmed_by_records(
        &self,
        mut merged: MergedQuery,
        fits: impl Fn(&Record) -> bool,
        last: Option<&Reference>,
        now: Timestamp,
    ) -> Result<Vec<Summary>, StoreError> {
        let mut seen: BTreeSet<Reference> = last.into_iter().cloned().collect();
        let mut rows = Vec::new();
        while rows.len() <= Page::SIZE {
            let Some(candidates) = merged.next(Page::SIZE + 1 - rows.len()).await? else { break };
            let new: Vec<Reference> =
                candidates.into_iter().map(|row| row.reference).filter(|each| seen.insert(each.clone())).collect();
            for FoundRecord { record, .. } in self.find_all(new, now).await? {
                if fits(&record) {
                    rows.push(Summary::of(&record));
                }
            }
        }
        Ok(rows)
    }
}

/// What is overdue, the longest first; from where a page ended.
pub(super) fn overdue(after: Option<&Cursor>, now: Timestamp) -> IndexQuery {
    let from = after.map_or_else(|| "0".to_owned(), |cursor| sort_key(cursor.at, &cursor.reference));
    // Deadlines are places: a moment, a tilde, a reference. Two tildes sort behind all that are due at a moment.
    let until = format!("{}~~", moment(now));
    // What is asked between two places must not end before it begins, as after a cursor of another clock it might.
    let until = until.max(from.clone());
    IndexQuery { part: KeyRange::Between(text(from), text(until)), ..IndexQuery::of(BY_DUE, now) }
}
