//! Reading a document against its format, and noting every problem on the way.
//!
//! A [`Reader`] holds what all reading needs (the vocabulary, how strictly types are meant, the problems so far). A
//! [`Fields`] is one group of keys: each key is asked for once, with its rule; what is asked for and not right
//! becomes a problem, and [`Fields`] reports the keys nobody asked for when it is done. So a format is written
//! once, as the list of its fields, and one pass finds all mistakes. The same functions also tell what they would
//! accept, as a JSON Schema: see [`describe`].

pub mod base_url;
mod characters;
mod describe;
mod fault;
mod fields;
mod groups;
mod node;
mod numbers;
mod pattern;
mod problem;
mod reader;
mod schema;
mod values;
mod way;

pub(crate) use characters::is_blank;
pub use characters::{is_hidden, line, mended, refused, without_marks, without_marks_around};
pub use describe::{Format, describe};
pub use fault::Fault;
pub(crate) use fault::{WORDS, counted};
pub use fields::Fields;
pub use node::Node;
pub use pattern::blank;
pub use problem::{Pointer, Problem, Step, nearest};
pub use reader::{Limit, Reader, Source};
pub use schema::{Named, Others, Schema};
use way::Way;
