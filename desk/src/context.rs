//! What one request is answered with: the published site and the time, each read once, who asks, and in which language.
//!
//! In: a request that [`super::guard`] admitted. Out: the extractors [`RequestContext`] and [`Case`], error pages, and cookies.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Path, Request, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use domain::case::{Action, Reference, TimelineEntry};
use domain::text::LanguageTag;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::access::SessionCookie;
use super::content_repository::ContentRepository;
use super::cookies::Remembered;
use super::error::{DeskError, NeedsErrorPage, PageResult, message_key};
use super::locale::{Locale, choose, spoken};
use super::reasons::ReasonWords;
use super::session::{Frame, LanguageChoice, Session, address_to_return};
use super::state::{DeskState, EmailSettings};
use super::templates::Templates;
use super::words::Words;
use store::{CaseStore, Change, Record};
use web::clock::day_of;
use web::published::Published;

/// What all requests share.
pub(super) struct App {
    pub(super) state: DeskState,
    /// English first.
    locales: Vec<Locale>,
    sending: Arc<tokio::sync::Mutex<()>>,
}

/// What one request is answered with.
#[derive(Clone)]
pub(super) struct RequestContext {
    pub(super) store: Arc<dyn CaseStore>,
    pub(super) content: Option<Arc<dyn ContentRepository>>,
    pub(super) email: EmailSettings,
    /// Held while a message is sent and recorded, so that a double click waits and then finds it done.
    pub(super) sending: Arc<tokio::sync::Mutex<()>>,
    pub(super) published: Arc<Published>,
    pub(super) now: Timestamp,
    pub(super) words: Arc<Words>,
    pub(super) reasons: Arc<ReasonWords>,
    pub(super) templates: Arc<Templates>,
    pub(super) session: Arc<Session>,
}

impl App {
    pub(super) fn new(state: DeskState) -> Self {
        Self { state, locales: Locale::all(), sending: Arc::default() }
    }

    /// The context of a browser that is not signed in, or whose form is of an earlier session.
    pub(super) fn anonymous(&self, csrf: &str) -> RequestContext {
        let published = self.state.publication.current();
        let frame = Frame { csrf: csrf.to_owned(), ..Frame::of_site(&published) };
        let session = Session::new(frame, String::new(), None);
        self.context(published, self.state.clock.now(), &self.locales[0], session)
    }

    fn context(&self, published: Arc<Published>, now: Timestamp, locale: &Locale, session: Session) -> RequestContext {
        let DeskState { store, content, email, .. } = self.state.clone();
        let Locale { words, reasons, templates } = locale.clone();
        let (sending, session) = (Arc::clone(&self.sending), Arc::new(session));
        RequestContext { store, content, email, sending, published, now, words, reasons, templates, session }
    }

    async fn open(&self, parts: &Parts) -> RequestContext {
        let (published, now) = (self.state.publication.current(), self.state.clock.now());
        let locales = spoken(&self.locales, &published.languages);
        let languages: Vec<&LanguageTag> = locales.iter().map(|locale| locale.language()).collect();
        let chosen = choose(&languages, Remembered::Language.read(&parts.headers).as_deref(), &parts.headers);
        let locale = locales.iter().find(|locale| Some(locale.language()) == chosen).unwrap_or(&locales[0]);
        let choice = |language: &&LanguageTag| LanguageChoice {
            code: (*language).clone(),
            name: published
                .vocabulary
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
            let store = &self.state.store;
            // The page itself says that a store is gone, which needs more than numbers.
            (store.counts(now, who).await.ok(), matches!(store.held_purge(now).await, Ok(Some(_))))
        };
        let frame = Frame {
            name,
            csrf: parts.extensions.get::<SessionCookie>().map(SessionCookie::form_token).unwrap_or_default().to_owned(),
            is_purge_held,
            unreadable: self.state.unreadable.notice(&locale.words),
            languages: languages.iter().map(choice).collect(),
            ..Frame::of_site(&published)
        };
        let session = Session::new(frame, address_to_return(parts), counts);
        self.context(Arc::clone(&published), now, locale, session)
    }
}

