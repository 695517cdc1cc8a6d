//! What was typed beside the step that somebody takes: no button of a page drops it.
//!
//! A request's page sends the fields of all its steps with each button. A note is saved with the step; the rest goes along to
//! the page where a message is written, comes back from there, and stands on the page again after the step. What
//! belongs to the message itself (its text, whom it goes to) waits in fields named `kept.<step>.…` meanwhile.

use domain::case::ActionKind;
use serde_json::{Value, json};

use super::action_form::ActionForm;
use super::field_view::{Prefill, prefilled};
use super::fields::{FieldValues, fields, input_name, prefix};
use super::forms::shown_names;
use crate::posted_form::HiddenField;
use crate::words::Words;

/// Where the fields of a message wait while its page is left.
const KEPT: &str = "kept.";

fn is_field_of(kind: ActionKind, name: &str) -> bool {
    fields(kind).iter().any(|(key, _)| input_name(kind, key) == name)
}

fn is_of_a_step(name: &str) -> bool {
    ActionKind::ALL.into_iter().any(|kind| is_field_of(kind, name))
}

/// What was typed into fields of other steps, and into messages that were left.
pub(crate) fn other_fields(values: &FieldValues, kind: ActionKind) -> Vec<HiddenField> {
    let is_carried = |name: &str| name.starts_with(KEPT) || is_of_a_step(name) && !is_field_of(kind, name);
    let carried = values.iter().filter(|(name, value)| !value.trim().is_empty() && is_carried(name));
    carried.map(|(name, value)| HiddenField { name: name.clone(), value: value.clone() }).collect()
}

/// What of it a page shows no field for, and carries along.
pub(crate) fn set_aside_fields(values: &FieldValues) -> Vec<HiddenField> {
    let carried = values.iter().filter(|(name, _)| name.starts_with(KEPT));
    carried.map(|(name, value)| HiddenField { name: name.clone(), value: value.clone() }).collect()
}

/// Lays aside what the page of a message has and the request's page has not.
pub(crate) fn set_aside(posted: &mut ActionForm, kind: ActionKind, edited: &[HiddenField]) {
    let contact = fields(kind).iter().map(|(key, _)| input_name(kind, key)).filter(|name| name.contains(".host."));
    let mut aside: Vec<HiddenField> = contact
        .filter_map(|name| Some(HiddenField { value: posted.values().get(&name)?.clone(), name }))
        .chain(edited.iter().cloned())
        .collect();
    let names: Vec<String> = posted.values().keys().filter(|name| name.starts_with("message.")).cloned().collect();
    for name in names.iter().chain(aside.iter().map(|one| &one.name)) {
        posted.remove(name);
    }
    if !aside.is_empty() {
        aside.push(HiddenField { name: "for".to_owned(), value: about(posted, kind).to_owned() });
    }
    for HiddenField { name, value } in aside {
        posted.set(format!("{KEPT}{}.{name}", prefix(kind)), value);
    }
}

/// Takes up what was laid aside, if it belongs to the same host.
pub(crate) fn restore(posted: &mut ActionForm, kind: ActionKind) {
    let prefix = format!("{KEPT}{}.", prefix(kind));
    let carried: Vec<(String, String)> = posted
        .values()
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix(&prefix)?.to_owned(), value.clone())))
        .collect();
    // An empty field is not carried along.
    let made_for = carried.iter().find(|(name, _)| name == "for").map_or("", |(_, value)| value);
    let is_the_same = made_for == about(posted, kind);
    for (name, value) in carried {
        posted.remove(&format!("{prefix}{name}"));
        if is_the_same && name != "for" && !posted.values().contains_key(&name) {
            posted.set(name, value);
        }
    }
}

/// What a message is about: the offer of an introduction, the side of a reminder.
fn about(posted: &ActionForm, kind: ActionKind) -> &str {
    match kind {
        ActionKind::AskBoth | ActionKind::Introduce => posted.value(&input_name(kind, "offer")),
        ActionKind::Remind => posted.value(&input_name(kind, "side")),
        _ => "",
    }
}

/// What is left on the page after a step: what somebody typed into fields of other steps, not what stood there before. Of a
/// message that was left, only what belongs to another step.
pub(crate) fn left(before: &Prefill, posted: &ActionForm, taken: ActionKind) -> FieldValues {
    let own = format!("{KEPT}{}.", prefix(taken));
    let stood_there = |name: &str, value: &str| {
        ActionKind::ALL.into_iter().any(|kind| {
            let key = fields(kind).iter().map(|(key, _)| *key).find(|key| input_name(kind, key) == name);
            key.and_then(|key| prefilled(before, kind, key)).is_some_and(|prefilled| prefilled == value)
        })
    };
    other_fields(posted.values(), taken)
        .into_iter()
        .filter(|field| !field.name.starts_with(&own) && !stood_there(&field.name, field.value.trim()))
        .map(|field| (field.name, field.value))
        .collect()
}

/// What is left and has no field on the page any more.
pub(crate) fn orphaned_texts(words: &Words, now: &Prefill, left: &FieldValues) -> Vec<Value> {
    let shown = shown_names(now.record);
    let rest = left.iter().filter(|(name, _)| is_of_a_step(name) && !shown.contains(name));
    rest.map(|(name, text)| json!({ "label": words.label_of(name), "text": text })).collect()
}
