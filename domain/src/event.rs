//! An event: a matchmaking day, a webinar, a meeting of the working group.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::dates::Period;
use crate::parts::read_web_address;
use crate::problem::Fault;
use crate::reading::{Fields, Limit};
use crate::terms::{EventKind, Region};
use crate::text::LocalizedText;
use crate::vocabulary::Code;

/// An event, checked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its name.
    pub title: LocalizedText,
    /// In one or two sentences.
    pub summary: LocalizedText,
    /// What kind of event.
    pub kind: Code<EventKind>,
    /// From the first to the last day.
    pub days: Period,
    /// The town, or "Online".
    pub place: LocalizedText,
    /// The region, for an event in person.
    pub region: Option<Code<Region>>,
    /// Everything else, in Markdown.
    pub description: LocalizedText,
    /// Where to register.
    pub registration: Option<String>,
    /// When the entry was last changed, for calendars that have it already.
    #[serde(default)]
    pub revised: Option<Date>,
    /// A demonstration, not a real event.
    pub demo: bool,
}

impl Event {
    /// Reads an event's file.
    pub fn read(fields: &mut Fields) -> Option<Self> {
        // A draft is not published, so whoever has one of these never has a draft.
        fields.flag("draft");
        let title = fields.localized("title", Limit::LINE);
        let summary = fields.localized("summary", Limit::SUMMARY);
        let kind = fields.code("kind");
        let starts = fields.date("starts");
        let ends = fields.optional_date("ends").or(starts);
        let place = fields.localized("place", Limit::LINE);
        let region = fields.optional_code("region");
        let description = fields.localized("description", Limit::PAGE);
        let registration = read_web_address(fields, "registration");
        let revised = fields.optional_date("revised");
        let demo = fields.flag("demo");
        let (from, until) = (starts?, ends?);
        if until < from {
            fields.note("ends", Fault::Reversed { first: from.to_string(), last: until.to_string() });
        }
        Some(Self {
            title: title?,
            summary: summary?,
            kind: kind?,
            days: Period { from, until },
            place: place?,
            region,
            description: description?,
            registration,
            revised,
            demo,
        })
    }
}
