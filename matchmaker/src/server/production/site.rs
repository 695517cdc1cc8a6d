//! What answers in production: the built site, its assets and the form's function. No desk: behind a reverse proxy
//! every visitor comes from this machine, so the desk is a process of its own.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use axum::Router;
use axum::extract::Request;
use axum::middleware;
use function::store::Intake;
use function::{Clock, Publication, Published, SubmitState, submit_router};
use generator::{Limits, Progress, Serving};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

use super::access::{self, AccessLog};
use super::headers;
use super::sender::{self, TrustedProxies};
use crate::failure::Failure;
use crate::server::not_built::not_built_yet;
use crate::server::proof::Secrets;
use crate::server::{base_path, conditional, encoding, host, policy, static_files};

/// What stays the same while sites come and go.
pub struct House {
    /// The folder of the built site.
    pub out: PathBuf,
    /// What tells the time.
    pub clock: Clock,
    /// Where requests are put.
    pub intake: Arc<dyn Intake>,
    /// What it keeps to itself.
    pub secrets: Secrets,
    /// Who may speak for others.
    pub proxies: TrustedProxies,
    /// Where answers are noted.
    pub log: AccessLog,
    /// How far the build is.
    pub progress: Arc<Progress>,
}

/// The site of this moment.
pub struct Current {
    house: House,
    answering: RwLock<Option<Answering>>,
}

struct Answering {
    router: Router,
    publication: Arc<Publication>,
    serving: Serving,
}

impl Current {
    /// No site yet.
    pub fn new(house: House) -> Self {
        Self { house, answering: RwLock::default() }
    }

    /// Takes up the site as it is built now. Whoever was limited stays so, unless the limits themselves changed.
    ///
    /// # Errors
    /// If the built site is not what the function needs; the earlier one stays.
    pub fn renew(&self, serving: Serving) -> Result<(), Failure> {
        let published = self.house.load()?;
        let mut answering = self.answering.write().unwrap_or_else(PoisonError::into_inner);
        match &*answering {
            Some(answering) if answering.serving == serving => answering.publication.replace(published),
            _ => {
                let publication = Arc::new(Publication::new(published));
                let router = self.house.router(&publication, &serving);
                *answering = Some(Answering { router, publication, serving });
            }
        }
        Ok(())
    }

    /// What answers at this moment.
    pub fn router(&self) -> Router {
        let answering = self.answering.read().unwrap_or_else(PoisonError::into_inner);
        answering.as_ref().map_or_else(|| self.house.waiting(), |answering| answering.router.clone())
    }
}

impl House {
    fn load(&self) -> Result<Published, Failure> {
        let published = Published::load(&self.out)?;
        if published.asks_for_proof() {
            self.secrets.proof.tell();
        }
        Ok(published)
    }

    /// Before there is a site: that it is being built, and how far that is.
    fn waiting(&self) -> Router {
        let progress = Arc::clone(&self.progress);
        Router::new()
            .fallback(move |request: Request| async move { not_built_yet(request.uri().path(), true, &progress) })
            .layer(middleware::from_fn(host::require))
            .layer(middleware::from_fn_with_state(false, headers::protect))
            .layer(middleware::from_fn_with_state(self.log.clone(), access::log))
            .layer(middleware::from_fn_with_state(self.proxies.clone(), sender::recognise))
    }

    fn router(&self, publication: &Arc<Publication>, serving: &Serving) -> Router {
        let limits = serving
            .limits
            .map(|Limits { requests_per_minute, burst }| function::Limits { per_minute: requests_per_minute, burst });
        let submit = submit_router(SubmitState {
            publication: Arc::clone(publication),
            intake: Arc::clone(&self.intake),
            clock: self.clock.clone(),
            limits,
            proof: Some(self.secrets.proof.key()),
            reference_key: self.secrets.reference.clone(),
        });
        let secure = serving.base_url.as_str().starts_with("https://");
        let within = files(&self.out).merge(submit.layer(middleware::from_fn(access::note_route)));
        let publication = Arc::clone(publication);
        base_path::below(within, move || publication.current().base_path().to_owned())
            .layer(CompressionLayer::new().quality(CompressionLevel::Precise(4)).compress_when(worthwhile()))
            .layer(middleware::from_fn(conditional::answer))
            .layer(middleware::from_fn(encoding::allow_plain_text))
            .layer(middleware::from_fn(host::require))
            .layer(middleware::from_fn_with_state(secure, headers::protect))
            .layer(middleware::from_fn_with_state(self.log.clone(), access::log))
            .layer(middleware::from_fn_with_state(self.proxies.clone(), sender::recognise))
    }
}

/// The built site as files.
fn files(out: &Path) -> Router {
    static_files::router(out).layer(middleware::from_fn(headers::keep)).layer(middleware::from_fn(policy::add))
}

/// Compressed are texts; pieces of the index are so already, and small answers of the form are not worth it.
fn worthwhile() -> impl Predicate {
    DefaultPredicate::new()
        .and(NotForContentType::const_new("application/octet-stream"))
        .and(NotForContentType::const_new("font/"))
}
