//! The inbox: which part of all requests somebody wants to see, the list of them, and what stands around it.

use std::collections::BTreeMap;

use axum::extract::Query;
use domain::case::{Reference, Status};
use domain::request::Form;
use serde_json::{Value, json};

use super::context::RequestContext;
use super::error::{DeskError, PageResult};
use super::list_position::{InboxQuery, ListPosition, inbox_address};
use super::request_list::{ListLinks, list};
use super::spam_signs;
use super::words::Words;
use store::{Counts, Filter, Page, Summary, View};

/// How many of what is overdue are named before anything else.
const MAX_FIRST: usize = 3;

/// The list that an address asks for.
pub(super) async fn show(context: RequestContext, Query(query): Query<InboxQuery>) -> PageResult {
    let desired = ListPosition::from_query(&query, &context.remembered_name()).ok_or(DeskError::NotFound)?;
    let (store, now) = (&context.store, context.now);
    let counts = match &context.session.counts {
        Some(counts) => counts.clone(),
        None => store.counts(now, None).await?,
    };
    let page = if desired.lacks_name() {
        Page { rows: Vec::new(), next: None }
    } else {
        store.list(&desired.filter, desired.after.as_ref(), now).await?
    };
    let suspects = if desired.filter.view == View::Status(Status::SuspectedSpam) {
        spam_signs::read(store, &context.words, &page, now).await?
    } else {
        BTreeMap::new()
    };
    let first = if desired == ListPosition::default() && counts.overdue > 0 {
        let longest = store.list(&Filter { view: View::Overdue, form: None }, None, now).await?;
        Some(most_overdue(&context, counts.overdue, longest.rows.iter().take(MAX_FIRST)))
    } else {
        None
    };
    context.page("inbox.html", &inbox(&context, &desired, &counts, &page, &suspects, first))
}

/// What is overdue for longest.
fn most_overdue<'s>(context: &RequestContext, overdue: u64, longest: impl Iterator<Item = &'s Summary>) -> Value {
    let RequestContext { words, now, .. } = context;
    let request = |row: &Summary| {
        json!({
            "reference": row.reference,
            "organisation": row.organisation,
            "todo": words.text(&format!("todo-{}", row.status.code())),
            "due": row.due.map(|due| words.due(due, *now)),
        })
    };
    json!({
        "title": words.format("first-title", [("count", overdue.into())]),
        "all": inbox_address(&ListPosition::default().with(View::Overdue), None),
        "requests": longest.map(request).collect::<Vec<_>>(),
    })
}

