//! The desk: where the secretariat sees what came in, and says what becomes of it.
//!
//! In: requests from a browser that signed in with the desk's token. Out: pages, and changes through [`CaseStore`]. It acts on no
//! GET. It knows the vocabulary from what was published, and no theme.

mod access;
mod actions;
mod assign;
mod compose;
mod content_form;
pub mod content_repository;
mod cookies;
mod download;
mod email_templates;
mod erase;
mod guard;
mod hosts;
mod inbox;
mod locale;
mod mailer;
mod offer;
mod offer_titles;
mod offers;
mod phrases;
mod posted_form;
mod preferences;
mod purge;
pub mod reasons;
mod reports;
mod request_fields;
mod search;
mod session;
mod shortcuts;
mod slug;
mod spam_signs;
mod story;
mod suggestions;
mod templates;
mod timeline;
mod unreadable;
mod views;
mod words;

use std::path::Path as FilePath;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{any, get, post};
use axum::{Router, middleware};
use domain::case::Reference;
use serde::Serialize;

pub use self::access::{DeskAccess, DeskToken, DeskTokenError};
pub use self::email_templates::EmailTemplates;
use self::inbox::inbox_address;
use self::locale::Locale;
pub use self::mailer::{Mailer, MailerError};
pub use self::reasons::ReasonWords;
use self::session::{Session, SessionService};
use self::templates::Templates;
pub use self::unreadable::UnreadableFiles;
use self::views::{Beside, Problem, RequestPage, Shown};
use self::words::Words;
use crate::content_repository::ContentRepository;
use store::{CaseStore, StoreError};
use web::clock::Clock;
use web::headers::{isolate, protect};
use web::published::Publication;

/// What the desk works with.
#[derive(Clone)]
pub struct DeskState {
    /// Who may use it.
    pub access: DeskAccess,
    /// Where requests are kept.
    pub records: Arc<dyn CaseStore>,
    /// What the generator published: the vocabulary that puts codes into words.
    pub publication: Arc<Publication>,
    /// The time.
    pub clock: Clock,
    /// The folder of content beside the desk, if it has one.
    pub papers: Option<Arc<dyn ContentRepository>>,
    /// How it writes to people.
    pub correspondence: EmailSettings,
    /// What visitors sent and could not be read.
    pub unreadable: UnreadableFiles,
}

/// How the desk writes to people.
#[derive(Clone, Default)]
pub struct EmailSettings {
    /// What it writes.
    pub letters: EmailTemplates,
    /// Where it hands messages over; without this, people send them with their own mail program.
    pub post: Option<Mailer>,
}

impl EmailSettings {
    /// That of a site: the templates of its folder's `content/letters/`, and the mail server of the environment, if one is set.
    ///
    /// # Errors
    /// If no message can be sent by that server.
    pub fn of_site(root: &FilePath) -> Result<Self, MailerError> {
        Ok(Self {
            letters: EmailTemplates::with_folder(root.join("content/letters")),
            post: Mailer::from_environment()?,
        })
    }
}

/// The desk as one visitor has it.
#[derive(Clone)]
struct Desk {
    access: DeskAccess,
    records: Arc<dyn CaseStore>,
    publication: Arc<Publication>,
    clock: Clock,
    papers: Option<Arc<dyn ContentRepository>>,
    words: Arc<Words>,
    reasons: Arc<ReasonWords>,
    templates: Arc<Templates>,
    correspondence: EmailSettings,
    unreadable: UnreadableFiles,
    /// Held while a message is sent and recorded, so that a double click waits and then finds it done.
    sending: Arc<tokio::sync::Mutex<()>>,
    /// Who asks, and from where.
    session: Arc<Session>,
}

/// The routes under `/desk/`. Merge them with those of the site, take the path that the site lives below off what is
/// asked, and serve with `into_make_service_with_connect_info::<SocketAddr>()`: a sender whose address is not known is
/// refused.
pub fn desk_router(state: DeskState) -> Router {
    let DeskState { access, records, publication, clock, papers, correspondence, unreadable } = state;
    let locales = Locale::all();
    let Locale { words, reasons, templates } = locales[0].clone();
    let (sending, session) = (Arc::default(), Arc::default());
    let desk = Desk {
        access,
        records,
        publication,
        clock,
        papers,
        words,
        reasons,
        templates,
        correspondence,
        unreadable,
        sending,
        session,
    };
    let service = SessionService::new(desk, locales, routes());
    Router::new()
        .route("/desk", get(|| async { axum::response::Redirect::permanent("/desk/") }))
        .route("/desk/", any(session::answer))
        .route("/desk/{*anything}", any(session::answer))
        .route_layer(middleware::from_fn_with_state(service.desk(), guard::admit))
        .layer(middleware::map_response_with_state(service.desk(), lead_below_the_path))
        .layer(middleware::map_response(isolate))
        .layer(middleware::map_response(protect))
        .with_state(service)
}

