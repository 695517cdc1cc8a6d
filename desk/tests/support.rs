//! The desk on a store of its own, under a clock that stands still.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use desk::{DeskAccess, DeskState, DeskToken, EmailSettings, UnreadableFiles, desk_router};
use store::sqlite::SqliteStore;
use tempfile::TempDir;
use web::{Clock, Publication};

pub use fixtures::*;

/// What opens the desk.
pub const DESK_TOKEN: &str = "a-token-for-tests-that-is-long-enough";

/// The desk on a store of its own.
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

    /// What it answers from.
    pub fn publication(&self) -> &Arc<Publication> {
        &self.publication
    }

    /// The desk.
    pub fn desk(&self) -> Router {
        desk_router(self.desk_state())
    }

    /// What the desk works with.
    pub fn desk_state(&self) -> DeskState {
        DeskState {
            access: DeskAccess::new(DeskToken::new(DESK_TOKEN).expect("a token")),
            email: EmailSettings::default(),
            store: Arc::new(self.store.clone()),
            publication: Arc::clone(&self.publication),
            clock: Clock::fixed("2026-11-26T09:00:00Z".parse().expect("a moment")),
            content: None,
            unreadable: UnreadableFiles::default(),
        }
    }
}