/// Gives each request its context, renders the pages of errors, and tells the browser what to remember.
pub(super) async fn provide(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let context = app.open(&parts).await;
    parts.extensions.insert(context.clone());
    let mut response = context.render_error(next.run(Request::from_parts(parts, body)).await);
    for (what, value) in context.session.take_remembered() {
        if let Some(cookie) = what.write(&value, &context.published.base_path) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    response
}

impl<S: Sync> FromRequestParts<S> for RequestContext {
    type Rejection = DeskError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, DeskError> {
        parts.extensions.get().cloned().ok_or(DeskError::Internal)
    }
}

/// The request that an address names, as it is stored.
pub(super) struct Case(pub(super) Record);

#[derive(Deserialize)]
struct CasePath {
    reference: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Case {
    type Rejection = DeskError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, DeskError> {
        let context = RequestContext::from_request_parts(parts, state).await?;
        let Path(CasePath { reference }) = Path::from_request_parts(parts, state).await?;
        let reference = Reference::parse(&reference).ok_or(DeskError::NotFound)?;
        context.load(&reference).await.map(Self)
    }
}

impl RequestContext {
    pub(super) fn today(&self) -> Date {
        day_of(self.now)
    }

    pub(super) async fn load(&self, reference: &Reference) -> Result<Record, DeskError> {
        self.store.get(reference, self.now).await?.ok_or(DeskError::NotFound)
    }

    pub(super) async fn timeline(&self, record: &Record) -> Result<Vec<TimelineEntry>, DeskError> {
        Ok(self.store.timeline(&record.submission.reference, self.now).await?)
    }

    /// An action as it is recorded.
    pub(super) fn change(&self, step: Action, by: &str) -> Change {
        let (retention, reminders) = (self.published.retention, self.published.reminders);
        Change { step, by: Some(by.to_owned()), at: self.now, retention, reminders }
    }

    /// The address of an offer's page on the site.
    pub(super) fn offer_address(&self, offer: &str) -> String {
        self.published.offer_page(self.words.language(), offer)
    }

    pub(super) fn page(&self, template: &str, view: &impl Serialize) -> PageResult {
        self.page_with_status(StatusCode::OK, template, view)
    }

    pub(super) fn page_with_status(&self, status: StatusCode, template: &str, view: &impl Serialize) -> PageResult {
        match self.templates.render(template, view, &self.session.frame) {
            Ok(html) => Ok((status, Html(html)).into_response()),
            Err(error) => {
                tracing::error!(%error, template, "a page of the desk can't be made");
                Err(DeskError::Internal)
            }
        }
    }

    /// The page of an error.
    pub(super) fn error_page(&self, status: StatusCode) -> Response {
        let key = message_key(status);
        let page = json!({ "heading": self.words.text(key), "text": self.words.text(&format!("{key}-text")) });
        self.page_with_status(status, "problem.html", &page).into_response()
    }

    /// Renders the page of a response that is a [`DeskError`].
    fn render_error(&self, mut response: Response) -> Response {
        if response.extensions_mut().remove::<NeedsErrorPage>().is_none() {
            return response;
        }
        let mut page = self.error_page(response.status());
        if let Some(allowed) = response.headers_mut().remove(header::ALLOW) {
            page.headers_mut().insert(header::ALLOW, allowed);
        }
        page
    }

    /// The name of who works here, where it is known; to be put into forms.
    pub(super) fn remembered_name(&self) -> String {
        self.session.frame.name.clone()
    }

    /// Remembers who works here.
    pub(super) fn remember_name(&self, name: &str) {
        if name != self.session.frame.name {
            self.session.remember(Remembered::Name, name.to_owned());
        }
    }
}
