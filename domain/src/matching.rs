//! Matching: which offers suit a request, how near things are to each other, and who meets whom at an event. It advises;
//! people decide.
//!
//! In: a request, a [`catalogue::Catalogue`] made once from offers, today, what is remembered of earlier introductions.
//! Out: a [`rank::Ranking`] with reasons as codes and values. The same input gives the same output, in whatever order the
//! offers came. `docs/matching.md` tells how it is weighed and why.

mod asked;
pub mod catalogue;
pub mod closer;
pub mod concepts;
pub mod demand;
pub mod doubles;
pub mod duplicate;
mod goal;
pub mod history;
mod lexicon;
pub mod misfits;
pub mod nearness;
mod negotiation;
pub mod parts;
pub mod rank;
pub mod reason;
pub mod rules;
pub mod similar;
pub mod weights;
mod why;
pub mod words;
