//! The page that says what went wrong.

use axum::http::StatusCode;
use serde::Serialize;

use super::words::Words;

#[derive(Serialize)]
pub(super) struct ErrorPage {
    heading: String,
    text: String,
}

impl ErrorPage {
    pub(super) fn new(status: StatusCode, words: &Words) -> Self {
        let key = match status {
            StatusCode::FORBIDDEN => "error-refused",
            StatusCode::NOT_FOUND => "error-not-found",
            StatusCode::METHOD_NOT_ALLOWED => "error-method",
            StatusCode::SERVICE_UNAVAILABLE => "error-unavailable",
            _ => "error-malformed",
        };
        Self { heading: words.text(key), text: words.text(&format!("{key}-text")) }
    }
}
