//! Where messages are written: a draft from a template, as somebody changes it, and its ways to people.
//!
//! A message goes out by the reader's own mail program (a link or a file), and then somebody says "I have sent it"; or the
//! desk hands it to a mail server. Either way the step is recorded last: what the timeline says was sent, was sent. A
//! message that a server took, but whose step the store then refuses, is told as such, and is not sent a second time.

mod drafts;
mod material;
mod page;
mod sending;

use std::sync::Arc;

use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::case::{Action, ActionKind, ActionNotAllowed, HostContact, Reference, TimelineEntry};
use domain::text::{LanguageTag, Slug};
use serde::Deserialize;

use self::material::{Material, names_a_host};
use self::page::{ComposeMessages, ComposePage};
use super::actions::{ActionForm, FormError, Refused, Typed, fields, input_name, lay_aside, take_up};
use super::offers;
use super::state::Desk;
use store::Record;
use web::clock::day_of;

pub(super) use sending::{file, send};

/// Which offer to introduce to.
#[derive(Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    offer: String,
}

/// The steps that go with a message.
const WITH_MESSAGE: [ActionKind; 6] = [
    ActionKind::AskForInformation,
    ActionKind::AskBoth,
    ActionKind::Introduce,
    ActionKind::Accept,
    ActionKind::Decline,
    ActionKind::Remind,
];

/// The page that introduces a request to a host, its messages filled in where the host's contact is known.
pub(super) async fn introduce(
    State(desk): State<Arc<Desk>>,
    Path(reference): Path<String>,
    Query(chosen): Query<Chosen>,
) -> Response {
    let Some(reference) = Reference::parse(&reference) else { return desk.error(StatusCode::NOT_FOUND) };
    let typed = Typed::from([
        ("by".to_owned(), desk.remembered_name()),
        (input_name(ActionKind::Introduce, "offer"), chosen.offer.trim().to_owned()),
    ]);
    desk.compose(&reference, ActionKind::Introduce, ActionForm::blank(typed), ComposeMessages::default()).await
}

/// Reads what a page with messages sent: which request and which step it is about, and what was typed.
async fn read_message(
    reference: &str,
    step: &str,
    request: Request,
) -> Result<(Reference, ActionKind, ActionForm), StatusCode> {
    let kind = ActionKind::from_code(step).filter(|kind| WITH_MESSAGE.contains(kind));
    let (Some(reference), Some(kind)) = (Reference::parse(reference), kind) else { return Err(StatusCode::NOT_FOUND) };
    let (parts, body) = request.into_parts();
    let posted = ActionForm::read(&parts, body).await.ok_or(StatusCode::BAD_REQUEST)?;
    Ok((reference, kind, posted))
}

/// The page on which the message of a step is written. Nothing is changed by it, but it comes with what was typed.
pub(super) async fn write(
    State(desk): State<Arc<Desk>>,
    Path((reference, step)): Path<(String, String)>,
    request: Request,
) -> Response {
    let (reference, kind, mut posted) = match read_message(&reference, &step, request).await {
        Ok(message) => message,
        Err(status) => return desk.error(status),
    };
    take_up(&mut posted, kind);
    if kind == ActionKind::AskBoth {
        bring_along(&mut posted);
    }
    desk.compose(&reference, kind, posted, ComposeMessages::default()).await
}

/// What was typed of the host for an introduction, for whoever asks both sides first.
fn bring_along(posted: &mut ActionForm) {
    for (key, _) in fields(ActionKind::AskBoth) {
        let (own, other) = (input_name(ActionKind::AskBoth, key), input_name(ActionKind::Introduce, key));
        let value = posted.value(&other).to_owned();
        posted.remove(&other);
        if posted.value(&own).is_empty() && !value.is_empty() {
            posted.set(own, value);
        }
    }
}

/// Back to the request's page, with everything that was typed: what has no field there waits until the message is written.
pub(super) async fn back(
    State(desk): State<Arc<Desk>>,
    Path((reference, step)): Path<(String, String)>,
    request: Request,
) -> Response {
    let (reference, kind, mut posted) = match read_message(&reference, &step, request).await {
        Ok(message) => message,
        Err(status) => return desk.error(status),
    };
    let now = desk.clock.now();
    let record = match desk.records.get(&reference, now).await {
        Ok(Some(record)) => record,
        Ok(None) => return desk.error(StatusCode::NOT_FOUND),
        Err(error) => return desk.failed(&error),
    };
    let timeline = match desk.records.timeline(&reference, now).await {
        Ok(timeline) => timeline,
        Err(error) => return desk.failed(&error),
    };
    let (Ok(material) | Err((material, _))) = desk.material(record, kind, &posted, &timeline).await;
    let edited = desk.edited(&material, &posted);
    lay_aside(&mut posted, kind, &edited);
    desk.show(StatusCode::OK, reference.as_str(), posted.into_shown()).await
}

/// The field of an offer that was named, and that the catalogue has not.
fn unknown_offer(material: &Material, posted: &ActionForm) -> Option<String> {
    let name = input_name(material.kind, "offer");
    (names_a_host(material.kind) && material.offer.is_none() && !posted.value(&name).is_empty()).then_some(name)
}

