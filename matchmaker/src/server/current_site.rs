//! The built site that is served at the moment, and its replacement by a newer one.

use std::sync::{Arc, PoisonError, RwLock};
use std::thread;

use axum::Router;
use function::{SubmitState, submit_router};
use generator::Limits;
use store::SubmissionSink;
use web::{Clock, Publication, Published};

use super::secrets::ServerSecrets;

/// A router and the built site that it answers with; none before the first build.
pub struct CurrentSite<Settings>(RwLock<Option<Served<Settings>>>);

struct Served<Settings> {
    router: Router,
    publication: Arc<Publication>,
    settings: Settings,
}

impl<Settings: PartialEq> CurrentSite<Settings> {
    pub fn none() -> Self {
        Self(RwLock::new(None))
    }

    /// Serves a newer build. While the settings stay the same the router stays, too, and with it who has reached a rate limit.
    pub fn replace(
        &self,
        published: Published,
        settings: Settings,
        router: impl FnOnce(&Arc<Publication>, &Settings) -> Router,
    ) -> Arc<Publication> {
        let mut current = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(current) = current.as_ref().filter(|current| current.settings == settings) {
            current.publication.replace(published);
            return Arc::clone(&current.publication);
        }
        let publication = Arc::new(Publication::new(published));
        let router = router(&publication, &settings);
        *current = Some(Served { router, publication: Arc::clone(&publication), settings });
        publication
    }

    pub fn router(&self) -> Option<Router> {
        let current = self.0.read().unwrap_or_else(PoisonError::into_inner);
        current.as_ref().map(|current| current.router.clone())
    }

    /// The path that the site lives below: empty, or `/mobility`.
    pub fn base_path(&self) -> String {
        let current = self.0.read().unwrap_or_else(PoisonError::into_inner);
        current.as_ref().map(|current| current.publication.current().base_path.clone()).unwrap_or_default()
    }
}

pub fn submit_routes(
    publication: &Arc<Publication>,
    sink: &Arc<dyn SubmissionSink>,
    clock: &Clock,
    limits: Option<Limits>,
    secrets: &ServerSecrets,
) -> Router {
    submit_router(SubmitState {
        publication: Arc::clone(publication),
        sink: Arc::clone(sink),
        clock: clock.clone(),
        limits: limits.map(|limits| function::Limits { per_minute: limits.requests_per_minute, burst: limits.burst }),
        proof: Some(secrets.proof.key()),
        reference_key: secrets.reference.clone(),
    })
}

/// Prepares the matching of hosts in the background. A request that needs it earlier waits for it and reports what is wrong.
pub fn prepare_matching(publication: Arc<Publication>) {
    thread::spawn(move || drop(publication.current().match_index()));
}
