//! The function on a store of its own, under a clock that stands still.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use domain::case::{ReferenceKey, Submission};
use function::{Limits, SubmitState, submit_router};
use jiff::Timestamp;
use serde_json::Value;
use store::sqlite::SqliteStore;
use store::{Deadlines, InsertOutcome, StoreError, StoreFuture, SubmissionSink};
use tempfile::TempDir;
use web::{Clock, Publication};

pub use fixtures::*;

/// A store that can't be reached.
pub struct Unreachable;

impl SubmissionSink for Unreachable {
    fn put<'a>(&'a self, _submission: &'a Submission, _deadlines: Deadlines) -> StoreFuture<'a, InsertOutcome> {
        Box::pin(async { Err(StoreError::closed("unplugged")) })
    }

    fn spend<'a>(&'a self, _token: &'a str, _until: Timestamp, _now: Timestamp) -> StoreFuture<'a, InsertOutcome> {
        Box::pin(async { Err(StoreError::closed("unplugged")) })
    }
}

/// The whole function on a store of its own.
pub struct TestApp {
    /// The store.
    pub store: SqliteStore,
    folder: TempDir,
    publication: Arc<Publication>,
}

impl TestApp {
    /// Builds one.
    pub fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let store = SqliteStore::open(&folder.path().join("store/requests.sqlite")).expect("a store");
        Self { store, folder, publication: publication() }
    }

    /// The folder that holds everything of this app.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What the submit route works with.
    pub fn submit_state(&self) -> SubmitState {
        SubmitState {
            publication: Arc::clone(&self.publication),
            sink: Arc::new(self.store.clone()),
            clock: Clock::fixed(NOW.parse().expect("a moment")),
            limits: None,
            proof: None,
            reference_key: ReferenceKey::new([7; 32]),
        }
    }

    /// The submit route.
    pub fn submit(&self) -> Router {
        submit_router(self.submit_state())
    }

    /// The submit route in front of a store that can't be reached.
    pub fn submit_without_store(&self) -> Router {
        submit_router(SubmitState { sink: Arc::new(Unreachable), ..self.submit_state() })
    }

    /// The submit route with limits.
    pub fn submit_with_limits(&self, limits: Limits) -> Router {
        submit_router(SubmitState { limits: Some(limits), ..self.submit_state() })
    }
}

/// Posts a form as a browser does.
pub async fn post_form(router: &Router, fields: &[(&str, &str)]) -> Answer {
    post(router, "application/x-www-form-urlencoded", "text/html,*/*;q=0.8", encode(fields)).await
}

/// Posts a document as a program does.
pub async fn post_json(router: &Router, document: &Value) -> Answer {
    post(router, "application/json", "application/json", document.to_string()).await
}

/// Posts anything.
pub async fn post(router: &Router, kind: &str, accept: &str, body: impl Into<Body>) -> Answer {
    let request = Request::post("/api/requests").header("content-type", kind).header("accept", accept);
    send(router, request.body(body.into()).expect("a request")).await
}

/// A listener that hears nothing, for as long as the tests run. With a single one, `tracing` lets the thread that first tells
/// something decide whether anybody ever hears it, and a thread without a listener decides that nobody does.
pub fn listen_everywhere() {
    static NOBODY: OnceLock<[tracing::Dispatch; 2]> = OnceLock::new();
    let silent = || tracing::Dispatch::new(function::observe::json::JsonLines::new(std::io::sink()));
    NOBODY.get_or_init(|| [silent(), silent()]);
}
