//! The forms of all steps, as a request's page shows them: one visible, the rest folded, each filled in as far as it is known.

use domain::case::{ActionKind, Side, Status};
use domain::request::{Form, Wish};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::field_view::{FieldView, Prefill, field};
use super::fields::{Kind, fields, input_name};
use crate::words::Words;
use store::Record;

/// What can be done with a request now, with what is typed in already.
pub(crate) fn action_forms(prefill: &Prefill) -> Value {
    let Prefill { context, record, .. } = *prefill;
    let form = record.submission.request.wish.form();
    let possible = ActionKind::possible(form, record.status, &record.handling);
    let is_late = record.due.is_some_and(|due| due <= context.now);
    let main = main_step(record, is_late, &possible);
    let apart = [Some(ActionKind::Note), Some(ActionKind::Assign), main];
    let others = possible.iter().filter(|kind| !apart.contains(&Some(**kind)));
    json!({
        "due": record.due.map(|due| next_step_due(&context.words, record, due, is_late)),
        "assignee": record.handling.assignee,
        "assign": possible.contains(&ActionKind::Assign).then(|| action_form(prefill, ActionKind::Assign, false)),
        "main": main.map(|kind| action_form(prefill, kind, true)),
        "others": others.map(|kind| action_form(prefill, *kind, false)).collect::<Vec<_>>(),
        "note": action_form(prefill, ActionKind::Note, false),
    })
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

/// When somebody has to do something next.
fn next_step_due(words: &Words, record: &Record, due: Timestamp, is_late: bool) -> Value {
    let answered = record.handling.introduced.as_ref().is_some_and(|introduced| introduced.answered.is_some());
    let what = match record.status {
        Status::WaitingForInformation if record.handling.asked.is_some() => "asked",
        Status::Introduced if answered => "answered",
        Status::Agreed if days_are_open(record) => "agreed-open",
        status => status.code(),
    };
    let text = if is_late { words.text(&format!("due-{what}")) } else { words.text("due-later") };
    json!({ "late": is_late, "text": text, "day": words.day(due) })
}

/// The form of an action.
fn action_form(prefill: &Prefill, kind: ActionKind, main: bool) -> Value {
    let Prefill { context, record, .. } = *prefill;
    let words = &context.words;
    let fields: Vec<FieldView> = shown_fields(record, kind).map(|(key, how)| field(prefill, kind, key, how)).collect();
    let has_value = |field: &FieldView| prefill.values.get(&field.name).is_some_and(|value| !value.trim().is_empty());
    json!({
        "code": kind.code(),
        "title": words.step(kind).label,
        "help": words.optional(&format!("step-{}-help", kind.code())),
        // Whether something in it is wrong, or was typed and not saved.
        "open": fields.iter().any(|field| field.wrong || has_value(field)),
        "buttons": buttons(words, record, kind, main, context.today()),
        "fields": fields,
    })
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

/// Buttons, and where they send the form.
fn buttons(words: &Words, record: &Record, kind: ActionKind, main: bool, today: Date) -> Vec<Value> {
    let reference = &record.submission.reference;
    let at = |page: &str, rest: &str| format!("/desk/requests/{reference}/{page}/{}{rest}", kind.code());
    let button = |key: &str, to: String, look: &str| {
        // The action that it takes at once.
        let step = to.contains("/steps/").then_some(kind.code());
        let shortcut = (kind == ActionKind::Introduce).then_some("introduce");
        json!({ "label": words.text(key), "look": look, "to": to, "step": step, "shortcut": shortcut })
    };
    let first = if main { "button--main" } else { "" };
    let write = |key: &str, look: &str| button(key, at("write", ""), look);
    let only = || button("step-without-message", at("steps", ""), "");
    match kind {
        ActionKind::AskForInformation | ActionKind::Accept => vec![write("step-write", first), only()],
        ActionKind::Decline => vec![write("step-write", "button--danger"), only()],
        ActionKind::AskBoth => vec![write("step-write", first)],
        ActionKind::Introduce => vec![write("step-write-introduction", first)],
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
        ActionKind::MarkAsSpam => vec![button("step-mark-as-spam", at("steps", ""), "button--danger")],
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
