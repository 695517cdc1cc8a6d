//! Why a request was not judged, or not stored: its names, its status, and when to come back.

use std::time::Duration;

use axum::http::StatusCode;

use web::body::BodyError;

/// Why a request was not judged, or not stored.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error(transparent)]
    Body(#[from] BodyError),
    #[error("the Idempotency-Key must have 1 to 200 visible ASCII characters")]
    Key,
    #[error("too many requests; try again in {} seconds", seconds(*.wait))]
    TooMany { wait: Duration },
    #[error("the request was not saved; try again in {} seconds", seconds(Refusal::PAUSE))]
    Unavailable,
}

impl Refusal {
    /// How long to wait for a store that can't be reached.
    const PAUSE: Duration = Duration::from_secs(30);

    pub fn code(&self) -> &'static str {
        match self {
            Refusal::Body(BodyError::TooLarge) => "too-large",
            Refusal::Body(BodyError::WrongType(_)) => "wrong-type",
            Refusal::Body(BodyError::TooSlow) => "too-slow",
            Refusal::Body(BodyError::Malformed(_)) | Refusal::Key => "malformed",
            Refusal::TooMany { .. } => "too-many",
            Refusal::Unavailable => "unavailable",
        }
    }

    /// The stable name of what exactly is wrong; the code itself, where that says it all.
    pub fn reason(&self) -> &'static str {
        match self {
            Refusal::Body(error) => error.reason(),
            Refusal::Key => "idempotency-key",
            other => other.code(),
        }
    }

    /// The notices of a page that say it, the most exact one first.
    pub(super) fn notices(&self) -> [&'static str; 2] {
        [self.reason(), self.code()]
    }

    pub(super) fn status(&self) -> StatusCode {
        match self {
            Refusal::Body(BodyError::TooLarge) => StatusCode::PAYLOAD_TOO_LARGE,
            Refusal::Body(BodyError::WrongType(_)) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Refusal::Body(BodyError::TooSlow) => StatusCode::REQUEST_TIMEOUT,
            Refusal::Body(BodyError::Malformed(_)) | Refusal::Key => StatusCode::BAD_REQUEST,
            Refusal::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Refusal::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    pub(super) fn retry_after(&self) -> Option<Duration> {
        match self {
            Refusal::TooMany { wait } => Some(*wait),
            Refusal::Unavailable => Some(Self::PAUSE),
            _ => None,
        }
    }
}

/// Whole seconds, rounded up, so that nobody comes back too early.
pub(super) fn seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}
