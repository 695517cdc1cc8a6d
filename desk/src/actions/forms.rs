//! The forms of all steps, as a request's page shows them: one visible, the rest folded, each filled in as far as it is known.

use domain::case::{ActionKind, Cause, Reason, Side, Status, Visit};
use domain::request::{Form, Wish};
use domain::text::{Alphabet, Slug};
use domain::vocabulary::{Activity, Country, Language, Term, Vocabulary};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::{FormError, Typed, input_name};
use crate::offer_titles::title_of;
use crate::offers::OfferFacts;
use crate::words::{Day, Words};
use store::Record;
use web::published::Published;

/// What can be done with a request now.
#[derive(Serialize)]
pub(crate) struct Work {
    due: Option<Due>,
    assignee: Option<String>,
    assign: Option<Block>,
    main: Option<Block>,
    others: Vec<Block>,
    note: Block,
}

/// When somebody has to do something next.
#[derive(Serialize)]
struct Due {
    late: bool,
    text: String,
    day: Day,
}

/// The form of one step.
#[derive(Serialize)]
struct Block {
    code: &'static str,
    title: String,
    help: Option<String>,
    fields: Vec<FieldView>,
    buttons: Vec<Button>,
    /// Whether something in it is wrong, or was typed and not saved.
    open: bool,
}

/// A button, and where it sends the form.
#[derive(Serialize)]
struct Button {
    label: String,
    look: &'static str,
    to: String,
    /// The step that it takes at once.
    step: Option<&'static str>,
    shortcut: Option<&'static str>,
}

/// A field.
#[derive(Serialize)]
pub(crate) struct FieldView {
    name: String,
    label: String,
    hint: Option<String>,
    kind: &'static str,
    value: String,
    options: Vec<Choice>,
    most: Option<usize>,
    wrong: bool,
}

#[derive(Serialize)]
struct Choice {
    value: String,
    label: String,
}

/// How a field is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Line,
    Tick,
    /// An offer, chosen by its title or typed as its name in addresses.
    Offer,
    Mail,
    Area,
    Day,
    Number,
    Activity,
    Country,
    Language,
    Reason,
    Cause,
}

/// The field of an introduction that says who confirmed that the host receives minors.
pub(crate) const MINORS: &str = "minors";

/// The fields of an introduction that say that each side wants it.
pub(crate) const AGREED: [&str; 2] = ["group_agreed", "host_agreed"];

