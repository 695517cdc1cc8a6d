//! One visit: whoever asks gets a desk of their own for as long as the request is answered, with the words of their
//! language and the name under which they work.
//!
//! In: a request, its cookies among it. Out: the answer of that desk, which tells the browser what to remember.

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{Extensions, Method, header};
use axum::response::Response;
use domain::case::Action;
use domain::text::LanguageTag;
use tower::ServiceExt;

use super::access::SessionCookie;
use super::cookies::Remembered;
use super::frame::LanguageChoice;
use super::locale::{Locale, choose, spoken};
use super::session::Session;
use super::state::Desk;

/// Where desks come from: one that knows nobody, the languages there are, and the routes.
#[derive(Clone)]
pub(super) struct SessionService {
    desk: Arc<Desk>,
    locales: Arc<[Locale]>,
    routes: Router<Arc<Desk>>,
}

impl SessionService {
    /// Routes that a desk answers on; the first language is the one of strangers.
    pub(super) fn new(desk: Desk, locales: Vec<Locale>, routes: Router<Arc<Desk>>) -> Self {
        Self { desk: Arc::new(desk), locales: locales.into(), routes }
    }

    /// The desk of those of whom nothing is known.
    pub(super) fn desk(&self) -> Arc<Desk> {
        Arc::clone(&self.desk)
    }

    async fn open(&self, parts: &Parts) -> Desk {
        let published = self.desk.publication.current();
        let locales = spoken(&self.locales, published.languages());
        let languages: Vec<&LanguageTag> = locales.iter().map(|locale| locale.language()).collect();
        let chosen = choose(&languages, Remembered::Language.read(&parts.headers).as_deref(), &parts.headers);
        let locale = locales.iter().find(|locale| Some(locale.language()) == chosen).unwrap_or(&locales[0]);
        let choice = |language: &&LanguageTag| LanguageChoice {
            code: (*language).clone(),
            name: published
                .vocabulary()
                .languages
                .find(language.as_str())
                .map_or_else(|| language.to_string(), |term| term.autonym.clone()),
            chosen: Some(*language) == chosen,
        };
        let name = Remembered::Name.read(&parts.headers).filter(|name| Action::is_name(name)).unwrap_or_default();
        let (counts, is_purge_held) = if parts.uri.path().starts_with("/desk/assets/") {
            (None, false)
        } else {
            let who = (!name.is_empty()).then_some(name.as_str());
            let (records, now) = (&self.desk.records, self.desk.clock.now());
            // A store that is gone is told by the page itself, which needs more than numbers.
            (records.counts(now, who).await.ok(), matches!(records.held_purge(now).await, Ok(Some(_))))
        };
        let session = Session {
            here: place_to_return(parts),
            counts,
            is_purge_held,
            unreadable: self.desk.unreadable.notice(&locale.words),
            languages: languages.iter().map(choice).collect(),
            name,
            session: parts.extensions.get::<SessionCookie>().cloned().unwrap_or_default(),
            remembered: Mutex::default(),
        };
        let Locale { words, reasons, templates } = Locale::clone(locale);
        Desk { words, reasons, templates, session: Arc::new(session), ..Desk::clone(&self.desk) }
    }
}

/// Answers a request at a desk of its own.
pub(super) async fn answer(State(service): State<SessionService>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let desk = Arc::new(service.open(&parts).await);
    // What the outer routes noted of the address would be counted among the parameters of the inner ones.
    parts.extensions = Extensions::new();
    let routes: Router = service.routes.clone().with_state(Arc::clone(&desk));
    let published = desk.publication.current();
    let mut response = match routes.oneshot(Request::from_parts(parts, body)).await {
        Ok(response) => response,
        Err(never) => match never {},
    };
    for (what, value) in desk.session.remembered.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
        if let Some(cookie) = what.write(&value, published.base_path()) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    response
}

/// The page that somebody sees, or saw before sending a form.
fn place_to_return(parts: &Parts) -> String {
    let path = parts.uri.path();
    if matches!(parts.method, Method::GET | Method::HEAD) {
        return parts.uri.path_and_query().map_or(path, |whole| whole.as_str()).to_owned();
    }
    let reference = path.strip_prefix("/desk/requests/").and_then(|rest| rest.split('/').next());
    reference.map_or_else(|| "/desk/".to_owned(), |reference| format!("/desk/requests/{reference}"))
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::place_to_return;

    #[test]
    fn one_comes_back_to_the_page_one_saw() {
        let place = |method: &str, address: &str| {
            let request = Request::builder().method(method).uri(address).body(()).expect("a request");
            place_to_return(&request.into_parts().0)
        };
        assert_eq!(place("GET", "/desk/?status=new"), "/desk/?status=new");
        assert_eq!(
            place("POST", "/desk/requests/MM-7K3M-9QPD-2XWV/steps?version=1"),
            "/desk/requests/MM-7K3M-9QPD-2XWV"
        );
        assert_eq!(place("POST", "/desk/assign"), "/desk/");
    }
}
