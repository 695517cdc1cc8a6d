//! What is tried again, how often and how soon: the SDK's standard way, with jitter and a budget that all calls to
//! a table share, extended by the two answers that it does not know to be passing.

use std::time::Duration;

use aws_sdk_dynamodb::config::interceptors::InterceptorContext;
use aws_sdk_dynamodb::config::retry::{ClassifyRetry, RetryAction, RetryConfig};
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::transact_get_items::TransactGetItemsError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;

use super::error::Cancelled;

/// One attempt; a repeated one finds what a lost answer had already stored.
const ATTEMPT: Duration = Duration::from_secs(3);

/// All attempts together: less than the gateway waits, so that the sender hears from us.
const OPERATION: Duration = Duration::from_secs(10);

/// Attempts, the first included.
const ATTEMPTS: u32 = 6;

/// The pause before the second attempt is at most this; each one after that, twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(50);

const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// Ours, unless the caller has set others.
pub(super) fn timeouts(set: Option<&TimeoutConfig>) -> TimeoutConfig {
    let set = set.cloned().unwrap_or_else(|| TimeoutConfig::builder().build());
    let attempt = set.operation_attempt_timeout().unwrap_or(ATTEMPT);
    let operation = set.operation_timeout().unwrap_or(OPERATION);
    set.to_builder().operation_attempt_timeout(attempt).operation_timeout(operation).build()
}

pub(super) fn retries() -> RetryConfig {
    RetryConfig::standard()
        .with_max_attempts(ATTEMPTS)
        .with_initial_backoff(FIRST_PAUSE)
        .with_max_backoff(LONGEST_PAUSE)
}

/// Knows that another transaction on the same items passes.
#[derive(Debug)]
pub(super) struct RetryOthers;

impl ClassifyRetry for RetryOthers {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        let Some(Err(error)) = context.output_or_error() else { return RetryAction::NoActionIndicated };
        let Some(error) = error.as_operation_error() else { return RetryAction::NoActionIndicated };
        let reasons = if let Some(TransactWriteItemsError::TransactionCanceledException(error)) = error.downcast_ref() {
            Some(error.cancellation_reasons())
        } else if let Some(TransactGetItemsError::TransactionCanceledException(error)) = error.downcast_ref() {
            Some(error.cancellation_reasons())
        } else {
            None
        };
        let code = error
            .downcast_ref::<PutItemError>()
            .and_then(ProvideErrorMetadata::code)
            .or_else(|| error.downcast_ref::<DeleteItemError>().and_then(ProvideErrorMetadata::code));
        let passes = reasons.is_some_and(|reasons| Cancelled::by(reasons) == Cancelled::Contention)
            || code == Some("TransactionConflictException");
        if passes { RetryAction::throttling_error() } else { RetryAction::NoActionIndicated }
    }

    fn name(&self) -> &'static str {
        "others pass"
    }
}
