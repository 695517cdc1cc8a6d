//! Between items and values. Nothing here asks the service.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::handling::Handling;
use domain::request::Form;
use domain::submission::{Deed, Entry, Reference, Status, Submission};
use domain::vocabulary::Code;
use jiff::Timestamp;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

use crate::store::codec::{decode, decode_handling, encode, encode_handling};
use crate::store::{Cursor, Record, StoreError, Summary};

pub(super) type Item = HashMap<String, AttributeValue>;

/// The sort key of what somebody sent.
pub(super) const SUBMISSION: &str = "SUBMISSION";

/// The sort key of where it stands.
pub(super) const STATE: &str = "STATE";

/// The sort keys of a timeline begin with this.
pub(super) const ENTRY: &str = "ENTRY#";

/// The sort key of a used proof of work.
pub(super) const PROOF: &str = "PROOF";

/// What the index carries beside its keys and the table's: what a line of a list shows, and the expiry.
pub(super) const PROJECTED: [&str; 5] = ["form", "organisation", "country", "activities", "expires"];

/// Shelves of a status. The service bears about a thousand puts a second on each.
pub(super) const SHARDS: u8 = 4;

/// The most that an item may take, in bytes.
const MOST: usize = 400 * 1024;

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

/// The shelf of a status that a reference belongs on.
pub(super) fn shelf_of(status: Status, reference: &Reference) -> String {
    let shard = reference.as_str().bytes().fold(0, u8::wrapping_add) % SHARDS;
    shelf(status, shard)
}

pub(super) fn shelf(status: Status, shard: u8) -> String {
    format!("{}#{shard}", status.code())
}

/// Where something stands on its shelf: these texts sort as the moments do, and then as the references do.
pub(super) fn place(received: Timestamp, reference: &Reference) -> String {
    format!("{}~{reference}", moment(received))
}

/// Always nine digits behind the second, so that these texts sort as the moments do.
fn moment(moment: Timestamp) -> String {
    format!("{moment:.9}")
}

/// The attributes by which a list finds and shows a record.
fn on_shelf(record: &Record) -> impl Iterator<Item = (String, AttributeValue)> {
    let Summary { reference, received, form, organisation, place: town, country, activities, status, .. } =
        Summary::of(record);
    let activities = activities.iter().map(|code| text(code.as_str())).collect();
    [
        ("shelf", text(shelf_of(status, &reference))),
        ("place", text(place(received, &reference))),
        ("form", text(form.name())),
        ("organisation", text(organisation)),
        ("town", text(town)),
        ("country", text(country.as_str())),
        ("activities", AttributeValue::L(activities)),
    ]
    .into_iter()
    .chain(record.due.map(|due| ("due", seconds(due))))
    .map(|(name, value)| (name.to_owned(), value))
}

/// The item of a record that nobody has changed.
pub(super) fn first_submission(record: &Record) -> Result<Item, StoreError> {
    let mut item = changed_submission(record)?;
    item.extend(on_shelf(record));
    fits(item, &record.submission.reference)
}

/// The item of a submission that has a state: no list finds it.
pub(super) fn changed_submission(record: &Record) -> Result<Item, StoreError> {
    let reference = &record.submission.reference;
    let mut item = key(request_key(reference), SUBMISSION);
    item.insert("record".to_owned(), text(encode(&record.submission)?));
    item.insert("expires".to_owned(), seconds(record.until));
    fits(item, reference)
}

/// The item of where a record stands.
pub(super) fn state(record: &Record) -> Result<Item, StoreError> {
    let reference = &record.submission.reference;
    let mut item = key(case_key(reference), STATE);
    item.extend(on_shelf(record));
    item.insert("status".to_owned(), text(record.status.code()));
    item.insert("version".to_owned(), number(record.version));
    item.insert("changed".to_owned(), text(moment(record.changed)));
    item.insert("expires".to_owned(), seconds(record.until));
    item.insert("handling".to_owned(), text(encode_handling(&record.handling)?));
    if let Some(assignee) = &record.handling.assignee {
        item.insert("assignee".to_owned(), text(assignee));
    }
    fits(item, reference)
}

/// The item of what made a version.
pub(super) fn entry(reference: &Reference, version: u64, entry: &Entry, until: Timestamp) -> Result<Item, StoreError> {
    let written = serde_json::to_string(entry)
        .map_err(|error| StoreError::unavailable("an entry of the timeline can't be written", error))?;
    let mut item = key(case_key(reference), entry_key(version));
    item.insert("entry".to_owned(), text(written));
    item.insert("expires".to_owned(), seconds(until));
    fits(item, reference)
}

/// What nobody wrote down, since every submission begins with it.
pub(super) fn first_entry(submission: &Submission) -> Entry {
    Entry { at: submission.received, by: None, deed: Deed::Received }
}

