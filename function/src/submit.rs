//! The submit route: what the public sends, judged by the rules of [`domain::request`] and put into the store.
//!
//! In: `POST /api/requests`. Out: an answer, and at most one submission. It holds the right to put and no other. What is
//! logged about a request is in [`crate::observe`].

use std::error::Error;
use std::fmt::Write;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Json;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::case::{Reference, Submission};
use domain::request::fit::Mismatch;
use domain::request::{Form, ReadContext, Search, Suspicion, Wish};
use domain::text::LanguageTag;
use domain::validate::Problem;
use domain::{request, validate};

use crate::answer::{Answerer, Outcome, Receipt, Refusal};
use crate::negotiation::Reader;
use crate::observe::{Observation, StoreTime};
use crate::proof::Spent;
use crate::state::Routes;
use store::{InsertOutcome, StoreError};
use web::body::Draft;
use web::clock::day_of;
use web::published::Published;

pub(crate) async fn submit(State(routes): State<Arc<Routes>>, answerer: Answerer, request: Request) -> Response {
    let mut store = StoreTime::default();
    let outcome = routes.receive(&answerer.published, request, answerer.reader, &mut store).await;
    let mut response = answerer.answer(&outcome);
    response.extensions_mut().insert(Observation::of(&outcome, store));
    response
}

impl Routes {
    async fn receive(&self, published: &Published, request: Request, reader: Reader, store: &mut StoreTime) -> Outcome {
        let (parts, body) = request.into_parts();
        let sender = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        if let (Some(gate), Some(ConnectInfo(address))) = (&self.gate, sender)
            && let Err(wait) = gate.pass(address.ip())
        {
            // A person gets back what was typed; a program keeps its own copy.
            let draft = match reader {
                Reader::Browser => Draft::read(&parts.headers, body).await.ok(),
                Reader::Program => None,
            };
            return Outcome::Refused { refusal: Refusal::TooMany { wait }, draft };
        }
        let draft = match Draft::read(&parts.headers, body).await {
            Ok(draft) => draft,
            Err(unread) => return Outcome::Refused { refusal: unread.into(), draft: None },
        };
        let key = match idempotency_key(&parts.headers) {
            Ok(key) => key,
            Err(refusal) => return Outcome::Refused { refusal, draft: Some(draft) },
        };
        match self.validate(&draft, published, key) {
            Err(problems) => Outcome::Invalid { draft, problems },
            Ok(mut submission) => {
                // A program has read the offer's conditions or has not: it can't be asked whether it means it.
                if reader == Reader::Browser
                    && let Some((search, mismatches)) = unknown_mismatches(&submission, &draft, published)
                {
                    return Outcome::Unfit { draft, search, mismatches };
                }
                let put = store.during(self.put(&mut submission, &draft, published)).await;
                self.health.note(&put);
                match put {
                    Ok(put) => accepted(&submission, put, published),
                    Err(error) => {
                        log_failure(&submission.reference, &error);
                        Outcome::Refused { refusal: Refusal::Unavailable, draft: Some(draft) }
                    }
                }
            }
        }
    }

    /// From a draft to a submission, or every problem with it.
    fn validate(&self, draft: &Draft, published: &Published, key: Option<&str>) -> Result<Submission, Vec<Problem>> {
        let now = self.clock.now();
        let Some(form) = draft.form() else { return Err(vec![draft.unknown_form()]) };
        let language =
            draft.text("language").and_then(LanguageTag::parse).unwrap_or_else(|| published.default_language().clone());
        let context = ReadContext { today: day_of(now), open_offers: &published.open_offers };
        let mut reader = validate::Reader::new(&published.vocabulary, draft.source, language);
        let read = reader.document(&draft.node, |fields| request::Request::read(fields, form, context));
        match read {
            Some((request, traces)) => Ok(Submission::new(request, &traces, key, &self.reference_key, now)),
            None => Err(reader.into_problems()),
        }
    }

    async fn put(
        &self,
        submission: &mut Submission,
        draft: &Draft,
        published: &Published,
    ) -> Result<InsertOutcome, StoreError> {
        if let Some(key) = self.asks_for_proof(published) {
            let now = submission.received;
            let suspicion = match key.check(draft.text(Form::PROOF), now) {
                Ok(proof) => match proof.spend(self.sink.as_ref(), &submission.reference, now).await? {
                    Spent::Now => None,
                    Spent::ForAnother => Some(Suspicion::SpentProof),
                    Spent::ForThisBefore => {
                        return self.sink.put_if_absent(submission, published.deadlines(submission)).await;
                    }
                },
                Err(suspicion) => Some(suspicion),
            };
            submission.suspicions.extend(suspicion);
        }
        self.sink.put(submission, published.deadlines(submission)).await
    }
}

/// A calculation for the browser of somebody who fills in a form.
pub(crate) async fn challenge(State(routes): State<Arc<Routes>>, answerer: Answerer) -> Response {
    let Some(key) = routes.asks_for_proof(&answerer.published) else { return answerer.not_found() };
    match key.challenge(routes.clock.now()) {
        Ok(challenge) => Json(challenge).into_response(),
        Err(error) => {
            tracing::error!(%error, "no challenge can be made");
            answerer.error(StatusCode::SERVICE_UNAVAILABLE, "unavailable")
        }
    }
}

/// What of a wish does not fit the offer that it asks about, unless its sender has seen all of it.
fn unknown_mismatches(
    submission: &Submission,
    draft: &Draft,
    published: &Published,
) -> Option<(Box<Search>, Vec<Mismatch>)> {
    let search = asking(submission)?;
    let mismatches = search.mismatches(published.offer_conditions(search.offer.as_ref()?)?);
    let known = Mismatch::from_codes(draft.text(Form::UNFIT).unwrap_or_default());
    let is_news = mismatches.iter().any(|mismatch| !known.contains(mismatch));
    is_news.then(|| (Box::new(search.clone()), mismatches))
}

fn asking(submission: &Submission) -> Option<&Search> {
    match &submission.request.wish {
        Wish::FindAHost(search) => Some(search),
        Wish::OfferToHost(_) | Wish::Join(_) => None,
    }
}

fn accepted(submission: &Submission, put: InsertOutcome, published: &Published) -> Outcome {
    let receipt = Receipt {
        reference: submission.reference.clone(),
        form: submission.request.wish.form(),
        language: published.language_or_default(&submission.request.language).clone(),
        is_demonstration: asking(submission)
            .and_then(|search| published.offer_conditions(search.offer.as_ref()?))
            .is_some_and(|offer| offer.demo),
    };
    match put {
        InsertOutcome::Inserted => Outcome::Stored(receipt),
        InsertOutcome::AlreadyExists => Outcome::Again(receipt),
    }
}

/// The key by which a client tells two equal requests apart.
fn idempotency_key(headers: &HeaderMap) -> Result<Option<&str>, Refusal> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let key = value.to_str().map_err(|_| Refusal::Key)?;
    let is_plain = key.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
    if (1..=200).contains(&key.len()) && is_plain { Ok(Some(key)) } else { Err(Refusal::Key) }
}

fn log_failure(reference: &Reference, error: &StoreError) {
    let mut causes = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        // Writing to a string can't fail.
        let _ = write!(causes, ": {error}");
        cause = error.source();
    }
    tracing::error!(%reference, causes, "a request was not stored");
}
