//! Values as stores write them: as JSON. No error quotes what somebody sent.

use domain::case::{CaseState, RECORD_VERSION, Submission, TimelineEntry};
use domain::statistics::Tally;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::StoreError;

pub(super) fn to_json<T: Serialize>(what: &str, value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::unavailable(format!("{what} can't be written"), error))
}

/// Reads a value of the record of a reference; `what` begins the reason if it can't be read.
fn from_json<T: DeserializeOwned>(reference: &str, what: &str, written: &str) -> Result<T, StoreError> {
    serde_json::from_str(written).map_err(|error| StoreError::Unreadable {
        reference: reference.to_owned(),
        reason: format!("{what}{:?} error at column {}", error.classify(), error.column()),
    })
}

pub(super) fn encode(submission: &Submission) -> Result<String, StoreError> {
    to_json("the record", submission)
}

pub(super) fn decode(reference: &str, record: &str) -> Result<Submission, StoreError> {
    let submission: Submission = from_json(reference, "", record)?;
    if submission.version > RECORD_VERSION {
        let reason = format!("it has version {}, and {RECORD_VERSION} is known", submission.version);
        return Err(StoreError::Unreadable { reference: reference.to_owned(), reason });
    }
    Ok(submission)
}

pub(super) fn encode_handling(handling: &CaseState) -> Result<String, StoreError> {
    to_json("a handling", handling)
}

pub(super) fn decode_handling(reference: &str, written: &str) -> Result<CaseState, StoreError> {
    from_json(reference, "its handling: ", written)
}

pub(super) fn encode_entry(entry: &TimelineEntry) -> Result<String, StoreError> {
    to_json("an entry of the timeline", entry)
}

pub(super) fn decode_entry(reference: &str, written: &str) -> Result<TimelineEntry, StoreError> {
    serde_json::from_str(written).map_err(|error| StoreError::Unreadable {
        reference: reference.to_owned(),
        reason: format!("an entry of its timeline: {:?} error", error.classify()),
    })
}

/// Equal tallies have equal texts.
pub(super) fn encode_tally(tally: &Tally) -> Result<String, StoreError> {
    to_json("a tally", tally)
}

pub(super) fn decode_tally(written: &str) -> Result<Tally, StoreError> {
    serde_json::from_str(written).map_err(|error| StoreError::unavailable("a tally can't be read", error))
}
