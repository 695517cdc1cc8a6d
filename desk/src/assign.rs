//! Who works on what, from a list: take something on, hand it over, set it free, one or many at once.
//!
//! Each row says who worked on it when its reader saw it. Only where somebody else does by now nothing is changed, and the
//! reader learns it: a note that was written meanwhile is no reason to ask again.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use domain::case::{Action, Reference};
use serde_json::{Value, json};

use super::actions::FormError;
use super::context::RequestContext;
use super::error::{DeskError, PageResult};
use super::posted_form::PostedForm;
use super::request_list::seen;
use super::session::within_the_desk;
use store::{ChangeError, Page, Record, StoreError};

/// How often a change is tried again that came second to one that does not matter here.
const MAX_TRIES: usize = 4;

/// What is done with what was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
enum Operation {
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

/// Assigns what a list's form names.
pub(super) async fn save(context: RequestContext, form: PostedForm) -> PageResult {
    let assignment = Assignment::read(&form, &context).ok_or(DeskError::Malformed)?;
    context.assign(assignment).await
}

/// What a list's form asks for.
struct Assignment {
    operation: Operation,
    chosen: Vec<Chosen>,
    by: String,
    to: String,
    back: String,
}

impl Assignment {
    /// Nothing, where what was sent is not of our making.
    fn read(form: &PostedForm, context: &RequestContext) -> Option<Self> {
        let (operation, rows) = match form.get("take") {
            Some(row) => (Operation::Take, vec![row]),
            None => (form.get("act")?.parse().ok()?, form.values("request")),
        };
        let chosen: Vec<Chosen> = rows.iter().map(|row| Chosen::parse(row)).collect::<Option<_>>()?;
        let by = form.get("by").unwrap_or_else(|| context.remembered_name());
        let back = within_the_desk(&form.value("return")).to_owned();
        (chosen.len() <= Page::SIZE).then(|| Self { operation, chosen, by, to: form.value("to"), back })
    }

    /// All that is missing.
    fn errors(&self, context: &RequestContext) -> Vec<FormError> {
        let hands_over = self.operation == Operation::HandOver;
        let text = |key: &str| context.words.text(key);
        [
            self.chosen.is_empty().then(|| FormError::plain(text("assign-problem-none"))),
            (hands_over && !Action::is_name(&self.to)).then(|| FormError::of("assign-to", text("assign-problem-to"))),
            (!Action::is_name(&self.by)).then(|| FormError::of("assign-by", text("problem-by"))),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Who works on it then.
    fn assignee(&self) -> Option<&str> {
        match self.operation {
            Operation::Take => Some(&self.by),
            Operation::HandOver => Some(&self.to),
            Operation::Free => None,
        }
    }
}

impl RequestContext {
    async fn assign(&self, assignment: Assignment) -> PageResult {
        let errors = assignment.errors(self);
        let mut rows = Vec::new();
        if !errors.is_empty() {
            for chosen in &assignment.chosen {
                if let Some(record) = self.store.get(&chosen.reference, self.now).await? {
                    rows.push(assign_row(&record, None, Some(chosen.assignee.as_deref())));
                }
            }
            return self.assign_again(StatusCode::UNPROCESSABLE_ENTITY, errors, rows, assignment);
        }
        for chosen in &assignment.chosen {
            match self.assign_one(chosen, &assignment).await? {
                Outcome::Done | Outcome::Gone => {}
                Outcome::Changed(record) => {
                    let now = record.handling.assignee.as_deref();
                    let text = match now {
                        Some(name) => self.words.format("assign-now", [("name", name.into())]),
                        None => self.words.text("assign-now-free"),
                    };
                    rows.push(assign_row(&record, Some(text), Some(now)));
                }
                Outcome::Closed(record) => {
                    let status = self.words.status(record.status).label;
                    let text = self.words.format("assign-closed", [("status", status.into())]);
                    rows.push(assign_row(&record, Some(text), None));
                }
            }
        }
        self.remember_name(&assignment.by);
        if rows.is_empty() {
            let place = match assignment.chosen.as_slice() {
                [only] => format!("{}#{}", assignment.back, only.reference),
                _ => assignment.back,
            };
            return Ok(Redirect::to(&place).into_response());
        }
        let errors = vec![FormError::plain(self.words.text("assign-changed"))];
        self.assign_again(StatusCode::CONFLICT, errors, rows, assignment)
    }

    async fn assign_one(&self, chosen: &Chosen, assignment: &Assignment) -> Result<Outcome, StoreError> {
        let mut found = self.store.get(&chosen.reference, self.now).await?;
        for _ in 0..MAX_TRIES {
            let Some(record) = found else { return Ok(Outcome::Gone) };
            if record.handling.assignee.as_deref() == assignment.assignee() {
                return Ok(Outcome::Done);
            }
            if record.handling.assignee != chosen.assignee {
                return Ok(Outcome::Changed(Box::new(record)));
            }
            let step = Action::Assign { to: assignment.assignee().map(str::to_owned) };
            let change = self.change(step, &assignment.by);
            found = match self.store.change(&chosen.reference, record.version, change).await {
                Ok(_) => return Ok(Outcome::Done),
                Err(ChangeError::Unknown) => None,
                Err(ChangeError::Conflict(record)) => Some(*record),
                Err(ChangeError::ActionNotAllowed(_)) => {
                    return Ok(Outcome::Closed(Box::new(record)));
                }
                Err(ChangeError::Store(error)) => return Err(error),
            };
        }
        Ok(found.map_or(Outcome::Gone, |record| Outcome::Changed(Box::new(record))))
    }

    fn assign_again(
        &self,
        status: StatusCode,
        errors: Vec<FormError>,
        rows: Vec<Value>,
        assignment: Assignment,
    ) -> PageResult {
        let act: &'static str = assignment.operation.into();
        let page = json!({
            "title": self.words.text("assign-title"),
            "fields": errors.iter().filter_map(|error| error.field.as_ref()).collect::<Vec<_>>(),
            "problems": errors,
            "rows": rows,
            "act": act,
            "act_label": self.words.text(&format!("assign-{act}")),
            "by": assignment.by,
            "to": assignment.to,
            "back": assignment.back,
        });
        self.page_with_status(status, "assign.html", &page)
    }
}

/// A row with what happened to it, and who works on it as far as its reader knows, if the form can be sent again.
fn assign_row(record: &Record, remark: Option<String>, assignee: Option<Option<&str>>) -> Value {
    let reference = &record.submission.reference;
    json!({
        "reference": reference,
        "organisation": record.submission.request.organisation.name,
        "remark": remark,
        // What the form sends of it, if it can be sent again.
        "seen": assignee.map(|assignee| seen(reference, assignee)),
    })
}
