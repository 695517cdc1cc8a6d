//! Whether the function is there, what it works with, and whether it could keep a request.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::state::Routes;

/// The version of this program, the site it has loaded, and whether requests are stored; 503 where they are not.
pub(crate) async fn health(State(routes): State<Arc<Routes>>) -> Response {
    let published = routes.publication.current();
    let (code, status, store) = match routes.health.is_well(&*routes.sink).await {
        Some(true) => (StatusCode::OK, "ok", "ok"),
        Some(false) => (StatusCode::SERVICE_UNAVAILABLE, "failing", "failing: requests can't be stored"),
        None => (StatusCode::OK, "ok", "not known: nothing has been stored yet"),
    };
    let answer = json!({
        "status": status,
        "version": env!("CARGO_PKG_VERSION"),
        "site": { "languages": published.languages, "open_offers": published.open_offers.len() },
        "store": store
    });
    (code, Json(answer)).into_response()
}
