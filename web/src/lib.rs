//! What the submit function and the desk share: the published site, bodies of requests, headers of responses, the clock.
//!
//! In: the folder of a built site, and requests over HTTP. Out: published data, and drafts. It must not
//! know the generator or any theme: the published files are all it sees of them.

#![allow(missing_docs, reason = "a comment says what name and type don't")]

pub mod body;
mod client_network;
pub mod clock;
pub mod headers;
pub mod published;

pub use client_network::client_network;
pub use clock::Clock;
pub use published::{MatchIndex, Publication, Published, PublishedError};
