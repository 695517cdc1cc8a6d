//! The store behind the Lambda function: one DynamoDB table, of which this right can put and nothing else.
//!
//! In: submissions. Out: one item each, under a key of its own, conditional on its absence. The desk's rights have no
//! implementation here, so the public function can't even name them.

use std::env::VarError;
use std::time::Duration;

use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, SdkConfig};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::types::AttributeValue;
use domain::submission::Submission;
use jiff::Timestamp;

use super::codec::encode;
use super::record::whole_second;
use super::{Intake, Promise, Put, StoreError};

/// A DynamoDB table with the keys `pk` and `sk`, both texts.
#[derive(Clone)]
pub struct DynamoIntake {
    client: Client,
    table: String,
}

/// An environment that names no table.
#[derive(Debug, thiserror::Error)]
#[error("{}: {source}", DynamoIntake::TABLE)]
pub struct NoTable {
    source: VarError,
}

impl DynamoIntake {
    /// The environment variable that names the table.
    pub const TABLE: &'static str = "MATCHMAKER_TABLE";

    /// One attempt; a repeated one finds what a lost answer had already stored.
    const ATTEMPT: Duration = Duration::from_secs(3);

    /// All attempts together: less than the gateway waits, so that the sender hears from us.
    const OPERATION: Duration = Duration::from_secs(10);

    /// The table that the environment names, with the environment's region and credentials.
    ///
    /// # Errors
    /// If the environment names no table.
    pub async fn from_environment() -> Result<Self, NoTable> {
        let table = std::env::var(Self::TABLE).map_err(|source| NoTable { source })?;
        Ok(Self::new(&aws_config::load_defaults(BehaviorVersion::latest()).await, table))
    }

    /// A table, reached as `config` says.
    pub fn new(config: &SdkConfig, table: impl Into<String>) -> Self {
        let timeouts = TimeoutConfig::builder()
            .operation_attempt_timeout(Self::ATTEMPT)
            .operation_timeout(Self::OPERATION)
            .build();
        let config = aws_sdk_dynamodb::config::Builder::from(config).timeout_config(timeouts).build();
        Self { client: Client::from_conf(config), table: table.into() }
    }

    async fn put_submission(&self, submission: &Submission, until: Timestamp) -> Result<Put, StoreError> {
        let text = |text: &str| AttributeValue::S(text.to_owned());
        let item = [
            ("record", AttributeValue::S(encode(submission)?)),
            ("form", text(submission.request.wish.form().name())),
            ("status", text(submission.first_status().code())),
            // Always nine digits behind the second, so that these texts sort as the moments do.
            ("received", AttributeValue::S(format!("{:.9}", submission.received))),
            ("version", AttributeValue::N("1".to_owned())),
        ];
        self.put_item(format!("REQUEST#{}", submission.reference), "SUBMISSION", item, until, submission.received).await
    }

    /// Puts an item unless there is one that has not expired.
    async fn put_item<const N: usize>(
        &self,
        pk: String,
        sk: &str,
        attributes: [(&str, AttributeValue); N],
        until: Timestamp,
        now: Timestamp,
    ) -> Result<Put, StoreError> {
        let seconds = |moment: Timestamp| AttributeValue::N(moment.as_second().to_string());
        let put = self
            .client
            .put_item()
            .table_name(&self.table)
            .item("pk", AttributeValue::S(pk))
            .item("sk", AttributeValue::S(sk.to_owned()))
            .item("expires", seconds(whole_second(until)))
            .condition_expression("attribute_not_exists(pk) OR expires <= :now")
            .expression_attribute_values(":now", seconds(now));
        let put = attributes.into_iter().fold(put, |put, (name, value)| put.item(name, value));
        match put.send().await {
            Ok(_) => Ok(Put::Stored),
            Err(error) => match error.as_service_error() {
                Some(refused) if refused.is_conditional_check_failed_exception() => Ok(Put::AlreadyThere),
                // Only the code: a service's own message could quote the item.
                Some(refused) => {
                    let code = refused.code().unwrap_or("no code");
                    Err(StoreError::closed(format!("the table {} answered {code}", self.table)))
                }
                None => Err(StoreError::unavailable(format!("the table {} can't be reached", self.table), error)),
            },
        }
    }
}

impl Intake for DynamoIntake {
    fn put<'a>(&'a self, submission: &'a Submission, until: Timestamp) -> Promise<'a, Put> {
        Box::pin(self.put_submission(submission, until))
    }

    fn spend<'a>(&'a self, token: &'a str, until: Timestamp, now: Timestamp) -> Promise<'a, Put> {
        Box::pin(self.put_item(format!("PROOF#{token}"), "PROOF", [], until, now))
    }
}
