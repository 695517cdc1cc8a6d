//! The desk: where the secretariat sees what came in, and says what becomes of it.
//!
//! In: requests from a browser on the same machine. Out: pages, and changes through [`Records`]. It acts on no GET, and
//! answers nobody beyond the machine. It knows the vocabulary from what was published, and no theme.

mod changes;
mod describe;
mod guard;
mod suspects;
mod templates;
mod views;
mod words;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Router, middleware};
use domain::submission::{Reference, Status};
use serde::Serialize;

use self::templates::Templates;
use self::views::{Desired, Inbox, Judge, Problem, RequestPage, Shown};
use self::words::Words;
use crate::clock::Clock;
use crate::headers::protect;
use crate::published::Publication;
use crate::store::{Cursor, Records, StoreError, View};

/// What the desk works with.
#[derive(Clone)]
pub struct DeskState {
    /// Where requests are kept.
    pub records: Arc<dyn Records>,
    /// What the generator published: the vocabulary that puts codes into words.
    pub publication: Arc<Publication>,
    /// The time.
    pub clock: Clock,
}

struct Desk {
    records: Arc<dyn Records>,
    publication: Arc<Publication>,
    clock: Clock,
    words: Arc<Words>,
    templates: Templates,
    /// Who last did something, to be put into the next form: the desk is one machine's, and sets no cookie.
    name: Mutex<String>,
}

/// The routes under `/desk/`. Merge them with those of the site, and serve with
/// `into_make_service_with_connect_info::<SocketAddr>()`: a sender whose address is not known is refused.
pub fn desk_router(state: DeskState) -> Router {
    let DeskState { records, publication, clock } = state;
    let words = Arc::new(Words::english());
    let templates = Templates::new(Arc::clone(&words));
    let desk = Arc::new(Desk { records, publication, clock, words, templates, name: Mutex::default() });
    Router::new()
        .route("/desk", get(|| async { axum::response::Redirect::permanent("/desk/") }))
        .route("/desk/", get(inbox).fallback(wrong_method))
        .route("/desk/requests/{reference}", get(show).fallback(wrong_method))
        .route("/desk/requests/{reference}/steps", post(changes::step).fallback(wrong_method))
        .route("/desk/requests/{reference}/note", post(changes::note).fallback(wrong_method))
        .route("/desk/assets/desk.css", get(style))
        .route("/desk/assets/icon.svg", get(icon))
        .route("/desk/{*anything}", get(unknown).fallback(unknown))
        .layer(middleware::from_fn_with_state(Arc::clone(&desk), guard::refuse_strangers))
        .layer(middleware::map_response(protect))
        .with_state(desk)
}

async fn inbox(State(desk): State<Arc<Desk>>, Query(query): Query<views::InboxQuery>) -> Response {
    let Some(desired) = Desired::from_query(&query) else { return desk.error(StatusCode::NOT_FOUND) };
    match desk.read_inbox(desired).await {
        Ok(inbox) => desk.page(StatusCode::OK, "inbox.html", &inbox),
        Err(error) => desk.failed(&error),
    }
}

async fn show(State(desk): State<Arc<Desk>>, Path(reference): Path<String>) -> Response {
    let shown = Shown { by: desk.remembered_name(), ..Shown::default() };
    desk.show(StatusCode::OK, &reference, shown).await
}

/// The style sheet, by its rooms. What holds for narrow screens and paper stands last.
const STYLE: [&str; 10] = [
    include_str!("../desk/css/base.css"),
    include_str!("../desk/css/frame.css"),
    include_str!("../desk/css/inbox.css"),
    include_str!("../desk/css/forms.css"),
    include_str!("../desk/css/status.css"),
    include_str!("../desk/css/request.css"),
    include_str!("../desk/css/timeline.css"),
    include_str!("../desk/css/matches.css"),
    include_str!("../desk/css/notices.css"),
    include_str!("../desk/css/last.css"),
];

async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE.concat())
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
    async fn read_inbox(&self, desired: Desired) -> Result<Inbox, StoreError> {
        let now = self.clock.now();
        let counts = self.records.counts(now, None).await?.by_status;
        let page = self.records.list(&desired.filter, desired.after.as_ref(), now).await?;
        let suspects = if desired.filter.view == View::Status(Status::SuspectedSpam) {
            suspects::read(&self.records, &self.words, &page, now).await?
        } else {
            BTreeMap::new()
        };
        let published = self.publication.current();
        let judge = Judge { by: self.remembered_name(), suspects };
        Ok(Inbox::new(&self.words, &published, now, &desired, &counts, &page, judge))
    }

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
        Ok(Some(RequestPage::new(&self.words, &published, now, &record, &timeline, shown)))
    }

    fn remembered_name(&self) -> String {
        self.name.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn remember_name(&self, name: String) {
        *self.name.lock().unwrap_or_else(PoisonError::into_inner) = name;
    }

    fn error(&self, status: StatusCode) -> Response {
        self.page(status, "problem.html", &Problem::of(status, &self.words))
    }

    fn failed(&self, error: &StoreError) -> Response {
        tracing::error!(%error, "the desk's store failed");
        self.error(StatusCode::SERVICE_UNAVAILABLE)
    }

    fn page(&self, status: StatusCode, template: &str, view: &impl Serialize) -> Response {
        match self.templates.render(template, view) {
            Ok(html) => (status, Html(html)).into_response(),
            Err(error) => {
                tracing::error!(%error, template, "a page of the desk can't be made");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }
}

/// The address of the inbox with a filter.
fn inbox_address(desired: &Desired, after: Option<&Cursor>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if desired.filter.view != Desired::default().filter.view {
        query.append_pair("status", desired.status().map_or(Desired::ALL, Status::code));
    }
    if let Some(form) = desired.filter.form {
        query.append_pair("form", form.name());
    }
    if let Some(cursor) = after {
        query.append_pair("after", &cursor.to_string());
    }
    let query = query.finish();
    if query.is_empty() { "/desk/".to_owned() } else { format!("/desk/?{query}") }
}
