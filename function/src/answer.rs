//! From what became of a request to the answer: a filled page for a person, JSON for a program.
//!
//! In: an [`Outcome`], and who reads. Out: a response. It decides nothing; the table of outcomes is in the design.

mod refusal;

use std::sync::Arc;

use axum::Json;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use domain::case::Reference;
use domain::request::fit::Mismatch;
use domain::request::{Form, Search};
use domain::text::{LanguageTag, Slug};
use domain::validate::Problem;
use serde_json::{Value, json};

use crate::negotiation::{self, Reader};
use crate::page::{AskedOffer, FieldProblem, Filling, Template, TemplateError};
use crate::wording::Wording;
use web::body::Draft;
use web::published::Published;

pub use refusal::Refusal;
use refusal::seconds;

/// What became of a request.
pub enum Outcome {
    Stored(Receipt),
    /// The same was stored before.
    Again(Receipt),
    /// It breaks rules.
    Invalid {
        draft: Draft,
        problems: Vec<Problem>,
    },
    /// It breaks no rule but does not fit the offer that it asks about, which its sender may not know.
    Unfit {
        draft: Draft,
        search: Box<Search>,
        mismatches: Vec<Mismatch>,
    },
    /// It was not judged, or not stored.
    Refused {
        refusal: Refusal,
        /// What was sent, where it could be read.
        draft: Option<Draft>,
    },
}

/// What a sender gets for a stored request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The request's public name.
    pub reference: Reference,
    pub form: Form,
    /// The language of the answer.
    pub language: LanguageTag,
    /// Whether it asks about a demonstration.
    pub is_demonstration: bool,
}

impl Receipt {
    /// The address of the page that shows it, below the site's base path.
    pub fn address(&self) -> String {
        format!("/api/requests/received/{}/{}/{}", self.language, self.form.code(), self.reference)
    }
}

/// What the address of the page after a request says where the offer is a demonstration.
pub(crate) const ABOUT_DEMONSTRATION: &str = "?about=demonstration";

/// Problems that one answer tells; whoever makes more makes them by the thousand.
const MAX_PROBLEMS: usize = 100;

/// Answers one sender, from one build of the site.
pub(crate) struct Answerer {
    pub(crate) published: Arc<Published>,
    pub(crate) reader: Reader,
    /// The language of senders whose draft says none.
    language: LanguageTag,
}

impl Answerer {
    /// Answers the sender of these headers.
    pub(crate) fn to(headers: &HeaderMap, published: Arc<Published>) -> Self {
        let language = negotiation::language(headers, &published).clone();
        Self { published, reader: negotiation::reader(headers), language }
    }

    pub(crate) fn answer(&self, outcome: &Outcome) -> Response {
        match outcome {
            // Nobody learns from an answer that somebody sent exactly this before.
            Outcome::Stored(receipt) | Outcome::Again(receipt) => self.receipt(receipt),
            Outcome::Invalid { draft, problems } => self.problems(draft, problems),
            Outcome::Unfit { draft, search, mismatches } => self.unfit(draft, search, mismatches),
            Outcome::Refused { refusal, draft } => self.refusal(refusal, draft.as_ref()),
        }
    }

    /// An answer to what is no request at all: a wrong address or method.
    pub(crate) fn error(&self, status: StatusCode, code: &'static str) -> Response {
        match self.reader {
            Reader::Program => problem_json(status, json!({ "code": code })),
            Reader::Browser => self.not_accepted(status, &self.language, &[code]),
        }
    }

    pub(crate) fn not_found(&self) -> Response {
        self.error(StatusCode::NOT_FOUND, "not-found")
    }

    /// An answer where the program itself made a mistake: nothing was saved, as far as it knows.
    pub(crate) fn failed(&self) -> Response {
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        match self.reader {
            Reader::Program => problem_json(status, json!({ "code": "internal" })),
            Reader::Browser => self.not_accepted(status, &self.language, &Refusal::Unavailable.notices()),
        }
    }

    /// The page for what could not be taken as a request, with the first of some notices that it has.
    fn not_accepted(&self, status: StatusCode, language: &LanguageTag, notices: &[&str]) -> Response {
        notice_page(status, &Template::plain(&self.published.pages(language).not_accepted), &[], notices)
    }

