//! The site's folder of content, as far as the desk may use it: it writes files there, to be looked at, completed
//! and committed by editors.
//!
//! The desk knows names and texts; whoever starts it knows the folder, and how its content is checked. A desk without such
//! a folder offers the same files as downloads.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use domain::content::offer::Offer;
use domain::text::Slug;
use serde::Serialize;

use store::StoreFuture;

/// A content file that the desk can write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContentFile {
    Offer(Slug),
    /// The story of an exchange.
    CaseStudy(Slug),
    Figures(i16),
}

impl ContentFile {
    /// Where it lies in the site's folder, with `/` between names.
    pub fn path(&self) -> String {
        match self {
            ContentFile::Offer(slug) => format!("content/offers/{slug}.yaml"),
            ContentFile::CaseStudy(slug) => format!("content/case-studies/{slug}.md"),
            ContentFile::Figures(year) => format!("content/monitoring/{year}.yaml"),
        }
    }

    pub fn file_name(&self) -> String {
        let path = self.path();
        path.rsplit('/').next().unwrap_or_default().to_owned()
    }
}

/// Something that the check of the whole content says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckMessage {
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// Whether the site can't be built until it is mended.
    pub is_error: bool,
    pub message: String,
    pub help: String,
}

/// The right to look at content files, and to add some.
pub trait ContentRepository: Send + Sync {
    /// The text of a file that is there.
    fn read<'a>(&'a self, file: &'a ContentFile) -> StoreFuture<'a, Option<String>, ContentError>;

    /// An offer that is there and has no mistake.
    fn offer<'a>(&'a self, slug: &'a Slug) -> StoreFuture<'a, Option<Offer>, ContentError>;

    /// Writes a file as a whole or not at all, and returns what the check says of the content then. A file that is there is
    /// replaced only if it says what `instead_of` does; one that says the same already is left as it is.
    fn write<'a>(
        &'a self,
        file: &'a ContentFile,
        text: &'a str,
        instead_of: Option<&'a str>,
    ) -> StoreFuture<'a, Vec<CheckMessage>, ContentError>;
}

/// A file that was not written or read.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ContentError {
    #[error("{} is there already, and says something else", .0.display())]
    Taken(PathBuf),
    #[error("{}: {source}", .path.display())]
    File { path: PathBuf, source: Arc<io::Error> },
    #[error("the content can't be checked: {0}")]
    Unchecked(String),
}
