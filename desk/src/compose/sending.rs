//! The ways of a message: as a file, or handed to a mail server.

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use domain::case::{Action, ActionKind};
use domain::validate::{Limit, line, refused};
use serde::Deserialize;

use super::MessageAction;
use super::material::{Addressee, Draft, Material};
use super::page::{ComposeMessages, SendingNotice, sent};
use crate::actions::{ActionError, ActionForm, FormError};
use crate::context::{Case, RequestContext};
use crate::error::{DeskError, PageResult};
use crate::mail::MailError;
use crate::mailer::{Mailer, SendError};
use store::{ChangeError, Record};

/// How often an action is recorded anew where others were faster, after its message was sent.
const MAX_TRIES: usize = 5;

#[derive(Deserialize)]
pub(crate) struct FilePath {
    file: String,
}

/// A message as a file that a mail program opens as a draft.
pub(crate) async fn file(
    context: RequestContext,
    Path(FilePath { file }): Path<FilePath>,
    MessageAction(kind): MessageAction,
    Case(record): Case,
    form: ActionForm,
) -> PageResult {
    let addressee = file.strip_suffix(".eml").and_then(Addressee::from_code).ok_or(DeskError::NotFound)?;
    let reference = record.submission.reference.clone();
    let timeline = context.timeline(&record).await?;
    let (material, errors) = context.material(record, kind, &form, &timeline).await;
    if !errors.is_empty() {
        return context.compose_again(&reference, kind, form, ActionError::Invalid(errors)).await;
    }
    let drafts = context.drafts(&material, &form);
    let draft = drafts.iter().find(|draft| draft.addressee == addressee).ok_or(DeskError::NotFound)?;
    let bytes = check(&context, draft).and_then(|()| {
        let from = context.sender().unwrap_or_default();
        material.mail(draft).draft(&from, context.now).map_err(|error| vec![context.unwritable(draft, &error)])
    });
    match bytes {
        Ok(bytes) => {
            let disposition = format!("attachment; filename=\"{reference}-{}.eml\"", addressee.code());
            let disposition = HeaderValue::from_str(&disposition).unwrap_or(HeaderValue::from_static("attachment"));
            let kind = HeaderValue::from_static("message/rfc822");
            Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response())
        }
        Err(errors) => context.compose_again(&reference, kind, form, ActionError::Invalid(errors)).await,
    }
}

/// Sends the messages of an action, and records it.
pub(crate) async fn send(
    context: RequestContext,
    MessageAction(kind): MessageAction,
    Case(record): Case,
    mut form: ActionForm,
) -> PageResult {
    let mailer = context.email.mailer.clone().ok_or(DeskError::NotFound)?;
    let reference = record.submission.reference;
    // A browser that goes away must not stop us between sending and recording.
    let task = tokio::spawn(async move {
        let _alone = context.sending.lock().await;
        // A double click waited at the lock, so the request is read behind it.
        let record = context.load(&reference).await?;
        match context.send(&mailer, record, kind, &mut form).await {
            Ok(before) => context.saved(&before, kind, form).await,
            Err(SendingError::Action(error)) => context.compose_again(&reference, kind, form, error).await,
            Err(SendingError::Failed(notice)) => {
                let messages = ComposeMessages { notice: Some(notice), ..ComposeMessages::default() };
                context.compose(context.load(&reference).await?, kind, form, messages).await
            }
        }
    });
    task.await.unwrap_or(Err(DeskError::Internal))
}

/// Why an action with its messages was not carried out.
enum SendingError {
    /// Before anything was sent.
    Action(ActionError),
    /// While or after it was.
    Failed(SendingNotice),
}

impl<E: Into<ActionError>> From<E> for SendingError {
    fn from(error: E) -> Self {
        SendingError::Action(error.into())
    }
}

impl RequestContext {
    /// The address that messages come from.
    fn sender(&self) -> Option<String> {
        let own = self.email.mailer.as_ref().map(Mailer::from);
        own.or_else(|| self.published.secretariat.as_ref().map(|secretariat| secretariat.email.clone()))
    }

