//! The forms of all steps, as a request's page shows them: one visible, the rest folded, each filled in as far as it is known.

use domain::case::{ActionKind, Side, Status};
use domain::request::{Form, Wish};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::field_view::{FieldView, Prefill, field};
use super::fields::{Kind, fields, input_name};
use crate::words::{Day, Words};
use store::Record;

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