    /// The page of a form in the language of a draft.
    fn template(&self, draft: &Draft, form: Form) -> Template<'_> {
        Template::form(self.published.pages(self.language_of(draft)).form(form))
    }

    /// A form's page for a person, whoever asks: with what is known already, and with what is wrong about it.
    pub(crate) fn form(&self, status: StatusCode, draft: &Draft, problems: &[Problem]) -> Response {
        let Some(form) = draft.form() else { return self.not_found() };
        let template = self.template(draft, form);
        let problems = field_problems(problems, template.wording());
        let asked = self.asked_offer(draft, &template);
        let filling = Filling { typed: &draft.typed, problems: &problems, asked: asked.as_ref(), ..Filling::default() };
        page(status, &template, &filling)
    }

    /// The form once more, with what does not fit the offer: the next sending counts.
    fn unfit(&self, draft: &Draft, search: &Search, mismatches: &[Mismatch]) -> Response {
        let template = self.template(draft, Form::FindAHost);
        let Some(asked) = self.asked_offer(draft, &template) else { return self.form(StatusCode::OK, draft, &[]) };
        let sentence = |mismatch: &Mismatch| (*mismatch, asked.mismatch(*mismatch, search, template.wording()));
        let unfit: Vec<_> = mismatches.iter().map(sentence).collect();
        let filling = Filling { typed: &draft.typed, asked: Some(&asked), unfit: &unfit, ..Filling::default() };
        page(StatusCode::UNPROCESSABLE_ENTITY, &template, &filling)
    }

    /// The offer that a draft asks about, in the words of its form's page.
    fn asked_offer(&self, draft: &Draft, template: &Template<'_>) -> Option<AskedOffer> {
        let slug = draft.text("offer").and_then(Slug::parse)?;
        let conditions = self.published.offer_conditions(&slug)?;
        let language = self.language_of(draft);
        Some(AskedOffer::new(&slug, conditions, &self.published.vocabulary, language, template.wording()))
    }

    fn receipt(&self, receipt: &Receipt) -> Response {
        let address = format!("{}{}", self.published.base_path, receipt.address());
        match self.reader {
            Reader::Browser => {
                let about = if receipt.is_demonstration { ABOUT_DEMONSTRATION } else { "" };
                (StatusCode::SEE_OTHER, [(header::LOCATION, format!("{address}{about}"))]).into_response()
            }
            Reader::Program => {
                let reference = Json(json!({ "reference": receipt.reference }));
                (StatusCode::CREATED, [(header::LOCATION, address)], reference).into_response()
            }
        }
    }

    fn problems(&self, draft: &Draft, problems: &[Problem]) -> Response {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        match (self.reader, draft.form()) {
            (Reader::Browser, Some(_)) => self.form(status, draft, problems),
            (Reader::Browser, None) => {
                self.not_accepted(status, self.language_of(draft), &["unknown-form", "malformed"])
            }
            (Reader::Program, form) => {
                let (template, no_words) = (form.map(|form| self.template(draft, form)), Wording::default());
                let wording = template.as_ref().map_or(&no_words, Template::wording);
                let members = problems.iter().take(MAX_PROBLEMS).map(|problem| problem_member(problem, wording));
                let problems: Vec<Value> = members.collect();
                problem_json(status, json!({ "code": "invalid", "problems": problems }))
            }
        }
    }

    fn refusal(&self, refusal: &Refusal, draft: Option<&Draft>) -> Response {
        let mut response = match self.reader {
            Reader::Program => {
                let (code, reason) = (refusal.code(), refusal.reason());
                let mut members = json!({ "code": code, "detail": refusal.to_string() });
                if reason != code {
                    members["reason"] = reason.into();
                }
                problem_json(refusal.status(), members)
            }
            Reader::Browser => match draft.and_then(|draft| Some((draft, self.template(draft, draft.form()?)))) {
                Some((draft, template)) => notice_page(refusal.status(), &template, &draft.typed, &refusal.notices()),
                None => {
                    let language = draft.map_or(&self.language, |draft| self.language_of(draft));
                    self.not_accepted(refusal.status(), language, &refusal.notices())
                }
            },
        };
        if let Some(wait) = refusal.retry_after() {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds(wait)));
        }
        if refusal.status() == StatusCode::UNSUPPORTED_MEDIA_TYPE {
            let types = HeaderValue::from_static("application/x-www-form-urlencoded, application/json");
            response.headers_mut().insert("accept-post", types);
        }
        response
    }

    fn language_of(&self, draft: &Draft) -> &LanguageTag {
        draft.text("language").and_then(|code| self.published.language(code)).unwrap_or(&self.language)
    }
}

fn field_problems(problems: &[Problem], wording: &Wording) -> Vec<FieldProblem> {
    let field_problem = |problem: &Problem| FieldProblem {
        field: problem.pointer.to_string(),
        message: wording.message_for(&problem.pointer.to_string(), &problem.kind),
    };
    problems.iter().take(MAX_PROBLEMS).map(field_problem).collect()
}

/// Letters of an English sentence to a program: enough for any of ours, however long the value is that it quotes.
const MAX_DETAIL: usize = 300;

/// A problem as a program gets it: the reader's sentence to show, and an exact one for whoever writes the program.
fn problem_member(problem: &Problem, wording: &Wording) -> Value {
    let Problem { pointer, kind } = problem;
    let detail: String = kind.to_string().chars().take(MAX_DETAIL).collect();
    let mut member = json!({
        "field": pointer.to_string(), "code": kind.code(),
        "message": wording.message_for(&pointer.to_string(), kind), "detail": detail
    });
    if let Some(suggestion) = kind.suggestion() {
        member["suggestion"] = suggestion.into();
    }
    member
}

/// A page with the first of some notices that it has, and with what was typed.
fn notice_page(status: StatusCode, template: &Template<'_>, typed: &[(String, String)], notices: &[&str]) -> Response {
    let notice = notices.iter().copied().find(|notice| template.has_notice(notice));
    page(status, template, &Filling { typed, notice, ..Filling::default() })
}

pub(crate) fn page(status: StatusCode, template: &Template<'_>, filling: &Filling<'_>) -> Response {
    match template.fill(filling) {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => unfillable(&error),
    }
}

fn unfillable(error: &TemplateError) -> Response {
    tracing::error!(%error, "a page that was loaded can't be filled");
    problem_json(StatusCode::INTERNAL_SERVER_ERROR, json!({ "code": "internal" }))
}

/// A problem as RFC 9457 writes it. Its type is the default one, so its title is that of the status.
pub(crate) fn problem_json(status: StatusCode, mut members: Value) -> Response {
    members["status"] = status.as_u16().into();
    members["title"] = status.canonical_reason().unwrap_or_default().into();
    let kind = HeaderValue::from_static("application/problem+json");
    let mut response = (status, Json(members)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}
