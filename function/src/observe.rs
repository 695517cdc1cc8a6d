//! What is logged about each request: one line with its route, outcome, reference and times. Nothing that a sender wrote,
//! no address, no header: whatever stands in a line is one of our own words, a number, or a reference.
//!
//! In: requests on their way to a router and answers on their way back. Out: events of the target [`TARGET`], which a
//! server prints as text; [`json::JsonLines`] writes them as CloudWatch reads them. A panic becomes an answer, and is logged
//! by its place alone, since its message could quote the sender.

pub mod json;
mod metrics;

use std::panic::{self, AssertUnwindSafe};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use domain::case::Reference;
use domain::request::Form;

use crate::answer::{Answerer, Outcome};
use web::published::Publication;

/// The target of the events that tell of a request.
pub const TARGET: &str = "function::request";

/// What a route knows about a request that its answer does not show. It travels with the response, as an extension.
#[derive(Debug, Clone)]
pub struct Observation {
    /// What became of it: `stored`, `again`, `invalid`, `unfit`, `failed`, or the code of a refusal.
    pub outcome: &'static str,
    pub form: Option<Form>,
    pub reference: Option<Reference>,
    /// How long the store took; none if it was not asked.
    pub store: Option<Duration>,
}

impl Observation {
    /// What is logged of an outcome.
    pub(crate) fn of(outcome: &Outcome, store: StoreTime) -> Self {
        let (word, form, reference) = match outcome {
            Outcome::Stored(receipt) => ("stored", Some(receipt.form), Some(&receipt.reference)),
            Outcome::Again(receipt) => ("again", Some(receipt.form), Some(&receipt.reference)),
            Outcome::Invalid { draft, .. } => ("invalid", draft.form(), None),
            Outcome::Unfit { draft, .. } => ("unfit", draft.form(), None),
            Outcome::Refused { refusal, draft } => {
                (refusal.code(), draft.as_ref().and_then(web::body::Draft::form), None)
            }
        };
        Self { outcome: word, form, reference: reference.cloned(), store: store.0 }
    }

    /// What is logged where nothing is known but how it ended.
    pub(crate) fn ended(outcome: &'static str) -> Self {
        Self { outcome, form: None, reference: None, store: None }
    }
}

/// How long a request has waited for the store.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct StoreTime(Option<Duration>);

impl StoreTime {
    /// Waits for the store, and counts it.
    pub(crate) async fn during<F: Future>(&mut self, asked: F) -> F::Output {
        let started = Instant::now();
        let answer = asked.await;
        self.0 = Some(self.0.unwrap_or_default() + started.elapsed());
        answer
    }
}

/// What the platform says of a request, as an extension of it.
#[derive(Debug, Clone)]
pub struct Delivered {
    /// The name by which the platform knows it.
    pub id: String,
    /// When it was delivered, before it was made into a request.
    pub at: Instant,
}

/// What one line says of a request. Every text in it is ours.
#[derive(Debug)]
pub struct Line<'a> {
    /// A method of HTTP that we know, or `other`.
    pub method: &'static str,
    /// The pattern of the route, with its placeholders; `other` where none fits.
    pub route: &'a str,
    pub status: StatusCode,
    /// From the first look at the request to the answer, with what the store took.
    pub total: Duration,
    /// The first request of this process.
    pub cold: bool,
    pub platform_id: Option<&'a str>,
    pub observation: Option<&'a Observation>,
}

impl Line<'_> {
    pub fn log(&self) {
        let observation = self.observation;
        let store = observation.and_then(|observation| observation.store);
        tracing::info!(
            target: TARGET,
            method = self.method,
            route = self.route,
            status = self.status.as_u16(),
            outcome = observation.map(|observation| observation.outcome),
            form = observation.and_then(|observation| observation.form).map(Form::code),
            reference = observation.and_then(|observation| observation.reference.as_ref()).map(tracing::field::display),
            milliseconds = milliseconds(self.total),
            store_milliseconds = store.map(milliseconds),
            handler_milliseconds = observation.map(|_| milliseconds(self.total.saturating_sub(store.unwrap_or_default()))),
            cold = self.cold,
            request_id = self.platform_id,
        );
    }
}

/// Milliseconds with three decimals: more would only be noise.
fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1_000_000.0).round() / 1_000.0
}

/// Watches the requests of one router.
pub(crate) struct Observer {
    publication: Arc<Publication>,
    first: AtomicBool,
}

impl Observer {
    pub(crate) fn new(publication: Arc<Publication>) -> Self {
        Self { publication, first: AtomicBool::new(true) }
    }
}

/// Tells of a request when it is answered, and answers where its route panics.
pub(crate) async fn observe(State(observer): State<Arc<Observer>>, request: Request, next: Next) -> Response {
    let delivered = request.extensions().get::<Delivered>().cloned();
    let started = delivered.as_ref().map_or_else(Instant::now, |delivered| delivered.at);
    let cold = observer.first.swap(false, Ordering::Relaxed);
    let method = method_name(request.method());
    let route = request.extensions().get::<MatchedPath>().cloned();
    let answerer = Answerer::to(request.headers(), observer.publication.current());
    let response = match catch_panic(next.run(request)).await {
        Ok(response) => response,
        Err(Panicked) => {
            let mut response = answerer.failed();
            response.extensions_mut().insert(Observation::ended("failed"));
            response
        }
    };
    Line {
        method,
        route: route.as_ref().map_or("other", MatchedPath::as_str),
        status: response.status(),
        total: started.elapsed(),
        cold,
        platform_id: delivered.as_ref().map(|delivered| delivered.id.as_str()),
        observation: response.extensions().get(),
    }
    .log();
    response
}

/// A method as it may stand in a line: a sender may name one as it likes.
pub fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

/// Something panicked; its place has been logged by [`log_panics_by_place`].
#[derive(Debug)]
pub(crate) struct Panicked;

/// Waits for something that may panic. The requests after it go on: they share nothing with it but what is only read.
pub(crate) async fn catch_panic<F: Future>(future: F) -> Result<F::Output, Panicked> {
    let mut future = pin!(future);
    std::future::poll_fn(|context| match panic::catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
        Ok(polled) => polled.map(Ok),
        Err(_) => Poll::Ready(Err(Panicked)),
    })
    .await
}

/// From now on a panic of this process is logged by its place only.
pub fn log_panics_by_place() {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(place_name).unwrap_or_default();
        tracing::error!(place, "a panic: a mistake in this program at this place");
    }));
}

fn place_name(place: &panic::Location) -> String {
    format!("{}:{}", place.file(), place.line())
}
