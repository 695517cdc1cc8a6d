//! YAML. No other module knows `serde_yaml`, which its author has archived.
//!
//! Reading gives a node without positions, which is all that a file without mistakes needs. Only for a problem is the text
//! read again, to find the line and column of its pointer. A parser of our own reads the simple YAML of nearly all files,
//! several times as fast.

mod characters;
mod error;
mod fast_path;
mod lint;
mod locate;
mod messages;
mod quotes;
mod read;
#[cfg(test)]
mod tests;

pub use locate::{locate, place_of};
pub use read::{parse, read};
