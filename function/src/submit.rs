//! The submit route: what the public sends, judged by the rules of [`domain::request`] and put into the store.
//!
//! In: `POST /api/requests`. Out: an answer, and at most one submission. It holds the right to put and no other. What is
//! told about a request is in [`crate::observe`].

use std::error::Error;
use std::fmt::Write;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{ConnectInfo, Path, RawQuery, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, any, get, post};
use axum::{Json, Router, middleware};
use domain::case::{Reference, ReferenceKey, Submission};
use domain::dates::parse_date;
use domain::request::fit::Mismatch;
use domain::request::{Form, ReadContext, Search, Suspicion, Wish};
use domain::text::{LanguageTag, Slug};
use domain::validate::{ErrorKind, Pointer, Problem};
use domain::vocabulary::Code;
use domain::{request, validate};

use crate::answer::{self, ABOUT_DEMONSTRATION, Answerer, Outcome, Receipt, Refusal};
use crate::cors;
use crate::health::{HealthState, StoreHealth, health};
use crate::limits::{Gate, Limits};
use crate::negotiation::Reader;
use crate::observe::{Observation, Observer, StoreTime, observe};
use crate::proof::{ProofKey, Spent};
use store::{InsertOutcome, StoreError, SubmissionSink};
use web::body::Draft;
use web::clock::{Clock, day_of};
use web::headers::protect;
use web::page::Filling;
use web::published::{Publication, Published};

/// What the submit route works with.
#[derive(Clone)]
pub struct SubmitState {
    /// What the generator published.
    pub publication: Arc<Publication>,
    /// Where requests are put.
    pub sink: Arc<dyn SubmissionSink>,
    /// The time.
    pub clock: Clock,
    /// How often one sender may send; `None` behind a gateway that limits.
    pub limits: Option<Limits>,
    /// What signs challenges, where the site asks for a proof of work; without it none is asked for.
    pub proof: Option<ProofKey>,
    /// What references are made with; the same in every process that puts into one store.
    pub reference_key: ReferenceKey,
}

struct Route {
    publication: Arc<Publication>,
    sink: Arc<dyn SubmissionSink>,
    clock: Clock,
    gate: Option<Gate>,
    proof: Option<ProofKey>,
    reference_key: ReferenceKey,
    /// What `/api/health` is told of each attempt to store something.
    store: Arc<StoreHealth>,
}

/// The routes under `/api/`. Merge them with those of the site; where limits are wanted, serve with
/// `into_make_service_with_connect_info::<SocketAddr>()`.
pub fn submit_router(state: SubmitState) -> Router {
    let SubmitState { publication, sink, clock, limits, proof, reference_key } = state;
    let observer = Arc::new(Observer::new(Arc::clone(&publication)));
    let store = Arc::new(StoreHealth::default());
    let health: MethodRouter<Arc<Route>> = get(health).with_state(HealthState {
        publication: Arc::clone(&publication),
        sink: Arc::clone(&sink),
        store: Arc::clone(&store),
    });
    let read = cors::preflight("GET, HEAD, OPTIONS");
    let gate = limits.map(Gate::new);
    let route = Arc::new(Route { publication, sink, clock, gate, proof, reference_key, store });
    // What programs call, those on the pages of others too. It knows nobody by a cookie, so it gives away nothing.
    let open = Router::new()
        .route("/api/requests", post(submit).options(cors::preflight("POST, OPTIONS")))
        .route("/api/challenge", get(challenge).options(read.clone()))
        .route("/api/health", health.options(read.clone()))
        .layer(middleware::map_response(cors::open));
    Router::new()
        .merge(open)
        .route("/api/requests/received/{language}/{form}/{reference}", get(received).options(read.clone()))
        .route("/api/requests/ask/{language}", get(ask_with).options(read.clone()))
        .route("/api/requests/ask/{language}/{offer}", get(ask).options(read))
        .route("/api/{*anything}", any(unknown))
        .method_not_allowed_fallback(wrong_method)
        .layer(middleware::from_fn_with_state(observer, observe))
        .layer(middleware::map_response(protect))
        .with_state(route)
}

async fn submit(State(route): State<Arc<Route>>, request: Request) -> Response {
    let published = route.publication.current();
    let headers = request.headers().clone();
    let answerer = answerer(&published, &headers);
    let mut store = StoreTime::default();
    let outcome = route.receive(&published, request, answerer.reader, &mut store).await;
    let mut response = answerer.answer(&outcome);
    response.extensions_mut().insert(Observation::of(&outcome, store));
    response
}

