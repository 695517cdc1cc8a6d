//! A list of requests, whoever asked for it: its rows, and where it goes on.

use std::collections::{BTreeMap, BTreeSet};

use domain::case::Reference;
use jiff::Timestamp;
use serde::Serialize;

use crate::offer_titles::title_of;
use crate::request_fields::{Value, activity};
use crate::spam_signs::Suspect;
use crate::words::{Due, Labelled, Moment, Words};
use store::{Page, Summary};
use web::published::Published;

/// A page of a list.
#[derive(Serialize)]
pub(crate) struct List {
    caption: String,
    rows: Vec<Row>,
    /// Where the list begins, if this is not its beginning.
    newest: Option<String>,
    /// Where it goes on.
    older: Option<String>,
    /// Whether some of it can be given to somebody.
    assignable: bool,
    /// Who works on something in this list.
    assignees: BTreeSet<String>,
}

/// What a list leads to.
pub(crate) struct ListLinks {
    /// Where it begins, if this is not its beginning.
    pub(crate) newest: Option<String>,
    /// Where it goes on.
    pub(crate) older: Option<String>,
}

#[derive(Serialize)]
struct Row {
    reference: Reference,
    received: Moment,
    form: String,
    organisation: String,
    place: String,
    activities: Vec<Value>,
    status: Labelled,
    offer: Option<String>,
    assignee: Option<String>,
    /// What a form says of this row: which request, and who works on it as far as its reader knows.
    seen: Option<String>,
    due: Option<Due>,
    suspect: Option<Suspect>,
}

impl List {
    pub(crate) fn new(
        words: &Words,
        published: &Published,
        now: Timestamp,
        caption: String,
        page: &Page,
        mut suspects: BTreeMap<Reference, Suspect>,
        ways: ListLinks,
    ) -> Self {
        let row = |row| Row::new(words, published, now, row);
        let rows: Vec<Row> = page
            .rows
            .iter()
            .map(|summary| Row { suspect: suspects.remove(&summary.reference), ..row(summary) })
            .collect();
        Self {
            caption,
            newest: ways.newest,
            older: ways.older,
            assignable: rows.iter().any(|row| row.seen.is_some()),
            assignees: page.rows.iter().filter_map(|row| row.assignee.clone()).collect(),
            rows,
        }
    }
}

impl Row {
    fn new(words: &Words, published: &Published, now: Timestamp, row: &Summary) -> Self {
        let vocabulary = published.vocabulary();
        let country = words.term(vocabulary, &row.country);
        let place = [("place", row.place.as_str().into()), ("country", country.into())];
        Self {
            reference: row.reference.clone(),
            received: words.moment(row.received, now),
            form: words.form(row.form),
            organisation: row.organisation.clone(),
            place: words.format("row-place", place),
            activities: row.activities.iter().map(|code| activity(words, vocabulary, code)).collect(),
            status: words.status(row.status),
            offer: row.offer.as_ref().map(|offer| title_of(words, published, offer)),
            assignee: row.assignee.clone(),
            seen: row.status.is_open().then(|| seen(&row.reference, row.assignee.as_deref())),
            due: row.due.map(|due| words.due(due, now)),
            suspect: None,
        }
    }
}

/// A request and who works on it, as one value of a form.
pub(crate) fn seen(reference: &Reference, assignee: Option<&str>) -> String {
    format!("{reference}~{}", assignee.unwrap_or_default())
}
