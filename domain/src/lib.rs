//! The rules of mobility matchmaking.
//!
//! In: documents that somebody wrote (a [`validate::Node`], whatever file or form it came from). Out: checked values
//! ([`content::offer::Offer`], [`content::case_study::CaseStudy`], [`request::Request`] …) or the list of all their
//! [`validate::Problem`]s. Nothing here reads a file, a clock or a socket.

#![allow(missing_docs, reason = "a comment says what name and type don't")]

#[macro_use]
mod coded;
#[macro_use]
mod complete;

pub mod case;
pub mod content;
pub mod dates;
pub mod drafts;
pub mod email;
pub mod matching;
pub mod meetings;
pub mod request;
pub mod statistics;
pub mod text;
pub mod validate;
pub mod vocabulary;
