//! Why a request is answered with an error, and the page that says so.

use axum::Extension;
use axum::extract::rejection::PathRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::words::Words;
use store::StoreError;

/// Why a request is answered with an error.
#[derive(Debug, thiserror::Error)]
pub(super) enum DeskError {
    #[error("there is nothing at this address")]
    NotFound,
    #[error("this address is for other methods")]
    MethodNotAllowed,
    #[error("the form can't be read")]
    Malformed,
    #[error("the form has a value that no page of the desk sends")]
    InvalidValue,
    #[error("the desk's store failed: {0}")]
    Store(#[from] StoreError),
    #[error("the catalogue can't be read; the log says why")]
    Catalogue,
    #[error("a page can't be rendered or a task broke off; the log says why")]
    Internal,
    #[error(transparent)]
    Path(#[from] PathRejection),
}

/// A page, or why there is none.
pub(super) type PageResult = Result<Response, DeskError>;

/// Marks a response whose body is still to be rendered: only the request's context knows language and session.
#[derive(Clone)]
pub(super) struct NeedsErrorPage;

impl DeskError {
    pub(super) fn status(&self) -> StatusCode {
        match self {
            DeskError::NotFound => StatusCode::NOT_FOUND,
            DeskError::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            DeskError::Malformed => StatusCode::BAD_REQUEST,
            DeskError::InvalidValue => StatusCode::UNPROCESSABLE_ENTITY,
            DeskError::Store(_) | DeskError::Catalogue => StatusCode::SERVICE_UNAVAILABLE,
            DeskError::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            DeskError::Path(rejection) => rejection.status(),
        }
    }

    /// Writes to the log what only an operator can mend.
    pub(super) fn log(&self) {
        if let DeskError::Store(error) = self {
            tracing::error!(%error, "the desk's store failed");
        }
    }

    /// The sentence of its page.
    pub(super) fn text(&self, words: &Words) -> String {
        words.text(&format!("{}-text", message_key(self.status())))
    }
}

impl IntoResponse for DeskError {
    fn into_response(self) -> Response {
        self.log();
        match self {
            DeskError::Path(rejection) => rejection.into_response(),
            DeskError::Internal => self.status().into_response(),
            _ => (self.status(), Extension(NeedsErrorPage)).into_response(),
        }
    }
}

pub(super) fn message_key(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "error-not-found",
        StatusCode::METHOD_NOT_ALLOWED => "error-method",
        StatusCode::SERVICE_UNAVAILABLE => "error-unavailable",
        _ => "error-malformed",
    }
}
