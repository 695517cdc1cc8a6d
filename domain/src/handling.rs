//! How the secretariat handles a request: the steps there are, which may follow which, what is known after them, and when
//! somebody has to do something next.
//!
//! In: a [`Step`] and where the request stands. Out: the [`crate::submission::Deed`] that the timeline keeps, and the [`Handling`] that can be
//! made again from the timeline alone. Nothing here knows a clock or a store.

mod known;
mod particulars;
mod reading;
mod reminders;
mod responses;
mod step;

pub use known::{Earlier, Handling, Introduced};
pub use particulars::{Agreement, Cause, HostContact, Introduction, Reason, Refusal, Side, Visit};
pub use reminders::Reminders;
pub use responses::{Asked, Responses, median};
pub use step::{NotNow, Step, StepKind};
