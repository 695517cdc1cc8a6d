//! What the desk works with, as whoever starts it says.

use std::path::Path;
use std::sync::Arc;

use super::access::DeskAccess;
use super::content_repository::ContentRepository;
use super::email_templates::EmailTemplates;
use super::mailer::{Mailer, MailerError};
use super::unreadable::UnreadableFiles;
use store::CaseStore;
use web::clock::Clock;
use web::published::Publication;

/// What the desk works with.
#[derive(Clone)]
pub struct DeskState {
    pub access: DeskAccess,
    pub store: Arc<dyn CaseStore>,
    /// What the generator published: the vocabulary that puts codes into words.
    pub publication: Arc<Publication>,
    pub clock: Clock,
    /// The folder of content beside the desk, if it has one.
    pub content: Option<Arc<dyn ContentRepository>>,
    pub email: EmailSettings,
    pub unreadable: UnreadableFiles,
}

/// How the desk writes to people.
#[derive(Clone, Default)]
pub struct EmailSettings {
    pub templates: EmailTemplates,
    /// Where it hands messages over; without this, people send them with their own mail program.
    pub mailer: Option<Mailer>,
}

impl EmailSettings {
    /// That of a site: the templates of its folder's `content/letters/`, and the mail server of the environment, if one is set.
    ///
    /// # Errors
    /// If no message can be sent by that server.
    pub fn of_site(root: &Path) -> Result<Self, MailerError> {
        Ok(Self {
            templates: EmailTemplates::with_folder(root.join("content/letters")),
            mailer: Mailer::from_environment()?,
        })
    }
}
