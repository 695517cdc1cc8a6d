//! What every page of the desk works with, and how a page becomes an answer.

use std::path::Path;
use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde::Serialize;

use super::access::DeskAccess;
use super::content_repository::ContentRepository;
use super::cookies::Remembered;
use super::email_templates::EmailTemplates;
use super::error_page::ErrorPage;
use super::mailer::{Mailer, MailerError};
use super::reasons::ReasonWords;
use super::session::Session;
use super::templates::Templates;
use super::unreadable::UnreadableFiles;
use super::words::Words;
use store::{CaseStore, StoreError};
use web::clock::Clock;
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
    pub fn of_site(root: &Path) -> Result<Self, MailerError> {
        Ok(Self {
            letters: EmailTemplates::with_folder(root.join("content/letters")),
            post: Mailer::from_environment()?,
        })
    }
}

/// The desk as one visitor has it.
#[derive(Clone)]
pub(super) struct Desk {
    pub(super) access: DeskAccess,
    pub(super) records: Arc<dyn CaseStore>,
    pub(super) publication: Arc<Publication>,
    pub(super) clock: Clock,
    pub(super) papers: Option<Arc<dyn ContentRepository>>,
    pub(super) words: Arc<Words>,
    pub(super) reasons: Arc<ReasonWords>,
    pub(super) templates: Arc<Templates>,
    pub(super) correspondence: EmailSettings,
    pub(super) unreadable: UnreadableFiles,
    /// Held while a message is sent and recorded, so that a double click waits and then finds it done.
    pub(super) sending: Arc<tokio::sync::Mutex<()>>,
    /// Who asks, and from where.
    pub(super) session: Arc<Session>,
}

impl Desk {
    pub(super) fn error(&self, status: StatusCode) -> Response {
        self.page(status, "problem.html", &ErrorPage::new(status, &self.words))
    }

    pub(super) fn failed(&self, error: &StoreError) -> Response {
        tracing::error!(%error, "the desk's store failed");
        self.error(StatusCode::SERVICE_UNAVAILABLE)
    }

    pub(super) fn page(&self, status: StatusCode, template: &str, view: &impl Serialize) -> Response {
        self.page_with(status, template, view, self.session.form_token())
    }

    /// A page whose forms belong to the session of a token.
    pub(super) fn page_with(
        &self,
        status: StatusCode,
        template: &str,
        view: &impl Serialize,
        form_token: &str,
    ) -> Response {
        match self.templates.render(template, view, &self.session.frame(&self.publication.current(), form_token)) {
            Ok(html) => (status, Html(html)).into_response(),
            Err(error) => {
                tracing::error!(%error, template, "a page of the desk can't be made");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }

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
