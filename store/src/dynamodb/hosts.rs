//! Hosts: whom an offer belongs to, and how introductions were answered. Both are found through the links that the desk
//! wrote with its steps; nobody else can write under a case's key.

use std::collections::HashMap;

use domain::case::{Action, HostContact, Status};
use domain::text::Slug;
use jiff::Timestamp;

use super::indexes::BY_SUBJECT;
use super::item_reader::ItemReader;
use super::items::{self, key, text};
use super::merged_query::{IndexQuery, KeyRange, MergedQuery, Row};
use super::requests::FoundRecord;
use super::shards::moment;
use super::subjects::{self, INTRODUCTIONS};
use super::table::Table;
use crate::relations::sender_contact;
use crate::{IntroductionOutcome, StoreError};

/// Rows that are read at a time. An offer was accepted once, or a few times.
const SOME: usize = 5;
const MANY: usize = 1_000;
/// Items that can be read at one moment: a limit of the service.
const MOST_TOGETHER: usize = 100;

impl Table {
    /// Introductions since a moment, the newest first.
    pub(super) async fn introductions(
        &self,
        since: Timestamp,
        now: Timestamp,
    ) -> Result<Vec<IntroductionOutcome>, StoreError> {
        let part = KeyRange::After(text(moment(since)));
        let index_query = IndexQuery { part, backwards: true, first_limit: MANY, ..IndexQuery::of(BY_SUBJECT, now) };
        let mut merged = MergedQuery::new(self, index_query, vec![INTRODUCTIONS.to_owned()]);
        let mut introductions = Vec::new();
        while let Some(rows) = merged.next(MANY).await? {
            let rows: Vec<&Row> = rows.iter().filter(|row| row.reading().is_of_case()).collect();
            let mut closed = self.closed_of(&rows).await?;
            for row in rows {
                let reading = row.reading();
                introductions.push(IntroductionOutcome {
                    reference: row.reference.clone(),
                    offer: reading.needed_slug("offer")?,
                    at: reading.placed_at("moment")?,
                    answered: reading.moment("answered")?,
                    open: reading.has("open"),
                    closed: closed.remove(&reading.key()?),
                });
            }
        }
        Ok(introductions)
    }

    /// When introductions ended without an answer, by their keys. The index does not carry it, so their items are read.
    async fn closed_of(&self, rows: &[&Row]) -> Result<HashMap<(String, String), Timestamp>, StoreError> {
        let ended = rows.iter().map(|row| row.reading()).filter(|row| !row.has("answered") && !row.has("open"));
        let keys: Vec<(String, String)> = ended.map(|row| row.key()).collect::<Result<_, _>>()?;
        let mut closed = HashMap::new();
        for keys in keys.chunks(MOST_TOGETHER) {
            let items = self.get_items(keys.iter().map(|(case, link)| key(case.clone(), link.clone()))).await?;
            for (key, item) in keys.iter().zip(&items) {
                let moment = item.as_ref().map(|item| ItemReader::new(item).moment("closed")).transpose()?.flatten();
                closed.extend(moment.map(|moment| (key.clone(), moment)));
            }
        }
        Ok(closed)
    }

    /// Whom to write to about an offer: who proposed it, if it came by the form; else who was introduced by it last.
    pub(super) async fn host_contact(&self, offer: &Slug, now: Timestamp) -> Result<Option<HostContact>, StoreError> {
        let newest = IndexQuery { backwards: true, first_limit: SOME, ..IndexQuery::of(BY_SUBJECT, now) };
        let mut proposals = MergedQuery::new(self, newest.clone(), vec![subjects::accepted(offer)]);
        while let Some(rows) = proposals.next(SOME).await? {
            for row in rows.iter().filter(|row| row.reading().is_of_case()) {
                if let Some(contact) = self.proposer(row, offer, now).await? {
                    return Ok(Some(contact));
                }
            }
        }
        let mut introductions = MergedQuery::new(self, newest, vec![subjects::offer(offer)]);
        while let Some(rows) = introductions.next(SOME).await? {
            for row in rows.iter().filter(|row| row.reading().is_of_case()) {
                if let Some(contact) = self.introduced_by(row).await? {
                    return Ok(Some(contact));
                }
            }
        }
        Ok(None)
    }

    /// Who proposed an offer, if the proposal still is what the offer was made of.
    async fn proposer(&self, row: &Row, offer: &Slug, now: Timestamp) -> Result<Option<HostContact>, StoreError> {
        let Some(FoundRecord { record, .. }) = self.find(&row.reference, now).await? else { return Ok(None) };
        let stands = record.status == Status::Accepted && record.handling.offer.as_ref() == Some(offer);
        Ok(stands.then(|| sender_contact(record.submission.request)))
    }

    /// Whom the introduction of a link was sent to: the entry beside the link says so.
    async fn introduced_by(&self, row: &Row) -> Result<Option<HostContact>, StoreError> {
        let Some(version) = items::version_of(row.reading().text("sk")?) else { return Ok(None) };
        let entry = key(items::case_key(&row.reference), items::entry_key(version));
        let Some(entry) = self.get_items([entry]).await?.pop().flatten() else { return Ok(None) };
        let (_, entry) = ItemReader::new(&entry).entry()?;
        Ok(match entry.event.step() {
            Some(Action::Introduce(introduction)) => Some(introduction.host.clone()),
            _ => None,
        })
    }
}
