//! The desk's lists. Each reads its own index from where the page begins, and stops when the page is full.

use domain::case::Status;
use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params, params_from_iter};

use super::columns::{RECORD, moment_of, nanoseconds, place_of, read_record, status_of};
use super::statements::{self, count};
use crate::search_keys::{folded, sought};
use crate::{Counts, Cursor, Filter, Page, Record, StoreError, Summary, View};

/// A question with its values.
pub(super) struct SqlQuery {
    pub(super) sql: String,
    pub(super) values: Vec<Value>,
}

/// The statuses of [`View::Waiting`], as the index has them.
const IS_WAITING: &str = "status IN ('waiting-for-information', 'introduced', 'agreed')";

/// What a page of a view asks.
pub(super) fn list_query(filter: &Filter, after: Option<&Cursor>, now: Timestamp) -> Result<SqlQuery, StoreError> {
    let mut conditions = vec!["requests.expires > ?"];
    let mut values = vec![Value::from(now.as_second())];
    let index = match &filter.view {
        View::All if filter.form.is_some() => "requests_by_form",
        View::All => "requests_by_age",
        View::Status(status) => {
            conditions.push("status = ?");
            values.push(Value::from(status.code().to_owned()));
            "requests_by_status"
        }
        View::Mine(who) => {
            conditions.push("assignee = ?");
            values.push(Value::from(folded(who)));
            "requests_mine"
        }
        View::Waiting => {
            conditions.push(IS_WAITING);
            "requests_waiting"
        }
        View::Overdue => {
            conditions.push("due <= ?");
            values.push(Value::from(now.as_second()));
            "requests_overdue"
        }
    };
    if let Some(form) = filter.form {
        conditions.push("form = ?");
        values.push(Value::from(form.code().to_owned()));
    }
    // The first page begins before everything, so that each page begins with a place in its index.
    let (behind, order, first) = match filter.view {
        View::Overdue => ("(due, reference) > (?, ?)", "due, reference", i64::MIN),
        _ => ("(received, reference) < (?, ?)", "received DESC, reference DESC", i64::MAX),
    };
    conditions.push(behind);
    let moment = |at: Timestamp| if filter.view == View::Overdue { Ok(at.as_second()) } else { nanoseconds(at) };
    values.push(Value::from(after.map_or(Ok(first), |cursor| moment(cursor.at))?));
    values.push(Value::from(after.map_or(String::new(), |cursor| cursor.reference.to_string())));
    let (condition, rows) = (conditions.join(" AND "), Page::SIZE + 1);
    let sql =
        format!("SELECT {RECORD} FROM requests INDEXED BY {index} WHERE {condition} ORDER BY {order} LIMIT {rows}");
    Ok(SqlQuery { sql, values })
}

pub(super) fn page(
    connection: &Connection,
    filter: &Filter,
    after: Option<&Cursor>,
    now: Timestamp,
) -> Result<Page, StoreError> {
    let is_overdue = filter.view == View::Overdue;
    let all = |_: &Row| Ok(true);
    read_page(connection, list_query(filter, after, now)?, all, |record, _| {
        Ok(record.due.filter(|_| is_overdue).unwrap_or(record.submission.received))
    })
}

/// What a page of a search asks, if it has a word.
pub(super) fn search_query(
    words: &str,
    after: Option<&Cursor>,
    now: Timestamp,
) -> Result<Option<SqlQuery>, StoreError> {
    let indexed = |word: &String| format!("\"{}\"*", word.chars().take(INDEXED).collect::<String>());
    let beginnings: Vec<String> = sought(words).iter().map(indexed).collect();
    if beginnings.is_empty() {
        return Ok(None);
    }
    // A cursor's moment is the place of its row: several that came in at once have their own.
    let sql = format!(
        "SELECT {RECORD}, search.rowid, search.words FROM search JOIN requests ON requests.place = search.rowid
         WHERE search MATCH ?1 AND search.rowid < ?2 AND requests.expires > ?3 ORDER BY search.rowid DESC"
    );
    let before = after.map_or(i64::MAX, |cursor| place_of(cursor.at));
    let values = vec![Value::from(beginnings.join(" AND ")), Value::from(before), Value::from(now.as_second())];
    Ok(Some(SqlQuery { sql, values }))
}

