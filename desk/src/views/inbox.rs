//! The inbox: which part of all requests somebody wants to see, and what stands around the list.

use std::collections::BTreeMap;

use domain::case::{Reference, Status};
use domain::request::Form;
use jiff::Timestamp;
use serde::Serialize;

use super::rows::{List, ListLinks};
use crate::list_position::{ListPosition, inbox_address};
use crate::spam_signs::Suspect;
use crate::words::{Due, Words};
use store::{Counts, Filter, Page, Summary, View};
use web::published::Published;

/// The list of requests.
#[derive(Serialize)]
pub(crate) struct Inbox {
    title: String,
    tabs: Vec<Link>,
    groups: Vec<Group>,
    forms: Vec<Link>,
    list: List,
    /// What an empty list tells.
    empty: String,
    /// Whether the list is empty because nobody said whose it is.
    lacks_name: bool,
    /// What to do before anything else.
    first: Option<MostOverdue>,
    /// Where what is set apart is judged: the name to put into the form.
    judge: Option<String>,
    /// What was set apart, told where somebody looks for what is new.
    set_apart: Option<Link>,
}

/// Who judges, and whom.
pub(crate) struct SpamReview {
    /// The name to put into the form.
    pub(crate) by: String,
    /// What is known of each suspect of the page.
    pub(crate) suspects: BTreeMap<Reference, Suspect>,
}

/// What is overdue for longest.
#[derive(Serialize)]
pub(crate) struct MostOverdue {
    title: String,
    all: String,
    requests: Vec<FirstRequest>,
}

#[derive(Serialize)]
struct FirstRequest {
    reference: Reference,
    organisation: String,
    todo: String,
    due: Option<Due>,
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
    /// Whether somebody should look there now.
    pressing: bool,
}

impl MostOverdue {
    pub(crate) fn new<'s>(
        words: &Words,
        now: Timestamp,
        overdue: u64,
        longest: impl Iterator<Item = &'s Summary>,
    ) -> Self {
        let request = |row: &Summary| FirstRequest {
            reference: row.reference.clone(),
            organisation: row.organisation.clone(),
            todo: words.text(&format!("todo-{}", row.status.code())),
            due: row.due.map(|due| words.due(due, now)),
        };
        let desired = ListPosition::default().with(View::Overdue);
        Self {
            title: words.format("first-title", [("count", overdue.into())]),
            all: inbox_address(&desired, None),
            requests: longest.map(request).collect(),
        }
    }
}

impl Inbox {
    #[expect(clippy::too_many_arguments, reason = "each is read by another part of the store")]
    pub(crate) fn new(
        words: &Words,
        published: &Published,
        now: Timestamp,
        desired: &ListPosition,
        counts: &Counts,
        page: &Page,
        SpamReview { by, suspects }: SpamReview,
        first: Option<MostOverdue>,
    ) -> Self {
        let view = &desired.filter.view;
        let link = |key: &str, to: View, count: Option<u64>, pressing: bool| Link {
            label: words.text(key),
            href: inbox_address(&desired.with(to.clone()), None),
            count,
            current: *view == to,
            pressing: pressing && count.is_some_and(|count| count > 0),
        };
        let of_status = |status: Status| counts.by_status.get(&status).copied().unwrap_or(0);
        let status_link = |status: Status| Link {
            label: words.status(status).label,
            ..link("inbox-all", View::Status(status), Some(of_status(status)), false)
        };
        let group = |key: &str, shelf: StatusGroup| Group {
            title: words.text(key),
            links: Status::ALL
                .into_iter()
                .filter(|status| StatusGroup::of(*status) == shelf)
                .map(status_link)
                .collect(),
        };
        let form_link = |form: Option<Form>| Link {
            label: form.map_or_else(|| words.text("inbox-any-form"), |form| words.form(form)),
            href: inbox_address(&ListPosition { filter: Filter { view: view.clone(), form }, after: None }, None),
            count: None,
            current: desired.filter.form == form,
            pressing: false,
        };
        let mine = match view {
            View::Mine(name) => View::Mine(name.clone()),
            _ => View::Mine(by.clone()),
        };
        let my_count = (!by.is_empty()).then_some(counts.mine);
        let apart = of_status(Status::SuspectedSpam);
        let more = page.next.is_some() || desired.after.is_some();
        let ways = ListLinks {
            newest: desired.after.is_some().then(|| inbox_address(&desired.with(view.clone()), None)),
            older: page.next.as_ref().map(|cursor| inbox_address(desired, Some(cursor))),
        };
        Self {
            title: title(words, view),
            tabs: vec![
                link("tab-new", View::Status(Status::New), Some(of_status(Status::New)), false),
                link("tab-mine", mine, my_count, false),
                link("tab-waiting", View::Waiting, Some(counts.waiting), false),
                link("tab-overdue", View::Overdue, Some(counts.overdue), true),
                link("tab-all", View::All, None, false),
            ],
            groups: vec![
                group("inbox-open", StatusGroup::Open),
                group("inbox-closed", StatusGroup::Closed),
                group("inbox-apart", StatusGroup::Apart),
            ],
            forms: std::iter::once(None).chain(Form::ALL.into_iter().map(Some)).map(form_link).collect(),
            list: List::new(words, published, now, caption(words, view, page.rows.len(), more), page, suspects, ways),
            empty: words.text(empty(desired)),
            lacks_name: desired.lacks_name(),
            first,
            judge: (*view == View::Status(Status::SuspectedSpam)).then_some(by),
            set_apart: (*view == View::Status(Status::New) && apart > 0).then(|| Link {
                label: words.format("inbox-set-apart", [("count", apart.into())]),
                ..status_link(Status::SuspectedSpam)
            }),
        }
    }
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

/// What an empty list tells: not that it is empty, which one sees, but what that means.
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
