//! Reading a document against its format, and noting every problem on the way.
//!
//! A [`Reader`] holds what all reading needs (the vocabulary, how strictly types are meant, the problems so far). A
//! [`ObjectReader`] is one group of keys: each key is asked for once, with its rule; what is asked for and not right
//! becomes a problem, and [`ObjectReader`] reports the keys nobody asked for when it is done. So a format is written
//! once, as the list of its fields, and one pass finds all mistakes. The same functions also tell what they would
//! accept, as a JSON Schema: see [`describe`].

pub mod base_url;
mod characters;
mod describe;
mod document;
mod error_kind;
mod field_path;
mod format;
mod groups;
mod limit;
mod node;
mod numbers;
mod object_reader;
mod pattern;
mod problem;
mod reader;
mod schema;
mod sketch;
mod values;

pub(crate) use characters::is_blank;
pub use characters::{is_hidden, line, mended, refused, without_marks, without_marks_around};
pub use describe::describe;
pub use error_kind::ErrorKind;
pub(crate) use error_kind::{README, count_of};
use field_path::FieldPath;
pub use format::Format;
pub use limit::Limit;
pub use node::Node;
pub use object_reader::ObjectReader;
pub use pattern::blank;
pub use problem::{PathSegment, Pointer, Problem};
pub use reader::{Reader, Source};
pub use schema::{Named, Others, Schema};
