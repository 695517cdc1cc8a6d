//! What the desk's forms do: take a step with a request.
//!
//! Each form says which version of the request its page showed. If somebody was faster, nothing is changed, and the page
//! comes back with what changed meanwhile and with everything that was typed, in whichever of its forms.

mod action_form;
mod carried_text;
mod field_view;
mod fields;
mod form_error;
mod forms;

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::case::{Action, ActionKind, ActionNotAllowed, CaseEvent, Introduction, Reference, Status};

use super::list_position::{ListPosition, inbox_address};
use super::offers;
use super::state::Desk;
use super::suggestions::Fit;
use store::{Change, ChangeError, Filter, Record, View};

pub(super) use action_form::{ActionForm, Shown};
pub(super) use carried_text::{Hidden, OrphanedText, beside, homeless, lay_aside, take_up, waiting};
pub(super) use field_view::{FieldView, Prefill, field};
pub(super) use fields::{AGREED, Kind, MINORS, Typed, fields, input_name};
pub(super) use form_error::FormError;
pub(super) use forms::{Work, is_over};

/// A form that says itself which step it is.
pub(super) async fn take(desk: State<Arc<Desk>>, Path(reference): Path<String>, request: Request) -> Response {
    answer(desk, reference, None, request).await
}

/// A form whose step is in its address.
pub(super) async fn take_one(
    desk: State<Arc<Desk>>,
    Path((reference, step)): Path<(String, String)>,
    request: Request,
) -> Response {
    answer(desk, reference, Some(step), request).await
}

/// A form for a note.
pub(super) async fn note(desk: State<Arc<Desk>>, Path(reference): Path<String>, request: Request) -> Response {
    answer(desk, reference, Some(ActionKind::Note.code().to_owned()), request).await
}

async fn answer(State(desk): State<Arc<Desk>>, reference: String, step: Option<String>, request: Request) -> Response {
    let Some(reference) = Reference::parse(&reference) else { return desk.error(StatusCode::NOT_FOUND) };
    let (parts, body) = request.into_parts();
    let Some(posted) = ActionForm::read(&parts, body).await else { return desk.error(StatusCode::BAD_REQUEST) };
    let Some(kind) = ActionKind::from_code(step.as_deref().unwrap_or(posted.value("step"))) else {
        let problem = FormError::plain(desk.words.text("problem-version"));
        return desk.show_again(StatusCode::UNPROCESSABLE_ENTITY, &reference, posted, vec![problem]).await;
    };
    let before = match desk.records.get(&reference, desk.clock.now()).await {
        Ok(Some(record)) => record,
        Ok(None) => return desk.error(StatusCode::NOT_FOUND),
        Err(error) => return desk.failed(&error),
    };
    match desk.take(&reference, kind, &posted).await {
        Ok(_) => desk.saved(&before, kind, posted).await,
        Err(Refused::Unknown) => desk.error(StatusCode::NOT_FOUND),
        Err(Refused::Store(error)) => desk.failed(&error),
        Err(refused) if posted.is_composed() || matches!(kind, ActionKind::AskBoth | ActionKind::Introduce) => {
            desk.compose_again(&reference, kind, posted, refused).await
        }
        Err(Refused::Invalid(troubles)) => {
            desk.show_again(StatusCode::UNPROCESSABLE_ENTITY, &reference, posted, troubles).await
        }
        Err(Refused::Conflict(seen)) => {
            let shown = Shown { seen: Some(seen), ..posted.into_shown() };
            desk.show(StatusCode::CONFLICT, reference.as_str(), shown).await
        }
    }
}

/// Why a step was not taken.
#[derive(Debug)]
pub(super) enum Refused {
    /// There is no such request.
    Unknown,
    /// The store can't be reached.
    Store(store::StoreError),
    /// Something is wrong with it.
    Invalid(Vec<FormError>),
    /// Others were faster; the version that the sender saw.
    Conflict(u64),
}

