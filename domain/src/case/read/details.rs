//! The details of steps: introductions, agreements, visits and refusals.

use jiff::civil::Date;

use crate::case::{Agreement, HostContact, Introduction, Reason, Refusal, Visit};
use crate::content::common::Span;
use crate::dates::{Period, VISIT_YEARS, is_within_reach};
use crate::request::read_reachable;
use crate::text::{LanguageTag, Slug};
use crate::validate::{ErrorKind, Limit, ObjectReader};
use crate::vocabulary::Language;

impl Introduction {
    /// A sentence that says who at the host's receives minors: more than a word that anybody types to get on.
    pub const CONFIRMATION: Limit = Limit { min: 10, max: 500 };

    pub(super) fn read(fields: &mut ObjectReader) -> Option<Self> {
        let offer = read_offer(fields);
        let (group_agreed, host_agreed) = (fields.flag("group_agreed"), fields.flag("host_agreed"));
        let minors = fields.optional_text("minors", Self::CONFIRMATION);
        let host = fields.group("host", HostContact::read);
        Some(Self { offer: offer?, host: host?, agreed: group_agreed && host_agreed, minors, title: None })
    }
}

pub(super) fn read_offer(fields: &mut ObjectReader) -> Option<Slug> {
    let written = fields.text("offer", Limit::LINE)?;
    let unknown = |value| ErrorKind::UnknownReference { kind: "offer", value, suggestion: None };
    fields.noted("offer", Slug::parse(&written).ok_or_else(|| unknown(written)))
}

impl HostContact {
    pub(super) fn read(fields: &mut ObjectReader) -> Option<Self> {
        let organisation = fields.text("organisation", Limit::LINE);
        let name = fields.text("name", Limit::LINE);
        let email = read_reachable(fields, "email");
        let language = fields.code::<Language>("language").and_then(|code| LanguageTag::parse(code.as_str()));
        complete! { Self: organisation, name, email, language }
    }
}

impl Agreement {
    /// The days may not be known yet; one of them alone is no period.
    pub(super) fn read(fields: &mut ObjectReader, today: Date) -> Option<Self> {
        let before = fields.errors();
        let days = (fields.optional_date("from"), fields.optional_date("until"));
        if fields.errors() > before {
            return None;
        }
        let period = match days {
            (None, None) => None,
            (Some(from), Some(until)) => Some(period(fields, (from, until), today)?),
            (from, _) => {
                let key = if from.is_none() { "from" } else { "until" };
                fields.note(key, ErrorKind::Missing { key: key.to_owned() });
                return None;
            }
        };
        if let Some(period) = period.filter(|period| period.until < today) {
            fields.note("until", ErrorKind::Past { value: period.until.to_string() });
            return None;
        }
        Some(Self { period })
    }
}

impl Visit {
    pub(super) fn read(fields: &mut ObjectReader, today: Date) -> Option<Self> {
        let days = (fields.date("from"), fields.date("until"));
        let activity = fields.code("activity");
        let host_country = fields.code("host_country");
        let mut persons = |key| fields.integer(key, 0..=Span::MOST_PERSONS);
        let (staff, learners, fewer) = (persons("staff"), persons("learners"), persons("fewer_opportunities"));
        let period = match days {
            (Some(from), Some(until)) => period(fields, (from, until), today),
            _ => None,
        };
        if let Some(period) = period.filter(|period| period.until > today) {
            fields.note("until", ErrorKind::Future { value: period.until.to_string() });
        }
        if let (Some(staff), Some(learners)) = (staff, learners) {
            let whole = staff + learners;
            if whole == 0 {
                fields.note("staff", ErrorKind::OutOfRange { value: "0".into(), min: 1, max: Span::MOST_PERSONS });
            }
            if let Some(part) = fewer.filter(|fewer| *fewer > whole) {
                fields.note("fewer_opportunities", ErrorKind::PartExceedsWhole { part, whole });
            }
        }
        let count = |number: Option<i64>| number.and_then(|number| u32::try_from(number).ok());
        let (staff, learners, fewer_opportunities) = (count(staff), count(learners), count(fewer));
        complete! { Self: period, activity, host_country, staff, learners, fewer_opportunities }
    }
}

impl Refusal {
    pub(super) fn read(fields: &mut ObjectReader) -> Option<Self> {
        let reason = fields.choice("reason", &Reason::choices());
        let explanation = fields.optional_text("explanation", Limit::PAGE);
        complete! { Self: reason, explanation }
    }
}

/// A period that a visit can have. What is stored was checked when it came in, and is not checked again.
fn period(fields: &mut ObjectReader, (from, until): (Date, Date), today: Date) -> Option<Period> {
    for (key, day) in [("from", from), ("until", until)] {
        if !is_within_reach(day, today) {
            fields.note(key, ErrorKind::OutOfReach { value: day.to_string(), years: VISIT_YEARS });
            return None;
        }
    }
    if until < from {
        fields.note("until", ErrorKind::Reversed { first: from.to_string(), last: until.to_string() });
        return None;
    }
    Some(Period { from, until })
}
