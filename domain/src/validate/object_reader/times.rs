//! Times of day and time zones.

use std::sync::LazyLock;

use jiff::civil::Time;
use jiff::tz::TimeZone;

use crate::text::nearest;
use crate::validate::format::Format;
use crate::validate::object_reader::ObjectReader;
use crate::validate::{ErrorKind, Limit, Schema};

/// The zone that has no place.
const NOWHERE: &str = "UTC";

/// The names of all time zones of the IANA database, in the order of the alphabet: those named after a place, and UTC.
static ZONES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let names = jiff::tz::db().available().map(|name| name.as_str().to_owned());
    let mut zones: Vec<String> =
        names.filter(|name| name == NOWHERE || (name.contains('/') && !name.starts_with("Etc/"))).collect();
    zones.sort();
    zones
});

impl ObjectReader<'_, '_> {
    /// A required time of day, to the minute.
    pub fn time(&mut self, key: &'static str) -> Option<Time> {
        let written = self.formatted(key, Limit::LINE, Format::Time)?;
        self.noted(key, parse_time(&written).ok_or(ErrorKind::Time { value: written }))
    }

    /// A required time zone, by its name in the IANA database.
    pub fn time_zone(&mut self, key: &'static str) -> Option<TimeZone> {
        let node = self.value(key, true, Self::sketch_time_zone)?;
        let path = self.path.key(key);
        let written = self.reader.as_formatted(path, node, Limit::LINE, Format::Zone)?.into_owned();
        let zone = ZONES.binary_search(&written).ok().and_then(|place| TimeZone::get(&ZONES[place]).ok());
        self.noted(
            key,
            zone.ok_or_else(|| ErrorKind::UnknownTimeZone { suggestion: nearest_zone(&written), value: written }),
        )
    }

    fn sketch_time_zone(&mut self) -> Schema {
        let choices = ZONES.iter().map(|zone| zone.as_str().into()).collect();
        let title = Some("a time zone of the IANA database".to_owned());
        self.define("time-zones", Schema { title, choices, ..Schema::of("string") })
    }
}

/// `HH:MM`, nothing shorter and nothing longer.
fn parse_time(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    let number = |part: &str| {
        let two_digits = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        two_digits.then(|| part.parse().ok()).flatten()
    };
    Time::new(number(hour)?, number(minute)?, 0, 0).ok()
}

/// The zone of the town that was named, or the one that is written nearly so.
fn nearest_zone(written: &str) -> Option<String> {
    let town = |zone: &str| zone.rsplit('/').next().unwrap_or(zone).to_lowercase();
    let of_town = ZONES.iter().find(|zone| town(zone) == written.to_lowercase().replace(' ', "_"));
    of_town.cloned().or_else(|| nearest(written, ZONES.iter().map(String::as_str)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::{nearest_zone, parse_time};

    #[test]
    fn only_hours_and_minutes_of_a_day_are_a_time() {
        assert_eq!(parse_time("09:30"), Some(time(9, 30, 0, 0)));
        for bad in ["9:30", "09.30", "24:00", "09:60", "09:30:00", "09:3", "", "+9:30"] {
            assert_eq!(parse_time(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_town_or_a_typing_error_finds_its_zone() {
        assert_eq!(nearest_zone("Europe/Brusels").as_deref(), Some("Europe/Brussels"));
        assert_eq!(nearest_zone("brussels").as_deref(), Some("Europe/Brussels"));
        assert_eq!(nearest_zone("Middle-earth/Shire"), None);
    }
}
