//! Whether the function is there, what it works with, and whether it could keep a request.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use store::{StoreError, SubmissionSink};
use web::published::Publication;

/// How long an answer of the store is believed: whoever asks again and again must not keep it busy.
const BELIEVED: Duration = Duration::from_secs(1);

/// What is known of whether requests can be stored.
#[derive(Default)]
pub(crate) struct StoreHealth(Mutex<Option<(Instant, bool)>>);

impl StoreHealth {
    /// Notes how an attempt to store something ended. A record that the store refuses for itself says nothing about it.
    pub(crate) fn note<T>(&self, outcome: &Result<T, StoreError>) {
        let is_well = match outcome {
            Ok(_) => true,
            Err(StoreError::TooLarge { .. } | StoreError::Unreadable { .. }) => return,
            Err(_) => false,
        };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), is_well));
    }

    /// Whether a request could be stored now: tried, where the store can be tried; else as the last attempt ended.
    async fn is_well(&self, sink: &dyn SubmissionSink) -> Option<bool> {
        let known = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, is_well)) = known.filter(|(when, _)| when.elapsed() < BELIEVED) {
            return Some(is_well);
        }
        let Some(trial) = sink.try_put() else { return known.map(|(_, is_well)| is_well) };
        let outcome = trial.await;
        if let Err(error) = &outcome {
            tracing::error!(%error, "requests can't be stored");
        }
        self.note(&outcome);
        Some(outcome.is_ok())
    }
}

/// What the route works with.
#[derive(Clone)]
pub(crate) struct HealthState {
    pub(crate) publication: Arc<Publication>,
    pub(crate) sink: Arc<dyn SubmissionSink>,
    pub(crate) store: Arc<StoreHealth>,
}

/// The version of this program, the site it has loaded, and whether requests are stored; 503 where they are not.
pub(crate) async fn health(State(state): State<HealthState>) -> Response {
    let published = state.publication.current();
    let (code, status, store) = match state.store.is_well(&*state.sink).await {
        Some(true) => (StatusCode::OK, "ok", "ok"),
        Some(false) => (StatusCode::SERVICE_UNAVAILABLE, "failing", "failing: requests can't be stored"),
        None => (StatusCode::OK, "ok", "not known: nothing has been stored yet"),
    };
    let answer = json!({
        "status": status,
        "version": env!("CARGO_PKG_VERSION"),
        "site": { "languages": published.languages(), "open_offers": published.open_offers().len() },
        "store": store
    });
    (code, Json(answer)).into_response()
}
