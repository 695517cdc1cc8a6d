//! Markdown: front matter apart, no raw HTML, headings with anchors, and every link with its place.

pub mod anchors;
mod footnotes;
mod foreign;
mod links;
mod render;
mod source;
#[cfg(test)]
mod tests;
mod unread;

use domain::validate::Fault;
use pulldown_cmark::Options;

use crate::Position;
pub use links::mailto;
pub use render::render;

/// CommonMark, and what editors expect of it since GitHub has it.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_TASKLISTS);

/// A Markdown file in two parts.
#[derive(Debug, Clone, Copy)]
pub struct Split<'t> {
    /// The YAML between the two lines of `---`; it begins on line 2.
    pub front_matter: &'t str,
    /// The text below.
    pub body: &'t str,
    /// Lines of the file above the body.
    pub lines_above: usize,
}

/// Separates front matter and text.
///
/// # Errors
/// The fault, and the line it stands on.
pub fn split(text: &str) -> Result<Split<'_>, (Fault, Position)> {
    let start = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut offset = text.len() - start.len();
    let mut lines = start.split_inclusive('\n');
    let opening = lines.next().unwrap_or_default();
    if opening.trim_end() != "---" {
        return Err((Fault::FrontMatter { state: "missing" }, Position::START));
    }
    offset += opening.len();
    let from = offset;
    for (number, line) in lines.enumerate() {
        if line.trim_end() == "---" {
            let body = &text[offset + line.len()..];
            return Ok(Split { front_matter: &text[from..offset], body, lines_above: number + 2 });
        }
        offset += line.len();
    }
    Err((Fault::FrontMatter { state: "not closed" }, Position::START))
}

/// A link or picture of a text, and where it stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The address as written.
    pub address: String,
    /// Where, counted from the text's own first line.
    pub position: Position,
}

/// A heading, for a table of contents.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// Its text.
    pub text: String,
    /// Its anchor.
    pub anchor: String,
}

/// A text as HTML, with what must be checked once the whole site is known.
#[derive(Debug, Clone, Default)]
pub struct Rendered {
    /// Safe HTML: whatever the text held, no markup of it came through.
    pub html: String,
    /// Headings, in order.
    pub headings: Vec<Heading>,
    /// Links, in order.
    pub links: Vec<Target>,
    /// Pictures by file name, in order.
    pub images: Vec<Target>,
    /// Faults that need no more than the text to be seen.
    pub faults: Vec<(Fault, Position)>,
}

/// Text as it may stand in HTML, between tags or in quotes.
pub fn escape(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}
