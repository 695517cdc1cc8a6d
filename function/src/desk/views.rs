//! What the desk's pages show: values for templates, made of records and words. Nothing here reads or changes a record.

mod inbox;
mod rows;

use axum::http::StatusCode;
use domain::handling::StepKind;
use domain::submission::{Deed, Entry, Reference, Status};
use jiff::Timestamp;
use serde::Serialize;

use super::changes::step_of;
use super::describe::{Section, sections};
use super::papers::PapersPanel;
use super::suggestions::Suggestions;
use super::words::{Day, Labelled, Moment, Words};
use crate::published::Published;
use crate::store::Record;

pub(super) use inbox::{Desired, First, Inbox, InboxQuery, Judge};
pub(super) use rows::{List, Ways, seen};

/// What there is to say on a request's page, beside the request itself.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// The name to put into the forms.
    pub(super) by: String,
    /// The note to put into the form.
    pub(super) note: String,
    /// Why nothing was saved: what is wrong, and the field it is wrong with.
    pub(super) problem: Option<(String, Option<&'static str>)>,
    /// The version that somebody saw before others changed it.
    pub(super) seen: Option<u64>,
}

/// One request with everything about it.
#[derive(Serialize)]
pub(super) struct RequestPage {
    request: RequestView,
    timeline: Vec<EntryView>,
    conflict: Option<Vec<EntryView>>,
    problem: Option<ProblemView>,
    by: String,
    note: String,
    suggestions: Suggestions,
    papers: PapersPanel,
}

#[derive(Serialize)]
struct RequestView {
    reference: Reference,
    version: u64,
    form: String,
    organisation: String,
    status: Labelled,
    received: Moment,
    until: Day,
    language_name: String,
    suspicions: Vec<String>,
    sections: Vec<Section>,
    actions: Vec<Labelled>,
}

#[derive(Serialize)]
struct ProblemView {
    text: String,
    field: Option<&'static str>,
}

#[derive(Clone, Serialize)]
pub(super) struct EntryView {
    at: Moment,
    by: Option<String>,
    deed: String,
    note: Option<String>,
}

impl RequestPage {
    pub(super) fn new(
        words: &Words,
        published: &Published,
        now: Timestamp,
        record: &Record,
        timeline: &[Entry],
        shown: Shown,
        suggestions: Suggestions,
    ) -> Self {
        let vocabulary = published.vocabulary();
        let submission = &record.submission;
        let request = &submission.request;
        let timeline: Vec<EntryView> = timeline.iter().map(|entry| EntryView::new(words, now, entry)).collect();
        let language = vocabulary.languages.find(request.language.as_str());
        // The first entry made version 1, so the entries behind that many are news to whoever saw that version.
        let news = |seen: u64| timeline.iter().skip(usize::try_from(seen).unwrap_or(usize::MAX)).cloned().collect();
        Self {
            request: RequestView {
                reference: submission.reference.clone(),
                version: record.version,
                form: words.form(request.wish.form()),
                organisation: request.organisation.name.clone(),
                status: words.status(record.status),
                received: words.moment(submission.received, now),
                until: words.day(record.until),
                language_name: language
                    .map_or(request.language.as_str(), |term| term.label.in_language(words.language()).0)
                    .to_owned(),
                suspicions: submission.suspicions.iter().map(|suspicion| words.suspicion(*suspicion)).collect(),
                sections: sections(words, published, request),
                actions: actions(words, record),
            },
            conflict: shown.seen.map(news),
            timeline,
            problem: shown.problem.map(|(text, field)| ProblemView { text, field }),
            by: shown.by,
            note: shown.note,
            suggestions,
            papers: PapersPanel::new(words, record),
        }
    }
}

/// The steps that can be taken and need no more than a click.
fn actions(words: &Words, record: &Record) -> Vec<Labelled> {
    let possible = StepKind::possible(record.submission.request.wish.form(), record.status, &record.handling);
    possible.into_iter().filter(|kind| step_of(*kind).is_some()).map(|kind| words.step(kind)).collect()
}

impl EntryView {
    pub(super) fn new(words: &Words, now: Timestamp, entry: &Entry) -> Self {
        let label = |status: &Status| words.status(*status).label;
        let (deed, note) = match &entry.deed {
            Deed::Received => (words.text("entry-received"), None),
            Deed::StatusChanged { from, to, .. } => {
                (words.format("entry-status", [("from", label(from).into()), ("to", label(to).into())]), None)
            }
            Deed::Worked { step } => (words.step(step.kind()).label, None),
            Deed::Noted { note } => (words.text("entry-noted"), Some(note.clone())),
        };
        Self { at: words.moment(entry.at, now), by: entry.by.clone(), deed, note }
    }
}

/// A page that says what went wrong.
#[derive(Serialize)]
pub(super) struct Problem {
    heading: String,
    text: String,
}

impl Problem {
    pub(super) fn of(status: StatusCode, words: &Words) -> Self {
        let key = match status {
            StatusCode::FORBIDDEN => "error-refused",
            StatusCode::NOT_FOUND => "error-not-found",
            StatusCode::METHOD_NOT_ALLOWED => "error-method",
            StatusCode::SERVICE_UNAVAILABLE => "error-unavailable",
            _ => "error-malformed",
        };
        Self { heading: words.text(key), text: words.text(&format!("{key}-text")) }
    }
}
