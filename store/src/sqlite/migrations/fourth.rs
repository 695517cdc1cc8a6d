//! The fourth format: the store has an identity and remembers what was erased; requests for a visit far ahead are kept
//! until after it.

use domain::case::Status;
use domain::case::retention::Retention;
use jiff::SignedDuration;
use rusqlite::{Transaction, params};

use crate::StoreError;
use crate::codec::{decode, decode_handling};
use crate::sqlite::columns::moment;
use crate::sqlite::erasures;
use crate::sqlite::statements::{all, execute};

pub(super) fn migrate(transaction: &Transaction) -> Result<(), StoreError> {
    transaction.execute_batch(include_str!("fourth.sql"))?;
    erasures::add_identity(transaction)?;
    keep_until_after_visits(transaction)
}

/// Earlier releases counted retention from the last change alone.
fn keep_until_after_visits(transaction: &Transaction) -> Result<(), StoreError> {
    let sql = "SELECT reference, status, changed, expires, handling, record FROM requests";
    let rows = all(transaction, sql, [], |row| {
        let (reference, status): (String, String) = (row.get(0)?, row.get(1)?);
        let (changed, expires): (i64, i64) = (row.get(2)?, row.get(3)?);
        let (handling, record): (String, String) = (row.get(4)?, row.get(5)?);
        // What can't be read stays as it is.
        let (Some(status), Ok(handling), Ok(submission), Some(changed)) = (
            Status::from_code(&status),
            decode_handling(&reference, &handling),
            decode(&reference, &record),
            moment(changed),
        ) else {
            return Ok(None);
        };
        let base = Retention::base(status, changed, handling.visit_end(&submission.request));
        let more = base.duration_since(changed);
        Ok((more > SignedDuration::ZERO).then(|| (reference, expires.saturating_add(more.as_secs()))))
    });
    for (reference, expires) in rows?.into_iter().flatten() {
        let sql = "UPDATE requests SET expires = ?2 WHERE reference = ?1";
        execute(transaction, sql, params![reference, expires])?;
    }
    Ok(())
}
