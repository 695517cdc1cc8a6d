//! What the desk's forms do: take a step, write a note.
//!
//! Each form says which version of the request its page showed. If somebody was faster, nothing is changed, and the
//! page comes back with what changed meanwhile and with what was typed.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::handling::{Agreement, Cause, NotNow, Reason, Refusal, Step, StepKind};
use domain::submission::{Deed, Reference, Status};

use super::views::{Desired, Shown};
use super::{Desk, inbox_address};
use crate::body::Draft;
use crate::store::{Change, ChangeError, Filter, Record, View};

const MOST_NAME: usize = 80;
const MOST_NOTE: usize = 6_000;

/// Which of the two forms was sent.
#[derive(Clone, Copy)]
enum Kind {
    Step,
    Note,
}

pub(super) async fn step(state: State<Arc<Desk>>, path: Path<String>, request: Request) -> Response {
    change(state, path, request, Kind::Step).await
}

pub(super) async fn note(state: State<Arc<Desk>>, path: Path<String>, request: Request) -> Response {
    change(state, path, request, Kind::Note).await
}

async fn change(
    State(desk): State<Arc<Desk>>,
    Path(reference): Path<String>,
    request: Request,
    kind: Kind,
) -> Response {
    let (parts, body) = request.into_parts();
    let Some(reference) = Reference::parse(&reference) else { return desk.error(StatusCode::NOT_FOUND) };
    let Some(posted) = Posted::read(&parts, body).await else { return desk.error(StatusCode::BAD_REQUEST) };
    let (step, expected) = match posted.check(kind) {
        Ok(checked) => checked,
        Err((key, field)) => {
            let problem = Some((desk.words.text(key), field));
            let shown = Shown { problem, ..posted.into_shown() };
            return desk.show(StatusCode::UNPROCESSABLE_ENTITY, reference.as_str(), shown).await;
        }
    };
    let published = desk.publication.current();
    let (retention, reminders) = (published.retention(), published.reminders());
    let change = Change { step, by: Some(posted.by.clone()), at: desk.clock.now(), retention, reminders };
    match desk.records.change(&reference, expected, change.clone()).await {
        Ok(_) => desk.saved(&reference, posted),
        Err(ChangeError::Unknown) => desk.error(StatusCode::NOT_FOUND),
        Err(ChangeError::Store(error)) => desk.failed(&error),
        Err(ChangeError::Conflict(record)) => desk.conflict(&record, expected, &change, posted).await,
        Err(ChangeError::NotNow(NotNow { from, step })) => {
            let (from, step) = (desk.words.status(from).label, desk.words.step(step).label);
            let text = desk.words.format("problem-not-now", [("from", from.into()), ("step", step.into())]);
            let shown = Shown { problem: Some((text, None)), ..posted.into_shown() };
            desk.show(StatusCode::UNPROCESSABLE_ENTITY, reference.as_str(), shown).await
        }
    }
}

impl Desk {
    fn saved(&self, reference: &Reference, posted: Posted) -> Response {
        self.remember_name(posted.by);
        if posted.from_list {
            let filter = Filter { view: View::Status(Status::SuspectedSpam), form: None };
            return Redirect::to(&inbox_address(&Desired { filter, after: None }, None)).into_response();
        }
        Redirect::to(&format!("/desk/requests/{reference}")).into_response()
    }

    /// Somebody was faster; if it was the same person with the same (a double click), all is well.
    async fn conflict(&self, record: &Record, expected: u64, change: &Change, posted: Posted) -> Response {
        let reference = &record.submission.reference;
        let timeline = match self.records.timeline(reference, change.at).await {
            Ok(timeline) => timeline,
            Err(error) => return self.failed(&error),
        };
        // The first entry made version 1, so the entry behind the expected version is the one that was faster.
        let faster = usize::try_from(expected).ok().and_then(|position| timeline.get(position));
        let same = faster.is_some_and(|entry| {
            entry.by == change.by
                && match (&entry.deed, &change.step) {
                    (Deed::Noted { note }, Step::Note { note: typed }) => note == typed,
                    (deed, step) => deed.step() == Some(step),
                }
        });
        if same {
            return self.saved(reference, posted);
        }
        let shown = Shown { seen: Some(expected), ..posted.into_shown() };
        self.show(StatusCode::CONFLICT, reference.as_str(), shown).await
    }
}

/// A form of the desk, as sent.
struct Posted {
    version: String,
    by: String,
    note: String,
    step: String,
    /// Whether it was sent from the list of suspects, and the next one shall be seen.
    from_list: bool,
}

impl Posted {
    async fn read(parts: &Parts, body: Body) -> Option<Self> {
        let draft = Draft::read(&parts.headers, body).await.ok()?;
        let value = |wanted: &str| {
            let found = draft.typed.iter().find(|(name, _)| name == wanted);
            found.map(|(_, value)| value.trim().replace("\r\n", "\n")).unwrap_or_default()
        };
        // One form judges a whole list; each of its buttons names in its address what it saw.
        let seen = parts.uri.query().and_then(|query| query.strip_prefix("version="));
        Some(Self {
            version: seen.map_or_else(|| value("version"), str::to_owned),
            by: value("by"),
            note: value("note"),
            step: value("step"),
            from_list: seen.is_some(),
        })
    }

    /// The change that is asked for and the version it is meant for, or the message and the field of what is wrong.
    fn check(&self, kind: Kind) -> Result<(Step, u64), (&'static str, Option<&'static str>)> {
        let by_field = match kind {
            Kind::Step => "step-by",
            Kind::Note => "note-by",
        };
        if !fits(&self.by, MOST_NAME) || self.by.contains('\n') {
            return Err(("problem-by", Some(by_field)));
        }
        let step = match kind {
            Kind::Note if !fits(&self.note, MOST_NOTE) => return Err(("problem-note", Some("note"))),
            Kind::Note => Step::Note { note: self.note.clone() },
            Kind::Step => StepKind::from_code(&self.step).and_then(step_of).ok_or(("problem-version", None))?,
        };
        Ok((step, self.version.parse().map_err(|_| ("problem-version", None))?))
    }

    fn into_shown(self) -> Shown {
        Shown { by: self.by, note: self.note, ..Shown::default() }
    }
}

/// A step that needs no more than a click.
pub(super) fn step_of(kind: StepKind) -> Option<Step> {
    match kind {
        StepKind::StartReview => Some(Step::StartReview),
        StepKind::AskForInformation => Some(Step::AskForInformation { question: None }),
        StepKind::RecordAnswer => Some(Step::RecordAnswer),
        StepKind::Agree => Some(Step::Agree(Agreement { period: None })),
        StepKind::Decline => Some(Step::Decline(Refusal { reason: Reason::Other, explanation: None })),
        StepKind::Return => Some(Step::Return { cause: Cause::Other }),
        StepKind::MarkAsSpam => Some(Step::MarkAsSpam),
        StepKind::ClearOfSpam => Some(Step::ClearOfSpam),
        StepKind::Introduce
        | StepKind::Complete
        | StepKind::Accept
        | StepKind::Remind
        | StepKind::Assign
        | StepKind::Note => None,
    }
}

fn fits(text: &str, most: usize) -> bool {
    let strange = |character: char| character.is_control() && !matches!(character, '\n' | '\t');
    !text.is_empty() && text.chars().count() <= most && !text.contains(strange)
}
