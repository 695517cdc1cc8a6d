//! What belongs together: requests of one sender or organisation, and what is about to go.

use domain::case::Reference;
use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::columns::{RECORD, read_record};
use super::statements::all;
use super::{rows, timeline};
use crate::search_keys::{organisation_key, sender_key};
use crate::{RelatedRequest, StoreError, StoredCase, Summary};

/// Other requests of the same sender or organisation: each of the two indexes gives its newest.
const RELATED: &str = "
    SELECT place FROM (SELECT place FROM requests INDEXED BY requests_by_sender
                       WHERE sender = ?1 AND expires > ?4 ORDER BY received DESC LIMIT ?5)
    UNION
    SELECT place FROM (SELECT place FROM requests INDEXED BY requests_by_organisation
                       WHERE organisation = ?2 AND expires > ?4 ORDER BY received DESC LIMIT ?5)";

pub(super) fn related_sql() -> String {
    format!(
        "SELECT {RECORD}, sender = ?1, organisation = ?2 FROM requests
         WHERE place IN ({RELATED}) AND reference <> ?3 ORDER BY received DESC, reference DESC LIMIT ?5 - 1"
    )
}

pub(super) fn related(
    connection: &Connection,
    reference: &Reference,
    now: Timestamp,
) -> Result<Vec<RelatedRequest>, StoreError> {
    let Some(record) = rows::find(connection, reference, now)? else { return Ok(Vec::new()) };
    let request = &record.submission.request;
    let (sender, organisation) = (sender_key(&request.contact.email), organisation_key(&request.organisation));
    let most = i64::try_from(RelatedRequest::MOST).unwrap_or(i64::MAX) + 1;
    let values = params![sender, organisation, reference.as_str(), now.as_second(), most];
    all(connection, &related_sql(), values, |row| {
        let (same_sender, same_organisation) = (row.get(8)?, row.get(9)?);
        Ok(RelatedRequest { record: read_record(row)?, same_sender, same_organisation })
    })
}

/// Everything about a person.
const SENT_BY: &str = "
    SELECT place FROM requests INDEXED BY requests_by_sender WHERE sender = ?1
    UNION
    SELECT place FROM requests JOIN introductions INDEXED BY introductions_by_host USING (reference) WHERE email = ?1";

pub(super) fn sent_by_sql() -> String {
    format!(
        "SELECT {RECORD} FROM requests WHERE place IN ({SENT_BY}) AND expires > ?2
         ORDER BY received DESC, reference DESC"
    )
}

pub(super) fn sent_by(connection: &Connection, email: &str, now: Timestamp) -> Result<Vec<StoredCase>, StoreError> {
    let values = params![sender_key(email), now.as_second()];
    all(connection, &sent_by_sql(), values, |row| timeline::read_case(connection, row))
}

pub(super) const EXPIRING: &str = "FROM requests INDEXED BY requests_by_expiry
    WHERE expires > ?1 AND expires <= ?2 ORDER BY expires, reference LIMIT ?3";

/// What will have expired at a moment, the soonest first.
pub(super) fn expiring(
    connection: &Connection,
    before: Timestamp,
    now: Timestamp,
) -> Result<Vec<(Summary, Timestamp)>, StoreError> {
    let sql = format!("SELECT {RECORD} {EXPIRING}");
    let most = i64::try_from(Summary::MOST_EXPIRING).unwrap_or(i64::MAX);
    all(connection, &sql, params![now.as_second(), before.as_second(), most], |row| {
        let record = read_record(row)?;
        Ok((Summary::of(&record), record.until))
    })
}
