//! The time, brought by the caller: asked for once a request, at the edge, and fixed in tests.

use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// What tells the time.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// A clock that asks `now`.
    pub fn new(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    pub fn system() -> Self {
        Self::new(Timestamp::now)
    }

    /// The clock of the machine, as if it were another day now: the time of day stays, and time goes on.
    pub fn starting_on(day: Date) -> Self {
        let days = (day - day_of(Timestamp::now())).get_days();
        let ahead = SignedDuration::from_hours(24 * i64::from(days));
        Self::new(move || Timestamp::now().saturating_add(ahead).unwrap_or(Timestamp::MAX))
    }

    pub fn fixed(at: Timestamp) -> Self {
        Self::new(move || at)
    }

    pub fn now(&self) -> Timestamp {
        (self.0)()
    }

    /// This day, in UTC.
    pub fn today(&self) -> Date {
        day_of(self.now())
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "Clock({})", self.now())
    }
}

/// The day of a moment, in UTC: no time zone data are compiled in, and an hour or two around midnight matter to no
/// visit.
pub fn day_of(moment: Timestamp) -> Date {
    moment.to_zoned(TimeZone::UTC).date()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::date;

    use super::Clock;

    #[test]
    fn a_clock_begins_on_another_day_at_the_machines_time_of_day_and_goes_on() {
        for day in [date(2020, 2, 29), date(2031, 12, 31)] {
            let (before, clock) = (Timestamp::now(), Clock::starting_on(day));
            let (first, second) = (clock.now(), clock.now());
            let ahead = first.duration_since(before);
            assert!(first <= second && ahead.as_secs() % 86_400 <= 60, "{first}");
            // A test that runs at midnight may see the day after.
            assert!(clock.today() == day || clock.today() == day.tomorrow().expect("a day"), "{first}");
        }
    }
}
