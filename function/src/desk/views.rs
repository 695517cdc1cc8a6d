//! What the desk's pages show: values for templates, made of records and words. Nothing here reads or changes a record.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use domain::request::Form;
use domain::submission::{Deed, Entry, Reference, Status};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::describe::{Section, Value, activity, sections};
use super::inbox_address;
use super::suspects::Suspect;
use super::words::{Day, Labelled, Moment, Words};
use crate::published::Published;
use crate::store::{Cursor, Filter, Page, Record, Summary};

/// The query of the inbox's address, as written.
#[derive(Debug, Default, Deserialize)]
pub(super) struct InboxQuery {
    status: Option<String>,
    form: Option<String>,
    after: Option<String>,
}

/// Which page of which list somebody wants to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Desired {
    pub(super) filter: Filter,
    pub(super) after: Option<Cursor>,
}

impl Default for Desired {
    /// What nobody has looked at yet.
    fn default() -> Self {
        Self { filter: Filter { status: Some(Status::New), form: None }, after: None }
    }
}

impl Desired {
    /// Stands for every status.
    pub(super) const ALL: &'static str = "all";

    /// What a query asks for, unless it asks for what there can't be.
    pub(super) fn from_query(query: &InboxQuery) -> Option<Self> {
        let mut desired = Self::default();
        let given = |value: &Option<String>| value.clone().filter(|value| !value.is_empty());
        if let Some(status) = given(&query.status) {
            desired.filter.status = if status == Self::ALL { None } else { Some(Status::from_code(&status)?) };
        }
        if let Some(form) = given(&query.form) {
            desired.filter.form = Some(Form::from_name(&form)?);
        }
        if let Some(after) = given(&query.after) {
            desired.after = Some(Cursor::parse(&after)?);
        }
        Some(desired)
    }
}

