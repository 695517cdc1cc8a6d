//! From items to values. What is wrong is told by name, never by value.

use aws_sdk_dynamodb::types::AttributeValue;
use domain::case::{CaseState, Reference, Status, Submission, TimelineEntry};
use domain::request::Form;
use domain::statistics::Tally;
use domain::text::Slug;
use domain::vocabulary::Code;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

use super::items::{ENTRY, Item};
use crate::codec::{decode, decode_handling};
use crate::{Record, StoreError, Summary};

/// Reads the attributes of an item. What is wrong is told by name, never by value.
pub(super) struct ItemReader<'i> {
    item: &'i Item,
}

impl<'i> ItemReader<'i> {
    pub(super) fn new(item: &'i Item) -> Self {
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

    /// The key of the item.
    pub(super) fn key(&self) -> Result<(String, String), StoreError> {
        Ok((self.text("pk")?.to_owned(), self.text("sk")?.to_owned()))
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

    /// A moment that need not be there.
    pub(super) fn moment(&self, name: &str) -> Result<Option<Timestamp>, StoreError> {
        match self.item.get(name) {
            None => Ok(None),
            Some(_) => self.text(name)?.parse().map(Some).map_err(|_| self.unreadable(format!("the time {name}"))),
        }
    }

    pub(super) fn slug(&self, name: &str) -> Result<Option<Slug>, StoreError> {
        match self.item.get(name) {
            None => Ok(None),
            Some(_) => {
                let slug = Slug::parse(self.text(name)?);
                slug.map(Some).ok_or_else(|| self.unreadable(format!("its {name} is no offer's name")))
            }
        }
    }

    /// An attribute by which rows are ordered, as a text that is ordered alike.
    pub(super) fn order(&self, name: &str) -> Result<String, StoreError> {
        match self.item.get(name) {
            Some(AttributeValue::N(_)) => Ok(format!("{:020}", self.whole::<u64>(name)?)),
            _ => self.text(name).map(str::to_owned),
        }
    }

    /// The moment with which a place on a shelf or under a subject begins.
    pub(super) fn placed_at(&self, name: &str) -> Result<Timestamp, StoreError> {
        let moment = self.text(name)?.split_once('~').and_then(|(moment, _)| moment.parse().ok());
        moment.ok_or_else(|| self.unreadable(format!("its {name}")))
    }

    /// Whether the desk wrote it: nobody else may write under such a key.
    pub(super) fn is_of_case(&self) -> bool {
        self.item.get("pk").and_then(|value| value.as_s().ok()).is_some_and(|pk| pk.starts_with("CASE#"))
    }

    /// The status whose shelf it stands on.
    pub(super) fn shelf(&self) -> Result<Status, StoreError> {
        let code = self.text("shelf")?.split('#').next().unwrap_or_default();
        Status::from_code(code).ok_or_else(|| self.unreadable("its shelf is of no known status".to_owned()))
    }

    pub(super) fn needed_slug(&self, name: &str) -> Result<Slug, StoreError> {
        self.slug(name)?.ok_or_else(|| self.unreadable(format!("it has no {name}")))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.item.contains_key(name)
    }

    /// What is known of its handling; nothing in a state of a release that knew of none.
    pub(super) fn handling(&self) -> Result<CaseState, StoreError> {
        if !self.has("handling") {
            return Ok(CaseState::default());
        }
        decode_handling(self.reference()?.as_str(), self.text("handling")?)
    }

    /// When something is due, if it is.
    pub(super) fn due(&self) -> Result<Option<Timestamp>, StoreError> {
        if self.has("due") { self.placed_at("due").map(Some) } else { Ok(None) }
    }

    /// Under which name a state is counted; one of a release that counted nothing has none.
    pub(super) fn counted(&self) -> Result<Option<&'i str>, StoreError> {
        if self.has("counted") { self.text("counted").map(Some) } else { Ok(None) }
    }

    pub(super) fn tally(&self) -> Result<Tally, StoreError> {
        serde_json::from_str(self.text("tally")?)
            .map_err(|error| StoreError::unavailable("a tally can't be read", error))
    }

    /// A submission and its state as a record.
    pub(super) fn record(&self, submission: Submission) -> Result<Record, StoreError> {
        let changed = self.text("changed")?.parse();
        Ok(Record {
            handling: self.handling()?,
            due: self.due()?,
            submission,
            status: self.status()?,
            version: self.whole("version")?,
            changed: changed.map_err(|_| self.unreadable("the time of its last change".to_owned()))?,
            until: self.expires()?,
        })
    }

    pub(super) fn entry(&self) -> Result<(u64, TimelineEntry), StoreError> {
        let version = self.text("sk")?.strip_prefix(ENTRY).and_then(|version| version.parse().ok());
        let version = version.ok_or_else(|| self.unreadable("an entry of its timeline has no number".to_owned()))?;
        let entry = serde_json::from_str(self.text("entry")?).map_err(|error: serde_json::Error| {
            self.unreadable(format!("an entry of its timeline: {:?} error", error.classify()))
        })?;
        Ok((version, entry))
    }

    pub(super) fn form(&self) -> Result<Form, StoreError> {
        Form::from_code(self.text("form")?).ok_or_else(|| self.unreadable("its form is not known".to_owned()))
    }

    /// What a submission counts for that nobody has changed, from what an index carries of it.
    pub(super) fn tally_of_unread(&self) -> Result<Tally, StoreError> {
        let received = self.placed_at("place")?.to_zoned(TimeZone::UTC).year();
        Ok(Tally { received, form: self.form()?, matched: None, declined: None, closed: None, visit: None })
    }

    /// What a list shows of an item that the index found on a shelf of `status`.
    pub(super) fn summary(&self, status: Status) -> Result<Summary, StoreError> {
        let activities = self.item.get("activities").and_then(|value| value.as_l().ok());
        let activities = activities.ok_or_else(|| self.unreadable("it has no list activities".to_owned()))?;
        Ok(Summary {
            reference: self.reference()?,
            received: self.placed_at("place")?,
            form: self.form()?,
            organisation: self.text("organisation")?.to_owned(),
            country: code(self.text("country")?),
            place: if self.has("town") { self.text("town")?.to_owned() } else { String::new() },
            activities: activities.iter().filter_map(|value| value.as_s().ok()).map(|text| code(text)).collect(),
            status,
            assignee: None,
            due: self.due()?,
            offer: self.slug("offer")?,
        })
    }
}

/// A code as it was stored: vocabularies change, records don't.
fn code<T>(written: &str) -> Code<T> {
    let deserializer: StrDeserializer<Error> = written.into_deserializer();
    Code::deserialize(deserializer).expect("every text is a code")
}