    /// Sends and records; the request as it was before.
    async fn send(
        &self,
        mailer: &Mailer,
        record: Record,
        kind: ActionKind,
        form: &mut ActionForm,
    ) -> Result<Record, SendingError> {
        let (step, seen) = self.checked(kind, form)?;
        let step = self.titled(step).await;
        if record.version != seen {
            if self.is_the_same(&record, seen, &self.change(step, form.by())).await? {
                return Ok(record);
            }
            return Err(ActionError::Conflict { seen, record: Box::new(record) }.into());
        }
        if let Err(why) = step.clone().take(record.submission.request.wish.form(), record.status, &record.handling) {
            return Err(ActionError::Invalid(vec![self.not_now(why)]).into());
        }
        let timeline = self.timeline(&record).await?;
        let (material, mut errors) = self.material(record, kind, form, &timeline).await;
        if errors.is_empty() {
            errors = self.agreement_errors(kind, form);
        }
        if !errors.is_empty() {
            return Err(ActionError::Invalid(errors).into());
        }
        let drafts = self.drafts(&material, form);
        for draft in &drafts {
            check(self, draft).map_err(ActionError::Invalid)?;
        }
        for draft in &drafts {
            let mut done = sent(form);
            if done.contains(&draft.addressee) {
                continue;
            }
            let mail = material.mail(draft);
            mailer.send(&mail, self.now).await.map_err(|error| self.not_sent(draft, &done, error))?;
            done.push(draft.addressee);
            form.set("sent".to_owned(), done.iter().map(|one| one.code()).collect::<Vec<_>>().join(" "));
        }
        self.record_what_was_sent(&material, step, form).await?;
        Ok(material.record)
    }

    /// Records an action whose message is out. It is true whatever others did meanwhile, so it is tried again with the request as
    /// it stands now, as long as the action can be taken.
    async fn record_what_was_sent(
        &self,
        material: &Material,
        step: Action,
        form: &ActionForm,
    ) -> Result<(), SendingError> {
        let reference = &material.record.submission.reference;
        let mut version = material.record.version;
        let mut why = None;
        for _ in 0..MAX_TRIES {
            match self.store.change(reference, version, self.change(step.clone(), form.by())).await {
                Ok(_) => return Ok(()),
                Err(ChangeError::Conflict(record)) => version = record.version,
                Err(error) => {
                    why = Some(error.to_string());
                    tracing::error!(%error, %reference, "a message was sent, but its step is not recorded");
                    break;
                }
            }
        }
        Err(SendingError::Failed(SendingNotice {
            heading: self.words.text("compose-not-recorded"),
            text: self.words.text("compose-not-recorded-text"),
            detail: why,
        }))
    }

    fn not_sent(&self, draft: &Draft, done: &[Addressee], error: SendError) -> SendingError {
        let (key, detail) = match error {
            SendError::Refused(detail) => ("refused", detail),
            SendError::Unreachable(detail) => ("unreachable", detail),
            SendError::Unknown(detail) => ("unknown", detail),
        };
        let message = |addressee: Addressee| self.words.text(&format!("compose-to-{}", addressee.code()));
        let mut text = self.words.format(&format!("compose-{key}"), [("message", message(draft.addressee).into())]);
        for other in done {
            let sent = self.words.format("compose-already-sent", [("message", message(*other).into())]);
            text = format!("{text} {sent}");
        }
        SendingError::Failed(SendingNotice { heading: self.words.text("compose-not-sent"), text, detail: Some(detail) })
    }

    fn unwritable(&self, draft: &Draft, error: &MailError) -> FormError {
        tracing::warn!("a message can't be written");
        let text = self.words.format("compose-unwritable", [("why", error.to_string().into())]);
        FormError::of(&draft.addressee.field("subject"), text)
    }
}

/// Whether a message has a subject on one line, and a text.
fn check(context: &RequestContext, draft: &Draft) -> Result<(), Vec<FormError>> {
    let mut errors = Vec::new();
    let mut note =
        |key: &str, name: &str| errors.push(FormError::of(&draft.addressee.field(name), context.words.text(key)));
    if draft.subject.trim().is_empty() || draft.subject.contains(char::is_control) || draft.subject.len() > MAX_SUBJECT
    {
        note("problem-subject", "subject");
    } else if line(&draft.subject).is_err() {
        note("problem-subject-characters", "subject");
    }
    if draft.text.trim().is_empty() || draft.text.chars().count() > MAX_TEXT {
        note("problem-text", "text");
    } else if !refused(&draft.text).is_empty() {
        note("problem-text-characters", "text");
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// Bytes of a subject; what is longer, mail programs cut off.
const MAX_SUBJECT: usize = 400;

/// Characters of a text.
const MAX_TEXT: usize = 2 * Limit::PAGE.max;
