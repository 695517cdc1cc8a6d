use pulldown_cmark::{Alignment, CowStr};

/// A table that is being read.
#[derive(Default)]
pub(super) struct Table {
    pub(super) alignments: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) head: bool,
}

impl Table {
    /// Returns the tag of the next cell. The content security policy allows no inline styles, so it has a class.
    pub(super) fn cell(&mut self) -> CowStr<'static> {
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Center) => " class=\"is-centred\"",
            Some(Alignment::Right) => " class=\"is-right\"",
            _ => "",
        };
        self.column += 1;
        let tag = if self.head { format!("<th scope=\"col\"{class}>") } else { format!("<td{class}>") };
        CowStr::from(tag)
    }
}
