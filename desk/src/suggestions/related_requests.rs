//! Whether somebody has asked before: requests of the same sender or organisation, and what they have in common.

use domain::case::Status;
use domain::matching::duplicate::{Sign, duplicate_signs};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::request_summary::request_summary;
use crate::words::Words;
use store::{Record, RelatedRequest};
use web::clock::day_of;

/// What a store knows of a request's sender and organisation: earlier requests, and later ones.
pub(super) fn related_requests(words: &Words, now: Timestamp, record: &Record, related: &[RelatedRequest]) -> Value {
    let own = &record.submission.request;
    let row = |related: &RelatedRequest, signs: Vec<Sign>| {
        let signs = words.list(signs.into_iter().map(|sign| words.text(&format!("sign-{}", sign.code()))));
        json!({ "request": request_summary(words, now, &related.record), "signs": signs })
    };
    let (mut duplicates, mut others) = (Vec::new(), Vec::new());
    for one in related {
        match duplicate_signs(own, &one.record.submission.request) {
            signs if signs.is_empty() => others.push(one),
            signs => duplicates.push(row(one, signs)),
        }
    }
    let whose = |one: &RelatedRequest| if one.same_sender { Sign::Sender } else { Sign::Organisation };
    json!({
        // Those that may be the same once more.
        "duplicates": duplicates,
        // What to know before anything is done.
        "hints": hints(words, &others),
        "others": others.into_iter().map(|one| row(one, vec![whose(one)])).collect::<Vec<_>>(),
    })
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