/// The fields of a step, in their order.
pub(crate) fn fields(kind: ActionKind) -> &'static [(&'static str, Kind)] {
    match kind {
        ActionKind::AskForInformation => &[("question", Kind::Area)],
        ActionKind::AskBoth => &[
            ("offer", Kind::Offer),
            ("host.organisation", Kind::Line),
            ("host.name", Kind::Line),
            ("host.email", Kind::Mail),
            ("host.language", Kind::Language),
        ],
        ActionKind::Introduce => &[
            (AGREED[0], Kind::Tick),
            (AGREED[1], Kind::Tick),
            ("offer", Kind::Offer),
            ("host.organisation", Kind::Line),
            ("host.name", Kind::Line),
            ("host.email", Kind::Mail),
            ("host.language", Kind::Language),
            (MINORS, Kind::Area),
        ],
        ActionKind::Agree => &[("from", Kind::Day), ("until", Kind::Day)],
        ActionKind::Complete => &[
            ("from", Kind::Day),
            ("until", Kind::Day),
            ("activity", Kind::Activity),
            ("host_country", Kind::Country),
            ("staff", Kind::Number),
            ("learners", Kind::Number),
            ("fewer_opportunities", Kind::Number),
        ],
        ActionKind::Accept => &[("offer", Kind::Offer)],
        ActionKind::Decline => &[("reason", Kind::Reason), ("explanation", Kind::Area)],
        ActionKind::Return => &[("cause", Kind::Cause), ("explanation", Kind::Area)],
        ActionKind::Reschedule => &[("from", Kind::Day), ("until", Kind::Day), ("reason", Kind::Area)],
        ActionKind::Correct => &[
            ("from", Kind::Day),
            ("until", Kind::Day),
            ("activity", Kind::Activity),
            ("host_country", Kind::Country),
            ("staff", Kind::Number),
            ("learners", Kind::Number),
            ("fewer_opportunities", Kind::Number),
            ("reason", Kind::Area),
        ],
        ActionKind::Reopen => &[("reason", Kind::Area)],
        ActionKind::Assign => &[("to", Kind::Line)],
        ActionKind::Note => &[("note", Kind::Area)],
        ActionKind::StartReview
        | ActionKind::RecordAnswer
        | ActionKind::MarkAsSpam
        | ActionKind::ClearOfSpam
        | ActionKind::Remind => &[],
    }
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

impl Work {
    /// What can be done with a request now, with what is typed in already.
    pub(crate) fn new(prefill: &Prefill, now: Timestamp) -> Self {
        let Prefill { words, record, .. } = *prefill;
        let form = record.submission.request.wish.form();
        let possible = ActionKind::possible(form, record.status, &record.handling);
        let due = record.due.map(|due| Due::new(words, record, due, now));
        let main = main_step(record, due.as_ref().is_some_and(|due| due.late), &possible);
        let apart = [Some(ActionKind::Note), Some(ActionKind::Assign), main];
        let others = possible.iter().filter(|kind| !apart.contains(&Some(**kind)));
        Self {
            assignee: record.handling.assignee.clone(),
            assign: possible.contains(&ActionKind::Assign).then(|| block(prefill, ActionKind::Assign, false)),
            main: main.map(|kind| block(prefill, kind, true)),
            others: others.map(|kind| block(prefill, *kind, false)).collect(),
            note: block(prefill, ActionKind::Note, false),
            due,
        }
    }
}

/// The step that most probably comes next.
fn main_step(record: &Record, late: bool, possible: &[ActionKind]) -> Option<ActionKind> {
    let answered = record.handling.introduced.as_ref().is_some_and(|introduced| introduced.answered.is_some());
    let wanted = match record.status {
        Status::SuspectedSpam => ActionKind::ClearOfSpam,
        Status::New => ActionKind::StartReview,
        Status::InReview if record.submission.request.wish.form() == Form::FindAHost => ActionKind::AskBoth,
        Status::InReview => ActionKind::Accept,
        Status::WaitingForInformation if record.handling.asked.is_some() => ActionKind::Introduce,
        Status::WaitingForInformation if late => ActionKind::Remind,
        Status::WaitingForInformation => ActionKind::StartReview,
        Status::Introduced if late => ActionKind::Remind,
        Status::Introduced if answered => ActionKind::Agree,
        Status::Introduced => ActionKind::RecordAnswer,
        Status::Agreed if days_are_open(record) => ActionKind::Reschedule,
        Status::Agreed => ActionKind::Complete,
        Status::Declined | Status::Spam => ActionKind::Reopen,
        Status::Completed | Status::Accepted => return None,
    };
    Some(wanted).filter(|wanted| possible.contains(wanted))
}

/// Whether the last day of the agreed visit has come, so that one can ask how it went.
pub(crate) fn is_over(record: &Record, today: Date) -> bool {
    let agreed = record.handling.agreement.as_ref().and_then(|agreement| agreement.period);
    agreed.is_some_and(|period| period.until <= today)
}

/// Whether nobody knows yet when the agreed visit takes place.
fn days_are_open(record: &Record) -> bool {
    record.handling.agreement.as_ref().is_none_or(|agreement| agreement.period.is_none())
}

impl Due {
    fn new(words: &Words, record: &Record, due: Timestamp, now: Timestamp) -> Self {
        let answered = record.handling.introduced.as_ref().is_some_and(|introduced| introduced.answered.is_some());
        let what = match record.status {
            Status::WaitingForInformation if record.handling.asked.is_some() => "asked",
            Status::Introduced if answered => "answered",
            Status::Agreed if days_are_open(record) => "agreed-open",
            status => status.code(),
        };
        let late = due <= now;
        let text = if late { words.text(&format!("due-{what}")) } else { words.text("due-later") };
        Self { late, text, day: words.day(due) }
    }
}

/// The form of a step.
fn block(prefill: &Prefill, kind: ActionKind, main: bool) -> Block {
    let Prefill { words, record, .. } = *prefill;
    let fields: Vec<FieldView> = shown_fields(record, kind).map(|(key, how)| field(prefill, kind, key, how)).collect();
    let typed = |field: &FieldView| prefill.typed.get(&field.name).is_some_and(|value| !value.trim().is_empty());
    Block {
        code: kind.code(),
        title: words.step(kind).label,
        help: words.optional(&format!("step-{}-help", kind.code())),
        open: fields.iter().any(|field| field.wrong || typed(field)),
        buttons: buttons(words, record, kind, main, prefill.today),
        fields,
    }
}

/// The names of all fields that a request's page has.
pub(super) fn shown_names(record: &Record) -> Vec<String> {
    let form = record.submission.request.wish.form();
    let kinds = ActionKind::possible(form, record.status, &record.handling);
    let kinds = kinds.into_iter().chain([ActionKind::Note]);
    kinds.flat_map(|kind| shown_fields(record, kind).map(move |(key, _)| input_name(kind, key))).collect()
}

/// The fields that a request's page has. Whom a message goes to at the host's is asked where it is written.
fn shown_fields(record: &Record, kind: ActionKind) -> impl Iterator<Item = (&'static str, Kind)> {
    let join = matches!(record.submission.request.wish, Wish::Join(_));
    let shown = move |key: &str| match kind {
        ActionKind::AskBoth | ActionKind::Introduce => key == "offer",
        ActionKind::Accept => !join,
        _ => true,
    };
    fields(kind).iter().copied().filter(move |(key, _)| shown(key))
}

fn buttons(words: &Words, record: &Record, kind: ActionKind, main: bool, today: Date) -> Vec<Button> {
    let reference = &record.submission.reference;
    let at = |way: &str, rest: &str| format!("/desk/requests/{reference}/{way}/{}{rest}", kind.code());
    let button = |key: &str, to: String, look: &'static str| {
        let step = to.contains("/steps/").then_some(kind.code());
        Button { label: words.text(key), look, to, step, shortcut: None }
    };
    let first = if main { "button--main" } else { "" };
    let write = |key: &str| button(key, at("write", ""), first);
    let only = || button("step-without-message", at("steps", ""), "");
    match kind {
        ActionKind::AskForInformation | ActionKind::Accept => vec![write("step-write"), only()],
        ActionKind::Decline => vec![Button { look: "button--danger", ..write("step-write") }, only()],
        ActionKind::AskBoth => vec![write("step-write")],
        ActionKind::Introduce => vec![Button { shortcut: Some("introduce"), ..write("step-write-introduction") }],
        ActionKind::Remind => sides(record)
            .map(|side| {
                let key = match (record.status, side) {
                    (Status::Agreed, _) if is_over(record, today) => "step-remind-visit",
                    (_, Side::Group) => "step-remind-group",
                    (_, Side::Host) => "step-remind-host",
                };
                button(key, at("write", &format!("?side={}", side.code())), first)
            })
            .collect(),
        ActionKind::Assign => {
            let mut buttons = vec![
                button("step-assign-me", at("steps", "?to=me"), ""),
                button("step-assign-other", at("steps", ""), ""),
            ];
            if record.handling.assignee.is_some() {
                buttons.push(button("step-assign-nobody", at("steps", "?to=nobody"), ""));
            }
            buttons
        }
        ActionKind::MarkAsSpam => {
            vec![Button { look: "button--danger", ..button("step-mark-as-spam", at("steps", ""), "") }]
        }
        other => vec![button(&format!("step-{}", other.code()), at("steps", ""), first)],
    }
}

/// Who can be reminded: whoever has not answered comes first.
fn sides(record: &Record) -> impl Iterator<Item = Side> {
    let sides: &[Side] = match record.status {
        Status::Introduced => &[Side::Host, Side::Group],
        _ => &[Side::Group],
    };
    sides.iter().copied()
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
