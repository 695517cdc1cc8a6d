//! Matching: which offers suit a request, how near things are to each other, and who meets whom at an event. It advises;
//! people decide.
//!
//! In: a request, a [`catalogue::Catalogue`] made once from offers, today, what is remembered of earlier introductions.
//! Out: a [`rank::Ranking`] with reasons as codes and values. The same input gives the same output, in whatever order the
//! offers came. `docs/matching.md` tells how it is weighed and why.

pub mod catalogue;
pub mod concept;
pub mod concepts;
pub mod criterion;
pub mod demand;
pub mod duplicate;
pub mod exclusion_stats;
pub mod existing_offer;
mod explain;
pub mod history;
pub mod inspect;
mod lexicon;
pub mod nearness;
mod negotiation;
pub mod query;
pub mod rank;
pub mod reason;
mod resolved_query;
pub mod rules;
mod scorer;
pub mod similar;
mod term_weights;
pub mod weights;
pub mod words;
