//! Days, months and the periods in which visits can take place. Dates are calendar days without a time zone.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A period from one day to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day; never before the first.
    pub until: Date,
}

impl Period {
    /// Days in the period, both ends counted.
    pub fn days(&self) -> i64 {
        i64::from((self.until - self.from).get_days()) + 1
    }

    /// Whether the two periods share at least one day.
    pub fn overlaps(&self, other: &Period) -> bool {
        self.from <= other.until && other.from <= self.until
    }
}

/// Years from today, before or after, within which a visit that is agreed on or recorded lies; a day further away is a slip of the pen.
pub const VISIT_YEARS: i16 = 5;

/// Whether a visit can be on a day, seen from today.
pub fn is_within_reach(day: Date, today: Date) -> bool {
    let reach = jiff::Span::new().years(VISIT_YEARS);
    (today.saturating_sub(reach)..=today.saturating_add(reach)).contains(&day)
}

/// When an exchange took place, as precisely as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Some days of a month; the date is the month's first day.
    Month(Date),
    /// From one day to another.
    Days(Period),
}

impl When {
    /// The first day on which it may have begun.
    pub fn start(&self) -> Date {
        match self {
            When::Month(first) => *first,
            When::Days(period) => period.from,
        }
    }

    pub fn most_days(&self) -> i64 {
        match self {
            When::Month(first) => i64::from(first.days_in_month()),
            When::Days(period) => period.days(),
        }
    }
}

/// A day from `YYYY-MM-DD`, nothing shorter and nothing longer.
pub fn parse_date(text: &str) -> Option<Date> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(position, byte)| match position {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let number = |from, to| text.get(from..to)?.parse().ok();
    if shape { Date::new(number(0, 4)?, number(5, 7)? as i8, number(8, 10)? as i8).ok() } else { None }
}

/// The first day of a month from `YYYY-MM`.
pub fn parse_month(text: &str) -> Option<Date> {
    if text.len() == 7 { parse_date(&format!("{text}-01")) } else { None }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Period, is_within_reach, parse_date, parse_month};

    #[test]
    fn only_existing_days_are_dates() {
        assert_eq!(parse_date("2028-02-29"), Some(date(2028, 2, 29)));
        for bad in ["2027-02-29", "2027-2-9", "27-02-09", "2027-13-01", "2027-02-09T00:00", " 2027-02-9"] {
            assert_eq!(parse_date(bad), None, "{bad:?}");
        }
        assert_eq!(parse_month("2025-02"), Some(date(2025, 2, 1)));
    }

    #[test]
    fn a_visit_is_at_most_five_years_away() {
        let today = date(2026, 11, 23);
        for (day, near) in [
            (date(2021, 11, 23), true),
            (date(2021, 11, 22), false),
            (date(2031, 11, 23), true),
            (date(2031, 11, 24), false),
            (date(1990, 1, 1), false),
            (date(9999, 12, 31), false),
        ] {
            assert_eq!(is_within_reach(day, today), near, "{day}");
        }
    }

    #[test]
    fn a_period_counts_both_its_ends() {
        assert_eq!(Period { from: date(2025, 5, 12), until: date(2025, 5, 13) }.days(), 2);
    }
}
