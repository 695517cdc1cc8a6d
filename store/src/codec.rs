//! A submission, and what is known of its handling, as a store writes them.

use domain::case::{CaseState, RECORD_VERSION, Submission};

use super::StoreError;

/// A submission as a store writes it.
pub(super) fn encode(submission: &Submission) -> Result<String, StoreError> {
    serde_json::to_string(submission).map_err(|error| StoreError::unavailable("the record can't be written", error))
}

/// A submission from what a store has written.
pub(super) fn decode(reference: &str, record: &str) -> Result<Submission, StoreError> {
    let unreadable = |reason: String| StoreError::Unreadable { reference: reference.to_owned(), reason };
    // The parser's own words could quote what somebody sent.
    let submission: Submission = serde_json::from_str(record)
        .map_err(|error| unreadable(format!("{:?} error at column {}", error.classify(), error.column())))?;
    if submission.version > RECORD_VERSION {
        return Err(unreadable(format!("it has version {}, and {RECORD_VERSION} is known", submission.version)));
    }
    Ok(submission)
}

/// What is known of a submission's handling, as a store writes it.
pub(super) fn encode_handling(handling: &CaseState) -> Result<String, StoreError> {
    serde_json::to_string(handling).map_err(|error| StoreError::unavailable("a handling can't be written", error))
}

/// What is known of a submission's handling, from what a store has written.
pub(super) fn decode_handling(reference: &str, written: &str) -> Result<CaseState, StoreError> {
    serde_json::from_str(written).map_err(|error| StoreError::Unreadable {
        reference: reference.to_owned(),
        reason: format!("its handling: {:?} error at column {}", error.classify(), error.column()),
    })
}