/// The list of requests, with what is known of each suspect in it, and with what to do before anything else.
fn inbox(
    context: &RequestContext,
    desired: &ListPosition,
    counts: &Counts,
    page: &Page,
    suspects: &BTreeMap<Reference, Value>,
    first: Option<Value>,
) -> Value {
    let words = &context.words;
    let by = context.remembered_name();
    let view = &desired.filter.view;
    let link = |label: String, to: View, count: Option<u64>, pressing: bool| {
        json!({
            "label": label,
            "href": inbox_address(&desired.with(to.clone()), None),
            "count": count,
            "current": *view == to,
            // Whether somebody should look there now.
            "pressing": pressing && count.is_some_and(|count| count > 0),
        })
    };
    let tab = |key: &str, to: View, count: Option<u64>, pressing: bool| link(words.text(key), to, count, pressing);
    let of_status = |status: Status| counts.by_status.get(&status).copied().unwrap_or(0);
    let status_link = |label: String, status: Status| link(label, View::Status(status), Some(of_status(status)), false);
    let group = |key: &str, of: StatusGroup| {
        let statuses = Status::ALL.into_iter().filter(|status| StatusGroup::of(*status) == of);
        let links = statuses.map(|status| status_link(words.status(status).label, status));
        json!({ "title": words.text(key), "links": links.collect::<Vec<_>>() })
    };
    let form_link = |form: Option<Form>| {
        let position = ListPosition { filter: Filter { view: view.clone(), form }, after: None };
        json!({
            "label": form.map_or_else(|| words.text("inbox-any-form"), |form| words.form(form)),
            "href": inbox_address(&position, None),
            "count": null,
            "current": desired.filter.form == form,
            "pressing": false,
        })
    };
    let mine = match view {
        View::Mine(name) => View::Mine(name.clone()),
        _ => View::Mine(by.clone()),
    };
    let my_count = (!by.is_empty()).then_some(counts.mine);
    let apart = of_status(Status::SuspectedSpam);
    let apart_label = || words.format("inbox-set-apart", [("count", apart.into())]);
    let more = page.next.is_some() || desired.after.is_some();
    let links = ListLinks {
        newest: desired.after.is_some().then(|| inbox_address(&desired.with(view.clone()), None)),
        older: page.next.as_ref().map(|cursor| inbox_address(desired, Some(cursor))),
    };
    json!({
        "title": title(words, view),
        "tabs": [
            tab("tab-new", View::Status(Status::New), Some(of_status(Status::New)), false),
            tab("tab-mine", mine, my_count, false),
            tab("tab-waiting", View::Waiting, Some(counts.waiting), false),
            tab("tab-overdue", View::Overdue, Some(counts.overdue), true),
            tab("tab-all", View::All, None, false),
        ],
        "groups": [
            group("inbox-open", StatusGroup::Open),
            group("inbox-closed", StatusGroup::Closed),
            group("inbox-apart", StatusGroup::Apart),
        ],
        "forms": std::iter::once(None).chain(Form::ALL.into_iter().map(Some)).map(form_link).collect::<Vec<_>>(),
        "list": list(context, caption(words, view, page.rows.len(), more), page, suspects, links),
        "empty": words.text(empty(desired)),
        "lacks_name": desired.lacks_name(),
        "first": first,
        // Where what is set apart is judged: the name to put into the form.
        "judge": (*view == View::Status(Status::SuspectedSpam)).then_some(by),
        // What was set apart, shown where somebody looks for what is new.
        "set_apart": (*view == View::Status(Status::New) && apart > 0)
            .then(|| status_link(apart_label(), Status::SuspectedSpam)),
    })
}

fn title(words: &Words, view: &View) -> String {
    match view {
        View::Status(status) => words.format("inbox-title-status", [("status", words.status(*status).label.into())]),
        View::All => words.text("inbox-title"),
        View::Mine(name) if name.is_empty() => words.text("inbox-title-mine"),
        View::Mine(name) => words.format("inbox-title-of", [("name", name.as_str().into())]),
        View::Waiting => words.text("inbox-title-waiting"),
        View::Overdue => words.text("inbox-title-overdue"),
    }
}

fn caption(words: &Words, view: &View, count: usize, more: bool) -> String {
    let key = match (view, more) {
        (View::Overdue, false) => "inbox-caption-overdue",
        (View::Overdue, true) => "inbox-caption-overdue-more",
        (_, false) => "inbox-caption",
        (_, true) => "inbox-caption-more",
    };
    words.format(key, [("count", count.into())])
}

/// What an empty list means; that it is empty can be seen.
fn empty(desired: &ListPosition) -> &'static str {
    match &desired.filter.view {
        _ if desired.filter.form.is_some() => "inbox-empty-form",
        View::Status(Status::New) => "inbox-empty-new",
        View::Status(Status::SuspectedSpam) => "inbox-empty-suspected",
        View::Status(_) => "inbox-empty",
        View::All => "inbox-empty-all",
        View::Mine(_) => "inbox-empty-mine",
        View::Waiting => "inbox-empty-waiting",
        View::Overdue => "inbox-empty-overdue",
    }
}

/// Where a status stands in the list of statuses.
#[derive(Clone, Copy, PartialEq, Eq)]
enum StatusGroup {
    Open,
    Closed,
    /// What may not be a person's at all.
    Apart,
}

impl StatusGroup {
    fn of(status: Status) -> Self {
        match status {
            Status::SuspectedSpam | Status::Spam => StatusGroup::Apart,
            open if open.is_open() => StatusGroup::Open,
            _ => StatusGroup::Closed,
        }
    }
}
