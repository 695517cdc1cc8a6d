//! The year as a line: twelve months from this one, or more where a period ends later; and where periods lie on it.

use domain::dates::Period;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};

use crate::words::Words;

/// Months on a line. The style sheet has a class for each length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Axis {
    first: Date,
    months: u8,
}

/// A part of the line, in its units.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(super) struct Bar {
    x: f64,
    width: f64,
}

impl Axis {
    /// The lengths that a line may have.
    const LENGTHS: [u8; 3] = [12, 18, 24];
    const MONTH: f64 = 10.0;

    /// The shortest line from this month on that has a period on it, as far as any has.
    pub(super) fn covering(today: Date, period: &Period) -> Self {
        let first = today.first_of_month();
        let reaches = |months: &u8| after(first, *months) > period.until;
        let months = Self::LENGTHS.into_iter().find(reaches).unwrap_or(24);
        Self { first, months }
    }

    /// Where a period lies; `None` where it is not on the line.
    pub(super) fn bar(&self, period: &Period) -> Option<Bar> {
        let end = after(self.first, self.months);
        let from = period.from.max(self.first);
        let until = period.until.tomorrow().unwrap_or(period.until).min(end);
        (from < until).then(|| {
            let (x, right) = (self.place(from), self.place(until));
            Bar { x: rounded(x), width: rounded(right - x) }
        })
    }

    /// The line as templates draw it.
    pub(super) fn view(&self, words: &Words) -> Value {
        let months: Vec<Date> = (0..self.months).map(|month| after(self.first, month)).collect();
        let new_year =
            |(place, month): (usize, &Date)| (place > 0 && month.month() == 1).then_some(Self::MONTH * place as f64);
        let month = |(place, month): (usize, &Date)| {
            let letter: String = words.text(&format!("month-{}", month.month())).chars().take(1).collect();
            // The year, at the first month and at each January.
            let year = (place == 0 || month.month() == 1).then(|| month.year().to_string());
            json!({ "letter": letter, "year": year })
        };
        json!({
            // Units of the drawing: ten a month.
            "width": Self::MONTH * f64::from(self.months),
            // A path with a line between months.
            "grid": (1..self.months).map(|month| format!("M{} 0v8", Self::MONTH * f64::from(month))).collect::<String>(),
            // Where a year begins.
            "new_years": months.iter().enumerate().filter_map(new_year).collect::<Vec<_>>(),
            "length": self.months,
            "months": months.iter().enumerate().map(month).collect::<Vec<_>>(),
        })
    }

    fn place(&self, day: Date) -> f64 {
        let years = f64::from(day.year() - self.first.year());
        let months = 12.0 * years + f64::from(day.month()) - f64::from(self.first.month());
        Self::MONTH * (months + f64::from(day.day() - 1) / f64::from(day.days_in_month()))
    }
}

fn after(first: Date, months: u8) -> Date {
    first.checked_add(i32::from(months).months()).unwrap_or(Date::MAX)
}

/// A hundredth of a unit is less than a pixel.
fn rounded(units: f64) -> f64 {
    (units * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use domain::dates::Period;
    use jiff::civil::{Date, date};

    use super::{Axis, Bar};

    const TODAY: Date = date(2026, 11, 23);

    fn axis(until: Date) -> Axis {
        Axis::covering(TODAY, &Period { from: TODAY, until })
    }

    #[test]
    fn the_line_has_a_year_or_as_much_as_a_period_needs() {
        for (until, months) in [
            (date(2027, 10, 31), 12),
            (date(2027, 11, 1), 18),
            (date(2028, 4, 30), 18),
            (date(2028, 5, 1), 24),
            (date(2031, 1, 1), 24),
        ] {
            assert_eq!(axis(until).months, months, "{until}");
        }
    }

    #[test]
    fn a_period_lies_where_its_days_are() {
        let axis = axis(TODAY);
        let bar = |from, until| axis.bar(&Period { from, until });
        assert_eq!(bar(date(2026, 11, 16), date(2026, 11, 30)), Some(Bar { x: 5.0, width: 5.0 }));
        assert_eq!(bar(date(2027, 1, 1), date(2027, 2, 28)), Some(Bar { x: 20.0, width: 20.0 }));
        assert_eq!(bar(date(2026, 1, 1), date(2031, 1, 1)), Some(Bar { x: 0.0, width: 120.0 }), "beyond both ends");
        assert_eq!(bar(date(2027, 11, 1), date(2027, 11, 30)), None);
        assert_eq!(bar(date(2026, 10, 1), date(2026, 10, 31)), None);
    }
}
