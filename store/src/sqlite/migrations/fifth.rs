//! The fifth format: what is made of a timeline is made anew: the hosts that were asked earlier, what a request counts for, and
//! the words by which it is found.

use domain::case::{CaseState, Reference};
use rusqlite::Transaction;

use crate::StoreError;
use crate::search_keys::searchable;
use crate::sqlite::columns::{self, MutableColumns, RECORD, read_record};
use crate::sqlite::error::failed;
use crate::sqlite::timeline;

pub(super) fn migrate(transaction: &Transaction) -> Result<(), StoreError> {
    let mut statement = transaction.prepare("SELECT reference FROM requests").map_err(failed)?;
    let references = statement.query_map([], |row| row.get::<_, String>(0)).map_err(failed)?;
    let references: Vec<String> = references.collect::<Result<_, _>>().map_err(failed)?;
    for reference in references.iter().filter_map(|written| Reference::parse(written)) {
        // What can't be read stays as it is, and stands in nobody's way.
        if let Err(error) = make_anew(transaction, &reference) {
            tracing::warn!(%error, "a request is kept as it is, with what was known of it");
        }
    }
    columns::index_new(transaction)
}

fn make_anew(transaction: &Transaction, reference: &Reference) -> Result<(), StoreError> {
    let sql = format!("SELECT {RECORD} FROM requests WHERE reference = ?1");
    let mut statement = transaction.prepare_cached(&sql).map_err(failed)?;
    let mut record = statement.query_row([reference.as_str()], |row| Ok(read_record(row))).map_err(failed)??;
    let timeline = timeline::read(transaction, reference)?;
    if timeline.len() as u64 == record.version {
        record.handling = CaseState::of(&timeline);
    }
    columns::update(transaction, reference.as_str(), &MutableColumns::of(&record)?)?;
    if record.handling.introduced.is_some() || !record.handling.earlier.is_empty() {
        columns::index_again(transaction, reference.as_str(), &searchable(&record))?;
    }
    Ok(())
}
