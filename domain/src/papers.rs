//! Papers: the content files that the secretariat hands to editors, written as an editor would write them.
//!
//! In: checked values ([`crate::offer::Offer`], [`story::Known`], [`crate::monitoring::Figures`]). Out: the text of a file
//! that [`crate::reading`] reads as the same values, with a comment wherever somebody has to look or to write. Nothing
//! here writes a file.

pub mod figures;
pub mod offer;
pub mod story;
mod yaml;
