//! A request in short, as several pages show it.

use domain::case::Reference;
use jiff::Timestamp;
use serde::Serialize;

use super::words::{Day, Labelled, Moment, Words};
use store::Record;

/// A request in short, as several pages show it.
#[derive(Debug, Serialize)]
pub(super) struct RequestSummary {
    reference: Reference,
    organisation: String,
    form: String,
    status: Labelled,
    received: Moment,
    until: Day,
}

impl RequestSummary {
    pub(super) fn new(words: &Words, now: Timestamp, record: &Record) -> Self {
        let submission = &record.submission;
        Self {
            reference: submission.reference.clone(),
            organisation: submission.request.organisation.name.clone(),
            form: words.form(submission.request.wish.form()),
            status: words.status(record.status),
            received: words.moment(submission.received, now),
            until: words.day(record.until),
        }
    }
}
