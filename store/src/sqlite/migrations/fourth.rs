//! The fourth format: the store has an identity and remembers what was erased; requests for a visit far ahead are kept
//! until after it.

use domain::case::Status;
use domain::case::retention::Retention;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Transaction, params};

use crate::StoreError;
use crate::codec::{decode, decode_handling};
use crate::sqlite::erasures;
use crate::sqlite::error::failed;

pub(super) fn migrate(transaction: &Transaction) -> Result<(), StoreError> {
    transaction.execute_batch(include_str!("fourth.sql")).map_err(failed)?;
    erasures::add_identity(transaction)?;
    keep_until_after_visits(transaction)
}

/// Earlier releases counted retention from the last change alone.
fn keep_until_after_visits(transaction: &Transaction) -> Result<(), StoreError> {
    let sql = "SELECT reference, status, changed, expires, handling, record FROM requests";
    let mut statement = transaction.prepare(sql).map_err(failed)?;
    let mut found = statement.query([]).map_err(failed)?;
    let mut later = Vec::new();
    while let Some(row) = found.next().map_err(failed)? {
        let reference: String = row.get(0).map_err(failed)?;
        let status: String = row.get(1).map_err(failed)?;
        let (changed, expires): (i64, i64) = (row.get(2).map_err(failed)?, row.get(3).map_err(failed)?);
        let (handling, record): (String, String) = (row.get(4).map_err(failed)?, row.get(5).map_err(failed)?);
        // What can't be read stays as it is.
        let (Some(status), Ok(handling), Ok(submission), Ok(changed)) = (
            Status::from_code(&status),
            decode_handling(&reference, &handling),
            decode(&reference, &record),
            Timestamp::from_nanosecond(changed.into()),
        ) else {
            continue;
        };
        let base = Retention::base(status, changed, handling.visit_end(&submission.request));
        let more = base.duration_since(changed);
        if more > SignedDuration::ZERO {
            later.push((reference, expires.saturating_add(more.as_secs())));
        }
    }
    drop(found);
    drop(statement);
    for (reference, expires) in later {
        transaction
            .execute("UPDATE requests SET expires = ?2 WHERE reference = ?1", params![reference, expires])
            .map_err(failed)?;
    }
    Ok(())
}
