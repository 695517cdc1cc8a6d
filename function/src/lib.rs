//! The function: receives a request and stores it.
//!
//! In: forms and JSON documents from the public, and the artefacts that the generator published. Out: stored submissions,
//! and answers in the reader's language. It knows the rules from [`domain`]; it must not know the generator or any theme:
//! the published pages are all it sees of them.
//!
//! A request goes bytes → [`web::body::Draft`] → [`domain::request::Request`] → [`domain::case::Submission`].

#![allow(missing_docs, reason = "a comment says what name and type don't")]

pub mod answer;
mod cors;
mod form_pages;
mod health;
#[cfg(feature = "lambda")]
pub mod lambda;
pub mod limits;
mod negotiation;
pub mod observe;
#[cfg(feature = "lambda")]
pub mod origin;
pub mod page;
pub mod proof;
mod router;
mod site;
mod state;
mod store_health;
mod submit;
#[cfg(feature = "lambda")]
pub mod watch;
pub mod wording;

pub use limits::Limits;
pub use proof::ProofKey;
pub use router::submit_router;
pub use site::{SiteError, load_site, templates};
pub use state::SubmitState;
