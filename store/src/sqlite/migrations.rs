//! The formats of the file, and how each becomes the next. A step that was ever released is never edited.

mod fifth;
mod fourth;
mod third;

use rusqlite::Transaction;

use crate::StoreError;

/// The format of the file; each step of [`STEPS`] leads to the next one.
pub(super) const FORMAT: i64 = STEPS.len() as i64;

type Migration = fn(&Transaction) -> Result<(), StoreError>;

const STEPS: [Migration; 5] = [first, second, third::migrate, fourth::migrate, fifth::migrate];

/// Takes the steps that lead from a format to this release's.
pub(super) fn run(transaction: &Transaction, format: i64) -> Result<(), StoreError> {
    STEPS.iter().skip(usize::try_from(format).unwrap_or_default()).try_for_each(|step| step(transaction))
}

fn first(transaction: &Transaction) -> Result<(), StoreError> {
    let sql = "
    CREATE TABLE requests (
        reference TEXT PRIMARY KEY,
        received INTEGER NOT NULL,
        form TEXT NOT NULL,
        status TEXT NOT NULL,
        version INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        record TEXT NOT NULL
    ) STRICT;
    CREATE INDEX requests_by_age ON requests (received, reference);
    CREATE INDEX requests_by_status ON requests (status, received, reference);
    CREATE INDEX requests_by_form ON requests (form, received, reference);
    CREATE TABLE timeline (
        reference TEXT NOT NULL,
        version INTEGER NOT NULL,
        entry TEXT NOT NULL,
        PRIMARY KEY (reference, version)
    ) STRICT, WITHOUT ROWID;
    ";
    Ok(transaction.execute_batch(sql)?)
}

/// What came in before anything expired is kept as long as the defaults of that release say, from its last change.
/// Each index ends with the expiry, so that lists and counts pass over what has expired without looking it up.
fn second(transaction: &Transaction) -> Result<(), StoreError> {
    let sql = "
    ALTER TABLE requests ADD COLUMN expires INTEGER NOT NULL DEFAULT 0;
    UPDATE requests SET expires = changed / 1000000000 + 1 + 86400 * CASE
        WHEN status = 'completed' THEN 365
        WHEN status = 'declined' THEN 90
        WHEN status IN ('suspected-spam', 'spam') THEN 30
        ELSE 540
    END;
    DROP INDEX requests_by_age;
    DROP INDEX requests_by_status;
    DROP INDEX requests_by_form;
    CREATE INDEX requests_by_age ON requests (received, reference, expires);
    CREATE INDEX requests_by_status ON requests (status, received, reference, expires);
    CREATE INDEX requests_by_form ON requests (form, received, reference, expires);
    CREATE INDEX requests_by_expiry ON requests (expires, reference);
    CREATE TABLE proofs (
        token TEXT PRIMARY KEY,
        expires INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX proofs_by_expiry ON proofs (expires);
    ";
    Ok(transaction.execute_batch(sql)?)
}
