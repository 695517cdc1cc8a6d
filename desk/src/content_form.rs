//! What the pages have in common that write content files: names that are free, and the order in which a file is written and an
//! action is taken.

use axum::http::StatusCode;
use domain::case::{Action, ActionNotAllowed, Reference};
use domain::text::Slug;
use serde::Serialize;

use super::actions::{ActionError, FormError};
use super::context::RequestContext;
use super::posted_form::PostedForm;
use super::slug;
use crate::content_repository::{CheckMessage, ContentError, ContentFile};
use store::Record;

/// Names that are tried before one is called taken.
const MAX_TRIES: usize = 50;

/// A content file as it would be written.
#[derive(Serialize)]
pub(super) struct Preview {
    pub(super) path: String,
    pub(super) text: String,
}

/// What came of writing a file and taking an action.
#[derive(Default, Serialize)]
pub(super) struct WriteReport {
    /// Where the file lies now, if one was written.
    path: Option<String>,
    /// What the check says of it.
    remarks: Vec<CheckMessage>,
    /// Errors in other files.
    elsewhere: usize,
    /// Why the content could not be checked.
    unchecked: Option<String>,
}

/// What a page says that comes back.
pub(super) struct WriteOutcome {
    pub(super) status: StatusCode,
    pub(super) result: Result<WriteReport, FormError>,
    /// The request as it stands now.
    pub(super) record: Record,
}

/// Why nothing was written, or no action taken.
struct WriteError {
    status: StatusCode,
    error: FormError,
    /// The request as it stands now, if that is why.
    record: Option<Box<Record>>,
}

impl WriteError {
    fn new(status: StatusCode, error: FormError) -> Self {
        Self { status, error, record: None }
    }
}

impl RequestContext {
    /// A name for a title that no other file has.
    pub(super) async fn free_slug(
        &self,
        title: &str,
        reference: &Reference,
        is_taken: impl Fn(&Slug) -> bool,
        file: impl Fn(Slug) -> ContentFile,
    ) -> Slug {
        let fallback = Slug::parse(&reference.as_str().to_lowercase());
        let fallback = fallback.unwrap_or_else(|| unreachable!("a reference has letters, digits and single hyphens"));
        let mut taken: Vec<Slug> = Vec::new();
        loop {
            let name = slug::suggest(title, &fallback, |name| is_taken(name) || taken.contains(name));
            let Some(content) = &self.content else { return name };
            // What can't be read is found out again, with its reason, once it is written.
            match content.read(&file(name.clone())).await {
                Ok(Some(_)) if taken.len() < MAX_TRIES => taken.push(name),
                _ => return name,
            }
        }
    }

    /// Writes a file, then takes an action: what the timeline says was done is done. Who sends the same again after a file was
    /// written and the action was not taken loses nothing, since the same file is written only once.
    pub(super) async fn write_content(
        &self,
        record: Record,
        form: &PostedForm,
        file: Option<(&ContentFile, &str)>,
        step: Option<Action>,
    ) -> WriteOutcome {
        match self.try_write(&record, form, file, step).await {
            Ok((report, changed)) => {
                WriteOutcome { status: StatusCode::OK, result: Ok(report), record: changed.unwrap_or(record) }
            }
            Err(WriteError { status, error, record: now }) => {
                WriteOutcome { status, result: Err(error), record: now.map_or(record, |now| *now) }
            }
        }
    }

    async fn try_write(
        &self,
        record: &Record,
        form: &PostedForm,
        file: Option<(&ContentFile, &str)>,
        step: Option<Action>,
    ) -> Result<(WriteReport, Option<Record>), WriteError> {
        let invalid = |error| WriteError::new(StatusCode::UNPROCESSABLE_ENTITY, error);
        if !form.is_named() {
            return Err(invalid(FormError::of("by", self.words.text("problem-by"))));
        }
        let plain = |key: &str| invalid(FormError::plain(self.words.text(key)));
        let seen = form.version().ok_or_else(|| plain("problem-version"))?;
        if let Some(step) = &step {
            if seen != record.version {
                return Err(self.refused(ActionError::Conflict { seen, record: Box::new(record.clone()) }));
            }
            if step.kind().leads_to(record.status, record.submission.request.wish.form()).is_none() {
                return Err(invalid(self.not_now(ActionNotAllowed { from: record.status, step: step.kind() })));
            }
        }
        let report = match file {
            Some((file, text)) => {
                let content = self.content.as_ref().ok_or_else(|| plain("problem-no-folder"))?;
                let written = WriteReport::of(file, content.write(file, text, None).await);
                written.map_err(|error| self.unwritten(file, &error))?
            }
            None => WriteReport::default(),
        };
        let Some(step) = step else { return Ok((report, None)) };
        let changed = self.apply(record, seen, &self.change(step, &form.by())).await;
        let changed = changed.map_err(|error| self.refused(error))?;
        self.remember_name(&form.by());
        Ok((report, Some(changed)))
    }

    fn unwritten(&self, file: &ContentFile, error: &ContentError) -> WriteError {
        if let ContentError::Taken(_) = error {
            let text = self.words.format("problem-taken", [("path", file.path().into())]);
            return WriteError::new(StatusCode::CONFLICT, FormError::of("slug", text));
        }
        WriteError::new(StatusCode::SERVICE_UNAVAILABLE, FormError::plain(self.not_written(error)))
    }

    /// That a file can't be written, which the log says too.
    pub(super) fn not_written(&self, error: &ContentError) -> String {
        tracing::error!(%error, "a content file can't be written");
        self.words.format("problem-not-written", [("reason", error.to_string().into())])
    }

    /// An action that was not taken: the page comes back with what was typed, also where the store failed.
    fn refused(&self, error: ActionError) -> WriteError {
        match error {
            ActionError::Conflict { record, .. } => WriteError {
                status: StatusCode::CONFLICT,
                error: FormError::plain(self.words.text("problem-overtaken")),
                record: Some(record),
            },
            ActionError::Invalid(mut errors) => {
                let error = errors.pop().unwrap_or_else(|| FormError::plain(self.words.text("problem-version")));
                WriteError::new(StatusCode::UNPROCESSABLE_ENTITY, error)
            }
            ActionError::Desk(error) => {
                error.log();
                WriteError::new(error.status(), FormError::plain(error.text(&self.words)))
            }
        }
    }
}

impl WriteReport {
    /// What the check says of a file that was written; or why it was not.
    pub(super) fn of(
        file: &ContentFile,
        written: Result<Vec<CheckMessage>, ContentError>,
    ) -> Result<Self, ContentError> {
        let path = file.path();
        match written {
            Ok(messages) => {
                let (remarks, others): (Vec<_>, Vec<_>) =
                    messages.into_iter().partition(|message| message.path == path);
                let elsewhere = others.iter().filter(|message| message.is_error).count();
                Ok(Self { path: Some(path), remarks, elsewhere, unchecked: None })
            }
            Err(ContentError::Unchecked(reason)) => {
                Ok(Self { path: Some(path), unchecked: Some(reason), ..Self::default() })
            }
            Err(error) => Err(error),
        }
    }
}