/// What a desk answers on.
fn routes() -> Router<Arc<Desk>> {
    Router::new()
        .route("/desk/", get(inbox::show).fallback(wrong_method))
        .route("/desk/search", get(search::show).fallback(wrong_method))
        .route("/desk/assign", post(assign::save).fallback(wrong_method))
        .route("/desk/who", post(preferences::save).fallback(wrong_method))
        .route("/desk/shortcuts", get(shortcuts::show).fallback(wrong_method))
        .route("/desk/requests/{reference}", get(show).fallback(wrong_method))
        .route("/desk/requests/{reference}/compare", get(suggestions::compare::compare).fallback(wrong_method))
        .route("/desk/requests/{reference}/steps", post(actions::take).fallback(wrong_method))
        .route("/desk/requests/{reference}/steps/{step}", post(actions::take_one).fallback(wrong_method))
        .route("/desk/requests/{reference}/note", post(actions::note).fallback(wrong_method))
        .route("/desk/requests/{reference}/introduce", get(compose::introduce).fallback(wrong_method))
        .route("/desk/requests/{reference}/write/{step}", post(compose::write).fallback(wrong_method))
        .route("/desk/requests/{reference}/back/{step}", post(compose::back).fallback(wrong_method))
        .route("/desk/requests/{reference}/send/{step}", post(compose::send).fallback(wrong_method))
        .route("/desk/requests/{reference}/message/{step}/{file}", post(compose::file).fallback(wrong_method))
        .route("/desk/requests/{reference}/offer", get(offer::show).post(offer::act).fallback(wrong_method))
        .route("/desk/requests/{reference}/story", get(story::show).post(story::act).fallback(wrong_method))
        .route("/desk/requests/{reference}/erase", get(erase::ask).post(erase::erase).fallback(wrong_method))
        .route("/desk/hosts", get(hosts::show).fallback(wrong_method))
        .route(purge::ADDRESS, get(purge::show).post(purge::confirm).fallback(wrong_method))
        .route("/desk/reports", get(reports::overview).fallback(wrong_method))
        .route("/desk/reports/years/{year}", get(reports::year).post(reports::act_on_year).fallback(wrong_method))
        .route("/desk/reports/export", post(reports::export).fallback(wrong_method))
        .route("/desk/reports/person", post(reports::person).fallback(wrong_method))
        .route("/desk/assets/desk.css", get(style))
        .route("/desk/assets/compose.js", get(compose::script))
        .route("/desk/assets/keys.js", get(keys))
        .route("/desk/assets/keep.js", get(keep))
        .route("/desk/assets/count.js", get(count))
        .route("/desk/assets/icon.svg", get(icon))
        .fallback(unknown)
}

async fn show(State(desk): State<Arc<Desk>>, Path(reference): Path<String>) -> Response {
    let shown = Shown { by: desk.remembered_name(), ..Shown::default() };
    desk.show(StatusCode::OK, &reference, shown).await
}

/// The style sheet, by its rooms. What holds for narrow screens and paper stands last.
const STYLE: [&str; 13] = [
    include_str!("../static/css/base.css"),
    include_str!("../static/css/frame.css"),
    include_str!("../static/css/inbox.css"),
    include_str!("../static/css/forms.css"),
    include_str!("../static/css/status.css"),
    include_str!("../static/css/request.css"),
    include_str!("../static/css/steps.css"),
    include_str!("../static/css/timeline.css"),
    include_str!("../static/css/matches.css"),
    include_str!("../static/css/compare.css"),
    include_str!("../static/css/notices.css"),
    include_str!("../static/css/papers.css"),
    include_str!("../static/css/last.css"),
];

async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE.concat())
}

async fn keys() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("../static/js/keys.js"))
}

async fn keep() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("../static/js/keep.js"))
}

async fn count() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("../static/js/count.js"))
}

async fn icon() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "image/svg+xml")], include_str!("../static/icon.svg"))
}

/// Within the desk, addresses begin with `/desk/`. Browsers are led to those below the path that the site lives below.
async fn lead_below_the_path(State(desk): State<Arc<Desk>>, mut response: Response) -> Response {
    let published = desk.publication.current();
    if let Some(location) = response.headers_mut().get_mut(header::LOCATION)
        && let Ok(led) = HeaderValue::from_bytes(&[published.base_path().as_bytes(), location.as_bytes()].concat())
    {
        *location = led;
    }
    response
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
        let suggestions = self.suggest(&record, &timeline).await?;
        let offer = match &record.handling.introduced {
            Some(introduced) => offers::find(&published, &introduced.introduction.offer).await,
            None => None,
        };
        let beside = Beside { offer: offer.as_ref(), suggestions };
        Ok(Some(RequestPage::new(&self.words, &published, now, &record, &timeline, shown, beside)))
    }

    fn error(&self, status: StatusCode) -> Response {
        self.page(status, "problem.html", &Problem::of(status, &self.words))
    }

    fn failed(&self, error: &StoreError) -> Response {
        tracing::error!(%error, "the desk's store failed");
        self.error(StatusCode::SERVICE_UNAVAILABLE)
    }

    fn page(&self, status: StatusCode, template: &str, view: &impl Serialize) -> Response {
        self.page_with(status, template, view, self.session.form_token())
    }

    /// A page whose forms belong to the session of a token.
    fn page_with(&self, status: StatusCode, template: &str, view: &impl Serialize, form_token: &str) -> Response {
        match self.templates.render(template, view, &self.session.frame(&self.publication.current(), form_token)) {
            Ok(html) => (status, Html(html)).into_response(),
            Err(error) => {
                tracing::error!(%error, template, "a page of the desk can't be made");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }
}
