//! To erase a request: first a page that says what goes and what stays, then a button. There is no way back.

use axum::http::StatusCode;
use domain::statistics::{Tally, tally};
use serde_json::json;

use super::actions::FormError;
use super::context::{Case, RequestContext};
use super::error::{DeskError, PageResult};
use super::posted_form::PostedForm;
use super::request_summary::request_summary;
use store::{Record, StoreError};

pub(super) async fn ask(context: RequestContext, Case(record): Case) -> PageResult {
    context.erase_page(StatusCode::OK, &record, context.remembered_name(), None)
}

pub(super) async fn erase(context: RequestContext, Case(record): Case, form: PostedForm) -> PageResult {
    if !form.is_named() {
        let error = FormError::of("by", context.words.text("problem-by"));
        return context.erase_page(StatusCode::UNPROCESSABLE_ENTITY, &record, form.by(), Some(error));
    }
    if form.version() != Some(record.version) {
        let error = FormError::plain(context.words.text("problem-overtaken"));
        return context.erase_page(StatusCode::CONFLICT, &record, form.by(), Some(error));
    }
    let reference = record.submission.reference;
    let is_in_log = match context.store.erase(&reference).await {
        Ok(true) => false,
        Ok(false) => return Err(DeskError::NotFound),
        Err(error @ StoreError::StillInLog { .. }) => {
            tracing::warn!(%error, "a request was erased at the desk");
            true
        }
        Err(error) => return Err(error.into()),
    };
    context.remember_name(&form.by());
    // Who did it is written nowhere: a line about it would be a line about the person.
    tracing::info!(%reference, "a request was erased at the desk");
    // Its words can still be read in the file that the store writes ahead, if it is in the log.
    context.page("erased.html", &json!({ "reference": reference, "is_in_log": is_in_log }))
}

impl RequestContext {
    fn erase_page(&self, status: StatusCode, record: &Record, by: String, problem: Option<FormError>) -> PageResult {
        let counted = tally(&record.submission, record.status, &record.handling);
        let page = json!({
            "request": request_summary(&self.words, self.now, record),
            "version": record.version,
            "by": by,
            // What it counts for, which stays: a sentence each.
            "counts": counted.map(|counted| self.counts_of(&counted)).unwrap_or_default(),
            "problem": problem,
        });
        self.page_with_status(status, "erase.html", &page)
    }

    fn counts_of(&self, counted: &Tally) -> Vec<String> {
        let say = |key: &str, year: i16| self.words.format(key, [("year", year.to_string().into())]);
        let mut counts = vec![say("erase-counts-received", counted.received)];
        counts.extend(counted.matched.map(|matched| say("erase-counts-matched", matched.year)));
        counts.extend(counted.declined.map(|year| say("erase-counts-declined", year)));
        counts.extend(counted.visit.as_ref().map(|visit| say("erase-counts-visit", visit.year)));
        counts
    }
}
