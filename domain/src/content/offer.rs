//! A hosting offer: what a host shows to visitors, whom it receives, when, and on which terms.

use jiff::ToSpan;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::content::common::{
    LanguageLevel, Span, Stop, Support, check_activity_bounds, read_web_address, read_windows,
};
use crate::dates::Period;
use crate::text::LocalizedText;
use crate::validate::{ErrorKind, Limit, ObjectReader};
use crate::vocabulary::{Activity, Audience, Code, OrganisationKind, Region, Sector, Theme};

/// A hosting offer, checked. Its slug is its file's name, and so kept beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Offer {
    /// What one sees.
    pub title: LocalizedText,
    /// Why come, in one or two sentences.
    pub summary: LocalizedText,
    /// Who receives.
    pub host: Host,
    /// Forms of mobility; at least one.
    pub activities: Vec<Code<Activity>>,
    /// Who may come; at least one.
    pub audiences: Vec<Code<Audience>>,
    /// Fields of education; at least one.
    pub sectors: Vec<Code<Sector>>,
    /// Subjects.
    pub themes: Vec<Code<Theme>>,
    /// Working languages with the level needed; at least one.
    pub languages: Vec<LanguageLevel>,
    /// Persons in a group.
    pub group: Span,
    /// Days of a visit, without travel.
    pub duration: Span,
    /// When visitors can come; at least one.
    pub windows: Vec<Period>,
    /// Stops, in order.
    pub programme: Vec<Stop>,
    /// What visitors take home; at least one.
    pub learning: Vec<LocalizedText>,
    /// For people with fewer opportunities.
    pub support: Support,
    /// Where visitors sleep.
    pub accommodation: Option<LocalizedText>,
    /// How buildings can be reached and used.
    pub accessibility: Option<LocalizedText>,
    /// What visitors pay.
    pub costs: LocalizedText,
    /// Green travel.
    pub travel: Travel,
    /// Whether people under 18 are received; nothing, where the host has not said.
    pub minors: Option<bool>,
    /// How they are kept safe; always there where minors are received.
    pub safeguarding: Option<LocalizedText>,
    /// Whether the host would like to visit in turn; nothing, where it has not said.
    pub reciprocity: Option<bool>,
    /// When the host last said that the offer stands.
    pub confirmed: Date,
    /// When the offer first appeared, or will: the day it was confirmed, unless the file says otherwise.
    pub published: Date,
    /// The last day of the offer.
    pub valid_until: Date,
    /// A demonstration, not a real host.
    pub demo: bool,
}

/// Who receives. There are no contact data: the secretariat is the contact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Host {
    /// The organisation.
    pub name: String,
    /// What kind of organisation.
    pub kind: Code<OrganisationKind>,
    /// Its website.
    pub website: Option<String>,
    /// Its region.
    pub region: Code<Region>,
    /// Its town.
    pub place: String,
}

/// How to come without flying.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Travel {
    /// Reachable by train from abroad within a day; nothing, where the host has not said.
    pub by_rail: Option<bool>,
    /// How.
    pub note: Option<LocalizedText>,
}

impl Offer {
    /// Whether the offer is still open on a day: valid, and with a window that has not gone by.
    pub fn is_open(&self, today: Date) -> bool {
        self.ends() >= today
    }

    /// The last day on which somebody can come: the offer's own last day, or that of its last window if that is earlier.
    pub fn ends(&self) -> Date {
        self.windows.iter().map(|window| window.until).max().map_or(self.valid_until, |last| last.min(self.valid_until))
    }

    /// The next day on which somebody can come; `None` once the offer has ended.
    pub fn next_day(&self, today: Date) -> Option<Date> {
        let last = self.ends();
        let days = self.windows.iter().filter(|window| window.until >= today).map(|window| window.from.max(today));
        days.min().filter(|day| *day <= last)
    }

    /// The days on which the shortest stay can begin, from today on: one period for each window that leaves time for it,
    /// in their order. Periods that touch are one.
    pub fn starts(&self, today: Date) -> Vec<Period> {
        let rest = (self.duration.min.max(1) - 1).days();
        let mut starts: Vec<Period> = Vec::new();
        let mut windows: Vec<&Period> = self.windows.iter().collect();
        windows.sort_by_key(|window| (window.from, window.until));
        for window in windows {
            let from = window.from.max(today);
            let Ok(until) = window.until.min(self.valid_until).checked_sub(rest) else { continue };
            if until < from {
                continue;
            }
            match starts.last_mut() {
                Some(last) if last.until.tomorrow().is_ok_and(|next| from <= next) => {
                    last.until = last.until.max(until)
                }
                _ => starts.push(Period { from, until }),
            }
        }
        starts
    }

