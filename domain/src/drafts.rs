//! Drafts: the content files that the secretariat hands to editors, written as an editor would write them.
//!
//! In: checked values ([`crate::content::offer::Offer`], [`case_study::Known`], [`crate::statistics::Figures`]). Out: the text of a file
//! that [`crate::validate`] reads as the same values, with a comment wherever somebody has to look or to write. Nothing
//! here writes a file.

pub mod case_study;
pub mod figures;
pub mod offer;
mod yaml;
