//! Events as iCalendar (RFC 5545): all of them, to subscribe to, and each for itself, to be put into one's own calendar.
//!
//! An event whose hours are not known lasts whole days and has no time zone: it stands on the same day for everybody,
//! wherever they are. One with hours is written in UTC, which every calendar shows in its reader's own time.

use chrono::{DateTime, Months, NaiveDate, NaiveTime, Utc};
use domain::content::event::{Event, State};
use domain::text::messages::{MessageError, Messages};
use icalendar::{Calendar, Component, Event as CalendarEvent, EventLike, EventStatus};
use jiff::Zoned;
use jiff::civil::Date;

use super::titles::event_title;
use crate::view::LocalizedSite;
use content::model::site::absolute;
use content::model::site::{Site, Written};

/// `events.ics`: all events, in the language of the messages.
pub fn events(site: &Site, messages: &Messages) -> Result<Vec<u8>, MessageError> {
    calendar(site, messages, site.events.iter().map(|event| &**event))
}

/// `events/<slug>.ics`: one event.
pub fn event(site: &Site, messages: &Messages, event: &Written<Event>) -> Result<Vec<u8>, MessageError> {
    calendar(site, messages, [event])
}

fn calendar<'e>(
    site: &Site,
    messages: &Messages,
    events: impl IntoIterator<Item = &'e Written<Event>>,
) -> Result<Vec<u8>, MessageError> {
    let localized = LocalizedSite::new(site, messages.language());
    let mut calendar = Calendar::empty();
    let language = messages.language().as_str().to_uppercase();
    let product = format!("-//{}//{PRODUCT}//{language}", prodid_part(&site.settings.secretariat.organisation));
    let properties =
        [("VERSION", "2.0"), ("PRODID", product.as_str()), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")];
    for property in properties {
        calendar.append_property(property);
    }
    calendar.name(&site.settings.name);
    for event in events {
        let value = &event.entry.value;
        let title = event_title(messages, value, localized.text(&value.title).text)?;
        let place = match value.is_online_instead() {
            true => messages.text("event-online")?,
            false => localized.text(&value.place).text.to_owned(),
        };
        calendar.extend(entry(site, &localized, event, &title, &place));
    }
    Ok(calendar.to_string().into_bytes())
}

/// An event's entry; `None` for a day that no calendar knows.
fn entry(
    site: &Site,
    localized: &LocalizedSite,
    event: &Written<Event>,
    title: &str,
    place: &str,
) -> Option<CalendarEvent> {
    let (slug, value) = (&event.entry.slug, &event.entry.value);
    let (first, last) = (day(value.days.from)?, day(value.days.until)?);
    let address = absolute(site, &localized.addresses.event(slug.as_str()));
    // When the entry was last revised, as its file says. One that was never revised is stamped a year before its first day, about
    // when events are announced: the day of the build says nothing about the entry, and would make another file of it every day.
    // A revision counts by its day, so that a later one has a larger number (RFC 5545, 3.8.7.4).
    let start_of = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
    let revised = value.revised.and_then(day).map(start_of);
    let announced = start_of(first.checked_sub_months(Months::new(12)).unwrap_or(first));
    let mut entry = CalendarEvent::new();
    entry
        .uid(&format!("{slug}@{}", host(site.settings.base_url())))
        .timestamp(revised.unwrap_or(announced))
        .sequence(value.revised.map_or(0, sequence))
        // Whoever notes an event has not promised to be there, and stays free for others.
        .add_property("TRANSP", "TRANSPARENT")
        .summary(title)
        .description(localized.text(&value.summary).text)
        .location(place)
        .url(&address)
        .status(match value.state {
            State::Cancelled => EventStatus::Cancelled,
            State::Postponed => EventStatus::Tentative,
            // A demonstration will not take place.
            _ if value.demo => EventStatus::Tentative,
            State::Scheduled | State::MovedOnline => EventStatus::Confirmed,
        });
    if let Some(revised) = revised {
        entry.last_modified(revised);
    }
    match &value.hours {
        Some(hours) => entry.starts(moment(&hours.from)?).ends(moment(&hours.until)?),
        // The end of an all-day event is the day after its last (RFC 5545, 3.6.1).
        None => entry.starts(first).ends(last.succ_opt().unwrap_or(last)),
    };
    Some(entry)
}

fn moment(zoned: &Zoned) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(zoned.timestamp().as_second(), 0)
}

fn day(date: Date) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year().into(), date.month().try_into().ok()?, date.day().try_into().ok()?)
}

/// The product that writes the calendar, as `PRODID` names it.
const PRODUCT: &str = "Mobility Matchmaking";

/// A part of a `PRODID`, whose parts are separated by `//`.
fn prodid_part(text: &str) -> String {
    text.split("//").collect::<Vec<_>>().join("/")
}

/// A revision's number: its day, as 20261123.
fn sequence(day: Date) -> u32 {
    let number = i32::from(day.year()) * 10_000 + i32::from(day.month()) * 100 + i32::from(day.day());
    u32::try_from(number).unwrap_or_default()
}

fn host(base_url: &str) -> &str {
    base_url.split("://").nth(1).unwrap_or(base_url).split(['/', ':']).next().unwrap_or(base_url)
}