pub(super) fn search(
    connection: &Connection,
    words: &str,
    after: Option<&Cursor>,
    now: Timestamp,
) -> Result<Page, StoreError> {
    let Some(query) = search_query(words, after, now)? else {
        return Ok(Page { rows: Vec::new(), next: None });
    };
    // What the index does not tell of longer words, the row's own words do.
    let long: Vec<String> = sought(words).into_iter().filter(|word| word.chars().nth(INDEXED).is_some()).collect();
    let has_all = |row: &Row| {
        if long.is_empty() {
            return Ok(true);
        }
        let words: String = row.get(PLACE + 1)?;
        Ok(long.iter().all(|long| words.split(' ').any(|word| word.starts_with(long))))
    };
    read_page(connection, query, has_all, |record, row| {
        Ok(moment_of(row.get(PLACE)?).unwrap_or(record.submission.received))
    })
}

/// Letters of a word's beginning that the index has ready, in the order of reception; it would have to gather all that a
/// longer one is in before it could tell the first.
const INDEXED: usize = 6;

/// Where a search tells the place of a row: behind the record.
const PLACE: usize = 8;

/// A page from the rows that belong to it, and one more if there is one; `at` tells the moment of a row for the cursor.
fn read_page(
    connection: &Connection,
    query: SqlQuery,
    belongs: impl Fn(&Row) -> Result<bool, StoreError>,
    at: impl Fn(&Record, &Row) -> Result<Timestamp, StoreError>,
) -> Result<Page, StoreError> {
    let mut statement = connection.prepare_cached(&query.sql)?;
    let mut found = statement.query(params_from_iter(query.values))?;
    let (mut rows, mut last) = (Vec::new(), None);
    while let Some(row) = found.next()? {
        if !belongs(row)? {
            continue;
        }
        if rows.len() == Page::SIZE {
            return Ok(Page { rows, next: last });
        }
        let record = read_record(row)?;
        last = Some(Cursor { at: at(&record, row)?, reference: record.submission.reference.clone() });
        rows.push(Summary::of(&record));
    }
    Ok(Page { rows, next: None })
}

pub(super) const NUMBERS: &str = "SELECT status, number FROM numbers WHERE number > 0";

pub(super) const EXPIRED: &str =
    "SELECT status, count(*) FROM requests INDEXED BY requests_by_expiry WHERE expires <= ?1 GROUP BY status";

pub(super) const OVERDUE: &str =
    "SELECT count(*) FROM requests INDEXED BY requests_overdue WHERE due <= ?1 AND expires > ?1";

pub(super) const MINE: &str =
    "SELECT count(*) FROM requests INDEXED BY requests_mine WHERE assignee = ?2 AND expires > ?1";

/// Statuses are counted as they change, so that only what has expired and is not removed yet has to be looked at.
pub(super) fn counts(connection: &Connection, now: Timestamp, who: Option<&str>) -> Result<Counts, StoreError> {
    let now = now.as_second();
    let mut counts = Counts::default();
    counts.by_status.extend(numbers(connection, NUMBERS, [])?);
    for (status, expired) in numbers(connection, EXPIRED, [now])? {
        if let Some(number) = counts.by_status.get_mut(&status) {
            *number = number.saturating_sub(expired);
        }
    }
    counts.by_status.retain(|_, number| *number > 0);
    counts.waiting = Status::WAITING.iter().filter_map(|status| counts.by_status.get(status)).sum();
    counts.overdue = count(connection, OVERDUE, [now])?;
    if let Some(who) = who {
        counts.mine = count(connection, MINE, params![now, folded(who)])?;
    }
    Ok(counts)
}

fn numbers(
    connection: &Connection,
    sql: &str,
    values: impl rusqlite::Params,
) -> Result<Vec<(Status, u64)>, StoreError> {
    statements::all(connection, sql, values, |row| {
        Ok((status_of("(counts)", &row.get::<_, String>(0)?)?, row.get::<_, i64>(1)?.unsigned_abs()))
    })
}
