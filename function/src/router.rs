//! The routes under `/api/`.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{any, get, post};
use axum::{Router, middleware};

use crate::answer::Answerer;
use crate::cors;
use crate::form_pages::{ask, ask_with, received};
use crate::health::health;
use crate::observe::{Observer, observe};
use crate::state::{Routes, SubmitState};
use crate::submit::{challenge, submit};
use web::headers::protect;

/// The routes under `/api/`. Merge them with those of the site; where limits are wanted, serve with
/// `into_make_service_with_connect_info::<SocketAddr>()`.
pub fn submit_router(state: SubmitState) -> Router {
    let observer = Arc::new(Observer::new(Arc::clone(&state.publication)));
    let read = cors::preflight("GET, HEAD, OPTIONS");
    // What programs call, those on the pages of others too. It knows nobody by a cookie, so it gives away nothing.
    let open = Router::new()
        .route("/api/requests", post(submit).options(cors::preflight("POST, OPTIONS")))
        .route("/api/challenge", get(challenge).options(read.clone()))
        .route("/api/health", get(health).options(read.clone()))
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
        .with_state(Arc::new(Routes::new(state)))
}

/// Whoever opens the form's address in a browser, or uses another method than an address has. The router adds `Allow`.
async fn wrong_method(answerer: Answerer) -> Response {
    answerer.error(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed")
}

async fn unknown(answerer: Answerer) -> Response {
    answerer.not_found()
}
