//! Who works at this browser, and in which language: a small form in the frame of every page.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::case::Action;

use super::cookies::Remembered;
use super::posted_form::PostedForm;
use super::session::within_the_desk;
use super::state::Desk;

/// Remembers the name that was written, or forgets who works here where none was; and the language.
pub(super) async fn save(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let Some(posted) = PostedForm::read(request).await else { return desk.error(StatusCode::BAD_REQUEST) };
    if let Some(name) = posted.value("who") {
        if !name.is_empty() && !Action::is_name(name) {
            return desk.error(StatusCode::UNPROCESSABLE_ENTITY);
        }
        desk.session.remember(Remembered::Name, name.to_owned());
    }
    if let Some(language) = posted.value("language").filter(|language| desk.session.offers(language)) {
        desk.session.remember(Remembered::Language, language.to_owned());
    }
    Redirect::to(within_the_desk(posted.value("return").unwrap_or_default())).into_response()
}