impl Desk {
    /// The page again, because a step was not taken.
    pub(super) async fn compose_again(
        &self,
        reference: &Reference,
        kind: ActionKind,
        posted: ActionForm,
        refused: Refused,
    ) -> Response {
        let told = match refused {
            Refused::Invalid(troubles) => ComposeMessages { troubles, ..ComposeMessages::default() },
            Refused::Conflict(seen) => ComposeMessages { seen: Some(seen), ..ComposeMessages::default() },
            Refused::Unknown => return self.error(StatusCode::NOT_FOUND),
            Refused::Store(error) => return self.failed(&error),
        };
        self.compose(reference, kind, posted, told).await
    }

    /// The page on which messages are written.
    async fn compose(
        &self,
        reference: &Reference,
        kind: ActionKind,
        mut posted: ActionForm,
        mut told: ComposeMessages,
    ) -> Response {
        let now = self.clock.now();
        let record = match self.records.get(reference, now).await {
            Ok(Some(record)) => record,
            Ok(None) => return self.error(StatusCode::NOT_FOUND),
            Err(error) => return self.failed(&error),
        };
        let form = record.submission.request.wish.form();
        let possible = ActionKind::possible(form, record.status, &record.handling).contains(&kind);
        if !possible {
            told.troubles = vec![self.not_now(ActionNotAllowed { from: record.status, step: kind })];
        }
        if names_a_host(kind)
            && let Err(error) = self.fill_in_the_host(kind, &mut posted).await
        {
            return self.failed(&error);
        }
        let asked = posted.typed().contains_key("version");
        let timeline = match self.records.timeline(reference, now).await {
            Ok(timeline) => timeline,
            Err(error) => return self.failed(&error),
        };
        let material = match self.material(record, kind, &posted, &timeline).await {
            Ok(material) => material,
            // Nobody is told of mistakes before there was a chance to make them.
            Err((material, mut troubles)) => {
                // A name that no offer has is told at once, since it came with the address.
                troubles.retain(|trouble| asked || trouble.field == unknown_offer(&material, &posted));
                if told.troubles.is_empty() {
                    told.troubles = troubles;
                }
                material
            }
        };
        let drafts = self.drafts(&material, &posted);
        let status = match &told {
            ComposeMessages { seen: Some(_), .. } => StatusCode::CONFLICT,
            ComposeMessages { troubles, .. } if !troubles.is_empty() && (asked || !possible) => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            ComposeMessages { notice: Some(notice), .. } if notice.is_a_problem => StatusCode::BAD_GATEWAY,
            _ => StatusCode::OK,
        };
        let page = ComposePage::new(self, &material, &posted, drafts, told, &timeline, possible);
        self.page(status, "compose.html", &page)
    }

    /// What messages are made of; with what is wrong, as far as it goes.
    async fn material(
        &self,
        record: Record,
        kind: ActionKind,
        posted: &ActionForm,
        timeline: &[TimelineEntry],
    ) -> Result<Material, (Material, Vec<FormError>)> {
        let published = self.publication.current();
        let introduced = record.handling.introduced.as_ref().map(|introduced| introduced.introduction.clone());
        let today = day_of(self.clock.now());
        let read = posted.step(&self.words, published.vocabulary(), kind, today);
        let asked = match &read {
            Ok(Action::AskBoth { host, .. }) => host.clone(),
            _ => None,
        };
        let (step, mut troubles) = match read {
            Ok(step) => (Some(self.titled(step).await), Vec::new()),
            Err(troubles) => (None, troubles),
        };
        let slug = match kind {
            ActionKind::AskBoth | ActionKind::Introduce => Slug::parse(posted.value(&input_name(kind, "offer"))),
            ActionKind::Accept => {
                Slug::parse(posted.value(&input_name(kind, "offer"))).or(record.handling.offer.clone())
            }
            _ => introduced.as_ref().map(|introduction| introduction.offer.clone()),
        };
        let offer = match &slug {
            Some(slug) => offers::find(&published, slug).await,
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
            let name = input_name(kind, "offer");
            let text = self.words.format("problem-no-offer", [("offer", posted.value(&name).to_owned().into())]);
            troubles.retain(|trouble| trouble.field.as_deref() != Some(&name));
            troubles.insert(0, FormError { text, field: Some(name) });
            material.step = None;
        } else if let Some(fit) = &material.fit {
            let more = self.introduction_troubles(kind, fit, posted);
            if !more.is_empty() {
                material.step = None;
            }
            troubles.extend(more);
        }
        if troubles.is_empty() { Ok(material) } else { Err((material, troubles)) }
    }

    /// Fills in whom to write to at the host's, as far as it is known and nobody typed anything else.
    async fn fill_in_the_host(&self, kind: ActionKind, posted: &mut ActionForm) -> Result<(), store::StoreError> {
        let name = |key: &str| input_name(kind, key);
        let Some(slug) = Slug::parse(posted.value(&name("offer"))) else { return Ok(()) };
        if ["host.organisation", "host.name", "host.email"].iter().any(|key| posted.typed().contains_key(&name(key))) {
            return Ok(());
        }
        let known = self.records.host_contact(&slug, self.clock.now()).await?;
        let published = self.publication.current();
        let filled = match known {
            Some(HostContact { organisation, name, email, language }) => {
                vec![
                    ("host.organisation", organisation),
                    ("host.name", name),
                    ("host.email", email),
                    ("host.language", language.to_string()),
                ]
            }
            None => {
                let offer = offers::find(&published, &slug).await;
                let host = offer.map(|offer| offer.host).unwrap_or_default();
                vec![("host.organisation", host), ("host.language", LanguageTag::english().to_string())]
            }
        };
        for (key, value) in filled {
            posted.set(name(key), value);
        }
        Ok(())
    }
}
