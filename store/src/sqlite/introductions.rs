//! Whom requests were introduced to, and whom to write to about an offer.

use domain::case::{HostContact, Reference};
use domain::text::Slug;
use jiff::Timestamp;
use rusqlite::{Connection, named_params, params};

use super::columns::{RECORD, moment, nanoseconds, read_record};
use super::statements::{all, execute, first};
use super::timeline;
use crate::codec::{decode_handling, to_json};
use crate::relations::{introductions_of, sender_contact};
use crate::search_keys::sender_key;
use crate::{IntroductionOutcome, Record, StoreError};

/// Makes the introductions of a request anew from its timeline.
pub(super) fn renew(connection: &Connection, record: &Record) -> Result<(), StoreError> {
    let reference = &record.submission.reference;
    let timeline = timeline::read(connection, reference)?;
    execute(connection, "DELETE FROM introductions WHERE reference = ?1", [reference.as_str()])?;
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
    let written = to_json("a contact", host)?;
    let (at, answered) = (nanoseconds(introduced.at)?, introduced.answered.map(nanoseconds).transpose()?);
    let values = named_params! {
        ":reference": introduced.reference.as_str(),
        ":number": number,
        ":at": at,
        ":answered": answered,
        ":open": introduced.open,
        ":offer": introduced.offer.as_str(),
        ":email": sender_key(&host.email),
        ":host": written,
    };
    execute(connection, sql, values).map(drop)
}

/// Those since a moment, the newest first.
pub(super) fn since(
    connection: &Connection,
    since: Timestamp,
    now: Timestamp,
) -> Result<Vec<IntroductionOutcome>, StoreError> {
    all(connection, SINCE, params![nanoseconds(since)?, now.as_second()], |row| {
        let (reference, offer): (String, String) = (row.get(0)?, row.get(1)?);
        let handling = row.get::<_, Option<String>>(5)?;
        let handling = handling.map(|written| decode_handling(&reference, &written)).transpose()?;
        let unreadable =
            || StoreError::Unreadable { reference: reference.clone(), reason: "an introduction".to_owned() };
        let at = moment(row.get(2)?).ok_or_else(unreadable)?;
        let answered = row.get::<_, Option<i64>>(3)?;
        Ok(IntroductionOutcome {
            offer: Slug::parse(&offer).ok_or_else(unreadable)?,
            at,
            answered: answered.map(|answered| moment(answered).ok_or_else(unreadable)).transpose()?,
            open: row.get(4)?,
            closed: handling.and_then(|handling| handling.introduction_ended(at)),
            reference: Reference::parse(&reference).ok_or_else(unreadable)?,
        })
    })
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
    if let Some(record) = first(connection, &format!("SELECT {RECORD} {ACCEPTED}"), values, read_record)? {
        return Ok(Some(sender_contact(record.submission.request)));
    }
    let last = first(connection, LAST, values, |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
    let Some((reference, host)) = last? else { return Ok(None) };
    let unreadable = |_| StoreError::Unreadable { reference, reason: "the host of an introduction".to_owned() };
    serde_json::from_str(&host).map(Some).map_err(unreadable)
}

pub(super) const ACCEPTED: &str = "FROM requests INDEXED BY requests_by_offer
    WHERE offer = ?1 AND expires > ?2 ORDER BY changed DESC LIMIT 1";

pub(super) const LAST: &str = "SELECT introductions.reference, host
    FROM introductions INDEXED BY introductions_by_offer JOIN requests USING (reference)
    WHERE introductions.offer = ?1 AND expires > ?2 ORDER BY at DESC LIMIT 1";
