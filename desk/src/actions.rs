//! What the desk's forms do: take an action with a request.
//!
//! Each form says which version of the request its page showed. If somebody was faster, nothing is changed, and the page
//! comes back with what changed meanwhile and with everything that was typed, in whichever of its forms.

mod action_form;
mod carried_text;
mod field_view;
mod fields;
mod form_error;
mod forms;
mod pipeline;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use domain::case::{ActionKind, Status};
use serde::Deserialize;

use super::context::{Case, RequestContext};
use super::error::PageResult;
use super::list_position::{ListPosition, inbox_address};
use super::offers;
use store::{Filter, Record, View};

pub(super) use action_form::{ActionForm, FormState};
pub(super) use carried_text::{orphaned_texts, other_fields, restore, set_aside, set_aside_fields};
pub(super) use field_view::{Prefill, field};
pub(super) use fields::{AGREED, FieldValues, Kind, MINORS, fields, input_name};
pub(super) use form_error::FormError;
pub(super) use forms::{action_forms, is_over};
pub(super) use pipeline::ActionError;

#[derive(Deserialize)]
pub(super) struct StepPath {
    pub(super) step: String,
}

/// A form that says itself which action it is.
pub(super) async fn take(context: RequestContext, Case(record): Case, form: ActionForm) -> PageResult {
    let kind = ActionKind::from_code(form.value("step"));
    context.answer(record, kind, form).await
}

/// A form whose action is in its address.
pub(super) async fn take_one(
    context: RequestContext,
    Case(record): Case,
    Path(StepPath { step }): Path<StepPath>,
    form: ActionForm,
) -> PageResult {
    context.answer(record, ActionKind::from_code(&step), form).await
}

/// A form for a note.
pub(super) async fn note(context: RequestContext, Case(record): Case, form: ActionForm) -> PageResult {
    context.answer(record, Some(ActionKind::Note), form).await
}

impl RequestContext {
    async fn answer(&self, record: Record, kind: Option<ActionKind>, form: ActionForm) -> PageResult {
        let reference = &record.submission.reference;
        let Some(kind) = kind else {
            let errors = vec![FormError::plain(self.words.text("problem-version"))];
            let state = FormState { errors, ..form.into_state() };
            return self.show_again(StatusCode::UNPROCESSABLE_ENTITY, reference, state).await;
        };
        match self.take(&record, kind, &form).await {
            Ok(_) => self.saved(&record, kind, form).await,
            Err(ActionError::Desk(error)) => Err(error),
            Err(error) if form.is_composed() || matches!(kind, ActionKind::AskBoth | ActionKind::Introduce) => {
                self.compose_again(reference, kind, form, error).await
            }
            Err(ActionError::Invalid(errors)) => {
                let state = FormState { errors, ..form.into_state() };
                self.show_again(StatusCode::UNPROCESSABLE_ENTITY, reference, state).await
            }
            Err(ActionError::Conflict { seen, .. }) => {
                let state = FormState { seen: Some(seen), ..form.into_state() };
                self.show_again(StatusCode::CONFLICT, reference, state).await
            }
        }
    }

    /// Answers that an action was taken. A note that was typed beside it is saved too, and what else was typed is shown again.
    pub(super) async fn saved(&self, before: &Record, kind: ActionKind, mut form: ActionForm) -> PageResult {
        let reference = &before.submission.reference;
        self.remember_name(form.by());
        if form.is_from_a_list() {
            let filter = Filter { view: View::Status(Status::SuspectedSpam), form: None };
            return Ok(Redirect::to(&inbox_address(&ListPosition { filter, after: None }, None)).into_response());
        }
        let mut errors = Vec::new();
        let note = input_name(ActionKind::Note, "note");
        if kind != ActionKind::Note && !form.value(&note).is_empty() {
            // The version that the action made, so that a double click finds the note done too.
            let version = form.version().map_or(0, |version| version + 1);
            form.set("version".to_owned(), version.to_string());
            match self.take(before, ActionKind::Note, &form).await {
                Ok(_) => form.remove(&note),
                Err(ActionError::Desk(error)) => return Err(error),
                Err(ActionError::Invalid(found)) => errors = found,
                // Somebody came between: it stays on the page.
                Err(ActionError::Conflict { .. }) => {}
            }
        }
        let offer = offers::introduced(&self.published, before).await;
        let values = FieldValues::new();
        let prefill = Prefill { context: self, record: before, values: &values, errors: &[], offer: offer.as_ref() };
        let left = carried_text::left(&prefill, &form, kind);
        if left.is_empty() {
            return Ok(Redirect::to(&format!("/desk/requests/{reference}")).into_response());
        }
        let state =
            FormState { by: form.by().to_owned(), values: left, errors, is_saved: true, ..FormState::default() };
        self.show_again(StatusCode::OK, reference, state).await
    }
}
