//! Matching as its callers see it: rules, order, reasons, near misses, and what must hold for any offers and requests.

#[path = "matching/world.rs"]
mod world;

#[path = "matching/always.rs"]
mod always;
#[path = "matching/assigning.rs"]
mod assigning;
#[path = "matching/gathering.rs"]
mod gathering;
#[path = "matching/inspect.rs"]
mod inspect;
#[path = "matching/ranking.rs"]
mod ranking;
