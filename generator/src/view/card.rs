//! An offer on a card: what can be read in two seconds.

use domain::content::offer::Offer;
use domain::dates::Period;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Label, LocalizedSite, PlaceView, Text};
use content::model::site::Entry;

#[derive(Debug, Clone, Serialize, JsonSchema)]
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
    /// The months in which a stay can begin, to be said in words: those of one window after the other.
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
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Strip {
    pub bars: Vec<StripBar>,
    /// Where the next year begins, unless the strip is one calendar year.
    pub new_year: Option<i32>,
    /// The years, each with the column of its first month; a year of which there is no room to speak is left out.
    pub years: Vec<StripYear>,
}

/// A year of the strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StripYear {
    pub year: i16,
    /// 1 to 12.
    pub column: i32,
}

/// A window of availability, in units of the strip.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct StripBar {
    pub x: f64,
    pub width: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Month {
    /// 1 to 12.
    pub number: i8,
    pub year: i16,
}

/// Months in a row in which a stay can begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MonthSpan {
    pub from: Month,
    pub until: Month,
    /// Whether the next span is of the same year, which is then said only once.
    pub year_follows: bool,
}

/// How long ago, in the unit people would use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Ago {
    /// `days`, `weeks` or `months`.
    pub unit: &'static str,
    pub count: i32,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
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

impl OfferCard<'_> {
    /// Puts the kind of exchange that somebody chose before the others.
    pub fn lead_with(&mut self, activity: &str) {
        if let Some(position) = self.activities.iter().position(|kind| kind.code == activity) {
            self.activities[..=position].rotate_right(1);
            self.family = self.activities[0].family.unwrap_or(self.family);
        }
    }
}

impl<'s> LocalizedSite<'s> {
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
            open_spans: spans(&offer.starts(self.site.today)),
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

    pub fn cards(&self, offers: impl IntoIterator<Item = &'s Entry<Offer>>) -> Vec<OfferCard<'s>> {
        offers.into_iter().map(|offer| self.card(offer)).collect()
    }
}

/// The twelve months of a strip.
pub fn months(today: Date) -> Vec<Month> {
    let next = |month: &Date| month.last_of_month().tomorrow().ok();
    std::iter::successors(Some(today.first_of_month()), next).take(12).map(Month::of).collect()
}

impl Month {
    fn of(day: Date) -> Self {
        Self { number: day.month(), year: day.year() }
    }
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

/// The months of the days on which a stay can begin. Windows that lie apart stay apart, unless they share a month.
fn spans(starts: &[Period]) -> Vec<MonthSpan> {
    let mut spans: Vec<MonthSpan> = Vec::new();
    for start in starts {
        let (from, until) = (Month::of(start.from), Month::of(start.until));
        match spans.last_mut() {
            Some(last) if last.until == from => last.until = until,
            _ => spans.push(MonthSpan { from, until, year_follows: false }),
        }
    }
    for position in 1..spans.len() {
        let next = spans[position];
        let span = &mut spans[position - 1];
        span.year_follows = span.from.year == next.until.year;
    }
    spans
}

#[cfg(test)]
mod tests {
    use domain::dates::Period;
    use jiff::civil::date;

    use super::{Ago, Month, MonthSpan, StripBar, spans, strip};

    #[test]
    fn months_are_those_in_which_a_stay_can_begin() {
        let start = |from: (i8, i8), until: (i8, i8)| Period {
            from: date(2027, from.0, from.1),
            until: date(2027, until.0, until.1),
        };
        let span = |from, until, year_follows| {
            let month = |number| Month { number, year: 2027 };
            MonthSpan { from: month(from), until: month(until), year_follows }
        };
        let apart = [start((2, 1), (3, 10)), start((4, 12), (5, 26)), start((10, 4), (11, 24))];
        assert_eq!(spans(&apart), [span(2, 3, true), span(4, 5, true), span(10, 11, false)]);
        let sharing = [start((2, 1), (3, 1)), start((3, 20), (4, 2))];
        assert_eq!(spans(&sharing), [span(2, 4, false)]);
        assert_eq!(spans(&[]), []);
    }

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
