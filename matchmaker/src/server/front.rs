//! What answers requests: the built site as files, the form's function and the desk. Until there is a first good
//! site, one page that says why.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use function::papers::Papers;
use function::{
    Clock, Correspondence, DeskAccess, DeskState, Publication, Published, PublishedError, SubmitState, UnreadableFiles,
    desk_router, submit_router,
};
use generator::{EditedPage, Limits, Options, Progress};
use tower::ServiceExt;
use tower_http::compression::CompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use super::not_built::{not_built_yet, unavailable};
use super::preview::{self, Previews};
use super::{base_path, conditional, encoding, live::Live, panel, policy, prepare_ahead, proof::Secrets, static_files};
use crate::root;
use crate::store::Store;

/// The largest page that is changed on its way out; no page of a site comes near it.
const LARGEST_PAGE: usize = 64 * 1024 * 1024;

/// The router behind the one that is always there: it begins when there is a first good site.
pub struct Front {
    out: PathBuf,
    /// The site's folder.
    root: PathBuf,
    store: Store,
    live: Arc<Live>,
    secrets: Secrets,
    papers: Arc<dyn Papers>,
    access: DeskAccess,
    correspondence: Correspondence,
    clock: Clock,
    previews: Arc<Previews>,
    progress: Arc<Progress>,
    current: RwLock<Option<Current>>,
}

/// What answers at this moment, and what it was made with.
struct Current {
    router: Router,
    publication: Arc<Publication>,
    limits: Option<Limits>,
}

impl Front {
    /// A front without a site yet; `root` is the site's folder.
    pub fn new(
        out: PathBuf,
        root: PathBuf,
        store: Store,
        live: Arc<Live>,
        secrets: Secrets,
        papers: Arc<dyn Papers>,
        access: DeskAccess,
    ) -> Self {
        let (correspondence, clock, current) = (Correspondence::default(), Clock::system(), RwLock::new(None));
        let (previews, progress) = (Arc::default(), Arc::default());
        Self { out, root, store, live, secrets, papers, access, correspondence, clock, previews, progress, current }
    }

    /// The same, whose desk writes to people in this way.
    #[must_use]
    pub fn writing_by(self, correspondence: Correspondence) -> Self {
        Self { correspondence, ..self }
    }

    /// The same by another clock than the machine's.
    #[must_use]
    pub fn by_the_clock(self, clock: Clock) -> Self {
        Self { clock, ..self }
    }

    /// Takes up the site as it was built.
    ///
    /// # Errors
    /// If the built site is not what the function needs; the earlier one stays.
    pub fn take_up(&self, limits: Option<Limits>) -> Result<(), PublishedError> {
        let published = Published::load(&self.out)?
            .keeping_the_catalogue_in(root::kept_catalogue(&self.root))
            .weighing_by(generator::weights(&self.root));
        if published.asks_for_proof() {
            self.secrets.proof.tell();
        }
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        let publication = match &*current {
            Some(current) if current.limits == limits => {
                current.publication.replace(published);
                Arc::clone(&current.publication)
            }
            _ => {
                let publication = Arc::new(Publication::new(published));
                let router = self.router(&publication, limits);
                *current = Some(Current { router, publication: Arc::clone(&publication), limits });
                publication
            }
        };
        prepare_ahead(publication);
        Ok(())
    }

    /// Takes up the site that an earlier run built, if there is one: visitors need not wait for the next.
    pub fn take_up_earlier(&self, options: &Options) {
        let settings = generator::serving(options).ok();
        if self.take_up(settings.and_then(|settings| settings.limits)).is_ok() {
            eprintln!("The site of an earlier build is shown meanwhile.");
        }
    }

    /// How far the build is.
    pub fn progress(&self) -> Arc<Progress> {
        Arc::clone(&self.progress)
    }

    /// Shows pages of what was edited while the rest is being built; whether there is a site that they belong to.
    pub fn preview(&self, pages: Vec<EditedPage>) -> bool {
        self.previews.show(pages);
        self.has_site()
    }

    /// Shows all pages as they are built.
    pub fn end_preview(&self) {
        self.previews.end();
    }

