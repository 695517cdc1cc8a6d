//! The parts that offers, case studies and requests share: one rulebook for a file and for a form.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use url::{Host, Url};

use crate::dates::Period;
use crate::text::LocalizedText;
use crate::validate::base_url::{BaseUrl, is_host_name};
use crate::validate::{ErrorKind, Format, Limit, ObjectReader, count_of};
use crate::vocabulary::{Activity, Barrier, Code, Language, StopKind, SupportMeasure};

coded! {
    "UPPERCASE",
    /// Level of a language: Common European Framework of Reference.
    #[derive(schemars::JsonSchema)]
    #[allow(missing_docs)]
    pub enum Level {
        A1,
        A2,
        B1,
        B2,
        C1,
        C2,
    }
}

impl fmt::Display for Level {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

/// A working language and a level in it: needed, in an offer; available, in a request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LanguageLevel {
    /// The language.
    pub code: Code<Language>,
    /// The level.
    pub level: Level,
}

impl LanguageLevel {
    /// Reads `{code, level}`.
    pub fn read(fields: &mut ObjectReader) -> Option<Self> {
        let code = fields.code("code");
        let level = fields.choice("level", &Level::choices());
        complete! { Self: code, level }
    }
}

/// The least and the most of something counted: persons of a group, days of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// The least.
    pub min: i64,
    /// The most; never less than the least.
    pub max: i64,
}

impl Span {
    pub fn contains(&self, number: i64) -> bool {
        (self.min..=self.max).contains(&number)
    }

    /// Reads `{min, max}`, both from 1 to `most`.
    pub fn read(fields: &mut ObjectReader, most: i64) -> Option<Self> {
        let min = fields.integer("min", 1..=most);
        let max = fields.integer("max", 1..=most);
        let (min, max) = (min?, max?);
        if max < min {
            fields.note("max", ErrorKind::Reversed { first: min.to_string(), last: max.to_string() });
        }
        Some(Self { min, max })
    }

    /// Most persons in one group: a limit against slips of the finger.
    pub const MOST_PERSONS: i64 = 500;
    /// Most days of one visit: the longest activity of the programme guide lasts a year.
    pub const MOST_DAYS: i64 = 366;
}

/// Reads `{from, until}`.
pub fn read_period(fields: &mut ObjectReader) -> Option<Period> {
    let from = fields.date("from");
    let until = fields.date("until");
    let (from, until) = (from?, until?);
    if until < from {
        fields.note("until", ErrorKind::Reversed { first: from.to_string(), last: until.to_string() });
    }
    Some(Period { from, until })
}

/// Reads the windows in which visitors can come; each must have room for the shortest visit, and `check` looks at it where
/// it stands.
pub fn read_windows(
    fields: &mut ObjectReader,
    duration: Option<Span>,
    mut check: impl FnMut(&mut ObjectReader, &Period),
) -> Vec<Period> {
    fields.some_of("windows", 24, |fields| {
        let window = read_period(fields)?;
        let needed = duration.map_or(1, |duration| duration.min);
        if window.until >= window.from && window.days() < needed {
            fields.note_here(ErrorKind::WindowTooShort { days: window.days(), needed });
        }
        check(fields, &window);
        Some(window)
    })
}

/// One stop of a programme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Stop {
    /// The place's name.
    pub name: LocalizedText,
    /// What kind of place it is.
    pub kind: Code<StopKind>,
    /// What is seen there.
    pub see: LocalizedText,
}

impl Stop {
    /// Reads `{name, kind, see}`.
    pub fn read(fields: &mut ObjectReader) -> Option<Self> {
        let name = fields.localized("name", Limit::LINE);
        let kind = fields.code("kind");
        let see = fields.localized("see", Limit::PARAGRAPH);
        complete! { Self: name, kind, see }
    }
}

/// Support for people with fewer opportunities: what a host offers, or what a group needs.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Support {
    /// Measures.
    pub measures: Vec<Code<SupportMeasure>>,
    /// Barriers: those a host has experience with, or those that participants face.
    pub barriers: Vec<Code<Barrier>>,
    /// In the writer's words.
    pub note: Option<LocalizedText>,
}