impl Desk {
    /// Takes a step as somebody filled it in. The same step of the same person twice (a double click) is taken once.
    pub(super) async fn take(
        &self,
        reference: &Reference,
        kind: ActionKind,
        posted: &ActionForm,
    ) -> Result<Record, Refused> {
        let (step, expected) = self.checked(kind, posted).map_err(Refused::Invalid)?;
        let step = self.titled(step).await;
        let record = self.records.get(reference, self.clock.now()).await.map_err(Refused::Store)?;
        let record = record.ok_or(Refused::Unknown)?;
        // A message that was sent is worth recording, whatever else is known already.
        if record.version == expected && !posted.is_composed() && !step.changes(record.status, &record.handling) {
            return match kind {
                ActionKind::Assign => Ok(record),
                _ => Err(Refused::Invalid(vec![FormError::plain(self.words.text("problem-no-change"))])),
            };
        }
        if let Action::Introduce(Introduction { offer, .. }) | Action::AskBoth { offer, .. } = &step {
            let fit = self.fit(&record, offer).await;
            let mut troubles = self.introduction_troubles(kind, &fit, posted);
            troubles.extend(self.agreement_troubles(kind, posted));
            if !troubles.is_empty() {
                return Err(Refused::Invalid(troubles));
            }
        }
        let change = self.change(step, posted);
        match self.records.change(reference, expected, change.clone()).await {
            Ok(record) => Ok(record),
            Err(ChangeError::Unknown) => Err(Refused::Unknown),
            Err(ChangeError::Store(error)) => Err(Refused::Store(error)),
            Err(ChangeError::Conflict(record)) if self.is_the_same(&record, expected, &change).await? => Ok(*record),
            Err(ChangeError::Conflict(_)) => Err(Refused::Conflict(expected)),
            Err(ChangeError::ActionNotAllowed(not_now)) => Err(Refused::Invalid(vec![self.not_now(not_now)])),
        }
    }

    /// The step and the version it is meant for.
    pub(super) fn checked(&self, kind: ActionKind, posted: &ActionForm) -> Result<(Action, u64), Vec<FormError>> {
        let published = self.publication.current();
        let mut troubles = Vec::new();
        if !posted.has_a_name() {
            let field = Some("step-by".to_owned());
            troubles.push(FormError { text: self.words.text("problem-by"), field });
        }
        let step = posted.step(&self.words, published.vocabulary(), kind, web::clock::day_of(self.clock.now()));
        let step = step.map_err(|found| troubles.extend(found)).ok();
        let version = posted.version();
        if version.is_none() {
            troubles.push(FormError::plain(self.words.text("problem-version")));
        }
        step.zip(version).filter(|_| troubles.is_empty()).ok_or(troubles)
    }

    /// A step as it is recorded: an introduction with the offer's title as it is now, a question to both sides without the host's contact.
    pub(super) async fn titled(&self, step: Action) -> Action {
        match step {
            Action::Introduce(introduction) => {
                let offer = offers::find(&self.publication.current(), &introduction.offer).await;
                Action::Introduce(Introduction { title: offer.map(|offer| offer.title), ..introduction })
            }
            Action::AskBoth { offer, .. } => Action::AskBoth { offer, host: None },
            other => other,
        }
    }

    /// Why a host can't be introduced yet: there is no such offer, or nobody has confirmed that it receives minors. Every other
    /// rule may be broken by whoever was told of it.
    pub(super) fn introduction_troubles(&self, kind: ActionKind, fit: &Fit, posted: &ActionForm) -> Vec<FormError> {
        let (offer, minors) = (input_name(kind, "offer"), input_name(kind, MINORS));
        let introduces = kind == ActionKind::Introduce;
        let mut troubles = Vec::new();
        if fit.known == Some(false) {
            let text = self.words.format("problem-no-offer", [("offer", posted.value(&offer).to_owned().into())]);
            troubles.push(FormError { text, field: Some(offer) });
        } else if let Some(doubt) = fit.minors.filter(|_| introduces && posted.value(&minors).is_empty()) {
            let text = self.words.text(&format!("problem-minors-{}", doubt.code()));
            troubles.push(FormError { text, field: Some(minors) });
        }
        troubles
    }

