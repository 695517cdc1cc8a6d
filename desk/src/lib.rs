//! The desk: where the secretariat sees what came in, and says what becomes of it.
//!
//! In: requests from a browser that signed in with the desk's token. Out: pages, and changes through [`CaseStore`]. It acts on no
//! GET. It knows the vocabulary from what was published, and no theme.

#![allow(missing_docs, reason = "a comment says what name and type don't")]

mod access;
mod actions;
mod assets;
mod assign;
mod choices;
mod compose;
mod content_form;
pub mod content_repository;
mod context;
mod cookies;
mod download;
mod email_templates;
mod erase;
mod error;
mod guard;
mod hosts;
mod inbox;
mod list_position;
mod locale;
mod mail;
mod mailer;
mod offer;
mod offer_titles;
mod offers;
mod origin;
mod phrases;
mod posted_form;
mod preferences;
mod purge;
pub mod reasons;
mod records;
mod reports;
mod request_fields;
mod request_list;
mod request_page;
mod request_summary;
mod search;
mod session;
mod shortcuts;
mod slug;
mod spam_signs;
mod state;
mod story;
mod suggestions;
mod templates;
mod timeline;
mod unreadable;
mod words;

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{Redirect, Response};
use axum::routing::{any, get, post};
use axum::{Router, middleware};

pub use self::access::{DeskAccess, DeskToken, DeskTokenError};
use self::context::App;
pub use self::email_templates::EmailTemplates;
use self::error::DeskError;
pub use self::mailer::{Mailer, MailerError};
pub use self::reasons::ReasonWords;
pub use self::state::{DeskState, EmailSettings};
pub use self::unreadable::UnreadableFiles;
use web::headers::{isolate, protect};
use web::published::Publication;

/// The routes under `/desk/`. Merge them with those of the site, take the path that the site lives below off what is
/// asked, and serve with `into_make_service_with_connect_info::<SocketAddr>()`: a sender whose address is not known is
/// refused.
pub fn desk_router(state: DeskState) -> Router {
    let publication = Arc::clone(&state.publication);
    let app = Arc::new(App::new(state));
    routes()
        .route_layer(middleware::from_fn_with_state(Arc::clone(&app), context::provide))
        .route_layer(middleware::from_fn_with_state(app, guard::admit))
        .layer(middleware::map_response_with_state(publication, lead_below_the_path))
        .layer(middleware::map_response(isolate))
        .layer(middleware::map_response(protect))
}

fn routes() -> Router {
    let pages = Router::new()
        .route("/desk/", get(inbox::show))
        .route("/desk/search", get(search::show))
        .route("/desk/assign", post(assign::save))
        .route("/desk/who", post(preferences::save))
        .route("/desk/shortcuts", get(shortcuts::show))
        .route("/desk/requests/{reference}", get(request_page::show))
        .route("/desk/requests/{reference}/compare", get(suggestions::compare::compare))
        .route("/desk/requests/{reference}/steps", post(actions::take))
        .route("/desk/requests/{reference}/steps/{step}", post(actions::take_one))
        .route("/desk/requests/{reference}/note", post(actions::note))
        .route("/desk/requests/{reference}/introduce", get(compose::introduce))
        .route("/desk/requests/{reference}/write/{step}", post(compose::write))
        .route("/desk/requests/{reference}/back/{step}", post(compose::back))
        .route("/desk/requests/{reference}/send/{step}", post(compose::send))
        .route("/desk/requests/{reference}/message/{step}/{file}", post(compose::file))
        .route("/desk/requests/{reference}/offer", get(offer::show).post(offer::act))
        .route("/desk/requests/{reference}/story", get(story::show).post(story::act))
        .route("/desk/requests/{reference}/erase", get(erase::ask).post(erase::erase))
        .route("/desk/hosts", get(hosts::show))
        .route(purge::ADDRESS, get(purge::show).post(purge::confirm))
        .route("/desk/reports", get(reports::overview))
        .route("/desk/reports/years/{year}", get(reports::year).post(reports::act_on_year))
        .route("/desk/reports/export", post(reports::export))
        .route("/desk/reports/person", post(reports::person))
        .route("/desk/{*unknown}", any(async || DeskError::NotFound))
        .method_not_allowed_fallback(async || DeskError::MethodNotAllowed)
        .route("/desk", get(async || Redirect::permanent("/desk/")));
    assets::ALL.into_iter().fold(pages, |routes, asset| routes.route(asset.path, get(async move || asset.response())))
}

/// Within the desk, addresses begin with `/desk/`. Browsers are led to those below the path that the site lives below.
async fn lead_below_the_path(State(publication): State<Arc<Publication>>, mut response: Response) -> Response {
    let published = publication.current();
    if let Some(location) = response.headers_mut().get_mut(header::LOCATION)
        && let Ok(led) = HeaderValue::from_bytes(&[published.base_path.as_bytes(), location.as_bytes()].concat())
    {
        *location = led;
    }
    response
}
