//! A form of the desk, as posted.

use std::borrow::Cow;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::case::Action;
use domain::validate::{line, without_marks_around};
use serde::Serialize;

use super::error::DeskError;

/// Names and values of a form, as [`super::guard`] read them.
#[derive(Debug, Clone)]
pub(super) struct PostedForm(Vec<(String, String)>);

/// A field that a page carries along without showing it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct HiddenField {
    pub(super) name: String,
    pub(super) value: String,
}

impl<S: Sync> FromRequestParts<S> for PostedForm {
    type Rejection = DeskError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, DeskError> {
        parts.extensions.remove().ok_or(DeskError::Malformed)
    }
}

impl PostedForm {
    pub(super) fn new(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }

    /// Names and values as they were typed.
    pub(super) fn into_fields(self) -> Vec<(String, String)> {
        self.0
    }

    /// The first value of a name, if there is one.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| tidy(value))
    }

    /// The same, or an empty value.
    pub(super) fn value(&self, name: &str) -> String {
        self.get(name).unwrap_or_default()
    }

    /// All values of a name.
    pub(super) fn values(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(known, _)| known == name).map(|(_, value)| tidy(value)).collect()
    }

    /// Who sent it, as they name themselves.
    pub(super) fn by(&self) -> String {
        self.value("by")
    }

    /// What its button does.
    pub(super) fn button(&self) -> String {
        self.value("do")
    }

    /// The version of the request that the page showed.
    pub(super) fn version(&self) -> Option<u64> {
        self.value("version").parse().ok()
    }

    /// Whether its sender gave a name that can stand in a timeline.
    pub(super) fn is_named(&self) -> bool {
        Action::is_name(&self.by())
    }
}

/// A value as it was meant: with our line ends, and nothing invisible around one of a single line. What no text may have stays, to be
/// refused.
pub(super) fn tidy(value: &str) -> String {
    let value = value.trim();
    match value.contains('\n') {
        true => value.replace("\r\n", "\n"),
        false => line(value).map_or_else(|_| without_marks_around(value).to_owned(), Cow::into_owned),
    }
}
