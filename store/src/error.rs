//! What a store answers when it did not do what was asked. Nothing here quotes a submission, so it may be logged.

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use domain::case::ActionNotAllowed;

use super::Record;

/// A change that was not made.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ChangeError {
    /// There is no such submission.
    #[error("there is no such submission")]
    Unknown,
    /// Somebody else changed it meanwhile.
    #[error("it was changed meanwhile: it is at version {}", .0.version)]
    Conflict(Box<Record>),
    /// A step that can't be taken where it stands.
    #[error(transparent)]
    ActionNotAllowed(#[from] ActionNotAllowed),
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A store that did not do what was asked. Its text tells of the store, never of a submission, so it may be logged.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// It can't be reached, is full, or is too busy; trying again may help.
    #[error("the store can't be used: {reason}")]
    Unavailable {
        /// What it was about.
        reason: String,
        /// Why.
        #[source]
        cause: Option<Arc<dyn Error + Send + Sync>>,
    },
    /// Something in it can't be read.
    #[error("the record {reference} can't be read: {reason}")]
    Unreadable {
        /// Which.
        reference: String,
        /// Why not, without quoting it.
        reason: String,
    },
    /// It takes more than the store can keep in one piece.
    #[error("the record {reference} takes {bytes} bytes, and the store keeps at most {most} in one piece")]
    TooLarge {
        /// Which.
        reference: String,
        /// What it takes, in bytes.
        bytes: usize,
        /// What there is room for, in bytes.
        most: usize,
    },
    /// It was written by a newer release.
    #[error("{} has format {found}, and this release knows {known}; use the newer release", .path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: i64,
        /// The newest known format.
        known: i64,
    },
    /// Somebody works with it in a way that suffers nobody else.
    #[error("{} {by}", .path.display())]
    InUse {
        /// The file.
        path: PathBuf,
        /// Who, and what to do.
        by: &'static str,
    },
    /// The file belongs to another program.
    #[error(
        "{} is not a store of requests, and is left as it is; name another file with --store. If it should be the store, \
         its beginning is damaged: put back a copy with `matchmaker restore`",
        .path.display()
    )]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// What is in the file is not as it was written.
    #[error(
        "{} is damaged: {detail}. Stop what uses it, and put back the last copy with `matchmaker restore`",
        .path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite says of it.
        detail: String,
    },
    /// Something about the file or what lies beside it has to be mended first.
    #[error("{} {problem}; {remedy}", .path.display())]
    Unusable {
        /// The file.
        path: PathBuf,
        /// What is wrong, as what follows its name.
        problem: String,
        /// What to do.
        remedy: &'static str,
    },
    /// What was to be erased is erased, and can still be read in the file that SQLite writes ahead.
    #[error(
        "it is erased, but its words still stand in {}, since another program is reading the store; they go as soon as \
         that has ended: stop it, such as a copy or a database browser, and erase again",
        .log.display()
    )]
    StillInLog {
        /// The log.
        log: PathBuf,
    },
}

/// An error that may be the store's.
#[cfg(feature = "sqlite")]
pub(super) trait AsStoreError: From<StoreError> {
    /// The store's error, if it is one.
    fn as_store_error(&self) -> Option<&StoreError>;
}

#[cfg(feature = "sqlite")]
impl AsStoreError for StoreError {
    fn as_store_error(&self) -> Option<&StoreError> {
        Some(self)
    }
}

#[cfg(feature = "sqlite")]
impl AsStoreError for ChangeError {
    fn as_store_error(&self) -> Option<&StoreError> {
        match self {
            ChangeError::Store(error) => Some(error),
            ChangeError::Unknown | ChangeError::Conflict(_) | ChangeError::ActionNotAllowed(_) => None,
        }
    }
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
