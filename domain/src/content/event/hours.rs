//! When an event begins and ends, to the minute.

use jiff::Zoned;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::dates::Period;
use crate::validate::{ErrorKind, ObjectReader};

/// The hours of an event: from the first hour on its first day to the last hour on its last day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hours {
    /// When it begins, in the zone that was written.
    pub from: Zoned,
    /// When it ends; always later.
    pub until: Zoned,
}

impl Hours {
    /// Reads the group of an event that lasts these days; without days, only whether hours and zone exist.
    pub(super) fn read(fields: &mut ObjectReader, days: Option<Period>) -> Option<Self> {
        let from = fields.time("from");
        let until = fields.time("until");
        let zone = fields.time_zone("zone");
        let (from, until, zone, days) = (from?, until?, zone?, days?);
        if days.from == days.until && until <= from {
            fields.note("until", ErrorKind::EndsFirst { from: written(from), until: written(until) });
            return None;
        }
        let from = moment(fields, "from", days.from, from, &zone);
        let until = moment(fields, "until", days.until, until, &zone);
        complete! { Self: from, until }
    }
}

/// The moment at which clocks in a zone show a time; none where they pass over it on that day.
fn moment(fields: &mut ObjectReader, key: &'static str, day: Date, time: Time, zone: &TimeZone) -> Option<Zoned> {
    // An hour that clocks show twice is meant the first time; one that they pass over becomes a later one.
    let moment = zone.to_zoned(day.to_datetime(time)).ok()?;
    if moment.time() != time {
        let later = written(moment.time());
        fields.note(key, ErrorKind::NoSuchHour { value: written(time), day: day.to_string(), later });
        return None;
    }
    Some(moment)
}

fn written(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}
