//! Search by words. DynamoDB has no index of words, and the public function can put one item only, so what may fit is looked
//! for by five questions, each bounded, and its record tells whether it does:
//!
//! 1. a whole reference;
//! 2. a whole e-mail address, of a sender or of a host that was introduced;
//! 3. how an organisation's name begins: with all the words, or with the first of them;
//! 4. the whole name of an offer that was introduced, as its address has it;
//! 5. any words, in the newest [`NEWEST`] requests.
//!
//! So of requests older than these, a person's name or a word of a text finds nothing. The store in a file finds them.

use std::collections::BTreeSet;

use domain::case::{Reference, Status};
use domain::text::Slug;
use jiff::Timestamp;

use super::indexes::{BY_ORGANISATION, BY_STATUS, BY_SUBJECT};
use super::lists::page_of;
use super::merged_query::{IndexQuery, KeyRange, MergedQuery};
use super::persons::{gather, newest_first};
use super::requests::FoundRecord;
use super::shards::status_partitions;
use super::subjects;
use super::table::Table;
use crate::search_keys::{searchable, sought};
use crate::{Cursor, Page, Record, StoreError, Summary};

/// Requests of which every word is looked at. Reading them takes a tenth of a second.
const NEWEST: usize = 500;

/// Requests that an address or the beginning of a name can find.
const MOST: usize = 500;

impl Table {
    pub(super) async fn search(&self, words: &str, after: Option<&Cursor>, now: Timestamp) -> Result<Page, StoreError> {
        let sought = sought(words);
        let Some(first) = sought.first() else { return Ok(Page { rows: Vec::new(), next: None }) };
        let mut found: BTreeSet<Reference> = Reference::parse(words).into_iter().collect();
        let newest = |index, first_limit| IndexQuery { backwards: true, first_limit, ..IndexQuery::of(index, now) };
        if words.contains('@') {
            let partition = vec![subjects::person(words)];
            gather(&mut MergedQuery::new(self, newest(BY_SUBJECT, MOST), partition), MOST, &mut found).await?;
        }
        // "Boat yard" may be the offer boat-yard.
        if let Some(offer) = Slug::parse(&sought.join("-")) {
            gather(
                &mut MergedQuery::new(self, newest(BY_SUBJECT, MOST), vec![subjects::offer(&offer)]),
                MOST,
                &mut found,
            )
            .await?;
        }
        for start in BTreeSet::from([subjects::name_key(words), subjects::name_key(first)]) {
            let index_query = IndexQuery { part: KeyRange::Beginning(start), ..IndexQuery::of(BY_ORGANISATION, now) };
            gather(&mut MergedQuery::new(self, index_query, subjects::registers()), MOST, &mut found).await?;
        }
        let mut merged = MergedQuery::new(self, newest(BY_STATUS, Page::SIZE), status_partitions(&Status::ALL));
        gather(&mut merged, NEWEST, &mut found).await?;
        let mut records: Vec<Record> = Vec::new();
        for FoundRecord { record, .. } in self.find_all(found, now).await? {
            if has_all(&searchable(&record), &sought) && is_after(&record, after) {
                records.push(record);
            }
        }
        records.sort_by(newest_first);
        Ok(page_of(records.iter().take(Page::SIZE + 1).map(Summary::of).collect(), |row| row.received))
    }
}

/// Whether each of some words begins a word of a text.
fn has_all(text: &str, sought: &[String]) -> bool {
    sought.iter().all(|start| text.split(' ').any(|word| word.starts_with(start.as_str())))
}

fn is_after(record: &Record, after: Option<&Cursor>) -> bool {
    let place = (record.submission.received, &record.submission.reference);
    after.is_none_or(|cursor| place < (cursor.at, &cursor.reference))
}
