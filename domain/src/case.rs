//! How the secretariat handles a request: the steps there are, which may follow which, what is known after them, and when
//! somebody has to do something next.
//!
//! In: a [`Action`] and where the request stands. Out: the [`crate::case::CaseEvent`] that the timeline keeps, and the [`CaseState`] that can be
//! made again from the timeline alone. Nothing here knows a clock or a store.

mod action;
mod details;
mod read;
mod reminders;
mod responses;
pub mod retention;
mod state;
mod status;
mod submission;
mod timeline;
mod transition;

pub use action::{Action, ActionKind, ActionNotAllowed};
pub use details::{Agreement, Cause, HostContact, Introduction, Reason, Refusal, Side, Visit};
pub use reminders::Reminders;
pub use responses::{Enquiry, Responses, median};
pub use state::{CaseState, Earlier, Introduced};
pub use status::Status;
pub use submission::{RECORD_VERSION, Reference, ReferenceKey, Submission};
pub use timeline::{CaseEvent, TimelineEntry};
