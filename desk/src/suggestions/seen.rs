//! Whether somebody has asked before: requests of the same sender or organisation, and what they have in common.

use domain::case::{Reference, Status};
use domain::matching::duplicate::{Sign, duplicate_signs};
use jiff::Timestamp;
use serde::Serialize;

use crate::words::{Labelled, Moment, Words};
use store::{Record, RelatedRequest};
use web::clock::day_of;

/// Earlier requests, and later ones.
#[derive(Debug, Default, Serialize)]
pub(super) struct Seen {
    /// Those that may be the same once more.
    duplicates: Vec<Row>,
    /// What to know before anything is done.
    hints: Vec<Hint>,
    /// All others.
    others: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    reference: Reference,
    organisation: String,
    form: String,
    status: Labelled,
    received: Moment,
    /// What both have in common.
    signs: String,
}

#[derive(Debug, Serialize)]
struct Hint {
    reference: Reference,
    text: String,
}

impl Seen {
    /// What a store knows of a request's sender and organisation.
    pub(super) fn new(words: &Words, now: Timestamp, record: &Record, related: &[RelatedRequest]) -> Self {
        let own = &record.submission.request;
        let told = |related: &RelatedRequest, signs: &[&str]| {
            let signs = words.list(signs.iter().map(|sign| words.text(&format!("sign-{sign}"))));
            Row::new(words, now, &related.record, signs)
        };
        let (mut duplicates, mut others) = (Vec::new(), Vec::new());
        for one in related {
            let signs = duplicate_signs(own, &one.record.submission.request);
            if signs.is_empty() {
                others.push(one);
            } else {
                let signs: Vec<&str> = signs.into_iter().map(Sign::code).collect();
                duplicates.push(told(one, &signs));
            }
        }
        let hints = hints(words, &others);
        let whose = |one: &RelatedRequest| if one.same_sender { Sign::Sender } else { Sign::Organisation };
        let others = others.into_iter().map(|one| told(one, &[whose(one).code()])).collect();
        Self { duplicates, hints, others }
    }
}

/// The newest request that is still open, and the newest that was declined.
fn hints(words: &Words, related: &[&RelatedRequest]) -> Vec<Hint> {
    let newest = |wanted: &dyn Fn(Status) -> bool| related.iter().find(|one| wanted(one.record.status));
    let hint = |related: &RelatedRequest, key: &str| {
        let whose = if related.same_sender { "sender" } else { "organisation" };
        let day = words.date(day_of(related.record.changed));
        let status = words.status(related.record.status).label;
        Hint {
            reference: related.record.submission.reference.clone(),
            text: words.format(&format!("{key}-{whose}"), [("day", day.into()), ("status", status.into())]),
        }
    };
    let open = newest(&Status::is_open).map(|related| hint(related, "seen-open"));
    let declined = newest(&|status| status == Status::Declined).map(|related| hint(related, "seen-declined"));
    open.into_iter().chain(declined).collect()
}

impl Row {
    fn new(words: &Words, now: Timestamp, record: &Record, signs: String) -> Self {
        let submission = &record.submission;
        Self {
            reference: submission.reference.clone(),
            organisation: submission.request.organisation.name.clone(),
            form: words.form(submission.request.wish.form()),
            status: words.status(record.status),
            received: words.moment(submission.received, now),
            signs,
        }
    }
}
