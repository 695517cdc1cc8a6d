//! A form of the desk, as sent.

use axum::extract::Request;

use crate::body::Draft;

/// Names and values of a form, without blanks around them.
pub(super) struct Posted(Vec<(String, String)>);

impl Posted {
    /// Reads a form, unless it can't be read as one.
    pub(super) async fn read(request: Request) -> Option<Self> {
        let (parts, body) = request.into_parts();
        let draft = Draft::read(&parts.headers, body).await.ok()?;
        let trimmed = |(name, value): (String, String)| (name, value.trim().replace("\r\n", "\n"));
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
