use domain::validate::ErrorKind;

use crate::position::Position;

/// The target of a link or picture.
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

/// A text as HTML, with what is checked once the whole site is known.
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
    /// Mistakes that show in the text alone.
    pub faults: Vec<(ErrorKind, Position)>,
}

/// Escapes a text for HTML, between tags or in quotes.
pub fn escape(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}