    /// Which side has not agreed to be introduced, as far as somebody said so.
    pub(super) fn agreement_troubles(&self, kind: ActionKind, posted: &ActionForm) -> Vec<FormError> {
        let missing = AGREED.into_iter().filter(|_| kind == ActionKind::Introduce).filter_map(|key| {
            let name = input_name(kind, key);
            let text = || self.words.text(&format!("problem-{}", key.replace('_', "-")));
            posted.value(&name).is_empty().then(|| FormError { text: text(), field: Some(name) })
        });
        missing.collect()
    }

    pub(super) fn change(&self, step: Action, posted: &ActionForm) -> Change {
        let published = self.publication.current();
        let (retention, reminders) = (published.retention(), published.reminders());
        Change { step, by: Some(posted.by().to_owned()), at: self.clock.now(), retention, reminders }
    }

    pub(super) fn not_now(&self, ActionNotAllowed { from, step }: ActionNotAllowed) -> FormError {
        let (from, step) = (self.words.status(from).label, self.words.step(step).label);
        FormError::plain(self.words.format("problem-not-now", [("from", from.into()), ("step", step.into())]))
    }

    /// Whether what made somebody late was this very change, sent twice.
    pub(super) async fn is_the_same(&self, record: &Record, expected: u64, change: &Change) -> Result<bool, Refused> {
        let timeline = self.records.timeline(&record.submission.reference, change.at).await.map_err(Refused::Store)?;
        // The first entry made version 1, so the entry behind the expected version is the one that was faster.
        let faster = usize::try_from(expected).ok().and_then(|position| timeline.get(position));
        Ok(faster.is_some_and(|entry| {
            entry.by == change.by
                && match (&entry.event, &change.step) {
                    (CaseEvent::Noted { note }, Action::Note { note: typed }) => note == typed,
                    (event, step) => event.step() == Some(step),
                }
        }))
    }

    /// Answers that a step was taken. A note that was typed beside it is saved too, and what else was typed is shown again.
    pub(super) async fn saved(&self, before: &Record, kind: ActionKind, mut posted: ActionForm) -> Response {
        let reference = &before.submission.reference;
        self.remember_name(posted.by().to_owned());
        if posted.is_from_a_list() {
            let filter = Filter { view: View::Status(Status::SuspectedSpam), form: None };
            return Redirect::to(&inbox_address(&ListPosition { filter, after: None }, None)).into_response();
        }
        let mut troubles = Vec::new();
        let note = input_name(ActionKind::Note, "note");
        if kind != ActionKind::Note && !posted.value(&note).is_empty() {
            // The version that the step made, so that a double click finds the note done too.
            let version = posted.version().map_or(0, |version| version + 1);
            posted.set("version".to_owned(), version.to_string());
            match self.take(reference, ActionKind::Note, &posted).await {
                Ok(_) => posted.remove(&note),
                Err(Refused::Unknown) => return self.error(StatusCode::NOT_FOUND),
                Err(Refused::Store(error)) => return self.failed(&error),
                Err(Refused::Invalid(found)) => troubles = found,
                // Somebody came between: it stays on the page.
                Err(Refused::Conflict(_)) => {}
            }
        }
        let left = self.left(before, &posted, kind).await;
        if left.is_empty() {
            return Redirect::to(&format!("/desk/requests/{reference}")).into_response();
        }
        let by = posted.by().to_owned();
        let shown = Shown { by, typed: left, troubles, is_saved: true, ..Shown::default() };
        self.show(StatusCode::OK, reference.as_str(), shown).await
    }

    async fn left(&self, before: &Record, posted: &ActionForm, taken: ActionKind) -> Typed {
        let published = self.publication.current();
        let offer = match &before.handling.introduced {
            Some(introduced) => offers::find(&published, &introduced.introduction.offer).await,
            None => None,
        };
        let prefill = Prefill {
            words: &self.words,
            published: &published,
            record: before,
            typed: &Typed::new(),
            troubles: &[],
            today: web::clock::day_of(self.clock.now()),
            offer: offer.as_ref(),
        };
        carried_text::left(&prefill, posted, taken)
    }

    async fn show_again(
        &self,
        status: StatusCode,
        reference: &Reference,
        posted: ActionForm,
        troubles: Vec<FormError>,
    ) -> Response {
        let shown = Shown { troubles, ..posted.into_shown() };
        self.show(status, reference.as_str(), shown).await
    }
}