/// The list of requests.
#[derive(Serialize)]
pub(super) struct Inbox {
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
pub(super) struct Judge {
    /// The name to put into the form.
    pub(super) by: String,
    /// What is known of each suspect of the page.
    pub(super) suspects: BTreeMap<Reference, Suspect>,
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
    pub(super) fn new(
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
            href: with(Filter { status, ..desired.filter }),
            count: Some(
                status.map_or_else(|| counts.values().sum(), |status| counts.get(&status).copied().unwrap_or(0)),
            ),
            current: desired.filter.status == status,
        };
        let of = |shelf: Shelf| Status::ALL.into_iter().filter(|status| Shelf::of(*status) == shelf).collect();
        let group = |title: &str, statuses: Vec<Status>| Group {
            title: words.text(title),
            links: statuses.into_iter().map(|status| status_link(Some(status))).collect(),
        };
        let form_link = |form: Option<Form>| Link {
            label: form.map_or_else(|| words.text("inbox-any-form"), |form| words.form(form)),
            href: with(Filter { form, ..desired.filter }),
            count: None,
            current: desired.filter.form == form,
        };
        let apart = counts.get(&Status::SuspectedSpam).copied().unwrap_or(0);
        let caption =
            if page.next.is_some() || desired.after.is_some() { "inbox-caption-more" } else { "inbox-caption" };
        let title = match desired.filter.status {
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
            newest: desired.after.is_some().then(|| with(desired.filter)),
            older: page.next.as_ref().map(|cursor| inbox_address(desired, Some(cursor))),
            judge: (desired.filter.status == Some(Status::SuspectedSpam)).then_some(by),
            set_apart: (desired.filter.status == Some(Status::New) && apart > 0).then(|| Link {
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
            Status::New | Status::InReview | Status::WaitingForInformation | Status::Introduced | Status::Agreed => {
                Shelf::Open
            }
            Status::Completed | Status::Declined => Shelf::Closed,
            Status::SuspectedSpam | Status::Spam => Shelf::Apart,
        }
    }
}

/// What there is to say on a request's page, beside the request itself.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// The name to put into the forms.
    pub(super) by: String,
    /// The note to put into the form.
    pub(super) note: String,
    /// Why nothing was saved: what is wrong, and the field it is wrong with.
    pub(super) problem: Option<(String, Option<&'static str>)>,
    /// The version that somebody saw before others changed it.
    pub(super) seen: Option<u64>,
}

/// One request with everything about it.
#[derive(Serialize)]
pub(super) struct RequestPage {
    request: RequestView,
    timeline: Vec<EntryView>,
    conflict: Option<Vec<EntryView>>,
    problem: Option<ProblemView>,
    by: String,
    note: String,
}

#[derive(Serialize)]
struct RequestView {
    reference: Reference,
    version: u64,
    form: String,
    organisation: String,
    status: Labelled,
    received: Moment,
    until: Day,
    language_name: String,
    suspicions: Vec<String>,
    sections: Vec<Section>,
    actions: Vec<Labelled>,
}

#[derive(Serialize)]
struct ProblemView {
    text: String,
    field: Option<&'static str>,
}

#[derive(Clone, Serialize)]
struct EntryView {
    at: Moment,
    by: Option<String>,
    deed: String,
    note: Option<String>,
}

impl RequestPage {
    pub(super) fn new(
        words: &Words,
        published: &Published,
        now: Timestamp,
        record: &Record,
        timeline: &[Entry],
        shown: Shown,
    ) -> Self {
        let vocabulary = published.vocabulary();
        let submission = &record.submission;
        let request = &submission.request;
        let timeline: Vec<EntryView> = timeline.iter().map(|entry| EntryView::new(words, now, entry)).collect();
        let language = vocabulary.languages.find(request.language.as_str());
        // The first entry made version 1, so the entries behind that many are news to whoever saw that version.
        let news = |seen: u64| timeline.iter().skip(usize::try_from(seen).unwrap_or(usize::MAX)).cloned().collect();
        Self {
            request: RequestView {
                reference: submission.reference.clone(),
                version: record.version,
                form: words.form(request.wish.form()),
                organisation: request.organisation.name.clone(),
                status: words.status(record.status),
                received: words.moment(submission.received, now),
                until: words.day(record.until),
                language_name: language
                    .map_or(request.language.as_str(), |term| term.label.in_language(words.language()).0)
                    .to_owned(),
                suspicions: submission.suspicions.iter().map(|suspicion| words.suspicion(*suspicion)).collect(),
                sections: sections(words, published, request),
                actions: record.status.next().iter().map(|next| words.action(record.status, *next)).collect(),
            },
            conflict: shown.seen.map(news),
            timeline,
            problem: shown.problem.map(|(text, field)| ProblemView { text, field }),
            by: shown.by,
            note: shown.note,
        }
    }
}

impl EntryView {
    fn new(words: &Words, now: Timestamp, entry: &Entry) -> Self {
        let label = |status: &Status| words.status(*status).label;
        let (deed, note) = match &entry.deed {
            Deed::Received => (words.text("entry-received"), None),
            Deed::StatusChanged { from, to } => {
                (words.format("entry-status", [("from", label(from).into()), ("to", label(to).into())]), None)
            }
            Deed::Noted { note } => (words.text("entry-noted"), Some(note.clone())),
        };
        Self { at: words.moment(entry.at, now), by: entry.by.clone(), deed, note }
    }
}

/// A page that says what went wrong.
#[derive(Serialize)]
pub(super) struct Problem {
    heading: String,
    text: String,
}

impl Problem {
    pub(super) fn of(status: StatusCode, words: &Words) -> Self {
        let key = match status {
            StatusCode::FORBIDDEN => "error-refused",
            StatusCode::NOT_FOUND => "error-not-found",
            StatusCode::METHOD_NOT_ALLOWED => "error-method",
            StatusCode::SERVICE_UNAVAILABLE => "error-unavailable",
            _ => "error-malformed",
        };
        Self { heading: words.text(key), text: words.text(&format!("{key}-text")) }
    }
}
