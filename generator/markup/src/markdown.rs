//! Markdown: front matter, safe HTML, headings with anchors, and every link with its place.

pub mod anchors;
mod autolinks;
mod footnotes;
mod foreign_syntax;
mod front_matter;
mod images;
mod render;
mod rendered;
mod source;
mod table;
#[cfg(test)]
mod tests;
mod unparsed;
mod writer;

pub use autolinks::mailto;
pub use front_matter::{Split, split};
pub use render::render;
pub use rendered::{Heading, Rendered, Target, escape};
