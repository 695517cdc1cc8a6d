//! The desk's lists, from the index `by-status`.
//!
//! Each status has some shelves, each in the order of reception; a list is merged from the shelves it needs. The index
//! follows the table a moment later, and a put could place a request anew. So before a row is shown, its state is read,
//! and that tells where it stands: a row that contradicts it is left out.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::types::Select;
use domain::request::Form;
use domain::submission::{Reference, Status};
use jiff::Timestamp;

use super::failure::failed;
use super::items::{self, Item, Reading, SHARDS, STATE, key, seconds, text};
use super::table::{INDEX, Table, for_each};
use crate::store::{Counts, Cursor, Filter, Page, StoreError, Summary, View};

/// Rows that a shelf is asked for after the first page of it: many, since few of them fit.
const MANY: i32 = 1_000;

/// States that are read in one transaction: the more there are, the likelier is one that is being changed.
const TOGETHER: usize = 25;

/// What is asked of every shelf.
#[derive(Clone)]
struct Question {
    form: Option<Form>,
    after: Option<String>,
    now: Timestamp,
}

/// One shelf, as far as it was read.
struct Shelf {
    status: Status,
    name: String,
    rows: VecDeque<Row>,
    asked: bool,
    next: Option<Item>,
}

/// A row of the index.
struct Row {
    place: String,
    is_state: bool,
    summary: Summary,
}

impl Shelf {
    /// All shelves of some statuses.
    fn all(statuses: &[Status]) -> Vec<Shelf> {
        let shelf = |status, shard| Shelf {
            status,
            name: items::shelf(status, shard),
            rows: VecDeque::new(),
            asked: false,
            next: None,
        };
        statuses.iter().flat_map(|&status| (0..SHARDS).map(move |shard| shelf(status, shard))).collect()
    }

    fn is_at_its_end(&self) -> bool {
        self.asked && self.next.is_none()
    }

    /// Whether nothing is known of what stands here next.
    fn is_unknown(&self) -> bool {
        self.rows.is_empty() && !self.is_at_its_end()
    }
}

impl Table {
    pub(super) async fn list(
        &self,
        filter: &Filter,
        after: Option<&Cursor>,
        now: Timestamp,
    ) -> Result<Page, StoreError> {
        let after = after.map(|cursor| items::place(cursor.at, &cursor.reference));
        let statuses = match &filter.view {
            View::All => Status::ALL.to_vec(),
            View::Status(status) => vec![*status],
            View::Waiting => Status::WAITING.to_vec(),
            View::Mine(_) | View::Overdue => {
                return Err(StoreError::closed(format!("the table {} has no index for this view yet", self.name)));
            }
        };
        let question = Question { form: filter.form, after, now };
        let mut shelves = Shelf::all(&statuses);
        let mut rows: Vec<Summary> = Vec::new();
        let mut seen = BTreeSet::new();
        // One more than a page, to know whether another follows.
        while rows.len() <= Page::SIZE {
            shelves = self.fill(shelves, &question).await?;
            let candidates = newest(&mut shelves, Page::SIZE + 1 - rows.len());
            if candidates.is_empty() {
                break;
            }
            for row in self.confirmed(candidates, &statuses, &question).await? {
                if seen.insert(row.reference.clone()) {
                    rows.push(row);
                }
            }
        }
        let more = rows.len() > Page::SIZE;
        rows.truncate(Page::SIZE);
        let last = rows.last().filter(|_| more);
        let next = last.map(|row| Cursor { at: row.received, reference: row.reference.clone() });
        Ok(Page { rows, next })
    }

    /// Reads on where it is not known what stands next.
    async fn fill(&self, shelves: Vec<Shelf>, question: &Question) -> Result<Vec<Shelf>, StoreError> {
        for_each(shelves, |shelf| {
            let (table, question) = (self.clone(), question.clone());
            async move { table.read_on(shelf, &question).await }
        })
        .await
    }

    async fn read_on(&self, mut shelf: Shelf, question: &Question) -> Result<Shelf, StoreError> {
        while shelf.is_unknown() {
            let limit = if shelf.asked { MANY } else { Page::SIZE as i32 + 1 };
            let query = self.shelf_query(&shelf, question).scan_index_forward(false).limit(limit);
            let found = query.set_exclusive_start_key(shelf.next.take()).send().await;
            let found = found.map_err(|error| failed(&self.name, error))?;
            shelf.asked = true;
            shelf.next = found.last_evaluated_key;
            for item in found.items.unwrap_or_default() {
                let reading = Reading::of(&item);
                let (place, is_state) = (reading.text("place")?.to_owned(), reading.is(STATE));
                shelf.rows.push_back(Row { place, is_state, summary: reading.summary(shelf.status)? });
            }
        }
        Ok(shelf)
    }

