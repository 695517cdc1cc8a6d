//! What a store answers when it did not do what was asked. Nothing here quotes a submission, so it may be logged.

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use domain::case::ActionNotAllowed;

use super::Record;

/// A change that was not made.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ChangeError {
    #[error("there is no such submission")]
    Unknown,
    #[error("it was changed meanwhile: it is at version {}", .0.version)]
    Conflict(Box<Record>),
    #[error(transparent)]
    ActionNotAllowed(#[from] ActionNotAllowed),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A store that did not do what was asked. Its text tells of the store, never of a submission, so it may be logged.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    #[error("the store can't be used: {reason}")]
    Unavailable {
        reason: String,
        #[source]
        cause: Option<Arc<dyn Error + Send + Sync>>,
    },
    #[error("the record {reference} can't be read: {reason}")]
    Unreadable { reference: String, reason: String },
    #[error("the record {reference} takes {bytes} bytes, and the store keeps at most {most} in one piece")]
    TooLarge { reference: String, bytes: usize, most: usize },
    #[error("{} has format {found}, and this release knows {known}; use the newer release", .path.display())]
    Newer { path: PathBuf, found: i64, known: i64 },
    #[error("{} {by}", .path.display())]
    InUse { path: PathBuf, by: &'static str },
    #[error(
        "{} is not a store of requests, and is left as it is; name another file with --store. If it should be the store, \
         its beginning is damaged: put back a copy with `matchmaker restore`",
        .path.display()
    )]
    Foreign { path: PathBuf },
    #[error(
        "{} is damaged: {detail}. Stop what uses it, and put back the last copy with `matchmaker restore`",
        .path.display()
    )]
    Damaged { path: PathBuf, detail: String },
    #[error("{} {problem}; {remedy}", .path.display())]
    Unusable { path: PathBuf, problem: String, remedy: &'static str },
    #[error(
        "it is erased, but its words still stand in {}, since another program is reading the store; they go as soon as \
         that has ended: stop it, such as a copy or a database browser, and erase again",
        .log.display()
    )]
    StillInLog { log: PathBuf },
}

impl StoreError {
    /// A store that can't be used, and why.
    pub fn unavailable(reason: impl Into<String>, cause: impl Error + Send + Sync + 'static) -> Self {
        Self::Unavailable { reason: reason.into(), cause: Some(Arc::new(cause)) }
    }

    /// A store that can't be used, for a reason of our own.
    pub fn closed(reason: impl Into<String>) -> Self {
        Self::Unavailable { reason: reason.into(), cause: None }
    }
}
