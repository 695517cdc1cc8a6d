//! The text formats of content: YAML, TOML and Markdown.
//!
//! In: the text of a file. Out: its values as a [`domain::validate::Node`] or its HTML, and every problem with its line and
//! column. Files, the site and its pages are not known here.

pub mod markdown;
pub mod merge_conflict;
pub mod toml;
pub mod yaml;

mod located_problem;
mod position;

pub use located_problem::{LocatedProblem, Severity};
pub use position::{Position, SyntaxError};
