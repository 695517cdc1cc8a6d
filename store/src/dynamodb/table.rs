//! The table itself: how it is reached, what is put into it by those who may do nothing else, and how it is created.

use std::collections::BTreeSet;
use std::future::Future;
use std::time::Duration;

use aws_config::SdkConfig;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::Builder;
use aws_sdk_dynamodb::config::retry::RetryPartition;
use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, IndexStatus, KeySchemaElement, KeyType, TableStatus,
    TimeToLiveSpecification,
};
use domain::case::{Status, Submission};
use futures_util::{StreamExt, TryStreamExt, stream};
use jiff::Timestamp;

use super::error::failed;
use super::expressions::{IS_FREE, names, values};
use super::indexes::{INDEXES, type_of};
use super::items::{self, Item, PROOF, key, random_name, seconds, text};
use super::retries::{RetryOthers, retries, timeouts};
use crate::record::whole_second;
use crate::{Deadlines, InsertOutcome, Record, StoreError};

/// Questions that are asked at the same time for one answer.
const AT_ONCE: usize = 8;

/// How long a new table may take, and how often it is asked.
const CREATION: Duration = Duration::from_secs(120);
const LOOK: Duration = Duration::from_millis(250);

/// A table with the keys `pk` and `sk`, both texts.
#[derive(Clone)]
pub(super) struct Table {
    pub(super) client: Client,
    pub(super) name: String,
}

impl Table {
    pub(super) fn new(config: &SdkConfig, name: impl Into<String>) -> Self {
        let name = name.into();
        let mut builder = Builder::from(config)
            .timeout_config(timeouts(config.timeout_config()))
            .retry_config(retries())
            // Failures of one table use up no attempts of another.
            .retry_partition(RetryPartition::new(format!("dynamodb-{name}")))
            .retry_classifier(RetryOthers);
        if config.http_client().is_none() {
            builder = builder.http_client(crate::aws::https_of_machine());
        }
        Self { client: Client::from_conf(builder.build()), name }
    }

    /// Puts a submission that has no state yet; of one that is suspected of nothing, also in the place of one that was, as long as
    /// nobody has touched that.
    pub(super) async fn put_submission(
        &self,
        submission: &Submission,
        by: Deadlines,
    ) -> Result<InsertOutcome, StoreError> {
        let record = Record::first(submission.clone(), by);
        if record.status == Status::SuspectedSpam {
            return self.put_first(&record).await;
        }
        let (item, received) = (items::first_submission(&record)?, record.submission.received);
        // A submission stands in a partition of its status for as long as nobody has touched it: afterwards its state does.
        let condition = "attribute_not_exists(#pk) OR #expires <= :now OR begins_with(shelf, :suspected)";
        let suspected = text(format!("{}#", Status::SuspectedSpam.code()));
        self.put_new(item, condition, [(":now", seconds(received)), (":suspected", suspected)]).await
    }

    /// Puts a record that nobody has changed, in the place of none that is there.
    pub(super) async fn put_first(&self, record: &Record) -> Result<InsertOutcome, StoreError> {
        let (item, received) = (items::first_submission(record)?, record.submission.received);
        self.put_new(item, IS_FREE, [(":now", seconds(received))]).await
    }

    /// Puts a used proof. A second attempt after a lost answer knows its own work by a random text, and is no second use.
    pub(super) async fn spend(
        &self,
        token: &str,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<InsertOutcome, StoreError> {
        let mut item = key(items::proof_key(token), PROOF);
        let nonce = text(random_name());
        item.insert("expires".to_owned(), seconds(whole_second(until)));
        item.insert("nonce".to_owned(), nonce.clone());
        let condition = "attribute_not_exists(#pk) OR #expires <= :now OR nonce = :nonce";
        self.put_new(item, condition, [(":now", seconds(now)), (":nonce", nonce)]).await
    }

    async fn put_new<const N: usize>(
        &self,
        item: Item,
        condition: &str,
        given: [(&str, AttributeValue); N],
    ) -> Result<InsertOutcome, StoreError> {
        let put = self
            .client
            .put_item()
            .table_name(&self.name)
            .set_item(Some(item))
            .condition_expression(condition)
            .set_expression_attribute_names(names(condition))
            .set_expression_attribute_values(values(given));
        match put.send().await {
            Ok(_) => Ok(InsertOutcome::Inserted),
            Err(error) => match error.as_service_error() {
                Some(refused) if refused.is_conditional_check_failed_exception() => Ok(InsertOutcome::AlreadyExists),
                _ => Err(failed(&self.name, error)),
            },
        }
    }

    /// Creates the table. Expiry is set last: until then nothing that anybody could have put is old enough.
    pub(super) async fn create(&self) -> Result<(), StoreError> {
        let malformed = |error: BuildError| StoreError::unavailable("the table can't be described", error);
        let attribute =
            |name: &str| AttributeDefinition::builder().attribute_name(name).attribute_type(type_of(name)).build();
        let key = |name: &str, kind| KeySchemaElement::builder().attribute_name(name).key_type(kind).build();
        let mut create = self
            .client
            .create_table()
            .table_name(&self.name)
            .key_schema(key("pk", KeyType::Hash).map_err(malformed)?)
            .key_schema(key("sk", KeyType::Range).map_err(malformed)?)
            .billing_mode(BillingMode::PayPerRequest);
        let mut names = BTreeSet::from(["pk", "sk"]);
        for index in INDEXES {
            names.extend([index.partition, index.order]);
            create = create.global_secondary_indexes(index.described().map_err(malformed)?);
        }
        for name in names {
            create = create.attribute_definitions(attribute(name).map_err(malformed)?);
        }
        create.send().await.map_err(|error| failed(&self.name, error))?;
        let usable = async {
            while !self.is_usable().await? {
                tokio::time::sleep(LOOK).await;
            }
            Ok::<(), StoreError>(())
        };
        let late = || StoreError::closed(format!("the table {} is still being created", self.name));
        tokio::time::timeout(CREATION, usable).await.map_err(|_| late())??;
        let expiry = TimeToLiveSpecification::builder().attribute_name("expires").enabled(true).build();
        let set = self.client.update_time_to_live().table_name(&self.name);
        let set = set.time_to_live_specification(expiry.map_err(malformed)?).send().await;
        set.map(drop).map_err(|error| failed(&self.name, error))
    }

    async fn is_usable(&self) -> Result<bool, StoreError> {
        let described = self.client.describe_table().table_name(&self.name).send().await;
        let described = described.map_err(|error| failed(&self.name, error))?.table;
        Ok(described.is_some_and(|table| {
            table.table_status() == Some(&TableStatus::Active)
                && table.global_secondary_indexes().iter().all(|i| i.index_status() == Some(&IndexStatus::Active))
        }))
    }
}

/// Asks for each input, some at the same time; answers in the order of the inputs, or with the first failure.
pub(super) async fn for_each<I, T, F>(
    inputs: impl IntoIterator<Item = I>,
    ask: impl Fn(I) -> F,
) -> Result<Vec<T>, StoreError>
where
    F: Future<Output = Result<T, StoreError>>,
{
    stream::iter(inputs.into_iter().map(ask)).buffered(AT_ONCE).try_collect().await
}
