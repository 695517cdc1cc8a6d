//! Markdown: front matter, safe HTML, headings with anchors, and every link with its place.

pub mod anchors;
mod autolinks;
mod builder;
mod document;
mod footnotes;
mod foreign_syntax;
mod front_matter;
mod images;
mod parse;
mod source;
mod table;
#[cfg(test)]
mod tests;
mod unparsed;

pub use autolinks::mailto;
pub use document::{Document, Heading, Target, escape};
pub use front_matter::{Split, split};
pub use parse::parse;
