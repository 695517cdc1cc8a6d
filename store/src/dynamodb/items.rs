//! From values to items, and the names of their attributes. Nothing here asks the service.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::case::{CaseEvent, Reference, Status, Submission, TimelineEntry};
use domain::statistics::Tally;
use jiff::Timestamp;

use super::links::{Link, LinkSubject};
use super::shards::{moment, sort_key, status_partition_of};
use super::subjects;
use crate::codec::{encode, encode_entry, encode_handling, encode_tally};
use crate::{IntroductionOutcome, Record, StoreError, Summary};

pub(super) type Item = HashMap<String, AttributeValue>;

/// The sort key of what somebody sent.
pub(super) const SUBMISSION: &str = "SUBMISSION";

/// The sort key of where it stands.
pub(super) const STATE: &str = "STATE";

/// The sort keys of a timeline begin with this.
pub(super) const ENTRY: &str = "ENTRY#";

/// The sort key of a used proof of work.
pub(super) const PROOF: &str = "PROOF";

/// The sort keys of what a request is found by begin with this.
pub(super) const LINK: &str = "LINK#";

/// The statuses in which something can be due.
pub(super) const OPEN: [Status; 5] =
    [Status::New, Status::InReview, Status::WaitingForInformation, Status::Introduced, Status::Agreed];

/// The most that an item may take, in bytes.
const MAX_ITEM_BYTES: usize = 400 * 1024;

pub(super) fn request_key(reference: &Reference) -> String {
    format!("REQUEST#{reference}")
}

pub(super) fn case_key(reference: &Reference) -> String {
    format!("CASE#{reference}")
}

pub(super) fn proof_key(token: &str) -> String {
    format!("PROOF#{token}")
}

pub(super) fn entry_key(version: u64) -> String {
    format!("{ENTRY}{version:010}")
}

pub(super) fn link_key(link: &Link) -> String {
    format!("{LINK}{:010}#{}", link.version, link.by.code())
}

/// What a sort key of an entry or a link belongs to.
pub(super) fn version_of(sk: &str) -> Option<u64> {
    let rest = sk.strip_prefix(ENTRY).or_else(|| sk.strip_prefix(LINK))?;
    rest.split('#').next()?.parse().ok()
}

pub(super) fn tally_key(year: i16) -> String {
    format!("TALLY#{year}")
}

pub(super) fn key(pk: impl Into<String>, sk: impl Into<String>) -> Item {
    HashMap::from([("pk".to_owned(), text(pk)), ("sk".to_owned(), text(sk))])
}

pub(super) fn text(value: impl Into<String>) -> AttributeValue {
    AttributeValue::S(value.into())
}

pub(super) fn seconds(moment: Timestamp) -> AttributeValue {
    AttributeValue::N(moment.as_second().to_string())
}

pub(super) fn number(value: u64) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

/// A name that nobody can guess, and that says nothing.
pub(super) fn random_name() -> String {
    format!("{:032x}", fastrand::u128(..))
}

/// The attributes by which lists find a record, and `by-status` shows it. Who works on it is read from the state.
fn list_attributes(record: &Record) -> impl Iterator<Item = (String, AttributeValue)> {
    let Summary {
        reference, received, form, organisation, country, place: town, activities, status, due, offer, ..
    } = Summary::of(record);
    let activities = activities.iter().map(|code| text(code.as_str())).collect();
    let asked =
        [("due", due.map(|due| text(sort_key(due, &reference)))), ("offer", offer.map(|offer| text(offer.as_str())))];
    let asked = asked.into_iter().filter_map(|(name, value)| Some((name, value?)));
    [
        ("shelf", text(status_partition_of(status, &reference))),
        ("place", text(sort_key(received, &reference))),
        ("form", text(form.code())),
        ("organisation", text(organisation)),
        ("country", text(country.as_str())),
        ("town", text(town)),
        ("activities", AttributeValue::L(activities)),
    ]
    .into_iter()
    .chain(asked)
    .map(|(name, value)| (name.to_owned(), value))
}

/// The attributes that place an item under a subject in `by-subject`.
fn under(subject: String, at: Timestamp, reference: &Reference) -> [(String, AttributeValue); 2] {
    [("subject".to_owned(), text(subject)), ("moment".to_owned(), text(sort_key(at, reference)))]
}

/// The item of a record that nobody has changed.
pub(super) fn first_submission(record: &Record) -> Result<Item, StoreError> {
    let mut item = changed_submission(record)?;
    item.extend(list_attributes(record));
    check_size(item, &record.submission.reference)
}

