//! Everything that is kept about a person, as everybody may ask for it (Regulation (EU) 2016/679, Article 15): to read, and
//! as a file that programs read. What belongs to other persons is left out.

use domain::case::{Action, HostContact, TimelineEntry};
use domain::validate::without_marks;
use serde_json::{Value, json};

use crate::context::RequestContext;
use crate::download;
use crate::error::PageResult;
use crate::posted_form::PostedForm;
use crate::request_fields::sections;
use crate::request_summary::request_summary;
use store::StoredCase;

/// The page and the file, both by POST: an address is kept in histories and logs.
pub(crate) async fn person(context: RequestContext, form: PostedForm) -> PageResult {
    let email = without_marks(&form.value("email")).into_owned();
    let RequestContext { store, words, published, now, .. } = &context;
    let stored = store.sent_by(&email, *now).await?;
    if form.button() == "download" {
        let text = format!("{:#}\n", file(&email, &stored, *now));
        return Ok(download::file(&format!("person-{}.json", context.today()), "application/json", text));
    }
    let (own, others) = own_and_others(&stored, &email);
    let sent = own.iter().map(|stored| {
        json!({
            "summary": request_summary(words, *now, &stored.record),
            "sections": sections(words, published, &stored.record.submission.request),
            "timeline": context.entries_since(&stored.timeline, 0),
        })
    });
    // Requests of others that went to the person as a host's contact.
    let named = others.iter().flat_map(|stored| {
        introductions(stored, &email).map(|(entry, contact)| {
            json!({
                "reference": stored.record.submission.reference,
                "at": words.moment(entry.at, *now),
                "organisation": contact.organisation,
                "name": contact.name,
                "until": words.day(stored.record.until),
            })
        })
    });
    let (sent, named): (Vec<Value>, Vec<Value>) = (sent.collect(), named.collect());
    context.page("person.html", &json!({ "email": email, "sent": sent, "named": named }))
}

/// The requests that a person sent, and those of others.
fn own_and_others<'k>(stored: &'k [StoredCase], email: &str) -> (Vec<&'k StoredCase>, Vec<&'k StoredCase>) {
    stored.iter().partition(|stored| is_same(&stored.record.submission.request.contact.email, email))
}

fn is_same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// The entries of a timeline by which a request went to somebody.
fn introductions<'k>(
    stored: &'k StoredCase,
    email: &'k str,
) -> impl Iterator<Item = (&'k TimelineEntry, &'k HostContact)> {
    stored.timeline.iter().filter_map(move |entry| match entry.event.step() {
        Some(Action::Introduce(introduction)) if is_same(&introduction.host.email, email) => {
            Some((entry, &introduction.host))
        }
        _ => None,
    })
}

/// The same for programs.
fn file(email: &str, stored: &[StoredCase], now: jiff::Timestamp) -> Value {
    let (own, others) = own_and_others(stored, email);
    let sent = own.iter().map(|stored| {
        json!({
            "submission": stored.record.submission,
            "status": stored.record.status,
            "kept_until": stored.record.until,
            "timeline": without_others(&stored.timeline, email),
        })
    });
    let named = others.iter().flat_map(|stored| {
        introductions(stored, email).map(|(entry, contact)| {
            json!({
                "reference": stored.record.submission.reference,
                "at": entry.at,
                "host_contact": contact,
                "kept_until": stored.record.until,
            })
        })
    });
    let (sent, named): (Vec<Value>, Vec<Value>) = (sent.collect(), named.collect());
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
