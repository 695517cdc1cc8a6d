//! Images of the site: photographs for pages, and share cards, the pictures that are shown beside shared links.
//!
//! In: bytes of pictures, or what a card says. Out: bytes of files, or why a picture can't be published. Files, caches and
//! the site's model are not known here.

mod decode;
mod encode;
mod file_format;
pub mod geometry;
pub mod labels;
mod picture;
pub mod share_card;
mod svg;

pub use decode::{MAX_BYTES, MAX_DECODED_AT_ONCE, inspect};
pub use encode::PictureEncoder;
pub use file_format::misnamed;
pub use picture::{Facts, Format, Gallery, Picture, RECIPE, Variant};
