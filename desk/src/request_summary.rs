//! A request in short, as several pages show it.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::words::Words;
use store::Record;

pub(super) fn request_summary(words: &Words, now: Timestamp, record: &Record) -> Value {
    let submission = &record.submission;
    json!({
        "reference": submission.reference,
        "organisation": submission.request.organisation.name,
        "form": words.form(submission.request.wish.form()),
        "status": words.status(record.status),
        "received": words.moment(submission.received, now),
        "until": words.day(record.until),
    })
}
