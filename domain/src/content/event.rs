//! An event: a matchmaking day, a webinar, a meeting of the working group.

mod hours;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::content::common::read_web_address;
use crate::dates::Period;
use crate::text::LocalizedText;
use crate::validate::{ErrorKind, Limit, ObjectReader};
use crate::vocabulary::{Code, EventKind, Region};

pub use hours::Hours;

coded! {
    "kebab-case",
    /// What became of the plan to hold an event.
    #[derive(Default)]
    pub enum State {
        #[default]
        Scheduled,
        /// It does not take place on its days, and others are not known yet.
        Postponed,
        Cancelled,
        /// It takes place online instead of at its place.
        MovedOnline,
    }
}

impl State {
    /// Whether the event takes place on its days.
    pub fn takes_place(self) -> bool {
        matches!(self, State::Scheduled | State::MovedOnline)
    }
}

/// An event, checked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    pub title: LocalizedText,
    pub summary: LocalizedText,
    pub kind: Code<EventKind>,
    /// From the first to the last day.
    pub days: Period,
    /// When it begins and ends, where that is known to the minute.
    #[serde(default)]
    pub hours: Option<Hours>,
    #[serde(default)]
    pub state: State,
    /// The first day as it was announced before the event was moved to another.
    #[serde(default)]
    pub previously: Option<Date>,
    /// The town, or "Online".
    pub place: LocalizedText,
    /// The region, for an event in person.
    pub region: Option<Code<Region>>,
    /// Everything else, in Markdown.
    pub description: LocalizedText,
    pub registration: Option<String>,
    /// When the entry was last changed, for calendars that have it already, and for the feed.
    #[serde(default)]
    pub revised: Option<Date>,
    pub demo: bool,
}

impl Event {
    /// Whether it takes place online instead of at the place that its file still names.
    pub fn is_online_instead(&self) -> bool {
        self.state == State::MovedOnline && self.region.is_some()
    }

    pub fn read(fields: &mut ObjectReader) -> Option<Self> {
        fields.skip_draft_flag();
        let title = fields.localized("title", Limit::LINE);
        let summary = fields.localized("summary", Limit::SUMMARY);
        let kind = fields.code("kind");
        let starts = fields.date("starts");
        let ends = fields.optional_date("ends").or(starts);
        let days = starts.zip(ends).map(|(from, until)| Period { from, until });
        let reversed = days.filter(|days| days.until < days.from);
        if let Some(Period { from, until }) = reversed {
            fields.note("ends", ErrorKind::Reversed { first: from.to_string(), last: until.to_string() });
        }
        let in_order = days.filter(|_| reversed.is_none());
        let hours = fields.optional_group("time", |time| Hours::read(time, in_order));
        let state = fields.optional_choice("state", &State::choices()).unwrap_or_default();
        let previously = fields.optional_date("previously");
        if let (Some(before), Some(now)) = (previously, starts)
            && before == now
        {
            fields.note("previously", ErrorKind::NotMoved { value: before.to_string() });
        }
        let place = fields.localized("place", Limit::LINE);
        let region = fields.optional_code("region");
        let is_online = place.as_ref().is_some_and(|place| place.original().eq_ignore_ascii_case("online"));
        if is_online && region.is_some() {
            let what = "an event whose place is online lies in no region";
            let remedy = "remove `region`, or write the town under `place`";
            fields.note("region", ErrorKind::OnlineAndElsewhere { what, remedy });
        } else if is_online && state == State::MovedOnline {
            let what = "an event whose place is online was not moved there";
            let remedy = "write under `place` and `region` where it was to take place, or remove `state`";
            fields.note("state", ErrorKind::OnlineAndElsewhere { what, remedy });
        }
        let description = fields.localized("description", Limit::PAGE);
        let registration = read_web_address(fields, "registration");
        let revised = fields.optional_date("revised");
        let demo = fields.flag("demo");
        complete! { Self:
            title, summary, kind, days, hours, state, previously, place, region, description, registration, revised,
            demo
        }
    }
}
