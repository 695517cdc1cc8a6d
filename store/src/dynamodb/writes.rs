//! Writing several items: all at once or not at all, or some after the others.

use std::time::Duration;

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{
    AttributeValue, Delete, DeleteRequest, Put, PutRequest, TransactWriteItem, Update, WriteRequest,
};

use super::error::{failed, is_condition};
use super::expressions::{names, values};
use super::items::Item;
use super::table::Table;
use crate::StoreError;

/// Items of one batch.
const MOST_WRITTEN: usize = 25;

/// How often what a batch left undone is tried again; the pause doubles from the first to the last.
const BATCH_ATTEMPTS: u32 = 8;
const BATCH_PAUSE: Duration = Duration::from_millis(25);

impl Table {
    pub(super) fn put_part(&self, item: Item) -> Result<TransactWriteItem, StoreError> {
        let put = Put::builder().table_name(&self.name).set_item(Some(item)).build().map_err(malformed)?;
        Ok(TransactWriteItem::builder().put(put).build())
    }

    pub(super) fn put_part_if<const N: usize>(
        &self,
        item: Item,
        condition: &str,
        given: [(&str, AttributeValue); N],
    ) -> Result<TransactWriteItem, StoreError> {
        let put = Put::builder()
            .table_name(&self.name)
            .set_item(Some(item))
            .condition_expression(condition)
            .set_expression_attribute_names(names(condition))
            .set_expression_attribute_values(values(given));
        Ok(TransactWriteItem::builder().put(put.build().map_err(malformed)?).build())
    }

    pub(super) fn update_part_if<const N: usize>(
        &self,
        key: Item,
        update: &str,
        condition: &str,
        given: [(&str, AttributeValue); N],
    ) -> Result<TransactWriteItem, StoreError> {
        let update = Update::builder()
            .table_name(&self.name)
            .set_key(Some(key))
            .update_expression(update)
            .condition_expression(condition)
            .set_expression_attribute_names(names(&format!("{update} {condition}")))
            .set_expression_attribute_values(values(given));
        Ok(TransactWriteItem::builder().update(update.build().map_err(malformed)?).build())
    }

    pub(super) fn delete_part(&self, key: Item) -> Result<TransactWriteItem, StoreError> {
        let delete = Delete::builder().table_name(&self.name).set_key(Some(key)).build().map_err(malformed)?;
        Ok(TransactWriteItem::builder().delete(delete).build())
    }

    pub(super) fn delete_part_if(&self, key: Item, condition: &str) -> Result<TransactWriteItem, StoreError> {
        let delete = Delete::builder()
            .table_name(&self.name)
            .set_key(Some(key))
            .condition_expression(condition)
            .set_expression_attribute_names(names(condition));
        Ok(TransactWriteItem::builder().delete(delete.build().map_err(malformed)?).build())
    }

    /// Writes all parts or none; returns whether all conditions held. The client gives each call a token, by which the
    /// service knows an attempt that it has seen before.
    pub(super) async fn transact(&self, parts: Vec<TransactWriteItem>) -> Result<bool, StoreError> {
        match self.client.transact_write_items().set_transact_items(Some(parts)).send().await {
            Ok(_) => Ok(true),
            Err(error) if is_condition(&error) => Ok(false),
            Err(error) => Err(failed(&self.name, error)),
        }
    }

    /// Writes in batches, and again what the service left undone.
    pub(super) async fn write(&self, writes: Vec<WriteRequest>) -> Result<(), StoreError> {
        for some in writes.chunks(MOST_WRITTEN) {
            let mut undone = some.to_vec();
            for attempt in 0..BATCH_ATTEMPTS {
                if attempt > 0 {
                    let pause = BATCH_PAUSE * 2_u32.pow(attempt);
                    tokio::time::sleep(pause.mul_f64(fastrand::f64())).await;
                }
                let sent = self.client.batch_write_item().request_items(&self.name, undone).send().await;
                let left = sent.map_err(|error| failed(&self.name, error))?.unprocessed_items.unwrap_or_default();
                undone = left.into_values().flatten().collect();
                if undone.is_empty() {
                    break;
                }
            }
            if !undone.is_empty() {
                return Err(StoreError::closed(format!("the table {} is too busy to write everything", self.name)));
            }
        }
        Ok(())
    }
}

pub(super) fn put_request(item: Item) -> Result<WriteRequest, StoreError> {
    let put = PutRequest::builder().set_item(Some(item)).build().map_err(malformed)?;
    Ok(WriteRequest::builder().put_request(put).build())
}

pub(super) fn delete_request(key: Item) -> Result<WriteRequest, StoreError> {
    let delete = DeleteRequest::builder().set_key(Some(key)).build().map_err(malformed)?;
    Ok(WriteRequest::builder().delete_request(delete).build())
}

pub(super) fn malformed(error: BuildError) -> StoreError {
    StoreError::unavailable("a question can't be written", error)
}
