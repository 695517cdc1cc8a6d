//! Where submissions are stored.
//!
//! Three traits, one for each right: the public function holds an [`Intake`], which can only put and reads nothing; the
//! desk holds [`Records`]; [`Transfer`] moves everything elsewhere. What a store promises stands in
//! `tests/store_promises.rs` and is the same for every store.
//!
//! A store has no clock. Whoever asks says what time it is, and what has expired by then is answered for as if it were
//! not there, whether or not it has been removed yet.

#[cfg(feature = "dynamodb")]
pub mod aws;
mod change;
#[cfg(any(feature = "sqlite", feature = "dynamodb"))]
mod codec;
#[cfg(all(unix, feature = "sqlite"))]
pub mod drop;
#[cfg(feature = "dynamodb")]
pub mod dynamodb;
mod failure;
mod intake;
#[cfg(any(feature = "sqlite", feature = "dynamodb"))]
mod keys;
mod list;
pub mod private;
mod record;
mod records;
pub mod reference_key;
mod relations;
pub mod secret;
#[cfg(feature = "sqlite")]
pub mod sqlite;
mod transfer;

use std::pin::Pin;

pub use change::Change;
pub use failure::{ChangeError, StoreError};
pub use intake::{Intake, Put};
pub use list::{Counts, Cursor, Filter, Page, Summary, View};
pub use record::{Deadlines, Record};
pub use records::{HeldPurge, HoldReason, Purge, Records};
pub use relations::{Introduced, Related};
pub use transfer::{Batch, Erasures, Kept, Mark, Transfer};

/// What a store answers, later.
pub type Promise<'a, T, E = StoreError> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'a>>;
