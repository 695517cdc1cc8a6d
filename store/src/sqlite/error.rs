//! Errors of statements.

use crate::StoreError;

pub(super) fn failed(error: rusqlite::Error) -> StoreError {
    StoreError::unavailable("a statement failed", error)
}
