//! Where messages are written: a draft from a template, as somebody changes it, and its ways to people.
//!
//! A message goes out by the reader's own mail program (a link or a file), and then somebody says "I have sent it"; or the
//! desk hands it to a mail server. Either way the step is recorded last: what the timeline says was sent, was sent. A
//! message that a server took, but whose step the store then refuses, is reported as such, and is not sent a second time.

mod drafts;
mod material;
mod page;
mod sending;

use axum::extract::{FromRequestParts, Path, Query};
use axum::http::StatusCode;
use axum::http::request::Parts;
use domain::case::{Action, ActionKind, ActionNotAllowed, HostContact, Reference, TimelineEntry};
use domain::text::{LanguageTag, Slug};
use serde::Deserialize;

use self::material::{Material, names_a_host};
use self::page::ComposeMessages;
use super::actions::{
    ActionError, ActionForm, FieldValues, FormError, StepPath, fields, input_name, restore, set_aside,
};
use super::context::{Case, RequestContext};
use super::error::{DeskError, PageResult};
use super::offers;
use store::{Record, StoreError};

pub(super) use sending::{file, send};

/// Which offer to introduce to.
#[derive(Deserialize)]
pub(super) struct IntroduceQuery {
    #[serde(default)]
    offer: String,
}

/// The action in an address, one of those that go with a message.
pub(super) struct MessageAction(ActionKind);

const WITH_MESSAGE: [ActionKind; 6] = [
    ActionKind::AskForInformation,
    ActionKind::AskBoth,
    ActionKind::Introduce,
    ActionKind::Accept,
    ActionKind::Decline,
    ActionKind::Remind,
];

impl<S: Send + Sync> FromRequestParts<S> for MessageAction {
    type Rejection = DeskError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, DeskError> {
        let Path(StepPath { step }) = Path::from_request_parts(parts, state).await?;
        let kind = ActionKind::from_code(&step).filter(|kind| WITH_MESSAGE.contains(kind));
        kind.map(Self).ok_or(DeskError::NotFound)
    }
}

/// The page that introduces a request to a host, its messages filled in where the host's contact is known.
pub(super) async fn introduce(
    context: RequestContext,
    Case(record): Case,
    Query(query): Query<IntroduceQuery>,
) -> PageResult {
    let values = FieldValues::from([
        ("by".to_owned(), context.remembered_name()),
        (input_name(ActionKind::Introduce, "offer"), query.offer.trim().to_owned()),
    ]);
    context.compose(record, ActionKind::Introduce, ActionForm::blank(values), ComposeMessages::default()).await
}

/// The page on which the message of an action is written. Nothing is changed by it, but it comes with what was typed.
pub(super) async fn write(
    context: RequestContext,
    MessageAction(kind): MessageAction,
    Case(record): Case,
    mut form: ActionForm,
) -> PageResult {
    restore(&mut form, kind);
    if kind == ActionKind::AskBoth {
        move_host_fields(&mut form);
    }
    context.compose(record, kind, form, ComposeMessages::default()).await
}

/// What was typed of the host for an introduction, for whoever asks both sides first.
fn move_host_fields(form: &mut ActionForm) {
    for (key, _) in fields(ActionKind::AskBoth) {
        let (own, other) = (input_name(ActionKind::AskBoth, key), input_name(ActionKind::Introduce, key));
        let value = form.value(&other).to_owned();
        form.remove(&other);
        if form.value(&own).is_empty() && !value.is_empty() {
            form.set(own, value);
        }
    }
}

/// Back to the request's page, with everything that was typed: what has no field there waits until the message is written.
pub(super) async fn back(
    context: RequestContext,
    MessageAction(kind): MessageAction,
    Case(record): Case,
    mut form: ActionForm,
) -> PageResult {
    let timeline = context.timeline(&record).await?;
    let reference = record.submission.reference.clone();
    let (material, _) = context.material(record, kind, &form, &timeline).await;
    let edited = context.edited(&material, &form);
    set_aside(&mut form, kind, &edited);
    context.show_again(StatusCode::OK, &reference, form.into_state()).await
}

/// The field of an offer that was named, and that the catalogue has not.
fn unknown_offer(material: &Material, form: &ActionForm) -> Option<String> {
    let name = input_name(material.kind, "offer");
    (names_a_host(material.kind) && material.offer.is_none() && !form.value(&name).is_empty()).then_some(name)
}

impl RequestContext {
    /// The page again, because an action was not taken.
    pub(super) async fn compose_again(
        &self,
        reference: &Reference,
        kind: ActionKind,
        form: ActionForm,
        error: ActionError,
    ) -> PageResult {
        let messages = match error {
            ActionError::Invalid(errors) => ComposeMessages { errors, ..ComposeMessages::default() },
            ActionError::Conflict { seen, .. } => ComposeMessages { seen: Some(seen), ..ComposeMessages::default() },
            ActionError::Desk(error) => return Err(error),
        };
        self.compose(self.load(reference).await?, kind, form, messages).await
    }

