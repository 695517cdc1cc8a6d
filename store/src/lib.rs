//! Where submissions are stored.
//!
//! Three traits, one for each right: the public function holds an [`SubmissionSink`], which can only put and reads nothing; the
//! desk holds [`CaseStore`]; [`Transfer`] moves everything elsewhere. What a store promises stands in
//! `tests/store_promises.rs` and is the same for every store.
//!
//! A store has no clock. Whoever asks says what time it is, and what has expired by then is answered for as if it were
//! not there, whether or not it has been removed yet.

#![allow(missing_docs, reason = "a comment says what name and type don't")]

#[cfg(feature = "dynamodb")]
pub mod aws;
mod case_store;
mod change;
#[cfg(any(feature = "sqlite", feature = "dynamodb"))]
mod codec;
#[cfg(all(unix, feature = "sqlite"))]
pub mod drop_folder;
#[cfg(feature = "dynamodb")]
pub mod dynamodb;
mod error;
pub mod file_mode;
mod list;
mod record;
pub mod reference_key;
mod relations;
#[cfg(any(feature = "sqlite", feature = "dynamodb"))]
mod search_keys;
pub mod secret;
#[cfg(feature = "sqlite")]
pub mod sqlite;
mod submission_sink;
mod transfer;

use std::pin::Pin;

pub use case_store::{CaseStore, HeldPurge, HoldReason, PurgeOutcome};
pub use change::Change;
pub use error::{ChangeError, StoreError};
pub use list::{Counts, Cursor, Filter, Page, Summary, View};
pub use record::{Deadlines, Record};
pub use relations::{IntroductionOutcome, RelatedRequest};
pub use submission_sink::{InsertOutcome, SubmissionSink};
pub use transfer::{Batch, BatchPosition, Erasures, StoredCase, Transfer};

/// What a store answers, later.
pub type StoreFuture<'a, T, E = StoreError> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'a>>;
