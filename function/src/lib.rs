//! The function: what receives a request, keeps it, and shows it to the secretariat.
//!
//! In: forms and JSON documents from the public, the artefacts that the generator published, and what the
//! secretariat does at its desk. Out: stored submissions, and answers in the reader's language. It knows the rules
//! from [`domain`]; it must not know the generator or any theme: the published pages are all it sees of them.
//!
//! A request goes bytes → [`body::Draft`] → [`domain::request::Request`] → [`domain::case::Submission`].

pub mod answer;
#[cfg(feature = "dynamodb")]
pub mod aws;
pub mod body;
pub mod clock;
mod cors;
#[cfg(feature = "desk")]
pub mod desk;
mod headers;
mod health;
#[cfg(feature = "lambda")]
pub mod lambda;
pub mod limits;
mod negotiation;
pub mod observe;
#[cfg(feature = "lambda")]
pub mod origin;
pub mod page;
#[cfg(feature = "desk")]
pub mod papers;
#[cfg(feature = "desk")]
mod phrases;
mod private;
pub mod proof;
pub mod published;
#[cfg(feature = "desk")]
pub mod reasons;
pub mod reference_key;
mod secret;
pub mod store;
pub mod submit;
#[cfg(feature = "dynamodb")]
pub mod watch;
pub mod wording;

pub use clock::Clock;
#[cfg(feature = "desk")]
pub use desk::{
    Correspondence, DeskAccess, DeskState, DeskToken, DeskTokenError, Letters, Post, PostError, UnreadableFiles,
    desk_router,
};
pub use limits::Limits;
pub use proof::ProofKey;
#[cfg(feature = "desk")]
pub use published::Shelf;
pub use published::{Publication, Published, PublishedError};
#[cfg(feature = "desk")]
pub use reasons::ReasonWords;
pub use submit::{SubmitState, submit_router};
