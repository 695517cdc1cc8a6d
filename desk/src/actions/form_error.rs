//! What is wrong with a form that was sent.

use serde::Serialize;

/// Something that is wrong with what was sent, and the field it is wrong with.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FormError {
    pub(crate) text: String,
    pub(crate) field: Option<String>,
}

impl FormError {
    pub(crate) fn of(field: &str, text: String) -> Self {
        Self { text, field: Some(field.to_owned()) }
    }

    /// One that no field has.
    pub(crate) fn plain(text: String) -> Self {
        Self { text, field: None }
    }
}
