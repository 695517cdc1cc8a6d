//! Events as iCalendar (RFC 5545).

use chrono::{NaiveDate, TimeZone, Utc};
use domain::messages::{MessageError, Messages};
use icalendar::{Calendar, Component, Event as CalendarEvent, EventLike};
use jiff::civil::Date;

use super::titled;
use crate::context::absolute;
use crate::site::Site;
use crate::view::Lens;

/// `events.ics`: all events, whole days, in the language of the messages.
///
/// # Errors
/// If there is no message for a demonstration's title.
pub fn events(site: &Site, messages: &Messages) -> Result<Vec<u8>, MessageError> {
    let lens = Lens::new(site, messages.language());
    let mut calendar = Calendar::new();
    calendar.name(&site.settings.name);
    for event in &site.events {
        let (slug, value) = (&event.entry.slug, &event.entry.value);
        let (Some(first), Some(last)) = (day(value.days.from), day(value.days.until)) else { continue };
        let address = absolute(site, &lens.addresses.event(slug.as_str()));
        // The end of an all-day event is the day after its last (RFC 5545, 3.6.1).
        let after = last.succ_opt().unwrap_or(last);
        // The stamp must not change from build to build: same input, same bytes.
        let stamp = Utc.from_utc_datetime(&first.and_hms_opt(0, 0, 0).unwrap_or_default());
        calendar.push(
            CalendarEvent::new()
                .uid(&format!("{slug}@{}", host(&site.settings.base_url)))
                .timestamp(stamp)
                .starts(first)
                .ends(after)
                .summary(&titled(messages, value.demo, lens.text(&value.title).text)?)
                .description(&lens.text(&value.summary).text)
                .location(&lens.text(&value.place).text)
                .url(&address)
                .done(),
        );
    }
    Ok(calendar.to_string().into_bytes())
}

fn day(date: Date) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year().into(), date.month().try_into().ok()?, date.day().try_into().ok()?)
}

fn host(base_url: &str) -> &str {
    base_url.split("://").nth(1).unwrap_or(base_url).split(['/', ':']).next().unwrap_or(base_url)
}
