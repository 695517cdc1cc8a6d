//! The fifth format: what is made of a timeline is made anew: the hosts that were asked earlier, what a request counts for, and
//! the words by which it is found.

use domain::case::{CaseState, Reference};
use rusqlite::Transaction;

use crate::StoreError;
use crate::search_keys::searchable;
use crate::sqlite::columns::{self, record_of};
use crate::sqlite::statements::all;
use crate::sqlite::timeline;

pub(super) fn migrate(transaction: &Transaction) -> Result<(), StoreError> {
    let references = all(transaction, "SELECT reference FROM requests", [], |row| Ok(row.get::<_, String>(0)?))?;
    for reference in references.iter().filter_map(|written| Reference::parse(written)) {
        // What can't be read stays as it is, and stands in nobody's way.
        if let Err(error) = make_anew(transaction, &reference) {
            tracing::warn!(%error, "a request is kept as it is, with what was known of it");
        }
    }
    columns::index_new(transaction)
}

fn make_anew(transaction: &Transaction, reference: &Reference) -> Result<(), StoreError> {
    let Some(mut record) = record_of(transaction, reference.as_str())? else { return Ok(()) };
    let timeline = timeline::read(transaction, reference)?;
    if timeline.len() as u64 == record.version {
        record.handling = CaseState::of(&timeline);
    }
    columns::update(transaction, reference.as_str(), &record)?;
    if record.handling.introduced.is_some() || !record.handling.earlier.is_empty() {
        columns::index_again(transaction, reference.as_str(), &searchable(&record))?;
    }
    Ok(())
}
