//! The list of what looks like a robot's: why, and how it begins, so that each can be judged without being opened.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::case::Reference;
use jiff::Timestamp;
use serde::Serialize;
use tokio::task::JoinSet;

use super::words::Words;
use store::{CaseStore, Page, Record, StoreError};

/// What a row says beside its summary.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Suspect {
    version: u64,
    reasons: Vec<String>,
    beginning: String,
    /// The language of the beginning.
    lang: String,
}

/// Letters of a text that a row shows.
const MOST_SHOWN: usize = 180;

impl Suspect {
    fn new(words: &Words, record: &Record) -> Self {
        let request = &record.submission.request;
        let text = request.written().prose.first().copied().unwrap_or_default();
        let mut letters = text.chars();
        let mut beginning: String = letters.by_ref().take(MOST_SHOWN).collect();
        if letters.next().is_some() {
            beginning.push('…');
        }
        Self {
            version: record.version,
            reasons: record.submission.suspicions.iter().map(|suspicion| words.suspicion(*suspicion)).collect(),
            beginning,
            lang: request.language.to_string(),
        }
    }
}

/// The suspects of a page. A list has summaries only; a page of it is few enough to read each whole, all at once.
pub(super) async fn read(
    records: &Arc<dyn CaseStore>,
    words: &Words,
    page: &Page,
    now: Timestamp,
) -> Result<BTreeMap<Reference, Suspect>, StoreError> {
    let mut reading = JoinSet::new();
    for row in &page.rows {
        let (records, reference) = (Arc::clone(records), row.reference.clone());
        reading.spawn(async move { records.get(&reference, now).await });
    }
    let mut suspects = BTreeMap::new();
    while let Some(read) = reading.join_next().await {
        let read = read.map_err(|error| StoreError::unavailable("a request can't be read", error))?;
        // What was erased meanwhile has no more to say.
        if let Some(record) = read? {
            suspects.insert(record.submission.reference.clone(), Suspect::new(words, &record));
        }
    }
    Ok(suspects)
}
