//! The list of requests: which part of it somebody wants to see, and what is shown of it.

use std::collections::BTreeMap;

use domain::request::Form;
use domain::submission::{Reference, Status};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::desk::describe::{Value, activity};
use crate::desk::inbox_address;
use crate::desk::suspects::Suspect;
use crate::desk::words::{Labelled, Moment, Words};
use crate::published::Published;
use crate::store::{Cursor, Filter, Page, Summary, View};

/// The query of the inbox's address, as written.
#[derive(Debug, Default, Deserialize)]
pub(in crate::desk) struct InboxQuery {
    status: Option<String>,
    form: Option<String>,
    after: Option<String>,
}

/// Which page of which list somebody wants to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::desk) struct Desired {
    pub(in crate::desk) filter: Filter,
    pub(in crate::desk) after: Option<Cursor>,
}

impl Default for Desired {
    /// What nobody has looked at yet.
    fn default() -> Self {
        Self { filter: Filter { view: View::Status(Status::New), form: None }, after: None }
    }
}

impl Desired {
    /// Stands for every status.
    pub(in crate::desk) const ALL: &'static str = "all";

    /// What a query asks for, unless it asks for what there can't be.
    pub(in crate::desk) fn from_query(query: &InboxQuery) -> Option<Self> {
        let mut desired = Self::default();
        let given = |value: &Option<String>| value.clone().filter(|value| !value.is_empty());
        if let Some(status) = given(&query.status) {
            desired.filter.view =
                if status == Self::ALL { View::All } else { View::Status(Status::from_code(&status)?) };
        }
        if let Some(form) = given(&query.form) {
            desired.filter.form = Some(Form::from_name(&form)?);
        }
        if let Some(after) = given(&query.after) {
            desired.after = Some(Cursor::parse(&after)?);
        }
        Some(desired)
    }

    /// The one status that is looked at, if it is one.
    pub(in crate::desk) fn status(&self) -> Option<Status> {
        match self.filter.view {
            View::Status(status) => Some(status),
            _ => None,
        }
    }
}

/// The list of requests.
#[derive(Serialize)]
pub(in crate::desk) struct Inbox {
    title: String,
    caption: String,
    all: Link,
    groups: Vec<Group>,
    forms: Vec<Link>,
    rows: Vec<Row>,
    newest: Option<String>,
    older: Option<String>,
    /// Where what is set apart is judged: the name to put into the form.
    judge: Option<String>,
    /// What was set apart, told where somebody looks for what is new.
    set_apart: Option<Link>,
}

/// Who judges, and whom.
pub(in crate::desk) struct Judge {
    /// The name to put into the form.
    pub(in crate::desk) by: String,
    /// What is known of each suspect of the page.
    pub(in crate::desk) suspects: BTreeMap<Reference, Suspect>,
}

/// Links to statuses that belong together.
#[derive(Serialize)]
struct Group {
    title: String,
    links: Vec<Link>,
}

#[derive(Serialize)]
struct Link {
    label: String,
    href: String,
    count: Option<u64>,
    current: bool,
}

#[derive(Serialize)]
struct Row {
    reference: Reference,
    received: Moment,
    form: String,
    organisation: String,
    country: String,
    activities: Vec<Value>,
    status: Labelled,
    suspect: Option<Suspect>,
}

impl Inbox {
    pub(in crate::desk) fn new(
        words: &Words,
        published: &Published,
        now: Timestamp,
        desired: &Desired,
        counts: &BTreeMap<Status, u64>,
        page: &Page,
        Judge { by, mut suspects }: Judge,
    ) -> Self {
        let with = |filter: Filter| inbox_address(&Desired { filter, after: None }, None);
        let status_link = |status: Option<Status>| Link {
            label: status.map_or_else(|| words.text("inbox-all"), |status| words.status(status).label),
            href: with(Filter { view: status.map_or(View::All, View::Status), ..desired.filter.clone() }),
            count: Some(
                status.map_or_else(|| counts.values().sum(), |status| counts.get(&status).copied().unwrap_or(0)),
            ),
            current: desired.status() == status,
        };
        let of = |shelf: Shelf| Status::ALL.into_iter().filter(|status| Shelf::of(*status) == shelf).collect();
        let group = |title: &str, statuses: Vec<Status>| Group {
            title: words.text(title),
            links: statuses.into_iter().map(|status| status_link(Some(status))).collect(),
        };
        let form_link = |form: Option<Form>| Link {
            label: form.map_or_else(|| words.text("inbox-any-form"), |form| words.form(form)),
            href: with(Filter { form, ..desired.filter.clone() }),
            count: None,
            current: desired.filter.form == form,
        };
        let apart = counts.get(&Status::SuspectedSpam).copied().unwrap_or(0);
        let caption =
            if page.next.is_some() || desired.after.is_some() { "inbox-caption-more" } else { "inbox-caption" };
        let title = match desired.status() {
            Some(status) => words.format("inbox-title-status", [("status", words.status(status).label.into())]),
            None => words.text("inbox-title"),
        };
        Self {
            title,
            caption: words.format(caption, [("count", page.rows.len().into())]),
            all: status_link(None),
            groups: vec![
                group("inbox-open", of(Shelf::Open)),
                group("inbox-closed", of(Shelf::Closed)),
                group("inbox-apart", of(Shelf::Apart)),
            ],
            forms: std::iter::once(None).chain(Form::ALL.into_iter().map(Some)).map(form_link).collect(),
            rows: page
                .rows
                .iter()
                .map(|row| Row { suspect: suspects.remove(&row.reference), ..Row::new(words, published, now, row) })
                .collect(),
            newest: desired.after.is_some().then(|| with(desired.filter.clone())),
            older: page.next.as_ref().map(|cursor| inbox_address(desired, Some(cursor))),
            judge: (desired.status() == Some(Status::SuspectedSpam)).then_some(by),
            set_apart: (desired.status() == Some(Status::New) && apart > 0).then(|| Link {
                label: words.format("inbox-set-apart", [("count", apart.into())]),
                ..status_link(Some(Status::SuspectedSpam))
            }),
        }
    }
}

impl Row {
    fn new(words: &Words, published: &Published, now: Timestamp, row: &Summary) -> Self {
        let vocabulary = published.vocabulary();
        Self {
            reference: row.reference.clone(),
            received: words.moment(row.received, now),
            form: words.form(row.form),
            organisation: row.organisation.clone(),
            country: words.term(vocabulary, &row.country),
            activities: row.activities.iter().map(|code| activity(words, vocabulary, code)).collect(),
            status: words.status(row.status),
            suspect: None,
        }
    }
}

/// Where a status stands in the list of statuses.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shelf {
    Open,
    Closed,
    /// What may not be a person's at all.
    Apart,
}

impl Shelf {
    fn of(status: Status) -> Self {
        match status {
            Status::SuspectedSpam | Status::Spam => Shelf::Apart,
            open if open.is_open() => Shelf::Open,
            _ => Shelf::Closed,
        }
    }
}
