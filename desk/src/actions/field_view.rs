//! A field of a form as its template shows it, filled in as far as it is known.

use domain::case::{ActionKind, Cause, Reason, Visit};
use domain::request::{Form, Wish};
use domain::text::{Alphabet, Slug};
use domain::vocabulary::{Activity, Country, Language, Term, Vocabulary};
use jiff::civil::Date;
use serde::Serialize;

use super::fields::{Kind, Typed, input_name};
use super::form_error::FormError;
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

#[derive(Serialize)]
struct Choice {
    value: String,
    label: String,
}

/// What fields are filled in with, before somebody types.
pub(crate) struct Prefill<'a> {
    pub(crate) words: &'a Words,
    pub(crate) published: &'a Published,
    pub(crate) record: &'a Record,
    pub(crate) typed: &'a Typed,
    pub(crate) troubles: &'a [FormError],
    pub(crate) today: Date,
    /// The offer that it was introduced to.
    pub(crate) offer: Option<&'a OfferFacts>,
}

/// A field with what is typed, or known.
pub(crate) fn field(prefill: &Prefill, kind: ActionKind, key: &str, how: Kind) -> FieldView {
    let Prefill { words, published, typed, troubles, .. } = *prefill;
    let name = input_name(kind, key);
    let known = || known(prefill, kind, key).unwrap_or_default();
    let vocabulary = published.vocabulary();
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
            Kind::Activity => terms::<Activity>(words, vocabulary),
            Kind::Country => terms::<Country>(words, vocabulary),
            Kind::Language => terms::<Language>(words, vocabulary),
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
        wrong: troubles.iter().any(|trouble| trouble.field.as_deref() == Some(&name)),
        value: typed.get(&name).cloned().unwrap_or_else(known),
        name,
    }
}

/// More offers than these would make each page of a request heavy: then their names are typed.
const MOST_OFFERS_TO_CHOOSE_FROM: usize = 500;

/// The open offers by their titles.
fn open_offers(words: &Words, published: &Published) -> Vec<Choice> {
    if published.open_offers().len() > MOST_OFFERS_TO_CHOOSE_FROM {
        return Vec::new();
    }
    let choice = |offer: &Slug| Choice { value: offer.to_string(), label: title_of(words, published, offer) };
    let mut choices: Vec<Choice> = published.open_offers().iter().map(choice).collect();
    let alphabet = Alphabet::of(words.language());
    choices.sort_by(|a, b| alphabet.compare(&a.label, &b.label));
    choices
}

fn terms<T: Term>(words: &Words, vocabulary: &Vocabulary) -> Vec<Choice> {
    let choice = |term: &T| Choice {
        value: term.code().to_owned(),
        label: term.label().in_language(words.language()).0.to_owned(),
    };
    let mut choices: Vec<Choice> = T::terms(vocabulary).iter().map(choice).collect();
    let alphabet = Alphabet::of(words.language());
    choices.sort_by(|a, b| alphabet.compare(&a.label, &b.label));
    choices
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
pub(super) fn known(prefill: &Prefill, kind: ActionKind, key: &str) -> Option<String> {
    let Prefill { published, record, offer, .. } = *prefill;
    let handling = &record.handling;
    let Wish::FindAHost(search) = &record.submission.request.wish else {
        return match (kind, key) {
            (ActionKind::Accept, "offer") => handling.offer.as_ref().map(ToString::to_string),
            _ => None,
        };
    };
    let agreed = || handling.agreement.as_ref().and_then(|agreement| agreement.period);
    let comes = published.vocabulary().activities.get(&search.activity).map(|activity| activity.who.as_str());
    let persons = |who: &str| if comes == Some(who) { search.participants } else { 0 };
    match (kind, key) {
        (ActionKind::Introduce, "offer") if handling.asked.is_some() => {
            handling.asked.as_ref().map(ToString::to_string)
        }
        (ActionKind::AskBoth | ActionKind::Introduce, "offer") => {
            search.offer.as_ref().filter(|offer| published.open_offers().contains(offer)).map(ToString::to_string)
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