impl Route {
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
        match self.judge(&draft, published, key) {
            Err(problems) => Outcome::Invalid { draft, problems },
            Ok(mut submission) => {
                // A program has read the offer's conditions or has not: it can't be asked whether it means it.
                if reader == Reader::Browser
                    && let Some((search, mismatches)) = unknown_mismatches(&submission, &draft, published)
                {
                    return Outcome::Unfit { draft, search, mismatches };
                }
                let put = store.during(self.put(&mut submission, &draft, published)).await;
                self.store.note(&put);
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
    fn judge(&self, draft: &Draft, published: &Published, key: Option<&str>) -> Result<Submission, Vec<Problem>> {
        let now = self.clock.now();
        let Some(form) = draft.form() else { return Err(vec![draft.unknown_form()]) };
        let language =
            draft.text("language").and_then(LanguageTag::parse).unwrap_or_else(|| published.default_language().clone());
        let circumstances = ReadContext { today: day_of(now), open_offers: published.open_offers() };
        let mut reader = validate::Reader::new(published.vocabulary(), draft.source, language);
        let read = reader.document(&draft.node, |fields| request::Request::read(fields, form, circumstances));
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

    fn asks_for_proof(&self, published: &Published) -> Option<&ProofKey> {
        self.proof.as_ref().filter(|_| published.asks_for_proof())
    }
}

/// A calculation for the browser of somebody who fills in a form.
async fn challenge(State(route): State<Arc<Route>>, headers: HeaderMap) -> Response {
    let published = route.publication.current();
    let Some(key) = route.asks_for_proof(&published) else {
        return answerer(&published, &headers).stray(StatusCode::NOT_FOUND, "not-found");
    };
    match key.challenge(route.clock.now()) {
        Ok(challenge) => Json(challenge).into_response(),
        Err(error) => {
            tracing::error!(%error, "no challenge can be made");
            answerer(&published, &headers).stray(StatusCode::SERVICE_UNAVAILABLE, "unavailable")
        }
    }
}

/// What of a wish does not fit the offer that it asks about, unless its sender was told of all of it.
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
    let language =
        published.language(submission.request.language.as_str()).unwrap_or_else(|| published.default_language());
    let receipt = Receipt {
        reference: submission.reference.clone(),
        form: submission.request.wish.form(),
        language: language.clone(),
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

/// The page after a stored request. It shows what its address says, and looks nothing up.
async fn received(
    State(route): State<Arc<Route>>,
    path: Result<Path<(String, String, String)>, PathRejection>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let published = route.publication.current();
    let Ok(Path((language, form, reference))) = path else {
        return answerer(&published, &headers).stray(StatusCode::NOT_FOUND, "not-found");
    };
    let known = (published.language(&language), Form::from_code(&form), Reference::parse(&reference));
    match known {
        (Some(language), Some(form), Some(reference)) => {
            let is_demonstration = query.as_deref() == ABOUT_DEMONSTRATION.strip_prefix('?');
            let filling =
                Filling { reference: Some(&reference), form: Some(form), is_demonstration, ..Filling::default() };
            answer::page(StatusCode::OK, published.thank_you(language), &filling)
        }
        _ => answerer(&published, &headers).stray(StatusCode::NOT_FOUND, "not-found"),
    }
}

/// The form "find a host" with an offer chosen already: without script, a page can't read it from its own address.
async fn ask(
    State(route): State<Arc<Route>>,
    path: Result<Path<(String, String)>, PathRejection>,
    headers: HeaderMap,
) -> Response {
    let published = route.publication.current();
    let Ok(Path((language, offer))) = path else {
        return answerer(&published, &headers).stray(StatusCode::NOT_FOUND, "not-found");
    };
    let Some(language) = published.language(&language) else {
        return answerer(&published, &headers).stray(StatusCode::NOT_FOUND, "not-found");
    };
    let slug = Slug::parse(&offer).filter(|offer| published.open_offers().contains(offer));
    let open = slug.is_some();
    let activity = slug.as_ref().and_then(|slug| published.offer_conditions(slug)?.activities.first());
    let known = [("offer", Some(offer.as_str()).filter(|_| open)), ("activity", activity.map(Code::as_str))];
    let draft =
        Draft::beginning(Form::FindAHost, language, known.into_iter().filter_map(|(name, value)| Some((name, value?))));
    let problems = if open { Vec::new() } else { vec![unknown_offer(offer, &published)] };
    let status = if open { StatusCode::OK } else { StatusCode::NOT_FOUND };
    answerer(&published, &headers).form(status, &draft, &problems)
}

/// What the address of the form may already say: what somebody chose in the lists of offers.
const CHOSEN: [&str; 11] = [
    "activity",
    "audiences",
    "countries",
    "sectors",
    "themes",
    "minors",
    "support.measures",
    "period.from",
    "period.until",
    "languages[0].code",
    "languages[0].level",
];
/// Choices that an address may name, and letters of each: more than any filter has.
const MOST_CHOSEN: usize = 100;
const MOST_OF_CHOICE: usize = 60;

/// The form "find a host" with what somebody chose in the lists of offers: the page has its choices as fields, so what is
/// none of them is left out.
async fn ask_with(
    State(route): State<Arc<Route>>,
    path: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let published = route.publication.current();
    let Some(language) = path.ok().and_then(|Path(language)| published.language(&language)) else {
        return answerer(&published, &headers).stray(StatusCode::NOT_FOUND, "not-found");
    };
    let query = query.unwrap_or_default();
    let chosen: Vec<_> = form_urlencoded::parse(query.as_bytes())
        .filter(|(name, value)| CHOSEN.contains(&&**name) && value.len() <= MOST_OF_CHOICE)
        .filter(|(name, value)| !name.starts_with("period.") || parse_date(value).is_some())
        .take(MOST_CHOSEN)
        .collect();
    let draft = Draft::beginning(Form::FindAHost, language, chosen.iter().map(|(name, value)| (&**name, &**value)));
    answerer(&published, &headers).form(StatusCode::OK, &draft, &[])
}

fn unknown_offer(offer: String, published: &Published) -> Problem {
    let suggestion = domain::text::nearest(&offer, published.open_offers().iter().map(Slug::as_str));
    Problem {
        pointer: Pointer::root().key("offer"),
        kind: ErrorKind::UnknownReference { kind: "offer", value: offer, suggestion },
    }
}

/// Whoever opens the form's address in a browser, or uses another method than an address has. The router adds `Allow`.
async fn wrong_method(State(route): State<Arc<Route>>, headers: HeaderMap) -> Response {
    let published = route.publication.current();
    answerer(&published, &headers).stray(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed")
}

async fn unknown(State(route): State<Arc<Route>>, headers: HeaderMap) -> Response {
    let published = route.publication.current();
    answerer(&published, &headers).stray(StatusCode::NOT_FOUND, "not-found")
}

fn answerer<'p>(published: &'p Published, headers: &HeaderMap) -> Answerer<'p> {
    Answerer::to(headers, published)
}
