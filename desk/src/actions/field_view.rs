//! A field of a form as its template shows it, filled in as far as it is known.

use domain::case::{ActionKind, Cause, Reason, Visit};
use domain::request::{Form, Wish};
use domain::text::Slug;
use domain::vocabulary::{Activity, Country, Language};
use serde::Serialize;

use super::fields::{FieldValues, Kind, input_name};
use super::form_error::FormError;
use crate::choices::{Choice, sorted, terms};
use crate::context::RequestContext;
use crate::offer_titles::title_of;
use crate::offers::OfferFacts;
use crate::words::Words;
use store::Record;
use web::published::Published;

/// A field.
#[derive(Serialize)]
pub(crate) struct FieldView {
    pub(super) name: String,
    label: String,
    hint: Option<String>,
    kind: &'static str,
    pub(super) value: String,
    options: Vec<Choice>,
    most: Option<usize>,
    pub(super) wrong: bool,
}

/// What fields are filled in with, before somebody types.
pub(crate) struct Prefill<'a> {
    pub(crate) context: &'a RequestContext,
    pub(crate) record: &'a Record,
    pub(crate) values: &'a FieldValues,
    pub(crate) errors: &'a [FormError],
    /// The offer that it was introduced to.
    pub(crate) offer: Option<&'a OfferFacts>,
}

/// A field with what is typed, or known.
pub(crate) fn field(prefill: &Prefill, kind: ActionKind, key: &str, how: Kind) -> FieldView {
    let Prefill { context: RequestContext { words, published, .. }, values, errors, .. } = *prefill;
    let name = input_name(kind, key);
    let prefilled = || prefilled(prefill, kind, key).unwrap_or_default();
    let vocabulary = &published.vocabulary;
    FieldView {
        label: words.label_of(&name),
        hint: words.optional(&format!("hint-{}", name.replace(['.', '_'], "-"))),
        kind: match how {
            Kind::Line | Kind::Offer => "text",
            Kind::Tick => "tick",
            Kind::Mail => "email",
            Kind::Area => "area",
            Kind::Day => "date",
            Kind::Number => "number",
            Kind::Activity | Kind::Country | Kind::Language | Kind::Reason | Kind::Cause => "choice",
        },
        options: match how {
            Kind::Activity => sorted(words, terms::<Activity>(words, vocabulary)),
            Kind::Country => sorted(words, terms::<Country>(words, vocabulary)),
            Kind::Language => sorted(words, terms::<Language>(words, vocabulary)),
            Kind::Reason => {
                // Only who looks for a host can go without one.
                let seeks = prefill.record.submission.request.wish.form() == Form::FindAHost;
                let reasons = Reason::ALL.iter().filter(|reason| seeks || **reason != Reason::NoHost);
                choices(words, "reason", reasons.map(|reason| reason.code()))
            }
            Kind::Cause => choices(words, "cause", Cause::ALL.iter().map(|cause| cause.code())),
            Kind::Offer => open_offers(words, published),
            Kind::Line | Kind::Tick | Kind::Mail | Kind::Area | Kind::Day | Kind::Number => Vec::new(),
        },
        most: match how {
            Kind::Line | Kind::Offer => Some(160),
            Kind::Area => Some(6_000),
            _ => None,
        },
        wrong: errors.iter().any(|error| error.field.as_deref() == Some(&name)),
        value: values.get(&name).cloned().unwrap_or_else(prefilled),
        name,
    }
}

/// More offers than these would make each page of a request heavy: then their names are typed.
const MAX_OFFERS_TO_CHOOSE_FROM: usize = 500;

/// The open offers by their titles.
fn open_offers(words: &Words, published: &Published) -> Vec<Choice> {
    if published.open_offers.len() > MAX_OFFERS_TO_CHOOSE_FROM {
        return Vec::new();
    }
    let choice = |offer: &Slug| Choice { value: offer.to_string(), label: title_of(words, published, offer) };
    sorted(words, published.open_offers.iter().map(choice).collect())
}

fn choices<'c>(words: &Words, kind: &str, codes: impl Iterator<Item = &'c str>) -> Vec<Choice> {
    codes.map(|code| Choice { value: code.to_owned(), label: words.text(&format!("{kind}-{code}")) }).collect()
}

/// What is recorded of a visit, for whoever corrects it.
fn recorded(visit: &Visit, key: &str) -> Option<String> {
    Some(match key {
        "from" => visit.period.from.to_string(),
        "until" => visit.period.until.to_string(),
        "activity" => visit.activity.as_str().to_owned(),
        "host_country" => visit.host_country.as_str().to_owned(),
        "staff" => visit.staff.to_string(),
        "learners" => visit.learners.to_string(),
        "fewer_opportunities" => visit.fewer_opportunities.to_string(),
        _ => return None,
    })
}

/// What is known of a field before somebody types: from the request, the agreement and the offer.
pub(super) fn prefilled(prefill: &Prefill, kind: ActionKind, key: &str) -> Option<String> {
    let Prefill { context: RequestContext { published, .. }, record, offer, .. } = *prefill;
    let handling = &record.handling;
    let Wish::FindAHost(search) = &record.submission.request.wish else {
        return match (kind, key) {
            (ActionKind::Accept, "offer") => handling.offer.as_ref().map(ToString::to_string),
            _ => None,
        };
    };
    let agreed = || handling.agreement.as_ref().and_then(|agreement| agreement.period);
    let comes = published.vocabulary.activities.get(&search.activity).map(|activity| activity.who.as_str());
    let persons = |who: &str| {
        if comes == Some(who) { search.participants } else { 0 }
    };
    match (kind, key) {
        (ActionKind::Introduce, "offer") if handling.asked.is_some() => {
            handling.asked.as_ref().map(ToString::to_string)
        }
        (ActionKind::AskBoth | ActionKind::Introduce, "offer") => {
            search.offer.as_ref().filter(|offer| published.open_offers.contains(offer)).map(ToString::to_string)
        }
        (ActionKind::Reschedule, "from") => agreed().map(|period| period.from.to_string()),
        (ActionKind::Reschedule, "until") => agreed().map(|period| period.until.to_string()),
        (ActionKind::Correct, key) => recorded(handling.visit.as_ref()?, key),
        (ActionKind::Complete, "from") => agreed().map(|period| period.from.to_string()),
        (ActionKind::Complete, "until") => agreed().map(|period| period.until.to_string()),
        (ActionKind::Complete, "activity") => Some(search.activity.as_str().to_owned()),
        (ActionKind::Complete, "host_country") => offer?.country.as_ref().map(|country| country.as_str().to_owned()),
        (ActionKind::Complete, "staff") => Some(persons("staff").to_string()),
        (ActionKind::Complete, "learners") => Some(persons("learners").to_string()),
        (ActionKind::Complete, "fewer_opportunities") => search.fewer_opportunities.map(|number| number.to_string()),
        _ => None,
    }
}