    /// The path that the site lives below: empty, or `/mobility`.
    pub fn base_path(&self) -> String {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.as_ref().map(|current| current.publication.current().base_path().to_owned()).unwrap_or_default()
    }

    /// Whether there is a site to show.
    pub fn has_site(&self) -> bool {
        self.router_of_this_moment().is_some()
    }

    fn router_of_this_moment(&self) -> Option<Router> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.as_ref().map(|current| current.router.clone())
    }

    fn router(&self, publication: &Arc<Publication>, limits: Option<Limits>) -> Router {
        let submit = submit_router(SubmitState {
            publication: Arc::clone(publication),
            intake: Arc::clone(&self.store.intake),
            clock: self.clock.clone(),
            limits: limits
                .map(|limits| function::Limits { per_minute: limits.requests_per_minute, burst: limits.burst }),
            proof: Some(self.secrets.proof.key()),
            reference_key: self.secrets.reference.clone(),
        });
        let desk = desk_router(DeskState {
            access: self.access.clone(),
            records: Arc::clone(&self.store.records),
            publication: Arc::clone(publication),
            clock: self.clock.clone(),
            papers: Some(Arc::clone(&self.papers)),
            correspondence: self.correspondence.clone(),
            // What is sent here goes into the store at once.
            unreadable: UnreadableFiles::default(),
        });
        files(&self.out, &self.previews).merge(submit).merge(desk)
    }
}

/// The built site, with the headers that it needs.
fn files(out: &Path, previews: &Arc<Previews>) -> Router {
    let header = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    static_files::router(out)
        .layer(middleware::from_fn_with_state(Arc::clone(previews), preview::answer))
        .layer(middleware::from_fn(policy::add))
        .layer(header(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(header(header::REFERRER_POLICY, "same-origin"))
        .layer(header(header::CACHE_CONTROL, "no-cache"))
}

/// The server of `matchmaker serve`.
pub fn serve_router(front: Arc<Front>, live: Arc<Live>) -> Router {
    let script = || async { ([(header::CONTENT_TYPE, "text/javascript")], include_str!("live.js")) };
    let style = || async { ([(header::CONTENT_TYPE, "text/css")], include_str!("panel.css")) };
    let within = Router::new()
        .route("/-/live.js", get(script))
        .route("/-/panel.css", get(style))
        .route("/-/live", get(move || async move { live.stream() }))
        .fallback(answer)
        .with_state(Arc::clone(&front))
        .layer(middleware::from_fn_with_state(Arc::clone(&front), add_panel))
        .layer(middleware::from_fn(static_files::refuse_undecodable))
        .layer(CompressionLayer::new());
    base_path::below(within, move || front.base_path())
        .layer(middleware::from_fn(conditional::answer))
        .layer(middleware::from_fn(encoding::allow_plain_text))
}

async fn answer(State(front): State<Arc<Front>>, request: Request) -> Response {
    match front.router_of_this_moment() {
        Some(router) => router.oneshot(request).await.into_response(),
        None => no_site_yet(&front, &request),
    }
}

/// Before there is a first site: how far it is, or why there is none.
fn no_site_yet(front: &Front, request: &Request) -> Response {
    let (troubles, path) = (front.live.news().troubles, request.uri().path());
    if troubles.is_empty() || path.ends_with("/api/health") {
        return not_built_yet(path, troubles.is_empty(), &front.progress);
    }
    unavailable(Html(panel::page("", &troubles)))
}

/// Adds the reloading script and the problems of the last edit to every page of the site. Pages of the desk and answers
/// to forms stay as they are: loading one again would take away what somebody writes there, or send it twice.
async fn add_panel(State(front): State<Arc<Front>>, request: Request, next: Next) -> Response {
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
    if !is_page || !front.has_site() {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST_PAGE).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    // A page's bytes change with the news, not only with its file: browsers must not compare tags or dates.
    for name in [header::CONTENT_LENGTH, header::LAST_MODIFIED, header::ETAG, header::ACCEPT_RANGES] {
        parts.headers.remove(name);
    }
    let page = panel::add_to(&String::from_utf8_lossy(&bytes), &front.base_path(), &front.live.news().troubles);
    Response::from_parts(parts, Body::from(page))
}
