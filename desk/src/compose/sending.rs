//! The ways of a message: as a file, or handed to a mail server.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::case::{Action, ActionKind, ActionNotAllowed, Reference};
use domain::validate::{Limit, line, refused};

use super::material::{Addressee, Draft, Material};
use super::page::{ComposeMessages, Notice, sent};
use super::read_message;
use crate::actions::{ActionForm, FormError, Refused};
use crate::mailer::{MailError, Mailer, SendError};
use crate::state::Desk;
use store::{ChangeError, Record};

/// How often a step is recorded anew where others were faster, after its message was sent.
const TRIES: usize = 5;

/// A message as a file that a mail program opens as a draft.
pub(crate) async fn file(
    State(desk): State<Arc<Desk>>,
    Path((reference, step, name)): Path<(String, String, String)>,
    request: Request,
) -> Response {
    let Some(addressee) = name.strip_suffix(".eml").and_then(Addressee::from_code) else {
        return desk.error(StatusCode::NOT_FOUND);
    };
    let (reference, kind, posted) = match read_message(&reference, &step, request).await {
        Ok(message) => message,
        Err(status) => return desk.error(status),
    };
    let record = match desk.records.get(&reference, desk.clock.now()).await {
        Ok(Some(record)) => record,
        Ok(None) => return desk.error(StatusCode::NOT_FOUND),
        Err(error) => return desk.failed(&error),
    };
    let timeline = match desk.records.timeline(&reference, desk.clock.now()).await {
        Ok(timeline) => timeline,
        Err(error) => return desk.failed(&error),
    };
    let material = match desk.material(record, kind, &posted, &timeline).await {
        Ok(material) => material,
        Err((_, troubles)) => return desk.compose_again(&reference, kind, posted, Refused::Invalid(troubles)).await,
    };
    let drafts = desk.drafts(&material, &posted);
    let Some(draft) = drafts.iter().find(|draft| draft.addressee == addressee) else {
        return desk.error(StatusCode::NOT_FOUND);
    };
    let bytes = check(&desk, draft).and_then(|()| {
        let from = desk.sender().unwrap_or_default();
        material.mail(draft).draft(&from, desk.clock.now()).map_err(|error| vec![desk.unwritable(draft, &error)])
    });
    match bytes {
        Ok(bytes) => {
            let disposition = format!("attachment; filename=\"{reference}-{}.eml\"", addressee.code());
            let disposition = HeaderValue::from_str(&disposition).unwrap_or(HeaderValue::from_static("attachment"));
            let kind = HeaderValue::from_static("message/rfc822");
            ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response()
        }
        Err(troubles) => desk.compose_again(&reference, kind, posted, Refused::Invalid(troubles)).await,
    }
}

