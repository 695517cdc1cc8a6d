//! The rules of mobility matchmaking.
//!
//! In: documents that somebody wrote (a [`node::Node`], whatever file or form it came from). Out: checked values
//! ([`offer::Offer`], [`case_study::CaseStudy`], [`request::Request`] …) or the list of all their
//! [`problem::Problem`]s. Nothing here reads a file, a clock or a socket.

pub mod alphabet;
pub mod base_url;
pub mod case_study;
pub mod contact;
pub mod dates;
pub mod event;
mod fault;
pub mod geography;
pub mod handling;
pub mod letter;
pub mod matching;
pub mod messages;
pub mod monitoring;
pub mod node;
pub mod offer;
pub mod other_words;
pub mod page;
pub mod papers;
pub mod parts;
pub mod people;
pub mod place;
pub mod problem;
pub mod reading;
pub mod request;
pub mod retention;
pub mod submission;
mod suspicion;
pub mod terms;
pub mod text;
pub mod vocabulary;
