//! Whether the function is there, and what it works with.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use crate::published::Publication;

/// The version of this program and the site it has loaded. The store is not asked: the public function may only put, so
/// whether it can be reached shows when something is put.
pub(crate) async fn health(State(publication): State<Arc<Publication>>) -> Json<Value> {
    let published = publication.current();
    Json(json!({
        "status": "ok",
        "version": env!("CARGO_PKG_VERSION"),
        "site": { "languages": published.languages(), "open_offers": published.open_offers().len() },
        "store": "not asked: this route may only put"
    }))
}
