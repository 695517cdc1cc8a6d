//! What leaves by itself, and when: so that nobody is surprised, and whatever still needs an answer gets one in time.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::case::{Reference, Status};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::super::words::{Day, Labelled, Words};
use store::{CaseStore, StoreError, Summary};

/// How far is looked ahead, in days; the first is soon.
const SOON: i64 = 30;
const LATER: i64 = 90;

/// What goes in the next time.
#[derive(Serialize)]
pub(super) struct Retention {
    soon_days: i64,
    later_days: i64,
    /// By status, in the order of a request's life.
    statuses: Vec<Going>,
    rows: Vec<Row>,
    /// Whether there are more than a store tells.
    is_cut: bool,
}

#[derive(Serialize)]
struct Going {
    status: Labelled,
    soon: usize,
    later: usize,
}

#[derive(Serialize)]
struct Row {
    reference: Reference,
    organisation: String,
    status: Labelled,
    until: Day,
    is_open: bool,
}

impl Retention {
    pub(super) async fn read(records: &Arc<dyn CaseStore>, words: &Words, now: Timestamp) -> Result<Self, StoreError> {
        let after = |days: i64| now.saturating_add(SignedDuration::from_hours(days * 24)).unwrap_or(Timestamp::MAX);
        let expiring = records.expiring(after(LATER), now).await?;
        let mut statuses: BTreeMap<Status, (usize, usize)> = BTreeMap::new();
        for (summary, until) in &expiring {
            let (soon, later) = statuses.entry(summary.status).or_default();
            *later += 1;
            *soon += usize::from(*until < after(SOON));
        }
        let going = |(status, (soon, later))| Going { status: words.status(status), soon, later };
        Ok(Self {
            soon_days: SOON,
            later_days: LATER,
            statuses: statuses.into_iter().map(going).collect(),
            is_cut: expiring.len() >= Summary::MOST_EXPIRING,
            rows: expiring
                .into_iter()
                .map(|(summary, until)| Row {
                    reference: summary.reference,
                    organisation: summary.organisation,
                    status: words.status(summary.status),
                    until: words.day(until),
                    is_open: summary.status.is_open(),
                })
                .collect(),
        })
    }
}
