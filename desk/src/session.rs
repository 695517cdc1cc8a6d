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
use domain::case::{Action, Status};
use domain::text::LanguageTag;
use serde::Serialize;
use tower::ServiceExt;
use url::Url;

use super::Desk;
use super::access::SessionCookie;
use super::cookies::Remembered;
use super::locale::{Locale, choose, spoken};
use super::unreadable;
use store::Counts;
use web::published::Published;

/// Where desks come from: one that knows nobody, the languages there are, and the routes.
#[derive(Clone)]
pub(super) struct SessionService {
    desk: Arc<Desk>,
    locales: Arc<[Locale]>,
    routes: Router<Arc<Desk>>,
}

/// What is known of whoever asks.
#[derive(Default)]
pub(super) struct Session {
    /// Who works, as they name themselves; empty where that is not known.
    name: String,
    /// The address to come back to.
    here: String,
    /// How much there is to do; unknown to strangers, and where the store can't be reached.
    counts: Option<Counts>,
    /// Whether a purge waits for somebody's word.
    is_purge_held: bool,
    /// What visitors sent and could not be read.
    unreadable: Option<unreadable::Notice>,
    /// The languages one may choose from.
    languages: Vec<Choice>,
    /// The browser that is signed in.
    session: SessionCookie,
    /// What the answer tells the browser to remember.
    remembered: Mutex<Vec<(Remembered, String)>>,
}

/// What every page shows around its content.
#[derive(Default, Serialize)]
pub(super) struct Frame<'v> {
    name: &'v str,
    here: &'v str,
    /// What stands before every address of the desk.
    base_path: &'v str,
    /// What stands before every address of the site.
    site: &'v str,
    /// What each form sends back, so that no other page can send it.
    csrf: &'v str,
    section: &'static str,
    fresh: u64,
    overdue: u64,
    is_purge_held: bool,
    unreadable: Option<&'v unreadable::Notice>,
    languages: &'v [Choice],
}

#[derive(Clone, Serialize)]
struct Choice {
    code: LanguageTag,
    name: String,
    chosen: bool,
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
        let choice = |language: &&LanguageTag| Choice {
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

/// An address within the desk, as a form gave it. Anything else leads to the inbox, and so does what a browser would
/// rewrite before it goes there, such as `/desk/../evil`. No path of the desk has a character that must be encoded, so
/// nothing that is encoded leads anywhere else.
pub(super) fn within_the_desk(address: &str) -> &str {
    const HERE: &str = "http://localhost";
    let is_normalised =
        Url::parse(&format!("{HERE}{address}")).is_ok_and(|url| url.as_str().strip_prefix(HERE) == Some(address));
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let is_plain = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte));
    if is_normalised && is_plain && address.starts_with("/desk/") && !address.contains("//") {
        address
    } else {
        "/desk/"
    }
}

impl Session {
    /// How much there is to do.
    pub(super) fn counts(&self) -> Option<&Counts> {
        self.counts.as_ref()
    }

    /// Tells the browser to remember something.
    pub(super) fn remember(&self, what: Remembered, value: String) {
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner).push((what, value));
    }

    /// Whether a language is one of those to choose from.
    pub(super) fn offers(&self, language: &str) -> bool {
        self.languages.iter().any(|choice| choice.code.as_str() == language)
    }

    /// What the forms of this visit send back, so that no other page can send them.
    pub(super) fn form_token(&self) -> &str {
        self.session.form_token()
    }

    /// What every page shows around its content; its forms belong to the session of the token.
    pub(super) fn frame<'v>(&'v self, published: &'v Published, csrf: &'v str) -> Frame<'v> {
        let path = self.here.split('?').next().unwrap_or_default();
        let within =
            |folder: &str| path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let section = match path {
            _ if within("/desk/hosts") => "hosts",
            _ if within("/desk/reports") => "reports",
            "/desk/purge" => "purge",
            "/desk/" | "/desk/search" => "requests",
            _ if within("/desk/requests") => "requests",
            _ => "",
        };
        let counts = self.counts.as_ref();
        Frame {
            name: &self.name,
            here: &self.here,
            base_path: published.base_path(),
            site: published.site(),
            csrf,
            section,
            fresh: counts.and_then(|counts| counts.by_status.get(&Status::New)).copied().unwrap_or(0),
            overdue: counts.map_or(0, |counts| counts.overdue),
            is_purge_held: self.is_purge_held,
            unreadable: self.unreadable.as_ref(),
            languages: &self.languages,
        }
    }
}

impl Desk {
    /// The name of who works here, where it is known; to be put into forms.
    pub(super) fn remembered_name(&self) -> String {
        self.session.name.clone()
    }

    /// Remembers who works here.
    pub(super) fn remember_name(&self, name: String) {
        if name != self.session.name {
            self.session.remember(Remembered::Name, name);
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::{place_to_return, within_the_desk};

    #[test]
    fn nobody_is_led_out_of_the_desk() {
        for good in [
            "/desk/",
            "/desk/?view=mine&form=join",
            "/desk/requests/MM-7K3M-9QPD-2XWV",
            "/desk/requests/MM-7K3M-9QPD-2XWV#note",
            "/desk/search?words=t%C3%B6ken+..%2F",
        ] {
            assert_eq!(within_the_desk(good), good);
        }
        for bad in [
            "",
            "/",
            "/desk",
            "//evil.example/desk/",
            "https://evil.example",
            "/desk/\\evil",
            "/desk//evil",
            "/desk/../../evil",
            "/desk/..",
            "/desk/./",
            "/desk/%2e%2e/evil",
            "/desk/.%2E/evil",
            "/desk/..;/../evil",
            "/desk/..%2fevil",
            "/desk/..%2Fevil?view=mine",
            "/desk/%2fevil",
            "/desk/%252e%252e%252fevil",
            "/desk/..%5cevil",
            "/desk/%09/evil",
            "/desk/%2e%2e%2fevil",
            "/desk/requests%2f..%2f..%2fen/",
            "/desk/;/evil",
            "/desk/%00",
            "/desk/%",
            "/desk/%zz",
            "/desk/requests/%4DM-7K3M-9QPD-2XWV",
            "/desk/requests/../../en/",
            "/desk/\t/evil",
            " /desk/",
            ":80/desk/",
            "@evil.example/desk/",
            ".evil.example/desk/",
            "/desk/ä",
            "/desk/\n",
        ] {
            assert_eq!(within_the_desk(bad), "/desk/", "{bad:?}");
        }
    }

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
