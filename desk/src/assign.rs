//! Who works on what, from a list: take something on, hand it over, set it free, one or many at once.
//!
//! Each row says who worked on it when its reader saw it. Only where somebody else does by now nothing is changed, and the
//! reader is told: a note that was written meanwhile is no reason to ask again.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::case::{Action, Reference};
use serde::Serialize;

use super::posted_form::PostedForm;
use super::session::within_the_desk;
use super::state::Desk;
use super::views::seen;
use store::{Change, ChangeError, Page, Record, StoreError};

/// How often a change is tried again that came second to one that does not matter here.
const MOST_TRIES: usize = 4;

/// What is done with what was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
enum Act {
    Take,
    HandOver,
    Free,
}

/// A row as its reader saw it.
struct Chosen {
    reference: Reference,
    assignee: Option<String>,
}

impl Chosen {
    fn parse(text: &str) -> Option<Self> {
        let (reference, assignee) = text.split_once('~')?;
        let assignee = (!assignee.is_empty()).then(|| assignee.to_owned());
        Some(Self { reference: Reference::parse(reference)?, assignee })
    }
}

/// What became of a row.
enum Outcome {
    Done,
    /// Somebody else has it by now, or nobody has.
    Changed(Box<Record>),
    /// Nobody works on what is closed.
    Closed(Box<Record>),
    Gone,
}

/// A message, and the field that it is about.
type Missing = (&'static str, Option<&'static str>);

/// The page that comes back where something was not done.
#[derive(Serialize)]
struct AssignPage {
    title: String,
    problems: Vec<Problem>,
    /// The fields that something is wrong with.
    fields: Vec<&'static str>,
    rows: Vec<AssignRow>,
    act: &'static str,
    act_label: String,
    by: String,
    to: String,
    back: String,
}

#[derive(Serialize)]
struct Problem {
    text: String,
    field: Option<&'static str>,
}

#[derive(Serialize)]
struct AssignRow {
    reference: Reference,
    organisation: String,
    told: Option<String>,
    /// What the form sends of it, if it can be sent again.
    seen: Option<String>,
}

/// Assigns what a list's form names.
pub(super) async fn save(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let Some(asked) = PostedForm::read(request).await.and_then(|posted| Asked::of(&posted, &desk)) else {
        return desk.error(StatusCode::BAD_REQUEST);
    };
    match desk.assign(asked).await {
        Ok(response) => response,
        Err(error) => desk.failed(&error),
    }
}

/// What a list's form asks for.
struct Asked {
    act: Act,
    chosen: Vec<Chosen>,
    by: String,
    to: String,
    back: String,
}

impl Asked {
    /// Nothing, where what was sent is not of our making.
    fn of(posted: &PostedForm, desk: &Desk) -> Option<Self> {
        let text = |name| posted.value(name).unwrap_or_default().to_owned();
        let (act, rows): (_, Vec<&str>) = match posted.value("take") {
            Some(row) => (Act::Take, vec![row]),
            None => (posted.value("act")?.parse().ok()?, posted.values("request")),
        };
        let chosen: Vec<Chosen> = rows.into_iter().map(Chosen::parse).collect::<Option<_>>()?;
        let by = posted.value("by").map_or_else(|| desk.remembered_name(), str::to_owned);
        let back = within_the_desk(posted.value("return").unwrap_or_default()).to_owned();
        (chosen.len() <= Page::SIZE).then(|| Self { act, chosen, by, to: text("to"), back })
    }

    /// The message and the field of all that is missing.
    fn problems(&self) -> Vec<Missing> {
        let hands_over = self.act == Act::HandOver;
        [
            (self.chosen.is_empty(), ("assign-problem-none", None)),
            (hands_over && !Action::is_name(&self.to), ("assign-problem-to", Some("assign-to"))),
            (!Action::is_name(&self.by), ("problem-by", Some("assign-by"))),
        ]
        .into_iter()
        .filter_map(|(is_missing, problem)| is_missing.then_some(problem))
        .collect()
    }

