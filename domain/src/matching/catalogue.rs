//! The catalogue, prepared once so that many requests can be ranked over it: the columns that rules and parts look at,
//! and for each offer the stems of its texts.
//!
//! Texts are kept by offer and not by word: rules leave a small part of a large catalogue, and only these offers' words
//! are ever looked at.

mod builder;
mod code_numbers;
mod column;
mod facts;
mod numbers;
mod published;
mod table;

pub use column::Malformed;
pub(super) use column::Texts;
pub use facts::Facts;
pub(super) use numbers::{MINORS_REFUSED, MINORS_UNKNOWN, NO_COUNTRY, day, day_number, level, level_number};
pub use table::Catalogue;
