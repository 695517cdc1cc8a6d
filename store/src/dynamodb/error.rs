//! What the service answers when it does not do what was asked. Only codes are passed on: a service's own words, and what
//! could not be read, could quote an item.

use std::error::Error;

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::CancellationReason;

use crate::StoreError;

/// Why something was not done, after all attempts.
pub(super) fn failed<E, R>(table: &str, error: SdkError<E, R>) -> StoreError
where
    E: ProvideErrorMetadata + Error + Send + Sync + 'static,
    R: std::fmt::Debug + Send + Sync + 'static,
{
    match error {
        SdkError::ServiceError(refused) => {
            let code = refused.err().code().unwrap_or("no code");
            StoreError::closed(format!("the table {table} answered {code}"))
        }
        SdkError::TimeoutError(_) => StoreError::closed(format!("the table {table} did not answer in time")),
        SdkError::ResponseError(_) => StoreError::closed(format!("the table {table} answered what can't be read")),
        // These happen before anything is sent, and tell of connections and credentials.
        error => StoreError::unavailable(format!("the table {table} can't be reached"), error),
    }
}

/// Why a transaction was cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cancelled {
    /// A condition did not hold: things are not as they were when it was begun.
    Condition,
    /// Others were at the same items, or there were too many at once: the same may be done again.
    Contention,
    Otherwise,
}

impl Cancelled {
    /// The gravest of the reasons of all items.
    pub(super) fn by(reasons: &[CancellationReason]) -> Self {
        let has = |codes: &[&str]| reasons.iter().any(|reason| reason.code().is_some_and(|code| codes.contains(&code)));
        if has(&["ConditionalCheckFailed"]) {
            Cancelled::Condition
        } else if has(&["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"]) {
            Cancelled::Contention
        } else {
            Cancelled::Otherwise
        }
    }
}

/// Whether a transaction was not made because a condition did not hold.
pub(super) fn is_condition<R>(error: &SdkError<TransactWriteItemsError, R>) -> bool {
    match error.as_service_error() {
        Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) => {
            Cancelled::by(cancelled.cancellation_reasons()) == Cancelled::Condition
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::types::CancellationReason;

    use super::Cancelled;

    #[test]
    fn a_condition_weighs_more_than_a_crowd() {
        for (codes, cancelled) in [
            (vec!["None", "ConditionalCheckFailed"], Cancelled::Condition),
            (vec!["TransactionConflict", "ConditionalCheckFailed"], Cancelled::Condition),
            (vec!["None", "TransactionConflict"], Cancelled::Contention),
            (vec!["ThrottlingError"], Cancelled::Contention),
            (vec!["ProvisionedThroughputExceeded", "None"], Cancelled::Contention),
            (vec!["ValidationError"], Cancelled::Otherwise),
            (vec![], Cancelled::Otherwise),
        ] {
            let reasons: Vec<_> = codes.iter().map(|code| CancellationReason::builder().code(*code).build()).collect();
            assert_eq!(Cancelled::by(&reasons), cancelled, "{codes:?}");
        }
    }
}
