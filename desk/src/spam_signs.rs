//! The list of what looks like a robot's: why, and how it begins, so that each can be judged without being opened.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::case::Reference;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::records::read_all;
use super::words::Words;
use store::{CaseStore, Page, Record, StoreError};

/// Letters of a text that a row shows.
const MAX_SHOWN: usize = 180;

/// What a row says beside its summary.
fn suspect(words: &Words, record: &Record) -> Value {
    let request = &record.submission.request;
    let text = request.written().prose.first().copied().unwrap_or_default();
    let mut letters = text.chars();
    let mut beginning: String = letters.by_ref().take(MAX_SHOWN).collect();
    if letters.next().is_some() {
        beginning.push('…');
    }
    let reasons = record.submission.suspicions.iter().map(|suspicion| words.suspicion(*suspicion));
    json!({
        "version": record.version,
        "reasons": reasons.collect::<Vec<_>>(),
        "beginning": beginning,
        "lang": request.language.as_str(),
    })
}

/// The suspects of a page. A list has summaries only; a page of it is few enough to read each whole.
pub(super) async fn read(
    store: &Arc<dyn CaseStore>,
    words: &Words,
    page: &Page,
    now: Timestamp,
) -> Result<BTreeMap<Reference, Value>, StoreError> {
    let records = read_all(store, page.rows.iter().map(|row| &row.reference), now).await?;
    Ok(records.iter().map(|record| (record.submission.reference.clone(), suspect(words, record))).collect())
}