impl Support {
    /// Reads `{measures, barriers, note}`, each optional.
    pub fn read(fields: &mut ObjectReader) -> Option<Self> {
        Some(Self {
            measures: fields.codes("measures", 0),
            barriers: fields.codes("barriers", 0),
            note: fields.optional_localized("note", Limit::PARAGRAPH),
        })
    }

    /// Whether anything is offered or asked at all.
    pub fn is_some(&self) -> bool {
        !self.measures.is_empty() || !self.barriers.is_empty() || self.note.is_some()
    }
}

/// Reads a web address that may be left out: http or https, with a host.
pub fn read_web_address(fields: &mut ObjectReader, key: &'static str) -> Option<String> {
    let written = fields.optional_formatted(key, Limit { min: 1, max: 400 }, Format::WebAddress)?;
    let is_full = Url::parse(&written).is_ok_and(|url| url.host_str().is_some_and(|host| host.contains('.')));
    let unfit = || (!is_full).then(|| ErrorKind::WebAddress { value: written.clone() });
    let fault = web_address_fault(&written).or_else(unfit);
    fields.noted(key, fault.map_or(Ok(written), Err))
}

/// What is wrong with an address that leads to a website, if anything is. What programs read in different ways is wrong: blanks,
/// backslashes, a host with an empty name in it.
pub fn web_address_fault(address: &str) -> Option<ErrorKind> {
    let value = || address.to_owned();
    if names_a_user(address) {
        return Some(ErrorKind::AddressWithUser { value: value() });
    }
    let is_fit = !address.contains(|c: char| c.is_whitespace() || c == '\\')
        && Url::parse(address).is_ok_and(|url| {
            let host = url.host().is_some_and(|host| match host {
                Host::Domain(name) => is_host_name(name),
                Host::Ipv4(_) | Host::Ipv6(_) => true,
            });
            matches!(url.scheme(), "http" | "https") && host && url.port() != Some(0)
        });
    (!is_fit).then(|| ErrorKind::WebAddress { value: value() })
}

/// Reads the address that a site is published at; one that is read without encryption is a warning.
pub fn read_base_url(fields: &mut ObjectReader, key: &'static str) -> Option<BaseUrl> {
    let written = fields.formatted(key, Limit { min: 1, max: 400 }, Format::WebAddress)?;
    let url = BaseUrl::parse(&written);
    let url = url.map_err(|error| ErrorKind::BaseUrl { value: written.clone(), reason: error.to_string() });
    let url = fields.noted(key, url)?;
    if !url.is_private() {
        fields.note(key, ErrorKind::Unencrypted { value: written });
    }
    Some(url)
}

/// Whether a web address carries a user's name or a password, which would be published.
pub fn names_a_user(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| !url.username().is_empty() || url.password().is_some())
}

/// Notes where a group or a duration breaks the bounds of an activity (Erasmus+ programme guide; the vocabulary
/// holds this year's numbers). A shorter least for people with fewer opportunities counts where it exists.
pub fn check_activity_bounds(
    fields: &mut ObjectReader,
    activities: &[Code<Activity>],
    group: Option<(&'static str, Span)>,
    duration: Option<(&'static str, Span)>,
) {
    let terms = &fields.vocabulary().activities;
    for activity in activities.iter().filter_map(|code| terms.get(code)) {
        let least_days = activity.min_days_fewer_opportunities.or(activity.min_days);
        let mut check = |key, subject, span: Span, least: Option<i64>, most: Option<i64>, [one, many]: [&str; 2]| {
            if let Some(least) = least.filter(|least| span.max < *least) {
                let (activity, bound) = (activity.code.clone(), format!("at least {}", count_of(least, one, many)));
                fields.note(key, ErrorKind::ActivityBound { subject, value: span.max, activity, bound });
            }
            if let Some(most) = most.filter(|most| span.min > *most) {
                let (activity, bound) = (activity.code.clone(), format!("at most {}", count_of(most, one, many)));
                fields.note(key, ErrorKind::ActivityBound { subject, value: span.min, activity, bound });
            }
        };
        if let Some((key, span)) = duration {
            check(key, "a duration of", span, least_days, activity.max_days, ["day", "days"]);
        }
        if let Some((key, span)) = group {
            check(key, "a group of", span, activity.min_participants, activity.max_participants, ["person", "persons"]);
        }
    }
}
