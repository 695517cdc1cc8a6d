//! The desk: where the secretariat sees what came in, and says what becomes of it.
//!
//! In: requests from a browser on the same machine. Out: pages, and changes through [`Records`]. It acts on no GET, and
//! answers nobody beyond the machine. It knows the vocabulary from what was published, and no theme.

mod assign;
mod changes;
mod cookies;
mod describe;
mod download;
mod erase;
mod guard;
mod inbox;
mod languages;
mod offer;
mod papers;
mod posted;
mod reports;
mod search;
mod shortcuts;
mod slug;
mod story;
mod suggestions;
mod suspects;
mod templates;
mod views;
mod visit;
mod who;
mod words;

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{any, get, post};
use axum::{Router, middleware};
use domain::submission::Reference;
use serde::Serialize;

use self::inbox::inbox_address;
use self::languages::Tongue;
use self::templates::Templates;
use self::views::{Problem, RequestPage, Shown};
use self::visit::{Reception, Visit};
use self::words::Words;
use crate::clock::Clock;
use crate::headers::protect;
use crate::papers::Papers;
use crate::published::Publication;
use crate::reasons::ReasonWords;
use crate::store::{Records, StoreError};

/// What the desk works with.
#[derive(Clone)]
pub struct DeskState {
    /// Where requests are kept.
    pub records: Arc<dyn Records>,
    /// What the generator published: the vocabulary that puts codes into words.
    pub publication: Arc<Publication>,
    /// The time.
    pub clock: Clock,
    /// The folder of content beside the desk, if it has one.
    pub papers: Option<Arc<dyn Papers>>,
}

/// The desk as one visitor has it.
#[derive(Clone)]
struct Desk {
    records: Arc<dyn Records>,
    publication: Arc<Publication>,
    clock: Clock,
    papers: Option<Arc<dyn Papers>>,
    words: Arc<Words>,
    reasons: Arc<ReasonWords>,
    templates: Arc<Templates>,
    /// Who asks, and from where.
    visit: Arc<Visit>,
}

/// The routes under `/desk/`. Merge them with those of the site, and serve with
/// `into_make_service_with_connect_info::<SocketAddr>()`: a sender whose address is not known is refused.
pub fn desk_router(state: DeskState) -> Router {
    let DeskState { records, publication, clock, papers } = state;
    let tongues = Tongue::all();
    let Tongue { words, reasons, templates } = tongues[0].clone();
    let desk = Desk { records, publication, clock, papers, words, reasons, templates, visit: Arc::default() };
    let reception = Reception::new(desk, tongues, routes());
    Router::new()
        .route("/desk", get(|| async { axum::response::Redirect::permanent("/desk/") }))
        .route("/desk/", any(visit::answer))
        .route("/desk/{*anything}", any(visit::answer))
        .layer(middleware::from_fn_with_state(reception.desk(), guard::refuse_strangers))
        .layer(middleware::map_response(protect))
        .with_state(reception)
}

/// What a desk answers on.
fn routes() -> Router<Arc<Desk>> {
    Router::new()
        .route("/desk/", get(inbox::show).fallback(wrong_method))
        .route("/desk/search", get(search::show).fallback(wrong_method))
        .route("/desk/assign", post(assign::save).fallback(wrong_method))
        .route("/desk/who", post(who::save).fallback(wrong_method))
        .route("/desk/shortcuts", get(shortcuts::show).fallback(wrong_method))
        .route("/desk/requests/{reference}", get(show).fallback(wrong_method))
        .route("/desk/requests/{reference}/compare", get(suggestions::compare::compare).fallback(wrong_method))
        .route("/desk/requests/{reference}/steps", post(changes::step).fallback(wrong_method))
        .route("/desk/requests/{reference}/note", post(changes::note).fallback(wrong_method))
        .route("/desk/requests/{reference}/offer", get(offer::show).post(offer::act).fallback(wrong_method))
        .route("/desk/requests/{reference}/story", get(story::show).post(story::act).fallback(wrong_method))
        .route("/desk/requests/{reference}/erase", get(erase::ask).post(erase::erase).fallback(wrong_method))
        .route("/desk/reports", get(reports::overview).fallback(wrong_method))
        .route("/desk/reports/years/{year}", get(reports::year).post(reports::act_on_year).fallback(wrong_method))
        .route("/desk/reports/export", get(reports::export).fallback(wrong_method))
        .route("/desk/reports/person", post(reports::person).fallback(wrong_method))
        .route("/desk/assets/desk.css", get(style))
        .route("/desk/assets/keys.js", get(keys))
        .route("/desk/assets/icon.svg", get(icon))
        .fallback(unknown)
}

async fn show(State(desk): State<Arc<Desk>>, Path(reference): Path<String>) -> Response {
    let shown = Shown { by: desk.remembered_name(), ..Shown::default() };
    desk.show(StatusCode::OK, &reference, shown).await
}

/// The style sheet, by its rooms. What holds for narrow screens and paper stands last.
const STYLE: [&str; 12] = [
    include_str!("../desk/css/base.css"),
    include_str!("../desk/css/frame.css"),
    include_str!("../desk/css/inbox.css"),
    include_str!("../desk/css/forms.css"),
    include_str!("../desk/css/status.css"),
    include_str!("../desk/css/request.css"),
    include_str!("../desk/css/timeline.css"),
    include_str!("../desk/css/matches.css"),
    include_str!("../desk/css/compare.css"),
    include_str!("../desk/css/notices.css"),
    include_str!("../desk/css/papers.css"),
    include_str!("../desk/css/last.css"),
];

async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE.concat())
}

async fn keys() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("../desk/js/keys.js"))
}

async fn icon() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "image/svg+xml")], include_str!("../desk/icon.svg"))
}

async fn unknown(State(desk): State<Arc<Desk>>) -> Response {
    desk.error(StatusCode::NOT_FOUND)
}

async fn wrong_method(State(desk): State<Arc<Desk>>) -> Response {
    desk.error(StatusCode::METHOD_NOT_ALLOWED)
}

impl Desk {
    /// The page of a request, with what there is to say beside it.
    async fn show(&self, status: StatusCode, reference: &str, shown: Shown) -> Response {
        let Some(reference) = Reference::parse(reference) else { return self.error(StatusCode::NOT_FOUND) };
        match self.read_request(&reference, shown).await {
            Ok(Some(page)) => self.page(status, "request.html", &page),
            Ok(None) => self.error(StatusCode::NOT_FOUND),
            Err(error) => self.failed(&error),
        }
    }

    async fn read_request(&self, reference: &Reference, shown: Shown) -> Result<Option<RequestPage>, StoreError> {
        let now = self.clock.now();
        let Some(record) = self.records.get(reference, now).await? else { return Ok(None) };
        let timeline = self.records.timeline(reference, now).await?;
        let published = self.publication.current();
        let suggestions = self.suggest(&record).await?;
        Ok(Some(RequestPage::new(&self.words, &published, now, &record, &timeline, shown, suggestions)))
    }

    fn error(&self, status: StatusCode) -> Response {
        self.page(status, "problem.html", &Problem::of(status, &self.words))
    }

    fn failed(&self, error: &StoreError) -> Response {
        tracing::error!(%error, "the desk's store failed");
        self.error(StatusCode::SERVICE_UNAVAILABLE)
    }

    fn page(&self, status: StatusCode, template: &str, view: &impl Serialize) -> Response {
        match self.templates.render(template, view, &self.visit.frame()) {
            Ok(html) => (status, Html(html)).into_response(),
            Err(error) => {
                tracing::error!(%error, template, "a page of the desk can't be made");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }
}
