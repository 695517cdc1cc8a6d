//! An offer on a card: what can be read in two seconds.

use domain::dates::{MonthOfStrip, Period, year_strip};
use domain::offer::Offer;
use jiff::civil::Date;
use serde::Serialize;

use super::{Label, Lens, PlaceView, Text};
use crate::site::Entry;

/// An offer's card.
#[derive(Debug, Clone, Serialize)]
pub struct OfferCard<'s> {
    pub slug: &'s str,
    pub address: String,
    pub title: Text<'s>,
    pub summary: Text<'s>,
    pub activities: Vec<Label<'s>>,
    pub family: &'static str,
    pub place: PlaceView<'s>,
    pub host: &'s str,
    pub strip: Strip,
    /// Spans of open months within the strip, to be said in words.
    pub open_spans: Vec<MonthSpan>,
    pub group: (i64, i64),
    pub duration: (i64, i64),
    pub languages: Vec<LanguageView<'s>>,
    pub support: bool,
    /// Measures for people with fewer opportunities; on a card the first three will do.
    pub measures: Vec<&'s str>,
    pub by_rail: bool,
    pub confirmed: Date,
    pub confirmed_ago: Ago,
    pub valid_until: Date,
    /// The last day on which somebody could have come.
    pub ended_on: Date,
    pub open: bool,
    pub demo: bool,
}

/// Twelve months from today's on ([`months`]), drawn 10 units each.
#[derive(Debug, Clone, Serialize)]
pub struct Strip {
    pub bars: Vec<StripBar>,
    /// Where the next year begins, unless the strip is one calendar year.
    pub new_year: Option<i32>,
    /// The years, each with the column of its first month; a year of which there is no room to speak is left out.
    pub years: Vec<StripYear>,
}

/// A year of the strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct StripYear {
    pub year: i16,
    /// 1 to 12.
    pub column: i32,
}

/// A window of availability, in units of the strip.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct StripBar {
    pub x: f64,
    pub width: f64,
}

/// A month of the year strip.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Month {
    /// 1 to 12.
    pub number: i8,
    pub year: i16,
    pub open: bool,
}

/// Months in a row that are open.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct MonthSpan {
    pub from: Month,
    pub until: Month,
}

/// How long ago, in the unit people would use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Ago {
    /// `days`, `weeks` or `months`.
    pub unit: &'static str,
    pub count: i32,
}

/// A working language.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageView<'s> {
    pub code: &'s str,
    pub label: &'s str,
    pub level: String,
}

impl Ago {
    /// From a day until today; a day to come counts as today.
    pub fn since(day: Date, today: Date) -> Self {
        match (today - day).get_days().max(0) {
            days @ 0..14 => Ago { unit: "days", count: days },
            days @ 14..60 => Ago { unit: "weeks", count: days / 7 },
            days => Ago { unit: "months", count: days / 30 },
        }
    }
}

impl<'s> Lens<'s> {
    /// The card of an offer.
    pub fn card(&self, entry: &'s Entry<Offer>) -> OfferCard<'s> {
        let Entry { slug, value: offer, .. } = entry;
        OfferCard {
            slug: slug.as_str(),
            address: self.addresses.offer(slug.as_str()),
            title: self.text(&offer.title),
            summary: self.text(&offer.summary),
            activities: offer.activities.iter().map(|code| self.activity(code)).collect(),
            family: offer.activities.first().map_or("visits", |code| self.family(code)),
            place: self.place(&offer.host.place, &offer.host.region),
            host: &offer.host.name,
            open_spans: spans(&months(&offer.windows, self.site.today)),
            strip: strip(&offer.windows, self.site.today),
            group: (offer.group.min, offer.group.max),
            duration: (offer.duration.min, offer.duration.max),
            languages: offer
                .languages
                .iter()
                .map(|language| LanguageView {
                    code: language.code.as_str(),
                    label: self.label(&language.code).label,
                    level: language.level.to_string(),
                })
                .collect(),
            support: offer.support.is_some(),
            measures: offer.support.measures.iter().take(3).map(|code| self.label(code).label).collect(),
            by_rail: offer.travel.by_rail == Some(true),
            confirmed: offer.confirmed,
            confirmed_ago: Ago::since(offer.confirmed, self.site.today),
            valid_until: offer.valid_until,
            ended_on: offer.ends(),
            open: offer.is_open(self.site.today),
            demo: offer.demo,
        }
    }

    /// The cards of offers.
    pub fn cards(&self, offers: impl IntoIterator<Item = &'s Entry<Offer>>) -> Vec<OfferCard<'s>> {
        offers.into_iter().map(|offer| self.card(offer)).collect()
    }
}

/// The twelve months of a strip, each with whether one of the windows touches it.
pub fn months(windows: &[Period], today: Date) -> Vec<Month> {
    let month =
        |entry: &MonthOfStrip| Month { number: entry.month.month(), year: entry.month.year(), open: entry.open };
    year_strip(windows, today).iter().map(month).collect()
}

/// The strip of an offer's windows, or of none.
pub fn strip(windows: &[Period], today: Date) -> Strip {
    let first = today.first_of_month();
    // Days are measured within their month, so that every month is equally wide.
    let position = |day: Date, end: bool| {
        let months = i32::from(day.year() - first.year()) * 12 + i32::from(day.month() - first.month());
        let days = f64::from(day.day() - i8::from(!end)) / f64::from(day.days_in_month());
        ((f64::from(months) + days) * 10.0).clamp(0.0, 120.0)
    };
    let round = |value: f64| (value * 10.0).round() / 10.0;
    let bars = windows
        .iter()
        .map(|window| {
            let (x, end) = (position(window.from.max(today), false), position(window.until, true));
            StripBar { x: round(x), width: round(end - x) }
        })
        .filter(|bar| bar.width > 0.0)
        .map(|bar| StripBar { width: bar.width.max(1.5), ..bar })
        .collect();
    let january = Some(i32::from(14 - first.month())).filter(|column| *column <= 12);
    let years = [(first.year(), Some(1).filter(|_| january != Some(2))), (first.year() + 1, january)]
        .into_iter()
        .filter_map(|(year, column)| Some(StripYear { year, column: column? }))
        .collect();
    let new_year = january.map(|column| (column - 1) * 10);
    Strip { bars, new_year, years }
}

fn spans(strip: &[Month]) -> Vec<MonthSpan> {
    strip
        .chunk_by(|a, b| a.open == b.open)
        .filter_map(|run| match (run.first(), run.last()) {
            (Some(from), Some(until)) if from.open => Some(MonthSpan { from: *from, until: *until }),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use domain::dates::Period;
    use jiff::civil::date;

    use super::{Ago, StripBar, strip};

    #[test]
    fn a_window_is_drawn_where_its_days_are() {
        let window = Period { from: date(2027, 1, 1), until: date(2027, 2, 14) };
        let strip = strip(&[window], date(2026, 11, 23));
        assert_eq!(strip.bars, [StripBar { x: 20.0, width: 15.0 }]);
        assert_eq!(strip.new_year, Some(20));
    }

    #[test]
    fn how_long_ago_is_said_in_the_unit_people_use() {
        let today = date(2026, 11, 23);
        assert_eq!(Ago::since(date(2026, 11, 20), today), Ago { unit: "days", count: 3 });
        assert_eq!(Ago::since(date(2026, 11, 1), today), Ago { unit: "weeks", count: 3 });
        assert_eq!(Ago::since(date(2026, 5, 1), today), Ago { unit: "months", count: 6 });
        assert_eq!(Ago::since(date(2027, 1, 1), today), Ago { unit: "days", count: 0 });
    }
}
