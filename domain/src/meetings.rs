//! Matchmaking events: who meets whom, and when.

pub mod assign;
pub mod gathering;
pub mod schedule;