    /// The page on which messages are written.
    async fn compose(
        &self,
        record: Record,
        kind: ActionKind,
        mut form: ActionForm,
        mut messages: ComposeMessages,
    ) -> PageResult {
        let of_request = record.submission.request.wish.form();
        let possible = ActionKind::possible(of_request, record.status, &record.handling).contains(&kind);
        if !possible {
            messages.errors = vec![self.not_now(ActionNotAllowed { from: record.status, step: kind })];
        }
        if names_a_host(kind) {
            self.fill_in_the_host(kind, &mut form).await?;
        }
        let was_sent = form.values().contains_key("version");
        let timeline = self.timeline(&record).await?;
        let (material, mut errors) = self.material(record, kind, &form, &timeline).await;
        // No mistakes are shown before there was a chance to make them; but a name that no offer has came with the address.
        errors.retain(|error| was_sent || error.field == unknown_offer(&material, &form));
        if messages.errors.is_empty() {
            messages.errors = errors;
        }
        let drafts = self.drafts(&material, &form);
        let status = match &messages {
            ComposeMessages { seen: Some(_), .. } => StatusCode::CONFLICT,
            ComposeMessages { errors, .. } if !errors.is_empty() && (was_sent || !possible) => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            ComposeMessages { notice: Some(_), .. } => StatusCode::BAD_GATEWAY,
            _ => StatusCode::OK,
        };
        let page = self.compose_view(&material, &form, &drafts, &messages, &timeline, possible);
        self.page_with_status(status, "compose.html", &page)
    }

    /// What messages are made of, as far as it goes; and what is wrong.
    async fn material(
        &self,
        record: Record,
        kind: ActionKind,
        form: &ActionForm,
        timeline: &[TimelineEntry],
    ) -> (Material, Vec<FormError>) {
        let introduced = record.handling.introduced.as_ref().map(|introduced| introduced.introduction.clone());
        let read = form.step(&self.words, &self.published.vocabulary, kind, self.today());
        let asked = match &read {
            Ok(Action::AskBoth { host, .. }) => host.clone(),
            _ => None,
        };
        let (step, mut errors) = match read {
            Ok(step) => (Some(self.titled(step).await), Vec::new()),
            Err(errors) => (None, errors),
        };
        let named = || Slug::parse(form.value(&input_name(kind, "offer")));
        let slug = match kind {
            ActionKind::AskBoth | ActionKind::Introduce => named(),
            ActionKind::Accept => named().or(record.handling.offer.clone()),
            _ => introduced.as_ref().map(|introduction| introduction.offer.clone()),
        };
        let offer = match &slug {
            Some(slug) => offers::find(&self.published, slug).await,
            None => None,
        };
        let host = match &step {
            Some(Action::Introduce(introduction)) => Some(introduction.host.clone()),
            _ => asked.or(introduced.map(|introduction| introduction.host)),
        };
        let fit = match &slug {
            Some(slug) if names_a_host(kind) => Some(self.fit(&record, slug).await),
            _ => None,
        };
        let earlier =
            timeline.iter().filter(|entry| entry.event.step().is_some_and(|step| step.kind() == kind)).count();
        let mut material = Material { record, kind, offer, host, step, fit, earlier };
        if names_a_host(kind) && material.offer.is_none() {
            let error = self.unknown_offer(kind, form);
            errors.retain(|known| known.field != error.field);
            errors.insert(0, error);
            material.step = None;
        } else if let Some(error) = material.fit.as_ref().and_then(|fit| self.introduction_errors(kind, fit, form)) {
            material.step = None;
            errors.push(error);
        }
        (material, errors)
    }

    /// Fills in whom to write to at the host's, as far as it is known and nobody typed anything else.
    async fn fill_in_the_host(&self, kind: ActionKind, form: &mut ActionForm) -> Result<(), StoreError> {
        let name = |key: &str| input_name(kind, key);
        let Some(slug) = Slug::parse(form.value(&name("offer"))) else { return Ok(()) };
        if ["host.organisation", "host.name", "host.email"].iter().any(|key| form.values().contains_key(&name(key))) {
            return Ok(());
        }
        let filled = match self.store.host_contact(&slug, self.now).await? {
            Some(HostContact { organisation, name, email, language }) => {
                vec![
                    ("host.organisation", organisation),
                    ("host.name", name),
                    ("host.email", email),
                    ("host.language", language.to_string()),
                ]
            }
            None => {
                let offer = offers::find(&self.published, &slug).await;
                let host = offer.map(|offer| offer.host).unwrap_or_default();
                vec![("host.organisation", host), ("host.language", LanguageTag::english().to_string())]
            }
        };
        for (key, value) in filled {
            form.set(name(key), value);
        }
        Ok(())
    }
}
