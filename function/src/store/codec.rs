//! A submission as a store writes it.

use domain::submission::RECORD_VERSION;
use domain::submission::Submission;

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