/// Sends the messages of a step, and records it.
pub(crate) async fn send(
    State(desk): State<Arc<Desk>>,
    Path((reference, step)): Path<(String, String)>,
    request: Request,
) -> Response {
    let Some(post) = desk.correspondence.post.clone() else { return desk.error(StatusCode::NOT_FOUND) };
    let (reference, kind, mut posted) = match read_message(&reference, &step, request).await {
        Ok(message) => message,
        Err(status) => return desk.error(status),
    };
    // A browser that goes away must not stop us between sending and recording.
    let task = tokio::spawn(async move {
        let _alone = desk.sending.lock().await;
        match desk.send(&post, &reference, kind, &mut posted).await {
            Ok(before) => desk.saved(&before, kind, posted).await,
            Err(NotSent::Refused(refused)) => desk.compose_again(&reference, kind, posted, refused).await,
            Err(NotSent::Failed(notice)) => {
                desk.compose(
                    &reference,
                    kind,
                    posted,
                    ComposeMessages { notice: Some(notice), ..ComposeMessages::default() },
                )
                .await
            }
        }
    });
    task.await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// Why a step with its messages was not carried out.
enum NotSent {
    /// Before anything was sent.
    Refused(Refused),
    /// While or after it was.
    Failed(Notice),
}

impl From<Refused> for NotSent {
    fn from(refused: Refused) -> Self {
        NotSent::Refused(refused)
    }
}

impl Desk {
    /// The address that messages come from.
    pub(super) fn sender(&self) -> Option<String> {
        let own = self.correspondence.post.as_ref().map(Mailer::from);
        own.or_else(|| self.publication.current().secretariat().map(|secretariat| secretariat.email.clone()))
    }

    /// Sends and records; the request as it was before.
    async fn send(
        &self,
        post: &Mailer,
        reference: &Reference,
        kind: ActionKind,
        posted: &mut ActionForm,
    ) -> Result<Record, NotSent> {
        let (step, expected) = self.checked(kind, posted).map_err(Refused::Invalid)?;
        let step = self.titled(step).await;
        let now = self.clock.now();
        let record = self.records.get(reference, now).await.map_err(Refused::Store)?.ok_or(Refused::Unknown)?;
        if record.version != expected {
            // A double click waited at the lock, and finds it done.
            if self.is_the_same(&record, expected, &self.change(step, posted)).await? {
                return Ok(record);
            }
            return Err(Refused::Conflict(expected).into());
        }
        self.can_take(&step, &record).map_err(|trouble| Refused::Invalid(vec![trouble]))?;
        let timeline = self.records.timeline(reference, now).await.map_err(Refused::Store)?;
        let material = self.material(record, kind, posted, &timeline).await;
        let material = material.map_err(|(_, troubles)| Refused::Invalid(troubles))?;
        let missing = self.agreement_troubles(kind, posted);
        if !missing.is_empty() {
            return Err(Refused::Invalid(missing).into());
        }
        let drafts = self.drafts(&material, posted);
        for draft in &drafts {
            check(self, draft).map_err(Refused::Invalid)?;
        }
        for draft in &drafts {
            let mut done = sent(posted);
            if done.contains(&draft.addressee) {
                continue;
            }
            let mail = material.mail(draft);
            post.send(&mail, now).await.map_err(|error| NotSent::Failed(self.not_sent(draft, &done, error)))?;
            done.push(draft.addressee);
            posted.set("sent".to_owned(), done.iter().map(|one| one.code()).collect::<Vec<_>>().join(" "));
        }
        self.record_what_was_sent(&material, step, posted).await?;
        Ok(material.record)
    }

    /// Records a step whose message is out. It is true whatever others did meanwhile, so it is tried again with the request as
    /// it stands now, as long as the step can be taken.
    async fn record_what_was_sent(
        &self,
        material: &Material,
        step: Action,
        posted: &ActionForm,
    ) -> Result<(), NotSent> {
        let reference = &material.record.submission.reference;
        let mut expected = material.record.version;
        let mut why = String::new();
        for _ in 0..TRIES {
            match self.records.change(reference, expected, self.change(step.clone(), posted)).await {
                Ok(_) => return Ok(()),
                Err(ChangeError::Conflict(record)) => expected = record.version,
                Err(error) => {
                    why = error.to_string();
                    tracing::error!(%error, %reference, "a message was sent, but its step is not recorded");
                    break;
                }
            }
        }
        Err(NotSent::Failed(Notice {
            heading: self.words.text("compose-not-recorded"),
            text: self.words.text("compose-not-recorded-text"),
            detail: Some(why).filter(|why| !why.is_empty()),
            is_a_problem: true,
        }))
    }

    fn can_take(&self, step: &Action, record: &Record) -> Result<(), FormError> {
        let form = record.submission.request.wish.form();
        step.clone()
            .take(form, record.status, &record.handling)
            .map(drop)
            .map_err(|not: ActionNotAllowed| self.not_now(not))
    }

    fn not_sent(&self, draft: &Draft, done: &[Addressee], error: SendError) -> Notice {
        let (key, detail) = match error {
            SendError::Refused(detail) => ("refused", detail),
            SendError::Unreachable(detail) => ("unreachable", detail),
            SendError::Unknown(detail) => ("unknown", detail),
        };
        let who = self.words.text(&format!("compose-to-{}", draft.addressee.code()));
        let mut text = self.words.format(&format!("compose-{key}"), [("message", who.into())]);
        for other in done {
            let who = self.words.text(&format!("compose-to-{}", other.code()));
            text = format!("{text} {}", self.words.format("compose-already-sent", [("message", who.into())]));
        }
        Notice { heading: self.words.text("compose-not-sent"), text, detail: Some(detail), is_a_problem: true }
    }

    fn unwritable(&self, draft: &Draft, error: &MailError) -> FormError {
        tracing::warn!("a message can't be written");
        let text = self.words.format("compose-unwritable", [("why", error.to_string().into())]);
        FormError { text, field: Some(draft.addressee.field("subject")) }
    }
}

/// Whether a message has a subject on one line, and a text.
fn check(desk: &Desk, draft: &Draft) -> Result<(), Vec<FormError>> {
    let mut troubles = Vec::new();
    let mut note = |key: &str, name: &str| {
        troubles.push(FormError { text: desk.words.text(key), field: Some(draft.addressee.field(name)) });
    };
    if draft.subject.trim().is_empty() || draft.subject.contains(char::is_control) || draft.subject.len() > MOST_SUBJECT
    {
        note("problem-subject", "subject");
    } else if line(&draft.subject).is_err() {
        note("problem-subject-characters", "subject");
    }
    if draft.text.trim().is_empty() || draft.text.chars().count() > MOST_TEXT {
        note("problem-text", "text");
    } else if !refused(&draft.text).is_empty() {
        note("problem-text-characters", "text");
    }
    if troubles.is_empty() { Ok(()) } else { Err(troubles) }
}

/// Bytes of a subject; what is longer, mail programs cut off.
const MOST_SUBJECT: usize = 400;

/// Characters of a text.
const MOST_TEXT: usize = 2 * Limit::PAGE.max;
