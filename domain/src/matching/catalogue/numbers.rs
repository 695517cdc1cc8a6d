//! How days, levels and what is not known stand in columns.

use jiff::civil::{Date, date};

use crate::content::common::Level;

/// The days of columns count from here.
const FIRST_DAY: Date = date(2000, 1, 1);

/// Where an offer begins that stands in no list, or behind the four thousand millionth byte.
pub(super) const NOWHERE: u32 = u32::MAX;

/// In the column of minors: the host receives them.
pub(in crate::matching) const MINORS_RECEIVED: u8 = 1;
/// In the column of minors: the host refuses them.
pub(in crate::matching) const MINORS_REFUSED: u8 = 0;
/// In the column of minors: the host has not said whether it receives them.
pub(in crate::matching) const MINORS_UNKNOWN: u8 = 2;
/// The number of a country that is not known.
pub(in crate::matching) const NO_COUNTRY: u16 = u16::MAX;

/// A day as columns have it.
pub(in crate::matching) fn day_number(day: Date) -> i32 {
    (day - FIRST_DAY).get_days()
}

/// The day of a column's number.
pub(in crate::matching) fn day(number: i32) -> Date {
    FIRST_DAY.saturating_add(jiff::Span::new().days(number))
}

/// The number of a level, higher for more.
pub(in crate::matching) fn level_number(level: Level) -> u16 {
    level as u16
}

/// The level of a number.
pub(in crate::matching) fn level(number: u16) -> Level {
    Level::ALL.get(usize::from(number)).copied().unwrap_or(Level::C2)
}