    pub fn read(fields: &mut ObjectReader) -> Option<Self> {
        fields.skip_draft_flag();
        let title = fields.localized("title", Limit::LINE);
        let summary = fields.localized("summary", Limit::SUMMARY);
        let host = fields.group("host", Host::read);
        let activities = fields.codes("activities", 1);
        let audiences = fields.codes("audiences", 1);
        let sectors = fields.codes("sectors", 1);
        let themes = fields.codes("themes", 0);
        let languages = fields.some_of("languages", 10, LanguageLevel::read);
        let group = fields.group("group", |fields| Span::read(fields, Span::MOST_PERSONS));
        let duration = fields.group("duration", |fields| Span::read(fields, Span::MOST_DAYS));
        let windows = read_windows(fields, duration, |_, _| ());
        let programme = fields.list_of("programme", 30, Stop::read);
        let learning = fields.localized_list("learning", 1, Limit::PARAGRAPH);
        let support = fields.optional_group("support", Support::read).unwrap_or_default();
        let accommodation = fields.optional_localized("accommodation", Limit::PARAGRAPH);
        let accessibility = fields.optional_localized("accessibility", Limit::PARAGRAPH);
        let costs = fields.localized("costs", Limit::PARAGRAPH);
        let travel = fields.optional_group("travel", Travel::read).unwrap_or_default();
        let minors = fields.optional_flag("minors");
        let safeguarding = if minors == Some(true) {
            fields.localized("safeguarding", Limit::PARAGRAPH)
        } else {
            fields.optional_localized("safeguarding", Limit::PARAGRAPH)
        };
        let reciprocity = fields.optional_flag("reciprocity");
        let confirmed = fields.date("confirmed");
        let published = fields.optional_date("published").or(confirmed);
        let valid_until = fields.date("valid_until");
        let demo = fields.flag("demo");

        check_activity_bounds(
            fields,
            &activities,
            group.map(|span| ("group", span)),
            duration.map(|span| ("duration", span)),
        );
        if let (Some(confirmed), Some(valid_until)) = (confirmed, valid_until)
            && valid_until < confirmed
        {
            let (value, other) = (valid_until.to_string(), confirmed.to_string());
            fields.note("valid_until", ErrorKind::DateOrder { value, earlier: true, other, key: "confirmed" });
        }

        complete! { Self:
            title, summary, host, activities, audiences, sectors, themes, languages, group, duration, windows,
            programme, learning, support, accommodation, accessibility, costs, travel, minors, safeguarding,
            reciprocity, confirmed, published, valid_until, demo
        }
    }
}

impl Host {
    fn read(fields: &mut ObjectReader) -> Option<Self> {
        let name = fields.text("name", Limit::LINE);
        let kind = fields.code("kind");
        let website = read_web_address(fields, "website");
        let region = fields.code("region");
        let place = fields.text("place", Limit::LINE);
        complete! { Self: name, kind, website, region, place }
    }
}

impl Travel {
    fn read(fields: &mut ObjectReader) -> Option<Self> {
        Some(Self {
            by_rail: fields.optional_flag("by_rail"),
            note: fields.optional_localized("note", Limit::PARAGRAPH),
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::Offer;
    use crate::dates::Period;

    fn period(from: (i16, i8, i8), until: (i16, i8, i8)) -> Period {
        let day = |(year, month, day)| date(year, month, day);
        Period { from: day(from), until: day(until) }
    }

    fn offer(days: i64, valid_until: Date, windows: &[Period]) -> Offer {
        let windows: Vec<_> = windows
            .iter()
            .map(|window| serde_json::json!({ "from": window.from.to_string(), "until": window.until.to_string() }))
            .collect();
        serde_json::from_value(serde_json::json!({
            "title": { "en": "A workshop" }, "summary": { "en": "To look at." },
            "host": { "name": "Host", "kind": "EPLUS-EDU-VOC-SEC", "website": null, "region": "BE23", "place": "Ghent" },
            "activities": ["job-shadowing"], "audiences": ["teachers"], "sectors": ["07"], "themes": [],
            "languages": [], "group": { "min": 1, "max": 4 }, "duration": { "min": days, "max": days + 4 },
            "windows": windows, "programme": [], "learning": [],
            "support": { "measures": [], "barriers": [], "note": null }, "accommodation": null, "accessibility": null,
            "costs": { "en": "None." }, "travel": { "by_rail": false, "note": null }, "minors": false,
            "safeguarding": null, "reciprocity": false, "confirmed": "2026-11-01", "published": "2026-11-01",
            "valid_until": valid_until.to_string(), "demo": false
        }))
        .expect("an offer")
    }

    #[test]
    fn a_stay_can_begin_while_there_is_time_for_the_shortest_one() {
        let windows = [
            period((2027, 10, 4), (2027, 11, 26)),
            period((2027, 2, 1), (2027, 3, 12)),
            period((2027, 4, 12), (2027, 5, 28)),
            period((2027, 7, 1), (2027, 7, 2)),
            period((2026, 9, 1), (2026, 10, 1)),
        ];
        let expected = [
            period((2027, 2, 1), (2027, 3, 10)),
            period((2027, 4, 12), (2027, 5, 26)),
            period((2027, 10, 4), (2027, 11, 24)),
        ];
        let today = date(2026, 11, 23);
        assert_eq!(offer(3, date(2028, 1, 1), &windows).starts(today), expected);
        // The offer's own last day ends its last window, and today begins the first.
        let ends = offer(3, date(2027, 10, 20), &windows).starts(date(2027, 5, 20));
        assert_eq!(ends, [period((2027, 5, 20), (2027, 5, 26)), period((2027, 10, 4), (2027, 10, 18))]);
    }

    #[test]
    fn windows_that_overlap_are_one() {
        let windows = [period((2027, 2, 1), (2027, 3, 12)), period((2027, 3, 1), (2027, 4, 12))];
        let starts = offer(1, date(2028, 1, 1), &windows).starts(date(2026, 11, 23));
        assert_eq!(starts, [period((2027, 2, 1), (2027, 4, 12))]);
    }
}
