use domain::validate::ErrorKind;

use crate::position::Position;

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

/// Splits a file into front matter and text.
///
/// # Errors
/// The fault, and the line it stands on.
pub fn split(text: &str) -> Result<Split<'_>, (ErrorKind, Position)> {
    let start = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut offset = text.len() - start.len();
    let mut lines = start.split_inclusive('\n');
    let opening = lines.next().unwrap_or_default();
    if opening.trim_end() != "---" {
        return Err((ErrorKind::FrontMatter { state: "missing" }, Position::START));
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
    Err((ErrorKind::FrontMatter { state: "not closed" }, Position::START))
}
