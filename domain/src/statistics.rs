//! The figures of a year: how they are counted, written and published.

pub mod counted;
mod figures;
pub mod protection;
pub mod published;
mod tally;

pub use figures::{ByActivity, ByCountry, Figures, Requests, VetLearners};
pub use tally::{Matched, Tally, Visited, tally};
