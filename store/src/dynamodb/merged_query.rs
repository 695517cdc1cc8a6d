//! Walking along an index: several partitions, merged into one order, read as far as somebody wants to go.

use std::collections::VecDeque;

use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, Select};
use domain::case::Reference;
use domain::request::Form;
use jiff::Timestamp;

use super::error::failed;
use super::indexes::Index;
use super::item_reader::ItemReader;
use super::items::{Item, seconds, text};
use super::table::{Table, for_each};
use crate::StoreError;

/// Rows that a partition is asked for after the first page of it: many, since few of them fit.
const MANY: i32 = 1_000;

/// Which part of a partition, by the key that orders it.
#[derive(Debug, Clone)]
pub(super) enum KeyRange {
    /// All of it.
    Whole,
    /// What comes before a value.
    Before(AttributeValue),
    /// What comes after a value.
    After(AttributeValue),
    /// From a value to another, both included.
    Between(AttributeValue, AttributeValue),
    /// What begins with a text.
    Beginning(String),
}

/// What is asked of every partition.
#[derive(Debug, Clone)]
pub(super) struct IndexQuery {
    pub(super) index: Index,
    pub(super) part: KeyRange,
    /// From the end to the beginning.
    pub(super) backwards: bool,
    /// Only what has not expired by then, where that is not what orders the index.
    pub(super) now: Option<Timestamp>,
    /// Only what came by this form, in an index that carries it.
    pub(super) form: Option<Form>,
    /// Rows of a partition that are read first.
    pub(super) first_limit: usize,
}

impl IndexQuery {
    /// The whole of an index, from the beginning, without what has expired.
    pub(super) fn of(index: Index, now: Timestamp) -> Self {
        Self { index, part: KeyRange::Whole, backwards: false, now: Some(now), form: None, first_limit: 51 }
    }

    fn query(&self, table: &Table, partition: &str) -> QueryFluentBuilder {
        let Index { name, partition: hash, order, .. } = self.index;
        let mut query = table
            .client
            .query()
            .table_name(&table.name)
            .index_name(name)
            .scan_index_forward(!self.backwards)
            .expression_attribute_names("#partition", hash)
            .expression_attribute_values(":partition", text(partition));
        let (condition, values): (_, Vec<(&str, AttributeValue)>) = match self.part.clone() {
            KeyRange::Whole => ("", vec![]),
            KeyRange::Before(value) => (" AND #order < :value", vec![(":value", value)]),
            KeyRange::After(value) => (" AND #order > :value", vec![(":value", value)]),
            KeyRange::Between(from, to) => (" AND #order BETWEEN :from AND :to", vec![(":from", from), (":to", to)]),
            KeyRange::Beginning(start) => (" AND begins_with(#order, :start)", vec![(":start", text(start))]),
        };
        if !values.is_empty() {
            query = query.expression_attribute_names("#order", order);
        }
        query = query.key_condition_expression(format!("#partition = :partition{condition}"));
        for (name, value) in values {
            query = query.expression_attribute_values(name, value);
        }
        let mut filters = Vec::new();
        if let Some(now) = self.now {
            filters.push("#expires > :now");
            query = query.expression_attribute_names("#expires", "expires");
            query = query.expression_attribute_values(":now", seconds(now));
        }
        if let Some(form) = self.form {
            filters.push("#form = :form");
            query = query.expression_attribute_names("#form", "form");
            query = query.expression_attribute_values(":form", text(form.code()));
        }
        if filters.is_empty() { query } else { query.filter_expression(filters.join(" AND ")) }
    }
}

/// A row of an index.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) reference: Reference,
    pub(super) item: Item,
    /// What orders it among the rows of other partitions.
    order: String,
}

impl Row {
    pub(super) fn reading(&self) -> ItemReader<'_> {
        ItemReader::new(&self.item)
    }
}

/// One partition, as far as it was read.
struct Partition {
    partition: String,
    rows: VecDeque<Row>,
    asked: bool,
    next: Option<Item>,
}

impl Partition {
    fn is_finished(&self) -> bool {
        self.asked && self.next.is_none()
    }

    /// Whether nothing is known of what stands here next.
    fn needs_more(&self) -> bool {
        self.rows.is_empty() && !self.is_finished()
    }
}

/// A walk along some partitions of an index, in their common order.
pub(super) struct MergedQuery {
    table: Table,
    question: IndexQuery,
    partitions_read: Vec<Partition>,
}

impl MergedQuery {
    /// A walk that has not begun.
    pub(super) fn new(table: &Table, question: IndexQuery, partitions: Vec<String>) -> Self {
        let strand = |partition| Partition { partition, rows: VecDeque::new(), asked: false, next: None };
        Self { table: table.clone(), question, partitions_read: partitions.into_iter().map(strand).collect() }
    }

    /// The next rows, at most so many; none at the end.
    pub(super) async fn next(&mut self, most: usize) -> Result<Vec<Row>, StoreError> {
        let partitions_read = std::mem::take(&mut self.partitions_read);
        let (table, question) = (&self.table, &self.question);
        self.partitions_read = for_each(partitions_read, |strand| {
            let (table, question) = (table.clone(), question.clone());
            async move { read_on(&table, strand, &question).await }
        })
        .await?;
        let mut rows = Vec::new();
        while rows.len() < most && !self.partitions_read.iter().any(Partition::needs_more) {
            let begun = self.partitions_read.iter_mut().filter(|strand| !strand.rows.is_empty());
            let order = |strand: &Partition| strand.rows.front().map(|row| row.order.clone());
            let first = match self.question.backwards {
                true => begun.max_by_key(|strand| order(strand)),
                false => begun.min_by_key(|strand| order(strand)),
            };
            let Some(row) = first.and_then(|strand| strand.rows.pop_front()) else { break };
            rows.push(row);
        }
        Ok(rows)
    }

    /// How many rows there are.
    pub(super) async fn count(self) -> Result<u64, StoreError> {
        let Self { table, question, partitions_read } = self;
        let counted = for_each(partitions_read, |strand| {
            let query = question.query(&table, &strand.partition).select(Select::Count);
            let name = table.name.clone();
            async move {
                let mut pages = query.into_paginator().send();
                let mut count = 0;
                while let Some(page) = pages.next().await {
                    count += u64::try_from(page.map_err(|error| failed(&name, error))?.count).unwrap_or_default();
                }
                Ok(count)
            }
        });
        Ok(counted.await?.into_iter().sum())
    }
}

/// Reads on where it is not known what stands next.
async fn read_on(table: &Table, mut strand: Partition, question: &IndexQuery) -> Result<Partition, StoreError> {
    while strand.needs_more() {
        let limit = if strand.asked { MANY } else { i32::try_from(question.first_limit).unwrap_or(MANY) };
        let query = question.query(table, &strand.partition).limit(limit);
        let found = query.set_exclusive_start_key(strand.next.take()).send().await;
        let found = found.map_err(|error| failed(&table.name, error))?;
        strand.asked = true;
        strand.next = found.last_evaluated_key;
        for item in found.items.unwrap_or_default() {
            let reference = ItemReader::new(&item).reference()?;
            let order = ItemReader::new(&item).order(question.index.order)?;
            strand.rows.push_back(Row { reference, item, order });
        }
    }
    Ok(strand)
}
