//! To erase a request: first a page that says what goes and what stays, then a button. There is no way back.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::case::Reference;
use domain::statistics::{Tally, tally};
use serde::Serialize;

use super::content_form::ContentForm;
use super::state::Desk;
use super::words::{Day, Labelled, Moment};
use store::{Record, StoreError};

#[derive(Serialize)]
struct ErasePage {
    reference: Reference,
    organisation: String,
    form: String,
    status: Labelled,
    received: Moment,
    until: Day,
    version: u64,
    by: String,
    /// What it counts for, which stays: a sentence each.
    counts: Vec<String>,
    problem: Option<Problem>,
}

#[derive(Serialize)]
struct Problem {
    text: String,
    field: &'static str,
}

#[derive(Serialize)]
struct ErasedPage {
    reference: Reference,
    /// Whether its words can still be read in the file that the store writes ahead.
    is_in_log: bool,
}

pub(super) async fn ask(State(desk): State<Arc<Desk>>, Path(reference): Path<String>) -> Response {
    match desk.record(&reference).await {
        Ok(record) => desk.erase_page(StatusCode::OK, &record, desk.remembered_name(), None),
        Err(answer) => *answer,
    }
}

pub(super) async fn erase(State(desk): State<Arc<Desk>>, Path(reference): Path<String>, request: Request) -> Response {
    let record = match desk.record(&reference).await {
        Ok(record) => record,
        Err(answer) => return *answer,
    };
    let Some(sent) = ContentForm::read(request).await else { return desk.error(StatusCode::BAD_REQUEST) };
    let problem = |key, field| Some(Problem { text: desk.words.text(key), field });
    if !sent.is_named() {
        return desk.erase_page(StatusCode::UNPROCESSABLE_ENTITY, &record, sent.by, problem("problem-by", "by"));
    }
    if sent.version() != Some(record.version) {
        return desk.erase_page(StatusCode::CONFLICT, &record, sent.by, problem("problem-overtaken", ""));
    }
    let reference = record.submission.reference.clone();
    let is_in_log = match desk.records.erase(&reference).await {
        Ok(true) => false,
        Ok(false) => return desk.error(StatusCode::NOT_FOUND),
        Err(error @ StoreError::StillInLog { .. }) => {
            tracing::warn!(%error, "a request was erased at the desk");
            true
        }
        Err(error) => return desk.failed(&error),
    };
    desk.remember_name(sent.by);
    // Who did it is told nowhere: a line about it would be a line about the person.
    tracing::info!(%reference, "a request was erased at the desk");
    desk.page(StatusCode::OK, "erased.html", &ErasedPage { reference, is_in_log })
}

impl Desk {
    fn erase_page(&self, status: StatusCode, record: &Record, by: String, problem: Option<Problem>) -> Response {
        let submission = &record.submission;
        let counted = tally(submission, record.status, &record.handling);
        let page = ErasePage {
            reference: submission.reference.clone(),
            organisation: submission.request.organisation.name.clone(),
            form: self.words.form(submission.request.wish.form()),
            status: self.words.status(record.status),
            received: self.words.moment(submission.received, self.clock.now()),
            until: self.words.day(record.until),
            version: record.version,
            by,
            counts: counted.map(|counted| self.counts_of(&counted)).unwrap_or_default(),
            problem,
        };
        self.page(status, "erase.html", &page)
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
