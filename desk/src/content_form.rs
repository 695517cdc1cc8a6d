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

/// Why nothing was written, or no action taken.
pub(super) type WriteError = (StatusCode, FormError);

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
    /// written and the action was not taken loses nothing, since the same file is written only once. The record is then the
    /// request as it stands now.
    pub(super) async fn write_content(
        &self,
        record: &mut Record,
        form: &PostedForm,
        file: Option<(&ContentFile, &str)>,
        step: Option<Action>,
    ) -> Result<WriteReport, WriteError> {
        let invalid = |error| (StatusCode::UNPROCESSABLE_ENTITY, error);
        if !form.is_named() {
            return Err(invalid(FormError::of("by", self.words.text("problem-by"))));
        }
        let plain = |key: &str| invalid(FormError::plain(self.words.text(key)));
        let seen = form.version().ok_or_else(|| plain("problem-version"))?;
        if let Some(step) = &step {
            if seen != record.version {
                return Err(self.overtaken());
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
        let Some(step) = step else { return Ok(report) };
        *record = match self.apply(record, seen, &self.change(step, &form.by())).await {
            Ok(changed) => changed,
            Err(ActionError::Conflict { record: now, .. }) => {
                *record = *now;
                return Err(self.overtaken());
            }
            Err(ActionError::Invalid(mut errors)) => {
                return Err(errors.pop().map_or_else(|| plain("problem-version"), invalid));
            }
            // The page comes back with what was typed, also where the store failed.
            Err(ActionError::Desk(error)) => {
                error.log();
                return Err((error.status(), FormError::plain(error.text(&self.words))));
            }
        };
        self.remember_name(&form.by());
        Ok(report)
    }

    fn overtaken(&self) -> WriteError {
        (StatusCode::CONFLICT, FormError::plain(self.words.text("problem-overtaken")))
    }

    fn unwritten(&self, file: &ContentFile, error: &ContentError) -> WriteError {
        if let ContentError::Taken(_) = error {
            let text = self.words.format("problem-taken", [("path", file.path().into())]);
            return (StatusCode::CONFLICT, FormError::of("slug", text));
        }
        (StatusCode::SERVICE_UNAVAILABLE, FormError::plain(self.not_written(error)))
    }

    /// That a file can't be written, which the log says too.
    pub(super) fn not_written(&self, error: &ContentError) -> String {
        tracing::error!(%error, "a content file can't be written");
        self.words.format("problem-not-written", [("reason", error.to_string().into())])
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
