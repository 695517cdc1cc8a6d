//! The server of `matchmaker serve`: the built site as files, the form and the desk. Until the first good build, it answers
//! with one page that says why there is no site.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use desk::content_repository::ContentRepository;
use desk::{DeskAccess, DeskState, EmailSettings, UnreadableFiles, desk_router};
use function::SiteError;
use generator::{EditedPage, Limits, Options, PendingImages, Progress};
use tower::ServiceExt;
use tower_http::compression::CompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use web::{Clock, Publication};

use super::current_site::{CurrentSite, prepare_matching, submit_routes};
use super::live_reload::LiveReload;
use super::not_built::{not_built_yet, unavailable};
use super::preview::{self, Previews};
use super::secrets::ServerSecrets;
use super::{accept_encoding, base_path, conditional, content_security_policy, problem_panel, static_files};
use crate::open_store::OpenStore;
use crate::site_folder;

/// The largest page that is changed on its way out; no page of a site comes near it.
const MAX_PAGE_BYTES: usize = 64 * 1024 * 1024;

pub struct DevServerOptions {
    /// The folder of the built site.
    pub out: PathBuf,
    pub root: PathBuf,
    pub store: OpenStore,
    pub live: Arc<LiveReload>,
    pub secrets: ServerSecrets,
    /// Where the desk writes content.
    pub content: Arc<dyn ContentRepository>,
    /// Who may use the desk.
    pub access: DeskAccess,
    /// How the desk writes to people.
    pub email: EmailSettings,
    pub clock: Clock,
}

pub struct DevServer {
    options: DevServerOptions,
    previews: Arc<Previews>,
    progress: Arc<Progress>,
    current: CurrentSite<Option<Limits>>,
}

impl DevServer {
    pub fn new(options: DevServerOptions) -> Self {
        Self { options, previews: Arc::default(), progress: Arc::default(), current: CurrentSite::none() }
    }

    /// Loads the site as it was built, and serves it.
    pub fn load_site(&self, limits: Option<Limits>) -> Result<(), SiteError> {
        let DevServerOptions { out, root, secrets, .. } = &self.options;
        let published = function::load_site(out)?
            .keeping_the_catalogue_in(site_folder::catalogue_cache(root))
            .weighing_by(generator::weights(root));
        if published.asks_for_proof {
            secrets.proof.warn_once();
        }
        let publication =
            self.current.replace(published, limits, |publication, limits| self.site_router(publication, *limits));
        prepare_matching(publication);
        Ok(())
    }

    /// Serves the site of an earlier run, if there is one, until the next build is done.
    pub fn load_earlier_site(&self, options: &Options) {
        let settings = generator::serving(options).ok();
        if self.load_site(settings.and_then(|settings| settings.limits)).is_ok() {
            eprintln!("The site of an earlier build is shown meanwhile.");
        }
    }

    pub fn progress(&self) -> Arc<Progress> {
        Arc::clone(&self.progress)
    }

    /// The share images that the server draws when they are asked for.
    pub fn pending_images(&self) -> Arc<PendingImages> {
        Arc::clone(&self.previews.images)
    }

    /// Shows edited pages while the rest is being built. Returns whether there is a site that they belong to.
    pub fn show_preview(&self, pages: Vec<EditedPage>) -> bool {
        self.previews.show(pages);
        self.has_site()
    }

    pub fn end_preview(&self) {
        self.previews.end();
    }

    /// The path that the site lives below: empty, or `/mobility`.
    pub fn base_path(&self) -> String {
        self.current.base_path()
    }

    pub fn has_site(&self) -> bool {
        self.current.router().is_some()
    }

    fn site_router(&self, publication: &Arc<Publication>, limits: Option<Limits>) -> Router {
        let DevServerOptions { out, store, secrets, content, access, email, clock, .. } = &self.options;
        let submit = submit_routes(publication, &store.sink, clock, limits, secrets);
        let desk = desk_router(DeskState {
            access: access.clone(),
            store: Arc::clone(&store.records),
            publication: Arc::clone(publication),
            clock: clock.clone(),
            content: Some(Arc::clone(content)),
            email: email.clone(),
            // Requests go straight into the store here.
            unreadable: UnreadableFiles::default(),
        });
        files(out, &self.previews).merge(submit).merge(desk)
    }
}

/// The built site, with the headers that it needs.
fn files(out: &Path, previews: &Arc<Previews>) -> Router {
    let header = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    static_files::router(out)
        .layer(middleware::from_fn_with_state(Arc::clone(previews), preview::answer))
        .layer(middleware::from_fn(content_security_policy::add))
        .layer(header(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(header(header::REFERRER_POLICY, "same-origin"))
        .layer(header(header::CACHE_CONTROL, "no-cache"))
}

pub fn router(server: Arc<DevServer>, live: Arc<LiveReload>) -> Router {
    let script = || async { ([(header::CONTENT_TYPE, "text/javascript")], include_str!("live.js")) };
    let style = || async { ([(header::CONTENT_TYPE, "text/css")], include_str!("panel.css")) };
    let within = Router::new()
        .route("/-/live.js", get(script))
        .route("/-/panel.css", get(style))
        .route("/-/live", get(move || async move { live.stream() }))
        .fallback(answer)
        .with_state(Arc::clone(&server))
        .layer(middleware::from_fn_with_state(Arc::clone(&server), add_panel))
        .layer(middleware::from_fn(static_files::refuse_undecodable))
        .layer(CompressionLayer::new());
    base_path::below(within, move || server.base_path())
        .layer(middleware::from_fn(conditional::answer))
        .layer(middleware::from_fn(accept_encoding::ignore_identity_refusal))
}

async fn answer(State(server): State<Arc<DevServer>>, request: Request) -> Response {
    if let Some(router) = server.current.router() {
        return router.oneshot(request).await.into_response();
    }
    // Before the first site: the build's progress, or why it failed.
    let (problems, path) = (server.options.live.status().problems, request.uri().path());
    if problems.is_empty() || path.ends_with("/api/health") {
        return not_built_yet(path, problems.is_empty(), &server.progress);
    }
    unavailable(Html(problem_panel::page("", &problems)))
}

/// Adds the reloading script and the problems of the last edit to every page of the site. Pages of the desk and answers
/// to forms stay as they are: loading one again would take away what somebody writes there, or send it twice.
async fn add_panel(State(server): State<Arc<DevServer>>, request: Request, next: Next) -> Response {
    let is_read = request.method() == Method::GET;
    if !is_read || base_path::is_of_the_desk(request.uri().path()) {
        return next.run(request).await;
    }
    let response = next.run(request).await;
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("text/html"));
    if !is_page || !server.has_site() {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, MAX_PAGE_BYTES).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    // The bytes change with the build's problems, too, not only with the file: browsers must not compare tags or dates.
    for name in [header::CONTENT_LENGTH, header::LAST_MODIFIED, header::ETAG, header::ACCEPT_RANGES] {
        parts.headers.remove(name);
    }
    let page = problem_panel::add_to(
        &String::from_utf8_lossy(&bytes),
        &server.base_path(),
        &server.options.live.status().problems,
    );
    Response::from_parts(parts, Body::from(page))
}
