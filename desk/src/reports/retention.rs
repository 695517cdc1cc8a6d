//! What leaves by itself, and when: so that nobody is surprised, and whatever still needs an answer gets one in time.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::case::Status;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::words::Words;
use store::{CaseStore, StoreError, Summary};

/// How far is looked ahead, in days; the first is soon.
const SOON: i64 = 30;
const LATER: i64 = 90;

/// What goes in the next time.
pub(super) async fn retention_report(
    store: &Arc<dyn CaseStore>,
    words: &Words,
    now: Timestamp,
) -> Result<Value, StoreError> {
    let after = |days: i64| now.saturating_add(SignedDuration::from_hours(days * 24)).unwrap_or(Timestamp::MAX);
    let expiring = store.expiring(after(LATER), now).await?;
    // By status, in the order of a request's life.
    let mut statuses: BTreeMap<Status, (usize, usize)> = BTreeMap::new();
    for (summary, until) in &expiring {
        let (soon, later) = statuses.entry(summary.status).or_default();
        *later += 1;
        *soon += usize::from(*until < after(SOON));
    }
    let statuses = statuses.into_iter();
    let statuses =
        statuses.map(|(status, (soon, later))| json!({ "status": words.status(status), "soon": soon, "later": later }));
    let rows = expiring.iter().map(|(summary, until)| {
        json!({
            "reference": summary.reference,
            "organisation": summary.organisation,
            "status": words.status(summary.status),
            "until": words.day(*until),
            "is_open": summary.status.is_open(),
        })
    });
    Ok(json!({
        "soon_days": SOON,
        "later_days": LATER,
        "statuses": statuses.collect::<Vec<_>>(),
        // Whether there are more than a store tells.
        "is_cut": expiring.len() >= Summary::MOST_EXPIRING,
        "rows": rows.collect::<Vec<_>>(),
    }))
}
