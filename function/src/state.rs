//! What the routes work with.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::case::ReferenceKey;

use crate::answer::Answerer;
use crate::limits::{Gate, Limits};
use crate::proof::ProofKey;
use crate::store_health::StoreHealth;
use store::SubmissionSink;
use web::clock::Clock;
use web::published::{Publication, Published};

/// What the submit route works with.
#[derive(Clone)]
pub struct SubmitState {
    pub publication: Arc<Publication>,
    pub sink: Arc<dyn SubmissionSink>,
    pub clock: Clock,
    /// How often one sender may send; `None` behind a gateway that limits.
    pub limits: Option<Limits>,
    /// What signs challenges, where the site asks for a proof of work; without it none is asked for.
    pub proof: Option<ProofKey>,
    /// What references are made with; the same in every process that puts into one store.
    pub reference_key: ReferenceKey,
}

/// The same, as the routes share it.
pub(crate) struct Routes {
    pub(crate) publication: Arc<Publication>,
    pub(crate) sink: Arc<dyn SubmissionSink>,
    pub(crate) clock: Clock,
    pub(crate) gate: Option<Gate>,
    proof: Option<ProofKey>,
    pub(crate) reference_key: ReferenceKey,
    /// How attempts to store something ended, for `/api/health`.
    pub(crate) health: StoreHealth,
}

impl Routes {
    pub(crate) fn new(state: SubmitState) -> Self {
        let SubmitState { publication, sink, clock, limits, proof, reference_key } = state;
        let (gate, health) = (limits.map(Gate::new), StoreHealth::default());
        Self { publication, sink, clock, gate, proof, reference_key, health }
    }

    pub(crate) fn asks_for_proof(&self, published: &Published) -> Option<&ProofKey> {
        self.proof.as_ref().filter(|_| published.asks_for_proof)
    }
}

impl FromRequestParts<Arc<Routes>> for Answerer {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, routes: &Arc<Routes>) -> Result<Self, Self::Rejection> {
        Ok(Self::to(&parts.headers, routes.publication.current()))
    }
}
