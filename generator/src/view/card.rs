//! An offer on a card: what can be read in two seconds.

use domain::dates::year_strip;
use domain::offer::Offer;
use jiff::civil::Date;
use serde::Serialize;

use super::{Label, Lens, PlaceView, Text};
use crate::site::Entry;

/// An offer's card.
#[derive(Debug, Clone, Serialize)]
pub struct OfferCard {
    pub slug: String,
    pub address: String,
    pub title: Text,
    pub summary: Text,
    pub activities: Vec<Label>,
    pub family: &'static str,
    pub place: PlaceView,
    pub host: String,
    pub strip: Vec<Month>,
    /// Spans of open months within the strip, to be said in words.
    pub open_spans: Vec<MonthSpan>,
    pub group: (i64, i64),
    pub duration: (i64, i64),
    pub languages: Vec<LanguageView>,
    pub support: bool,
    pub by_rail: bool,
    pub confirmed: Date,
    pub confirmed_ago: Ago,
    pub valid_until: Date,
    pub open: bool,
    pub demo: bool,
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
pub struct LanguageView {
    pub code: String,
    pub label: String,
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

impl Lens<'_> {
    /// The card of an offer.
    pub fn card(&self, entry: &Entry<Offer>) -> OfferCard {
        let Entry { slug, value: offer, .. } = entry;
        let strip: Vec<Month> = year_strip(&offer.windows, self.site.today)
            .iter()
            .map(|entry| Month { number: entry.month.month(), year: entry.month.year(), open: entry.open })
            .collect();
        OfferCard {
            slug: slug.to_string(),
            address: self.addresses.offer(slug.as_str()),
            title: self.text(&offer.title),
            summary: self.text(&offer.summary),
            activities: offer.activities.iter().map(|code| self.activity(code)).collect(),
            family: offer.activities.first().map_or("visits", |code| self.family(code)),
            place: self.place(&offer.host.place, &offer.host.region),
            host: offer.host.name.clone(),
            open_spans: spans(&strip),
            strip,
            group: (offer.group.min, offer.group.max),
            duration: (offer.duration.min, offer.duration.max),
            languages: offer
                .languages
                .iter()
                .map(|language| LanguageView {
                    code: language.code.as_str().to_owned(),
                    label: self.label(&language.code).label,
                    level: language.level.to_string(),
                })
                .collect(),
            support: offer.support.is_some(),
            by_rail: offer.travel.by_rail,
            confirmed: offer.confirmed,
            confirmed_ago: Ago::since(offer.confirmed, self.site.today),
            valid_until: offer.valid_until,
            open: offer.is_open(self.site.today),
            demo: offer.demo,
        }
    }

    /// The cards of offers.
    pub fn cards<'e>(&self, offers: impl IntoIterator<Item = &'e Entry<Offer>>) -> Vec<OfferCard> {
        offers.into_iter().map(|offer| self.card(offer)).collect()
    }
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
    use jiff::civil::date;

    use super::Ago;

    #[test]
    fn how_long_ago_is_said_in_the_unit_people_use() {
        let today = date(2026, 11, 23);
        assert_eq!(Ago::since(date(2026, 11, 20), today), Ago { unit: "days", count: 3 });
        assert_eq!(Ago::since(date(2026, 11, 1), today), Ago { unit: "weeks", count: 3 });
        assert_eq!(Ago::since(date(2026, 5, 1), today), Ago { unit: "months", count: 6 });
        assert_eq!(Ago::since(date(2027, 1, 1), today), Ago { unit: "days", count: 0 });
    }
}
