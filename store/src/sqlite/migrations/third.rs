//! The third format: what is known of the handling, and indexes for every question of the desk.

use domain::case::{CaseState, Reminders, Status};
use jiff::Timestamp;
use rusqlite::{Row, Transaction, params};

use crate::Record;
use crate::StoreError;
use crate::codec::decode;
use crate::record::whole_second;
use crate::sqlite::columns;
use crate::sqlite::statements::{all, execute};
use crate::sqlite::{introductions, timeline};

/// A request of the second format.
struct Old {
    reference: String,
    received: i64,
    status: String,
    version: i64,
    changed: i64,
    expires: i64,
    record: String,
}

/// What is due by now in a file that knew of nothing due is so by the defaults of this release.
pub(super) fn migrate(transaction: &Transaction) -> Result<(), StoreError> {
    let run = |sql: &str| transaction.execute_batch(sql).map_err(StoreError::from);
    run("ALTER TABLE requests RENAME TO requests_before;
         DROP INDEX requests_by_age;
         DROP INDEX requests_by_status;
         DROP INDEX requests_by_form;
         DROP INDEX requests_by_expiry;")?;
    run(include_str!("third.sql"))?;
    let sql = "SELECT reference, received, status, version, changed, expires, record
               FROM requests_before ORDER BY received, reference";
    for old in all(transaction, sql, [], |row| Ok(Old::of(row)?))? {
        match old.record(transaction) {
            Ok(record) => {
                columns::insert(transaction, &record)?;
                introductions::renew(transaction, &record)?;
            }
            // What can't be read is not lost for that, and stands in nobody's way.
            Err(error) => {
                tracing::warn!(%error, "a request is kept as it is, and not found by its words");
                old.keep(transaction)?;
            }
        }
    }
    columns::index_new(transaction)?;
    run("DROP TABLE requests_before;")?;
    run(include_str!("third-indexes.sql"))
}

impl Old {
    fn of(row: &Row) -> rusqlite::Result<Self> {
        Ok(Self {
            reference: row.get(0)?,
            received: row.get(1)?,
            status: row.get(2)?,
            version: row.get(3)?,
            changed: row.get(4)?,
            expires: row.get(5)?,
            record: row.get(6)?,
        })
    }

    fn record(&self, transaction: &Transaction) -> Result<Record, StoreError> {
        let unreadable =
            |reason: &str| StoreError::Unreadable { reference: self.reference.clone(), reason: reason.to_owned() };
        let submission = decode(&self.reference, &self.record)?;
        let timeline = timeline::read(transaction, &submission.reference)?;
        let handling = CaseState::of(&timeline);
        let status = Status::from_code(&self.status).ok_or_else(|| unreadable("its status"))?;
        let due = Reminders::default().due(status, submission.received, &handling).map(whole_second);
        Ok(Record {
            status,
            version: u64::try_from(self.version).map_err(|_| unreadable("its version is negative"))?,
            changed: Timestamp::from_nanosecond(self.changed.into())
                .map_err(|_| unreadable("the time of its last change"))?,
            until: Timestamp::from_second(self.expires).map_err(|_| unreadable("the time of its expiry"))?,
            handling,
            due,
            submission,
        })
    }

    fn keep(&self, transaction: &Transaction) -> Result<(), StoreError> {
        let place = columns::free_place(transaction, self.received)?;
        let sql = "INSERT INTO requests (place, reference, received, form, status, version, changed, expires, sender,
                                         organisation, handling, record)
                   SELECT ?1, reference, received, form, status, version, changed, expires, '', '', '{}', record
                   FROM requests_before WHERE reference = ?2";
        execute(transaction, sql, params![place, self.reference]).map(drop)
    }
}
