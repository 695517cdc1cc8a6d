//! Everything that is kept about a person, as everybody may ask for it (Regulation (EU) 2016/679, Article 15): to read, and
//! as a file that programs read. What belongs to other persons is left out.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::case::{Action, HostContact, Reference, TimelineEntry};
use domain::validate::without_marks;
use serde::Serialize;
use serde_json::{Value, json};

use super::super::content_form::ContentForm;
use super::super::download;
use super::super::request_fields::{Section, sections};
use super::super::state::Desk;
use super::super::timeline::EntryView;
use super::super::words::{Day, Labelled, Moment};
use store::StoredCase;
use web::clock::day_of;

#[derive(Serialize)]
struct PersonPage {
    email: String,
    sent: Vec<SentView>,
    named: Vec<NamedView>,
}

/// A request that the person sent.
#[derive(Serialize)]
struct SentView {
    reference: Reference,
    form: String,
    status: Labelled,
    received: Moment,
    until: Day,
    sections: Vec<Section>,
    timeline: Vec<EntryView>,
}

/// A request of somebody else that went to the person as a host's contact.
#[derive(Serialize)]
struct NamedView {
    reference: Reference,
    at: Moment,
    organisation: String,
    name: String,
    until: Day,
}

/// The page and the file, both by POST: an address is kept in histories and logs.
pub(crate) async fn person(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let Some(sent) = ContentForm::read(request).await else { return desk.error(StatusCode::BAD_REQUEST) };
    let email = without_marks(&sent.value("email")).into_owned();
    let now = desk.clock.now();
    let kept = match desk.records.sent_by(&email, now).await {
        Ok(kept) => kept,
        Err(error) => return desk.failed(&error),
    };
    if sent.act == "download" {
        let text = format!("{:#}\n", file(&email, &kept, now));
        return download::file(&format!("person-{}.json", day_of(now)), "application/json", text);
    }
    let published = desk.publication.current();
    let (own, others): (Vec<&StoredCase>, Vec<&StoredCase>) = kept.iter().partition(|kept| is_sender(kept, &email));
    let shown = |entry| EntryView::new(&desk.words, &published, now, entry);
    let page = PersonPage {
        sent: own
            .iter()
            .map(|kept| SentView {
                reference: kept.record.submission.reference.clone(),
                form: desk.words.form(kept.record.submission.request.wish.form()),
                status: desk.words.status(kept.record.status),
                received: desk.words.moment(kept.record.submission.received, now),
                until: desk.words.day(kept.record.until),
                sections: sections(&desk.words, &published, &kept.record.submission.request),
                timeline: kept.timeline.iter().map(shown).collect(),
            })
            .collect(),
        named: others
            .iter()
            .flat_map(|kept| {
                introductions(kept, &email).map(|(entry, contact)| NamedView {
                    reference: kept.record.submission.reference.clone(),
                    at: desk.words.moment(entry.at, now),
                    organisation: contact.organisation.clone(),
                    name: contact.name.clone(),
                    until: desk.words.day(kept.record.until),
                })
            })
            .collect(),
        email,
    };
    desk.page(StatusCode::OK, "person.html", &page)
}

fn is_sender(kept: &StoredCase, email: &str) -> bool {
    is_same(&kept.record.submission.request.contact.email, email)
}

fn is_same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// The entries of a timeline by which a request went to somebody.
fn introductions<'k>(
    kept: &'k StoredCase,
    email: &'k str,
) -> impl Iterator<Item = (&'k TimelineEntry, &'k HostContact)> {
    kept.timeline.iter().filter_map(move |entry| match entry.event.step() {
        Some(Action::Introduce(introduction)) if is_same(&introduction.host.email, email) => {
            Some((entry, &introduction.host))
        }
        _ => None,
    })
}

/// The same for programs.
fn file(email: &str, kept: &[StoredCase], now: jiff::Timestamp) -> Value {
    let (own, others): (Vec<&StoredCase>, Vec<&StoredCase>) = kept.iter().partition(|kept| is_sender(kept, email));
    let sent: Vec<Value> = own
        .iter()
        .map(|kept| {
            json!({
                "submission": kept.record.submission,
                "status": kept.record.status,
                "kept_until": kept.record.until,
                "timeline": without_others(&kept.timeline, email),
            })
        })
        .collect();
    let named: Vec<Value> = others
        .iter()
        .flat_map(|kept| {
            introductions(kept, email).map(|(entry, contact)| {
                json!({
                    "reference": kept.record.submission.reference,
                    "at": entry.at,
                    "host_contact": contact,
                    "kept_until": kept.record.until,
                })
            })
        })
        .collect();
    json!({ "email": email, "at": now, "sent": sent, "named_as_host_contact": named })
}

/// The timeline of a person's own request: whom else a host named there is another person's data.
fn without_others(timeline: &[TimelineEntry], email: &str) -> Vec<Value> {
    let without = |entry: &TimelineEntry| {
        let mut value = json!(entry);
        if let Some(Action::Introduce(introduction)) = entry.event.step()
            && !is_same(&introduction.host.email, email)
            && let Some(step) = value.pointer_mut("/deed/step").and_then(Value::as_object_mut)
        {
            step.insert("host".to_owned(), json!({ "organisation": introduction.host.organisation }));
        }
        value
    };
    timeline.iter().map(without).collect()
}
