//! A list of requests, whoever asked for it: its rows, and where it goes on.

use std::collections::{BTreeMap, BTreeSet};

use domain::case::Reference;
use serde_json::{Value, json};

use crate::context::RequestContext;
use crate::offer_titles::title_of;
use crate::request_fields::activity;
use store::{Page, Summary};

/// What a list leads to.
pub(super) struct ListLinks {
    /// Where it begins, if this is not its beginning.
    pub(super) newest: Option<String>,
    /// Where it goes on.
    pub(super) older: Option<String>,
}

/// A page of a list.
pub(super) fn list(
    context: &RequestContext,
    caption: String,
    page: &Page,
    suspects: &BTreeMap<Reference, Value>,
    links: ListLinks,
) -> Value {
    let RequestContext { words, published, now, .. } = context;
    let vocabulary = &published.vocabulary;
    let row = |row: &Summary| {
        let country = words.term(vocabulary, &row.country);
        let place = [("place", row.place.as_str().into()), ("country", country.into())];
        json!({
            "reference": row.reference,
            "received": words.moment(row.received, *now),
            "form": words.form(row.form),
            "organisation": row.organisation,
            "place": words.format("row-place", place),
            "activities": row.activities.iter().map(|code| activity(words, vocabulary, code)).collect::<Vec<_>>(),
            "status": words.status(row.status),
            "offer": row.offer.as_ref().map(|offer| title_of(words, published, offer)),
            "assignee": row.assignee,
            "seen": row.status.is_open().then(|| seen(&row.reference, row.assignee.as_deref())),
            "due": row.due.map(|due| words.due(due, *now)),
            "suspect": suspects.get(&row.reference),
        })
    };
    json!({
        "caption": caption,
        "rows": page.rows.iter().map(row).collect::<Vec<_>>(),
        "newest": links.newest,
        "older": links.older,
        // Whether some of it can be given to somebody, and who works on something in this list.
        "assignable": page.rows.iter().any(|row| row.status.is_open()),
        "assignees": page.rows.iter().filter_map(|row| row.assignee.as_ref()).collect::<BTreeSet<_>>(),
    })
}

/// What a form says of a row: which request, and who works on it as far as its reader knows.
pub(super) fn seen(reference: &Reference, assignee: Option<&str>) -> String {
    format!("{reference}~{}", assignee.unwrap_or_default())
}
