//! A text page, such as the privacy notice.

use serde::Serialize;

use crate::validate::{Limit, ObjectReader};

/// The front matter of a page. Its text is the file's Markdown; each translation is a file of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page {
    pub title: String,
    pub summary: String,
}

impl Page {
    pub fn read(fields: &mut ObjectReader) -> Option<Self> {
        fields.skip_draft_flag();
        let title = fields.text("title", Limit::LINE);
        let summary = fields.text("summary", Limit::SUMMARY);
        complete! { Self: title, summary }
    }
}
