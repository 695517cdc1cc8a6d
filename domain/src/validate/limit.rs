//! How long texts may be.

/// How many characters a text may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    pub min: usize,
    pub max: usize,
}

impl Limit {
    /// A name, a title, a short answer.
    pub const LINE: Limit = Limit { min: 1, max: 160 };
    /// One or two sentences.
    pub const SUMMARY: Limit = Limit { min: 1, max: 300 };
    /// A paragraph.
    pub const PARAGRAPH: Limit = Limit { min: 1, max: 1_200 };
    /// A page.
    pub const PAGE: Limit = Limit { min: 1, max: 6_000 };

    /// Whether such a text stands on one line.
    pub fn is_line(self) -> bool {
        self.max <= Self::LINE.max
    }
}
