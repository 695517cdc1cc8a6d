//! A form of the desk, as sent.

use std::borrow::Cow;

use axum::extract::Request;
use domain::validate::{line, without_marks_around};

use web::body::Draft;

/// Names and values of a form, without blanks around them.
pub(super) struct PostedForm(Vec<(String, String)>);

impl PostedForm {
    /// Reads a form, unless it can't be read as one.
    pub(super) async fn read(request: Request) -> Option<Self> {
        let (parts, body) = request.into_parts();
        let draft = Draft::read(&parts.headers, body).await.ok()?;
        let trimmed = |(name, value): (String, String)| (name, tidy(&value));
        Some(Self(draft.typed.into_iter().map(trimmed).collect()))
    }

    /// The first value of a name.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// All values of a name.
    pub(super) fn values(&self, name: &str) -> Vec<&str> {
        self.0.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect()
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