    fn shelf_query(&self, shelf: &Shelf, question: &Question) -> QueryFluentBuilder {
        let query = self
            .client
            .query()
            .table_name(&self.name)
            .index_name(INDEX)
            .expression_attribute_names("#shelf", "shelf")
            .expression_attribute_names("#expires", "expires")
            .expression_attribute_values(":shelf", text(&shelf.name))
            .expression_attribute_values(":now", seconds(question.now));
        let query = match &question.after {
            None => query.key_condition_expression("#shelf = :shelf"),
            Some(after) => query
                .key_condition_expression("#shelf = :shelf AND #place < :after")
                .expression_attribute_names("#place", "place")
                .expression_attribute_values(":after", text(after)),
        };
        match question.form {
            None => query.filter_expression("#expires > :now"),
            Some(form) => query
                .filter_expression("#expires > :now AND #form = :form")
                .expression_attribute_names("#form", "form")
                .expression_attribute_values(":form", text(form.name())),
        }
    }

    /// The rows that their states do not contradict.
    async fn confirmed(
        &self,
        rows: Vec<Row>,
        statuses: &[Status],
        question: &Question,
    ) -> Result<Vec<Summary>, StoreError> {
        // Two rows may be of one request, while it is being changed.
        let references: BTreeSet<Reference> = rows.iter().map(|row| row.summary.reference.clone()).collect();
        let references: Vec<Reference> = references.into_iter().collect();
        let states = for_each(references.chunks(TOGETHER).map(<[Reference]>::to_vec), |references| {
            let table = self.clone();
            async move {
                let keys = references.iter().map(|reference| key(items::case_key(reference), STATE));
                table.get_together(keys.collect::<Vec<_>>()).await
            }
        });
        let states = states.await?.into_iter().flatten();
        let states: BTreeMap<Reference, Option<Item>> = references.into_iter().zip(states).collect();
        let mut confirmed = Vec::new();
        for row in rows {
            let state = states.get(&row.summary.reference).and_then(Option::as_ref);
            if let Some(status) = status_of(&row, state, question.now)?
                && statuses.contains(&status)
            {
                confirmed.push(Summary { status, ..row.summary });
            }
        }
        Ok(confirmed)
    }

    /// Counted from the index, shelf by shelf: what was changed a moment ago may be counted where it was before.
    pub(super) async fn counts(&self, now: Timestamp) -> Result<Counts, StoreError> {
        let question = Question { form: None, after: None, now };
        let counted = for_each(Shelf::all(&Status::ALL), |shelf| {
            let (table, question) = (self.clone(), question.clone());
            async move { Ok((shelf.status, table.count(&shelf, &question).await?)) }
        });
        let mut counts = Counts::default();
        for (status, count) in counted.await? {
            if count > 0 {
                *counts.by_status.entry(status).or_default() += count;
            }
        }
        counts.waiting = Status::WAITING.iter().filter_map(|status| counts.by_status.get(status)).sum();
        Ok(counts)
    }

    async fn count(&self, shelf: &Shelf, question: &Question) -> Result<u64, StoreError> {
        let mut pages = self.shelf_query(shelf, question).select(Select::Count).into_paginator().send();
        let mut count = 0;
        while let Some(page) = pages.next().await {
            let page = page.map_err(|error| failed(&self.name, error))?;
            count += u64::try_from(page.count).unwrap_or_default();
        }
        Ok(count)
    }
}

/// Takes the newest rows off the shelves, as long as it is known of every shelf what stands next.
fn newest(shelves: &mut [Shelf], most: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    while rows.len() < most && !shelves.iter().any(Shelf::is_unknown) {
        let place = |shelf: &Shelf| shelf.rows.front().map(|row| row.place.clone());
        let Some(shelf) = shelves.iter_mut().max_by_key(|shelf| place(shelf)) else { break };
        let Some(row) = shelf.rows.pop_front() else { break };
        rows.push(row);
    }
    rows
}

/// The status of a row, unless its state says that it does not stand there.
fn status_of(row: &Row, state: Option<&Item>, now: Timestamp) -> Result<Option<Status>, StoreError> {
    let own = row.summary.status;
    let Some(state) = state.map(Reading::of) else {
        // Nobody but the desk gives another status than the first two.
        let is_first = matches!(own, Status::New | Status::SuspectedSpam);
        return Ok((!row.is_state && is_first).then_some(own));
    };
    if state.has_expired(now)? {
        return Ok((!row.is_state).then_some(own));
    }
    // Another place is that of a submission which was put over the one that was decided on.
    if state.text("place")? == row.place { state.status().map(Some) } else { Ok(None) }
}
