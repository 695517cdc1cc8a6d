//! The desk: where the secretariat sees what came in, and says what becomes of it.
//!
//! In: requests from a browser that signed in with the desk's token. Out: pages, and changes through [`CaseStore`]. It acts on no
//! GET. It knows the vocabulary from what was published, and no theme.

mod access;
mod actions;
mod assets;
mod assign;
mod compose;
mod content_form;
pub mod content_repository;
mod cookies;
mod download;
mod email_templates;
mod erase;
mod error_page;
mod frame;
mod guard;
mod hosts;
mod inbox;
mod list_position;
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
mod request_page;
mod search;
mod session;
mod session_service;
mod shortcuts;
mod slug;
mod spam_signs;
mod state;
mod story;
mod suggestions;
mod templates;
mod timeline;
mod unreadable;
mod views;
mod words;

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::{any, get, post};
use axum::{Router, middleware};

pub use self::access::{DeskAccess, DeskToken, DeskTokenError};
pub use self::email_templates::EmailTemplates;
use self::locale::Locale;
pub use self::mailer::{Mailer, MailerError};
pub use self::reasons::ReasonWords;
use self::session_service::SessionService;
use self::state::Desk;
pub use self::state::{DeskState, EmailSettings};
pub use self::unreadable::UnreadableFiles;
use web::headers::{isolate, protect};

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
        .route("/desk/", any(session_service::answer))
        .route("/desk/{*anything}", any(session_service::answer))
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
        .route("/desk/requests/{reference}", get(request_page::show).fallback(wrong_method))
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
        .route("/desk/assets/desk.css", get(assets::style))
        .route("/desk/assets/compose.js", get(assets::compose))
        .route("/desk/assets/keys.js", get(assets::keys))
        .route("/desk/assets/keep.js", get(assets::keep))
        .route("/desk/assets/count.js", get(assets::count))
        .route("/desk/assets/icon.svg", get(assets::icon))
        .fallback(unknown)
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
