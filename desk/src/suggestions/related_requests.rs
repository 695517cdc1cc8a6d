//! Whether somebody has asked before: requests of the same sender or organisation, and what they have in common.

use domain::case::Status;
use domain::matching::duplicate::{Sign, duplicate_signs};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};

use crate::request_summary::RequestSummary;
use crate::words::Words;
use store::{Record, RelatedRequest};
use web::clock::day_of;

/// Earlier requests, and later ones.
#[derive(Debug, Default, Serialize)]
pub(super) struct RelatedRequests {
    /// Those that may be the same once more.
    duplicates: Vec<Value>,
    /// What to know before anything is done.
    hints: Vec<Value>,
    /// All others.
    others: Vec<Value>,
}

impl RelatedRequests {
    /// What a store knows of a request's sender and organisation.
    pub(super) fn new(words: &Words, now: Timestamp, record: &Record, related: &[RelatedRequest]) -> Self {
        let own = &record.submission.request;
        let row = |related: &RelatedRequest, signs: &[&str]| {
            let signs = words.list(signs.iter().map(|sign| words.text(&format!("sign-{sign}"))));
            json!({ "request": RequestSummary::new(words, now, &related.record), "signs": signs })
        };
        let (mut duplicates, mut others) = (Vec::new(), Vec::new());
        for one in related {
            let signs = duplicate_signs(own, &one.record.submission.request);
            if signs.is_empty() {
                others.push(one);
            } else {
                let signs: Vec<&str> = signs.into_iter().map(Sign::code).collect();
                duplicates.push(row(one, &signs));
            }
        }
        let hints = hints(words, &others);
        let whose = |one: &RelatedRequest| {
            if one.same_sender { Sign::Sender } else { Sign::Organisation }
        };
        let others = others.into_iter().map(|one| row(one, &[whose(one).code()])).collect();
        Self { duplicates, hints, others }
    }
}

/// The newest request that is still open, and the newest that was declined.
fn hints(words: &Words, related: &[&RelatedRequest]) -> Vec<Value> {
    let newest = |wanted: &dyn Fn(Status) -> bool| related.iter().find(|one| wanted(one.record.status));
    let hint = |related: &RelatedRequest, key: &str| {
        let whose = if related.same_sender { "sender" } else { "organisation" };
        let day = words.date(day_of(related.record.changed));
        let status = words.status(related.record.status).label;
        let text = words.format(&format!("{key}-{whose}"), [("day", day.into()), ("status", status.into())]);
        json!({ "reference": related.record.submission.reference, "text": text })
    };
    let open = newest(&Status::is_open).map(|related| hint(related, "seen-open"));
    let declined = newest(&|status| status == Status::Declined).map(|related| hint(related, "seen-declined"));
    open.into_iter().chain(declined).collect()
}
