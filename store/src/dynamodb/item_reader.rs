//! From items to values. Errors name attributes and never quote values.

use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::case::{CaseState, Reference, Status, Submission, TimelineEntry};
use domain::request::Form;
use domain::statistics::Tally;
use domain::text::Slug;
use domain::vocabulary::Code;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::items::{ENTRY, Item};
use crate::codec::{decode, decode_entry, decode_handling, decode_tally};
use crate::{Record, StoreError, Summary};

/// Reads the attributes of an item. Errors name attributes and never quote values.
pub(super) struct ItemReader<'i> {
    item: &'i Item,
}

impl<'i> ItemReader<'i> {
    pub(super) fn new(item: &'i Item) -> Self {
        Self { item }
    }

    fn unreadable(&self, reason: String) -> StoreError {
        StoreError::Unreadable { reference: self.reference_or_unknown(), reason }
    }

    fn reference_or_unknown(&self) -> String {
        let found = self.reference_text().and_then(Reference::parse);
        found.map_or_else(|| "(unknown)".to_owned(), |reference| reference.to_string())
    }

    fn reference_text(&self) -> Option<&'i str> {
        let pk = self.item.get("pk")?.as_s().ok()?;
        pk.split_once('#').map(|(_, reference)| reference)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.item.contains_key(name)
    }

    pub(super) fn text(&self, name: &str) -> Result<&'i str, StoreError> {
        let found = self.item.get(name).and_then(|value| value.as_s().ok());
        found.map(String::as_str).ok_or_else(|| self.unreadable(format!("it has no text {name}")))
    }

    fn whole<T: std::str::FromStr>(&self, name: &str) -> Result<T, StoreError> {
        let found = self.item.get(name).and_then(|value| value.as_n().ok()).and_then(|number| number.parse().ok());
        found.ok_or_else(|| self.unreadable(format!("it has no number {name}")))
    }

    /// What an attribute says that need not be there.
    fn optional<T>(
        &self,
        name: &str,
        read: impl FnOnce(&Self, &str) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        if self.has(name) { read(self, name).map(Some) } else { Ok(None) }
    }

    /// What the text of an attribute says; `wrong` tells what was not understood.
    fn parsed<T>(
        &self,
        name: &str,
        wrong: fmt::Arguments,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, StoreError> {
        parse(self.text(name)?).ok_or_else(|| self.unreadable(wrong.to_string()))
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
        self.text("sk").is_ok_and(|found| found == sk)
    }

    /// Whether the desk wrote it: nobody else may write under such a key.
    pub(super) fn is_of_case(&self) -> bool {
        self.text("pk").is_ok_and(|pk| pk.starts_with("CASE#"))
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
        self.parsed("status", format_args!("its status is not known"), Status::from_code)
    }

    /// The status in whose partition it stands.
    pub(super) fn partition_status(&self) -> Result<Status, StoreError> {
        self.parsed("shelf", format_args!("its shelf is of no known status"), |shelf| {
            Status::from_code(shelf.split('#').next()?)
        })
    }

    pub(super) fn form(&self) -> Result<Form, StoreError> {
        self.parsed("form", format_args!("its form is not known"), Form::from_code)
    }

    /// A moment that need not be there.
    pub(super) fn moment(&self, name: &str) -> Result<Option<Timestamp>, StoreError> {
        self.optional(name, |item, name| item.parsed(name, format_args!("the time {name}"), |text| text.parse().ok()))
    }

    pub(super) fn slug(&self, name: &str) -> Result<Option<Slug>, StoreError> {
        self.optional(name, |item, name| item.parsed(name, format_args!("its {name} is no offer's name"), Slug::parse))
    }

    pub(super) fn needed_slug(&self, name: &str) -> Result<Slug, StoreError> {
        self.slug(name)?.ok_or_else(|| self.unreadable(format!("it has no {name}")))
    }

    /// An attribute by which rows are ordered, as a text that is ordered alike.
    pub(super) fn order(&self, name: &str) -> Result<String, StoreError> {
        match self.item.get(name) {
            Some(AttributeValue::N(_)) => Ok(format!("{:020}", self.whole::<u64>(name)?)),
            _ => self.text(name).map(str::to_owned),
        }
    }

    /// The moment with which a sort key begins.
    pub(super) fn placed_at(&self, name: &str) -> Result<Timestamp, StoreError> {
        self.parsed(name, format_args!("its {name}"), |text| text.split_once('~')?.0.parse().ok())
    }

    /// When something is due, if it is.
    pub(super) fn due(&self) -> Result<Option<Timestamp>, StoreError> {
        self.optional("due", Self::placed_at)
    }

    /// Under which name a state is counted; one of a release that counted nothing has none.
    pub(super) fn counted(&self) -> Result<Option<&'i str>, StoreError> {
        self.optional("counted", Self::text)
    }

    /// What is known of its handling; nothing in a state of a release that knew of none.
    pub(super) fn handling(&self) -> Result<CaseState, StoreError> {
        let handling = self.optional("handling", Self::text)?;
        handling.map_or_else(|| Ok(CaseState::default()), |text| decode_handling(self.reference()?.as_str(), text))
    }

    pub(super) fn tally(&self) -> Result<Tally, StoreError> {
        decode_tally(self.text("tally")?)
    }

    /// A submission and its state as a record.
    pub(super) fn record(&self, submission: Submission) -> Result<Record, StoreError> {
        let wrong = format_args!("the time of its last change");
        Ok(Record {
            changed: self.parsed("changed", wrong, |text| text.parse().ok())?,
            handling: self.handling()?,
            due: self.due()?,
            submission,
            status: self.status()?,
            version: self.whole("version")?,
            until: self.expires()?,
        })
    }

    /// An entry of the timeline, with the version that it made.
    pub(super) fn entry(&self) -> Result<(u64, TimelineEntry), StoreError> {
        let wrong = format_args!("an entry of its timeline has no number");
        let version = self.parsed("sk", wrong, |sk| sk.strip_prefix(ENTRY)?.parse().ok())?;
        Ok((version, decode_entry(&self.reference_or_unknown(), self.text("entry")?)?))
    }

    /// What a submission counts for that nobody has changed, from what an index carries of it.
    pub(super) fn tally_of_unread(&self) -> Result<Tally, StoreError> {
        let received = self.placed_at("place")?.to_zoned(TimeZone::UTC).year();
        Ok(Tally { received, form: self.form()?, matched: None, declined: None, closed: None, visit: None })
    }

    /// What a list shows of an item that the index found in a partition of `status`.
    pub(super) fn summary(&self, status: Status) -> Result<Summary, StoreError> {
        let activities = self.item.get("activities").and_then(|value| value.as_l().ok());
        let activities = activities.ok_or_else(|| self.unreadable("it has no list activities".to_owned()))?;
        Ok(Summary {
            reference: self.reference()?,
            received: self.placed_at("place")?,
            form: self.form()?,
            organisation: self.text("organisation")?.to_owned(),
            country: Code::stored(self.text("country")?),
            place: self.optional("town", Self::text)?.unwrap_or_default().to_owned(),
            activities: activities
                .iter()
                .filter_map(|value| value.as_s().ok())
                .map(|text| Code::stored(text))
                .collect(),
            status,
            assignee: None,
            due: self.due()?,
            offer: self.slug("offer")?,
        })
    }
}
