//! The vocabularies: every code that an offer, a case study or a request may use, with its label.
//!
//! They are data (`content/vocabulary/*.yaml`), because activity lengths and programme countries change with every
//! programme guide. A [`Code`] exists only if its vocabulary had it when the document was read.

mod code;
mod entries;
pub mod geography;
pub mod other_words;
mod term;

pub use code::Code;
pub use entries::{
    Activity, Audience, Barrier, Country, EventKind, Family, Language, OrganisationKind, Region, Sector, StopKind,
    SupportMeasure, Theme,
};
pub use term::{Term, Terms, Vocabulary};
