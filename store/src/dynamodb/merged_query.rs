//! Walking along an index: several partitions, merged into one order, read as far as somebody wants to go.

use std::collections::VecDeque;

use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, Select};
use domain::case::Reference;
use domain::request::Form;
use jiff::Timestamp;

use super::error::failed;
use super::expressions::names;
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
    Whole,
    Before(AttributeValue),
    After(AttributeValue),
    /// From a value to another, both included.
    Between(AttributeValue, AttributeValue),
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
        let (part, mut given): (_, Vec<(&str, AttributeValue)>) = match self.part.clone() {
            KeyRange::Whole => ("", vec![]),
            KeyRange::Before(value) => (" AND #order < :value", vec![(":value", value)]),
            KeyRange::After(value) => (" AND #order > :value", vec![(":value", value)]),
            KeyRange::Between(from, to) => (" AND #order BETWEEN :from AND :to", vec![(":from", from), (":to", to)]),
            KeyRange::Beginning(start) => (" AND begins_with(#order, :start)", vec![(":start", text(start))]),
        };
        let condition = format!("#hash = :hash{part}")
            .replace("#hash", &format!("#{hash}"))
            .replace("#order", &format!("#{order}"));
        given.push((":hash", text(partition)));
        let mut filters = Vec::new();
        if let Some(now) = self.now {
            filters.push("#expires > :now");
            given.push((":now", seconds(now)));
        }
        if let Some(form) = self.form {
            filters.push("#form = :form");
            given.push((":form", text(form.code())));
        }
        let filter = Some(filters.join(" AND ")).filter(|filter| !filter.is_empty());
        table
            .client
            .query()
            .table_name(&table.name)
            .index_name(name)
            .scan_index_forward(!self.backwards)
            .set_expression_attribute_names(names(&format!("{condition} {}", filter.as_deref().unwrap_or_default())))
            .set_expression_attribute_values(Some(
                given.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            ))
            .key_condition_expression(condition)
            .set_filter_expression(filter)
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

/// Rows of some partitions of an index, read in their common order.
pub(super) struct MergedQuery {
    table: Table,
    index_query: IndexQuery,
    partitions_read: Vec<Partition>,
}

impl MergedQuery {
    /// A query that has not begun.
    pub(super) fn new(table: &Table, index_query: IndexQuery, partitions: Vec<String>) -> Self {
        let partition = |partition| Partition { partition, rows: VecDeque::new(), asked: false, next: None };
        Self { table: table.clone(), index_query, partitions_read: partitions.into_iter().map(partition).collect() }
    }

    /// The next rows, at most so many; `None` at the end.
    pub(super) async fn next(&mut self, most: usize) -> Result<Option<Vec<Row>>, StoreError> {
        let partitions_read = std::mem::take(&mut self.partitions_read);
        let (table, index_query) = (&self.table, &self.index_query);
        self.partitions_read = for_each(partitions_read, |partition| read_on(table, partition, index_query)).await?;
        let mut rows = Vec::new();
        while rows.len() < most && !self.partitions_read.iter().any(Partition::needs_more) {
            let begun = self.partitions_read.iter_mut().filter(|partition| !partition.rows.is_empty());
            let order = |partition: &Partition| partition.rows.front().map(|row| row.order.clone());
            let first = match self.index_query.backwards {
                true => begun.max_by_key(|partition| order(partition)),
                false => begun.min_by_key(|partition| order(partition)),
            };
            let Some(row) = first.and_then(|partition| partition.rows.pop_front()) else { break };
            rows.push(row);
        }
        Ok(Some(rows).filter(|rows| !rows.is_empty()))
    }

    /// How many rows there are.
    pub(super) async fn count(self) -> Result<u64, StoreError> {
        let Self { table, index_query, partitions_read } = self;
        let counted = for_each(partitions_read, |partition| {
            let query = index_query.query(&table, &partition.partition).select(Select::Count);
            let name = &table.name;
            async move {
                let mut pages = query.into_paginator().send();
                let mut count = 0;
                while let Some(page) = pages.next().await {
                    count += u64::try_from(page.map_err(|error| failed(name, error))?.count).unwrap_or_default();
                }
                Ok(count)
            }
        });
        Ok(counted.await?.into_iter().sum())
    }
}

/// Reads on where it is not known what stands next.
async fn read_on(table: &Table, mut partition: Partition, index_query: &IndexQuery) -> Result<Partition, StoreError> {
    while partition.needs_more() {
        let limit = if partition.asked { MANY } else { i32::try_from(index_query.first_limit).unwrap_or(MANY) };
        let query = index_query.query(table, &partition.partition).limit(limit);
        let found = query.set_exclusive_start_key(partition.next.take()).send().await;
        let found = found.map_err(|error| failed(&table.name, error))?;
        partition.asked = true;
        partition.next = found.last_evaluated_key;
        for item in found.items.unwrap_or_default() {
            let reference = ItemReader::new(&item).reference()?;
            let order = ItemReader::new(&item).order(index_query.index.order)?;
            partition.rows.push_back(Row { reference, item, order });
        }
    }
    Ok(partition)
}
