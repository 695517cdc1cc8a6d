//! Changing a request: state, entry, links, tally and the life of all that was written before, at once or not at all.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::case::{Reference, TimelineEntry};
use jiff::Timestamp;

use super::expressions::IS_FREE;
use super::item_reader::ItemReader;
use super::items::{self, ENTRY, LINK, SUBMISSION, key, number, random_name, seconds, text};
use super::links::{Link, links_of, may_link};
use super::requests::FoundRecord;
use super::table::Table;
use super::timeline::timeline_of;
use crate::{Change, ChangeError, Record, StoreError};

/// Older items of a case that go along with a change within its own transaction. It may have 100 items and 4 MB; an entry
/// may take some 25 kB.
const MOST_TOGETHER: usize = 60;

/// How often a change is begun anew when it neither was made nor lost against another.
const ATTEMPTS: usize = 3;

/// What a change makes.
struct After<'a> {
    record: &'a Record,
    entry: &'a TimelineEntry,
    links: Vec<Link>,
    /// The name under which it is counted.
    counted: &'a str,
    /// By which this very change is known when it is met again.
    token: &'a str,
}

impl Table {
    pub(super) async fn change(
        &self,
        reference: &Reference,
        expected: u64,
        change: Change,
    ) -> Result<Record, ChangeError> {
        // Random, and stored with the entry: so a change whose answer was lost is known when it is met again.
        let token = random_name();
        for _ in 0..ATTEMPTS {
            let before = self.find(reference, change.at).await?.ok_or(ChangeError::Unknown)?;
            if before.record.version != expected {
                return match self.is_own(&before.record, expected, &token).await? {
                    true => Ok(before.record),
                    false => Err(ChangeError::Conflict(Box::new(before.record))),
                };
            }
            let (after, entry) = change.clone().apply(before.record.clone())?;
            let links = self.links_changed(&before, &after, &entry).await?;
            let counted = before.counted.clone().unwrap_or_else(random_name);
            let made = After { record: &after, entry: &entry, links, counted: &counted, token: &token };
            let mut parts = self.parts(&before, &made, change.at)?;
            parts.extend(self.tally_parts(before.counted.as_ref().map(|_| &before.record), &after, &counted)?);
            let written: BTreeSet<String> = made.written().collect();
            let others = self.others_of_case(&before, after.until).await?;
            let others: Vec<String> = others.into_iter().filter(|sk| !written.contains(sk)).collect();
            let (together, apart) = others.split_at(others.len().min(MOST_TOGETHER));
            for sk in together {
                parts.push(match before.has_state {
                    true => self.entry_moved(reference, sk, after.until)?,
                    // What an earlier life of this reference left must not become a part of this one.
                    false => self.delete_part(key(items::case_key(reference), sk))?,
                });
            }
            // The rest of an earlier life is beyond all versions of this one until it is gone.
            let apart = if before.has_state { apart } else { &[] };
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
        let entry = self.get_items([entry]).await?.pop().flatten();
        Ok(entry.is_some_and(|entry| ItemReader::new(&entry).text("token").is_ok_and(|found| found == token)))
    }

    /// The links that a change makes, or makes different.
    async fn links_changed(
        &self,
        before: &FoundRecord,
        after: &Record,
        entry: &TimelineEntry,
    ) -> Result<Vec<Link>, StoreError> {
        let record = &before.record;
        let reference = &record.submission.reference;
        if !may_link(entry, record.handling.introduced.is_some()) {
            return Ok(Vec::new());
        }
        // What made a version never changes, and the version is a condition of the change.
        let mut timeline = match before.has_state {
            true => timeline_of(record, &self.case_items(reference, ENTRY, &["sk", "entry"]).await?)?,
            false => vec![items::first_entry(&record.submission)],
        };
        let known = links_of(reference, record.status, &timeline);
        timeline.push(entry.clone());
        let links = links_of(reference, after.status, &timeline);
        Ok(links.into_iter().filter(|link| !known.contains(link)).collect())
    }

    /// The sort keys of what stands beside a state: what a change has to move along, if the expiry moves; for a request
    /// without a state, what an earlier life of its reference left.
    async fn others_of_case(&self, before: &FoundRecord, until: Timestamp) -> Result<Vec<String>, StoreError> {
        let record = &before.record;
        if before.has_state && record.until == until {
            return Ok(Vec::new());
        }
        let found = self.case_items(&record.submission.reference, "", &["sk"]).await?;
        let keys: Result<Vec<_>, _> =
            found.iter().map(|item| ItemReader::new(item).text("sk").map(str::to_owned)).collect();
        let fits =
            |sk: &String| items::version_of(sk).is_some_and(|version| !before.has_state || version <= record.version);
        let mut keys: Vec<String> = keys?.into_iter().filter(fits).collect();
        // Links first: they are what is found from elsewhere.
        keys.sort_by_key(|sk| !sk.starts_with(LINK));
        Ok(keys)
    }

    /// What a change writes, all of it or nothing.
    fn parts(&self, before: &FoundRecord, after: &After, now: Timestamp) -> Result<Vec<TransactWriteItem>, StoreError> {
        let After { record, entry, links, counted, token } = after;
        let reference = &record.submission.reference;
        let state = items::state(record, counted)?;
        let state = match before.has_state {
            true => {
                let given = [(":version", number(before.record.version)), (":now", seconds(now))];
                self.put_part_if(state, "#version = :version AND #expires > :now", given)?
            }
            false => self.put_part_if(state, IS_FREE, [(":now", seconds(now))])?,
        };
        let mut entry = items::entry(reference, record.version, entry, record.until)?;
        entry.insert("token".to_owned(), text(*token));
        let submission = self.update_part_if(
            key(items::request_key(reference), SUBMISSION),
            "SET #expires = :expires REMOVE #shelf, #place, #due",
            "attribute_exists(#pk)",
            [(":expires", seconds(record.until))],
        )?;
        let mut parts = vec![state, self.put_part(entry)?, submission];
        for link in links {
            parts.push(self.put_part(items::link(reference, link, record.until))?);
        }
        Ok(parts)
    }
}

impl After<'_> {
    /// The sort keys of the case that the change itself writes.
    fn written(&self) -> impl Iterator<Item = String> {
        let links = self.links.iter().map(items::link_key);
        links.chain([items::entry_key(self.record.version)])
    }
}
