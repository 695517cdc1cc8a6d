//! The state and the routes of the server for visitors: the built site and the form. The desk is a process of its own, since
//! behind a reverse proxy every visitor comes from this machine.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::middleware;
use generator::{Progress, Serving};
use store::SubmissionSink;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use web::{Clock, Publication};

use super::access_log::{self, AccessLog};
use super::client_address::{self, TrustedProxies};
use super::headers;
use crate::error::CommandError;
use crate::server::current_site::{CurrentSite, submit_routes};
use crate::server::not_built::not_built_yet;
use crate::server::secrets::ServerSecrets;
use crate::server::{accept_encoding, base_path, conditional, content_security_policy, host_header, static_files};

pub struct ProductionState {
    /// The folder of the built site.
    pub out: PathBuf,
    pub clock: Clock,
    pub sink: Arc<dyn SubmissionSink>,
    pub secrets: ServerSecrets,
    pub proxies: TrustedProxies,
    pub log: AccessLog,
    pub progress: Arc<Progress>,
    pub current: CurrentSite<Serving>,
}

impl ProductionState {
    /// Loads the site as it is built now, and serves it.
    pub fn load_site(&self, serving: Serving) -> Result<(), CommandError> {
        let published = function::load_site(&self.out)?;
        if published.asks_for_proof {
            self.secrets.proof.warn_once();
        }
        self.current.replace(published, serving, |publication, serving| self.site_router(publication, serving));
        Ok(())
    }

    pub fn router(&self) -> Router {
        self.current.router().unwrap_or_else(|| self.not_built_router())
    }

    /// Answers with the progress of the build, before there is a site.
    fn not_built_router(&self) -> Router {
        let progress = Arc::clone(&self.progress);
        let router = Router::new()
            .fallback(move |request: Request| async move { not_built_yet(request.uri().path(), true, &progress) });
        self.with_common_layers(router, false)
    }

    fn site_router(&self, publication: &Arc<Publication>, serving: &Serving) -> Router {
        let submit = submit_routes(publication, &self.sink, &self.clock, serving.limits, &self.secrets);
        let within = files(&self.out).merge(submit.layer(middleware::from_fn(access_log::record_route)));
        let publication = Arc::clone(publication);
        let router = base_path::below(within, move || publication.current().base_path.clone())
            .layer(CompressionLayer::new().quality(CompressionLevel::Precise(4)).compress_when(is_compressible()))
            .layer(middleware::from_fn(conditional::answer))
            .layer(middleware::from_fn(accept_encoding::ignore_identity_refusal));
        self.with_common_layers(router, serving.base_url.as_str().starts_with("https://"))
    }

    fn with_common_layers(&self, router: Router, is_https: bool) -> Router {
        router
            .layer(middleware::from_fn(host_header::require))
            .layer(middleware::from_fn_with_state(is_https, headers::add_security_headers))
            .layer(middleware::from_fn_with_state(self.log.clone(), access_log::log))
            .layer(middleware::from_fn_with_state(self.proxies.clone(), client_address::set_client_address))
    }
}

fn files(out: &Path) -> Router {
    static_files::router(out)
        .layer(middleware::from_fn(headers::add_cache_control))
        .layer(middleware::from_fn(content_security_policy::add))
}

/// Texts are compressed; parts of the search index and fonts are compressed already, and small answers are not worth it.
fn is_compressible() -> impl Predicate {
    DefaultPredicate::new()
        .and(NotForContentType::const_new("application/octet-stream"))
        .and(NotForContentType::const_new("font/"))
}