/// An item's own size, as the service counts it, must not be what the sender learns of a bad answer.
fn fits(item: Item, reference: &Reference) -> Result<Item, StoreError> {
    let bytes = item.iter().map(|(name, value)| name.len() + size(value)).sum();
    if bytes > MOST {
        return Err(StoreError::TooLarge { reference: reference.to_string(), bytes, most: MOST });
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

/// Reads the attributes of an item. What is wrong is told by name, never by value.
pub(super) struct Reading<'i> {
    item: &'i Item,
}

impl<'i> Reading<'i> {
    pub(super) fn of(item: &'i Item) -> Self {
        Self { item }
    }

    fn unreadable(&self, reason: String) -> StoreError {
        let found = self.reference_text().and_then(Reference::parse);
        let reference = found.map_or_else(|| "(unknown)".to_owned(), |reference| reference.to_string());
        StoreError::Unreadable { reference, reason }
    }

    fn reference_text(&self) -> Option<&'i str> {
        let pk = self.item.get("pk")?.as_s().ok()?;
        pk.split_once('#').map(|(_, reference)| reference)
    }

    pub(super) fn text(&self, name: &str) -> Result<&'i str, StoreError> {
        let found = self.item.get(name).and_then(|value| value.as_s().ok());
        found.map(String::as_str).ok_or_else(|| self.unreadable(format!("it has no text {name}")))
    }

    fn whole<T: std::str::FromStr>(&self, name: &str) -> Result<T, StoreError> {
        let found = self.item.get(name).and_then(|value| value.as_n().ok()).and_then(|number| number.parse().ok());
        found.ok_or_else(|| self.unreadable(format!("it has no number {name}")))
    }

    pub(super) fn expires(&self) -> Result<Timestamp, StoreError> {
        let moment = Timestamp::from_second(self.whole("expires")?);
        moment.map_err(|_| self.unreadable("the time of its expiry".to_owned()))
    }

    pub(super) fn has_expired(&self, now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.expires()? <= now)
    }

    pub(super) fn is(&self, sk: &str) -> bool {
        self.item.get("sk").and_then(|value| value.as_s().ok()).is_some_and(|found| found == sk)
    }

    pub(super) fn reference(&self) -> Result<Reference, StoreError> {
        let found = self.reference_text().and_then(Reference::parse);
        found.ok_or_else(|| self.unreadable("its key has no reference".to_owned()))
    }

    /// The submission, if it was stored under its own reference.
    pub(super) fn submission(&self) -> Result<Submission, StoreError> {
        let reference = self.reference()?;
        let submission = decode(reference.as_str(), self.text("record")?)?;
        if submission.reference != reference {
            return Err(self.unreadable("it has the reference of another".to_owned()));
        }
        Ok(submission)
    }

    pub(super) fn status(&self) -> Result<Status, StoreError> {
        let code = self.text("status")?;
        Status::from_code(code).ok_or_else(|| self.unreadable("its status is not known".to_owned()))
    }

    /// A submission and its state as a record.
    pub(super) fn record(&self, submission: Submission) -> Result<Record, StoreError> {
        let changed = self.text("changed")?.parse();
        Ok(Record {
            submission,
            status: self.status()?,
            version: self.whole("version")?,
            changed: changed.map_err(|_| self.unreadable("the time of its last change".to_owned()))?,
            until: self.expires()?,
            handling: self.handling()?,
            due: self.due()?,
        })
    }

    /// What is known of the handling; nothing in a state of a release that knew of none.
    fn handling(&self) -> Result<Handling, StoreError> {
        match self.optional_text("handling") {
            Some(written) => decode_handling(self.reference()?.as_str(), written),
            None => Ok(Handling::default()),
        }
    }

    /// When something is due, if it is.
    pub(super) fn due(&self) -> Result<Option<Timestamp>, StoreError> {
        if !self.item.contains_key("due") {
            return Ok(None);
        }
        let moment = Timestamp::from_second(self.whole("due")?);
        moment.map(Some).map_err(|_| self.unreadable("the time by which something is due".to_owned()))
    }

    fn optional_text(&self, name: &str) -> Option<&'i str> {
        self.item.get(name).and_then(|value| value.as_s().ok()).map(String::as_str)
    }

    pub(super) fn entry(&self) -> Result<(u64, Entry), StoreError> {
        let version = self.text("sk")?.strip_prefix(ENTRY).and_then(|version| version.parse().ok());
        let version = version.ok_or_else(|| self.unreadable("an entry of its timeline has no number".to_owned()))?;
        let entry = serde_json::from_str(self.text("entry")?).map_err(|error: serde_json::Error| {
            self.unreadable(format!("an entry of its timeline: {:?} error", error.classify()))
        })?;
        Ok((version, entry))
    }

    /// What a list shows of an item that the index found on a shelf of `status`.
    pub(super) fn summary(&self, status: Status) -> Result<Summary, StoreError> {
        let cursor = Cursor::parse(self.text("place")?);
        let Cursor { at: received, reference } = cursor.ok_or_else(|| self.unreadable("its place".to_owned()))?;
        let form = Form::from_name(self.text("form")?);
        let activities = self.item.get("activities").and_then(|value| value.as_l().ok());
        let activities = activities.ok_or_else(|| self.unreadable("it has no list activities".to_owned()))?;
        Ok(Summary {
            reference,
            received,
            form: form.ok_or_else(|| self.unreadable("its form is not known".to_owned()))?,
            organisation: self.text("organisation")?.to_owned(),
            place: self.optional_text("town").unwrap_or_default().to_owned(),
            country: code(self.text("country")?),
            activities: activities.iter().filter_map(|value| value.as_s().ok()).map(|text| code(text)).collect(),
            status,
            assignee: self.optional_text("assignee").map(str::to_owned),
            due: self.due()?,
            offer: None,
        })
    }
}

/// A code as it was stored: vocabularies change, records don't.
fn code<T>(written: &str) -> Code<T> {
    let deserializer: StrDeserializer<Error> = written.into_deserializer();
    Code::deserialize(deserializer).expect("every text is a code")
}