/// The item of a submission that has a state: it is found by sender and organisation, and in no partition of a status.
pub(super) fn changed_submission(record: &Record) -> Result<Item, StoreError> {
    let Submission { reference, received, request, .. } = &record.submission;
    let mut item = key(request_key(reference), SUBMISSION);
    item.insert("record".to_owned(), text(encode(&record.submission)?));
    item.insert("expires".to_owned(), seconds(record.until));
    item.extend(under(subjects::person(&request.contact.email), *received, reference));
    item.insert("register".to_owned(), text(subjects::register_of(reference)));
    item.insert("line".to_owned(), text(subjects::line(&request.organisation, *received, reference)));
    check_size(item, reference)
}

/// The item of where a record stands, and the name under which it is counted.
pub(super) fn state(record: &Record, counted: &str) -> Result<Item, StoreError> {
    let Submission { reference, received, .. } = &record.submission;
    let mut item = key(case_key(reference), STATE);
    item.extend(list_attributes(record));
    item.insert("status".to_owned(), text(record.status.code()));
    item.insert("version".to_owned(), number(record.version));
    item.insert("changed".to_owned(), text(moment(record.changed)));
    item.insert("expires".to_owned(), seconds(record.until));
    item.insert("handling".to_owned(), text(encode_handling(&record.handling)?));
    if let Some(name) = record.handling.assignee.as_deref().filter(|_| record.status.is_open()) {
        item.extend(under(subjects::worker(name), *received, reference));
    }
    item.insert("counted".to_owned(), text(counted));
    check_size(item, reference)
}

/// The item of what made a version.
pub(super) fn entry(
    reference: &Reference,
    version: u64,
    entry: &TimelineEntry,
    until: Timestamp,
) -> Result<Item, StoreError> {
    let mut item = key(case_key(reference), entry_key(version));
    item.insert("entry".to_owned(), text(encode_entry(entry)?));
    item.insert("expires".to_owned(), seconds(until));
    check_size(item, reference)
}

/// The item of a link.
pub(super) fn link(reference: &Reference, link: &Link, until: Timestamp) -> Item {
    let mut item = key(case_key(reference), link_key(link));
    let subject = match &link.by {
        LinkSubject::Introduction(IntroductionOutcome { offer, answered, open, closed, .. }) => {
            item.insert("offer".to_owned(), text(offer.as_str()));
            item.extend(answered.map(|answered| ("answered".to_owned(), text(moment(answered)))));
            item.extend(closed.map(|closed| ("closed".to_owned(), text(moment(closed)))));
            item.extend(open.then(|| ("open".to_owned(), AttributeValue::Bool(true))));
            subjects::INTRODUCTIONS.to_owned()
        }
        LinkSubject::Offer(offer) => subjects::offer(offer),
        LinkSubject::Host(email) => subjects::person(email),
        LinkSubject::Accepted(offer) => subjects::accepted(offer),
    };
    item.extend(under(subject, link.at, reference));
    item.insert("expires".to_owned(), seconds(until));
    item
}

/// The item by which a request is counted for a year: it has no expiry, and says nothing of whose it was.
pub(super) fn tally(year: i16, name: &str, tally: &Tally) -> Result<Item, StoreError> {
    let mut item = key(tally_key(year), name);
    item.insert("tally".to_owned(), text(encode_tally(tally)?));
    Ok(item)
}

/// What nobody wrote down, since every submission begins with it.
pub(super) fn first_entry(submission: &Submission) -> TimelineEntry {
    TimelineEntry { at: submission.received, by: None, event: CaseEvent::Received }
}

/// An item's own size, as the service counts it, must not be what the sender learns of a bad answer.
fn check_size(item: Item, reference: &Reference) -> Result<Item, StoreError> {
    let bytes = item.iter().map(|(name, value)| name.len() + size(value)).sum();
    if bytes > MAX_ITEM_BYTES {
        return Err(StoreError::TooLarge { reference: reference.to_string(), bytes, most: MAX_ITEM_BYTES });
    }
    Ok(item)
}

fn size(value: &AttributeValue) -> usize {
    match value {
        AttributeValue::S(text) => text.len(),
        AttributeValue::L(values) => 3 + values.iter().map(|value| 1 + size(value)).sum::<usize>(),
        // A number takes at most 21 bytes, and nothing else is ever written.
        _ => 21,
    }
}