    /// Who works on it then.
    fn assignee(&self) -> Option<&str> {
        match self.act {
            Act::Take => Some(&self.by),
            Act::HandOver => Some(&self.to),
            Act::Free => None,
        }
    }
}

impl Desk {
    async fn assign(&self, asked: Asked) -> Result<Response, StoreError> {
        let problems = asked.problems();
        if !problems.is_empty() {
            let mut rows = Vec::new();
            for chosen in &asked.chosen {
                if let Some(record) = self.records.get(&chosen.reference, self.clock.now()).await? {
                    rows.push(self.row(&record, None, Some(seen(&chosen.reference, chosen.assignee.as_deref()))));
                }
            }
            return Ok(self.ask_again(StatusCode::UNPROCESSABLE_ENTITY, &problems, rows, asked));
        }
        let mut rows = Vec::new();
        for chosen in &asked.chosen {
            match self.assign_one(chosen, &asked).await? {
                Outcome::Done | Outcome::Gone => {}
                Outcome::Changed(record) => {
                    let now = record.handling.assignee.as_deref();
                    let told = match now {
                        Some(name) => self.words.format("assign-now", [("name", name.into())]),
                        None => self.words.text("assign-now-free"),
                    };
                    rows.push(self.row(&record, Some(told), Some(seen(&chosen.reference, now))));
                }
                Outcome::Closed(record) => {
                    let status = self.words.status(record.status).label;
                    let told = self.words.format("assign-closed", [("status", status.into())]);
                    rows.push(self.row(&record, Some(told), None));
                }
            }
        }
        self.remember_name(asked.by.clone());
        if rows.is_empty() {
            let place = match asked.chosen.as_slice() {
                [only] => format!("{}#{}", asked.back, only.reference),
                _ => asked.back,
            };
            return Ok(Redirect::to(&place).into_response());
        }
        Ok(self.ask_again(StatusCode::CONFLICT, &[("assign-changed", None)], rows, asked))
    }

    async fn assign_one(&self, chosen: &Chosen, asked: &Asked) -> Result<Outcome, StoreError> {
        let published = self.publication.current();
        let mut found = self.records.get(&chosen.reference, self.clock.now()).await?;
        for _ in 0..MOST_TRIES {
            let Some(record) = found else { return Ok(Outcome::Gone) };
            if record.handling.assignee.as_deref() == asked.assignee() {
                return Ok(Outcome::Done);
            }
            if record.handling.assignee != chosen.assignee {
                return Ok(Outcome::Changed(Box::new(record)));
            }
            let change = Change {
                step: Action::Assign { to: asked.assignee().map(str::to_owned) },
                by: Some(asked.by.clone()),
                at: self.clock.now(),
                retention: published.retention(),
                reminders: published.reminders(),
            };
            found = match self.records.change(&chosen.reference, record.version, change).await {
                Ok(_) => return Ok(Outcome::Done),
                Err(ChangeError::Unknown) => None,
                Err(ChangeError::Conflict(record)) => Some(*record),
                Err(ChangeError::ActionNotAllowed(_)) => return Ok(Outcome::Closed(Box::new(record))),
                Err(ChangeError::Store(error)) => return Err(error),
            };
        }
        Ok(found.map_or(Outcome::Gone, |record| Outcome::Changed(Box::new(record))))
    }

    fn row(&self, record: &Record, told: Option<String>, seen: Option<String>) -> AssignRow {
        let submission = &record.submission;
        let organisation = submission.request.organisation.name.clone();
        AssignRow { reference: submission.reference.clone(), organisation, told, seen }
    }

    fn ask_again(&self, status: StatusCode, problems: &[Missing], rows: Vec<AssignRow>, asked: Asked) -> Response {
        let act: &'static str = asked.act.into();
        let page = AssignPage {
            title: self.words.text("assign-title"),
            problems: problems.iter().map(|&(key, field)| Problem { text: self.words.text(key), field }).collect(),
            fields: problems.iter().filter_map(|(_, field)| *field).collect(),
            rows,
            act,
            act_label: self.words.text(&format!("assign-{act}")),
            by: asked.by,
            to: asked.to,
            back: asked.back,
        };
        self.page(status, "assign.html", &page)
    }
}
