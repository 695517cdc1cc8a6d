//! Whom requests were introduced to, and whom to write to about an offer.

use domain::case::{HostContact, Reference};
use domain::text::Slug;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, named_params, params};

use super::columns::{RECORD, moment, nanoseconds, read_record};
use super::error::failed;
use super::timeline;
use crate::codec::decode_handling;
use crate::relations::introductions_of;
use crate::search_keys::sender_key;
use crate::{IntroductionOutcome, Record, StoreError};

/// Makes the introductions of a request anew from its timeline.
pub(super) fn renew(connection: &Connection, record: &Record) -> Result<(), StoreError> {
    let reference = &record.submission.reference;
    let timeline = timeline::read(connection, reference)?;
    connection
        .prepare_cached("DELETE FROM introductions WHERE reference = ?1")
        .and_then(|mut statement| statement.execute([reference.as_str()]))
        .map_err(failed)?;
    for (number, (introduced, host)) in (1_i64..).zip(introductions_of(reference, record.status, &timeline)) {
        insert(connection, number, &introduced, &host)?;
    }
    Ok(())
}

fn insert(
    connection: &Connection,
    number: i64,
    introduced: &IntroductionOutcome,
    host: &HostContact,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO introductions (reference, number, at, answered, open, offer, email, host)
               VALUES (:reference, :number, :at, :answered, :open, :offer, :email, :host)";
    let written =
        serde_json::to_string(host).map_err(|error| StoreError::unavailable("a contact can't be written", error))?;
    let (at, answered) = (nanoseconds(introduced.at)?, introduced.answered.map(nanoseconds).transpose()?);
    let inserted = connection.prepare_cached(sql).and_then(|mut statement| {
        statement.execute(named_params! {
            ":reference": introduced.reference.as_str(),
            ":number": number,
            ":at": at,
            ":answered": answered,
            ":open": introduced.open,
            ":offer": introduced.offer.as_str(),
            ":email": sender_key(&host.email),
            ":host": written,
        })
    });
    inserted.map(drop).map_err(failed)
}

/// Those since a moment, the newest first.
pub(super) fn since(
    connection: &Connection,
    since: Timestamp,
    now: Timestamp,
) -> Result<Vec<IntroductionOutcome>, StoreError> {
    let mut statement = connection.prepare_cached(SINCE).map_err(failed)?;
    let mut found = statement.query(params![nanoseconds(since)?, now.as_second()]).map_err(failed)?;
    let mut introductions = Vec::new();
    while let Some(row) = found.next().map_err(failed)? {
        let reference: String = row.get(0).map_err(failed)?;
        let offer: String = row.get(1).map_err(failed)?;
        let at: i64 = row.get(2).map_err(failed)?;
        let answered: Option<i64> = row.get(3).map_err(failed)?;
        let handling: Option<String> = row.get(5).map_err(failed)?;
        let handling = handling.map(|written| decode_handling(&reference, &written)).transpose()?;
        let unreadable =
            || StoreError::Unreadable { reference: reference.clone(), reason: "an introduction".to_owned() };
        let at = moment(at).ok_or_else(unreadable)?;
        introductions.push(IntroductionOutcome {
            offer: Slug::parse(&offer).ok_or_else(unreadable)?,
            at,
            answered: answered.map(|answered| moment(answered).ok_or_else(unreadable)).transpose()?,
            open: row.get(4).map_err(failed)?,
            closed: handling.and_then(|handling| handling.introduction_ended(at)),
            reference: Reference::parse(&reference).ok_or_else(unreadable)?,
        });
    }
    Ok(introductions)
}

/// When one ended without an answer is read from what is known of its request.
pub(super) const SINCE: &str = "SELECT introductions.reference, introductions.offer, at, answered, open,
        CASE WHEN answered IS NULL AND NOT open THEN handling END
    FROM introductions INDEXED BY introductions_by_age JOIN requests USING (reference)
    WHERE at >= ?1 AND expires > ?2 ORDER BY at DESC, introductions.reference DESC";

/// Who sent an offer that was accepted, else whom the last introduction by it went to.
pub(super) fn host_contact(
    connection: &Connection,
    offer: &Slug,
    now: Timestamp,
) -> Result<Option<HostContact>, StoreError> {
    let values = params![offer.as_str(), now.as_second()];
    let sql = format!("SELECT {RECORD} {ACCEPTED}");
    let mut statement = connection.prepare_cached(&sql).map_err(failed)?;
    let accepted = statement.query_row(values, |row| Ok(read_record(row))).optional().map_err(failed)?;
    if let Some(record) = accepted.transpose()? {
        let request = record.submission.request;
        return Ok(Some(HostContact {
            organisation: request.organisation.name,
            name: request.contact.name,
            email: request.contact.email,
            language: request.language,
        }));
    }
    let mut statement = connection.prepare_cached(LAST).map_err(failed)?;
    let last = statement.query_row(values, |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
    let Some((reference, host)) = last.optional().map_err(failed)? else { return Ok(None) };
    let unreadable = |_| StoreError::Unreadable { reference, reason: "the host of an introduction".to_owned() };
    serde_json::from_str(&host).map(Some).map_err(unreadable)
}

pub(super) const ACCEPTED: &str = "FROM requests INDEXED BY requests_by_offer
    WHERE offer = ?1 AND expires > ?2 ORDER BY changed DESC LIMIT 1";

pub(super) const LAST: &str = "SELECT introductions.reference, host
    FROM introductions INDEXED BY introductions_by_offer JOIN requests USING (reference)
    WHERE introductions.offer = ?1 AND expires > ?2 ORDER BY at DESC LIMIT 1";
