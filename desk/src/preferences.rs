//! Who works at this browser, and in which language: a small form in the frame of every page.

use axum::response::Redirect;
use domain::case::Action;

use super::context::RequestContext;
use super::cookies::Remembered;
use super::error::DeskError;
use super::posted_form::PostedForm;
use super::session::within_the_desk;

/// Remembers the name that was written, or forgets who works here where none was; and the language.
pub(super) async fn save(context: RequestContext, form: PostedForm) -> Result<Redirect, DeskError> {
    if let Some(name) = form.get("who") {
        if !name.is_empty() && !Action::is_name(&name) {
            return Err(DeskError::InvalidValue);
        }
        context.session.remember(Remembered::Name, name);
    }
    if let Some(language) = form.get("language").filter(|language| context.session.offers(language)) {
        context.session.remember(Remembered::Language, language);
    }
    Ok(Redirect::to(within_the_desk(&form.value("return"))))
}
