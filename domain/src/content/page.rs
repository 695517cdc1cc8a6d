//! A text page, such as the privacy notice.

use serde::Serialize;

use crate::validate::{Limit, ObjectReader};

/// The front matter of a page. Its text is the file's Markdown; each translation is a file of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page {
    /// The heading.
    pub title: String,
    /// For search engines and previews.
    pub summary: String,
}

impl Page {
    /// Reads the front matter of a page.
    pub fn read(fields: &mut ObjectReader) -> Option<Self> {
        // A draft is not published, so whoever has one of these never has a draft.
        fields.flag("draft");
        let title = fields.text("title", Limit::LINE);
        let summary = fields.text("summary", Limit::SUMMARY);
        Some(Self { title: title?, summary: summary? })
    }
}
