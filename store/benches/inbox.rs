//! The desk's questions to a file of many requests: `REQUESTS=100000 cargo bench -p store --bench inbox`.
//!
//! The real store, a real file below `target/`, the same requests each time. Median and 95th of 100 on the clock, in
//! milliseconds, from the question to the whole answer. Figures are in `bench/README.md`.

#[path = "inbox/requests.rs"]
mod requests;

use std::env;
use std::path::Path;
use std::time::{Duration, Instant};

use domain::case::retention::Retention;
use domain::case::{Action, CaseEvent, CaseState, Reference, Reminders, Status, Submission, TimelineEntry};
use domain::request::Form;
use jiff::{SignedDuration, Timestamp};
use store::sqlite::SqliteStore;
use store::{
    CaseStore, Change, Cursor, Deadlines, Filter, Record, StoreError, StoredCase, SubmissionSink, Transfer, View,
};
use tokio::task::JoinSet;

use requests::{DESK, Lots};

/// Writes at once, as many as a server bears.
const AT_ONCE: usize = 256;

/// Nothing has expired: a running server removes that within the hour.
const RETENTION: Retention =
    Retention { open_days: 3_000, completed_days: 3_000, accepted_days: 3_000, declined_days: 3_000, spam_days: 3_000 };

/// How often each question is asked.
const TIMES: u64 = 100;

#[tokio::main]
async fn main() -> Result<(), StoreError> {
    let Some(many) = env::var("REQUESTS").ok().and_then(|many| many.parse::<u64>().ok()) else {
        println!("say how many in REQUESTS");
        return Ok(());
    };
    let folder = tempfile::TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let path = folder.path().join("requests.sqlite");
    let store = SqliteStore::open(&path)?;
    let now: Timestamp = "2026-11-23T08:00:00Z".parse().expect("a moment");
    // As many as come in within a year and a half, so that most are still kept.
    let received =
        |number: u64| now - SignedDuration::from_secs((many - number).cast_signed() * 46_000_000 / many.cast_signed());
    fill(&store, &path, many, received, now).await?;
    ask(&store, many, now).await
}

async fn fill(
    store: &SqliteStore,
    path: &Path,
    many: u64,
    received: impl Fn(u64) -> Timestamp,
    now: Timestamp,
) -> Result<(), StoreError> {
    let begun = Instant::now();
    let mut writing = JoinSet::new();
    for number in 0..many {
        let (store, received) = (store.clone(), received(number));
        while writing.len() >= AT_ONCE {
            writing.join_next().await.expect("one").expect("a task that ends")?;
        }
        writing.spawn(async move { store.insert_case(&worked_on(number, received, now)).await.map(drop) });
    }
    while let Some(kept) = writing.join_next().await {
        kept.expect("a task that ends")?;
    }
    let bytes = std::fs::metadata(path).expect("a file").len();
    println!("{many} requests kept in {:.1} s; the file has {} MB", begun.elapsed().as_secs_f64(), bytes / 1_000_000);
    Ok(())
}

fn deadlines(submission: &Submission) -> Deadlines {
    let (status, received) = (submission.first_status(), submission.received);
    Deadlines {
        until: RETENTION.until(status, received),
        due: Reminders::default().due(status, received, &CaseState::default()),
    }
}

/// A request with all that was done with it.
fn worked_on(number: u64, received: Timestamp, now: Timestamp) -> StoredCase {
    let submission = requests::submission(number, received);
    let deadlines = deadlines(&submission);
    let steps = requests::steps(number, submission.request.wish.form(), received, now);
    let mut record = Record::first(submission, deadlines);
    let mut timeline = vec![TimelineEntry { at: received, by: None, event: CaseEvent::Received }];
    for (at, step) in steps {
        let (retention, reminders) = (RETENTION, Reminders::default());
        let change = Change { step, by: Some(DESK[0].into()), at, retention, reminders };
        let (after, entry) = change.apply(record).expect("a step that can be taken");
        record = after;
        timeline.push(entry);
    }
    StoredCase { record, timeline }
}

async fn put(store: &SqliteStore, number: u64, received: Timestamp) -> Result<(), StoreError> {
    let submission = requests::submission(number, received);
    store.put(&submission, deadlines(&submission)).await.map(drop)
}

async fn ask(store: &SqliteStore, many: u64, now: Timestamp) -> Result<(), StoreError> {
    let counts = store.counts(now, Some(DESK[1])).await?;
    println!("{counts:?}");
    println!("| question | median | 95 of 100 |\n|---|---|---|");
    let mut views: Vec<(String, View)> = Status::ALL.map(|status| (status.code().into(), View::Status(status))).into();
    views.extend([
        ("all".to_owned(), View::All),
        ("mine".to_owned(), View::Mine(DESK[1].into())),
        ("waiting".to_owned(), View::Waiting),
        ("overdue".to_owned(), View::Overdue),
    ]);
    for (name, view) in views {
        for (form, kind) in [(None, ""), (Some(Form::Join), ", of the rarest form")] {
            let filter = Filter { view: view.clone(), form };
            told(&format!("first page of {name}{kind}"), async |_| {
                store.list(&filter, None, now).await.map(|page| page.rows.len())
            })
            .await?;
        }
    }
    let somewhere = |number: u64| Cursor {
        at: now - SignedDuration::from_secs(Lots::of(20, number).below(40_000_000).cast_signed()),
        reference: Reference::parse("MM-7K3M-9QPD-2XWV").expect("a reference"),
    };
    let all = Filter::default();
    told("a page from anywhere", async |time| {
        store.list(&all, Some(&somewhere(time)), now).await.map(|page| page.rows.len())
    })
    .await?;
    told("all counts", async |_| store.counts(now, Some(DESK[1])).await.map(|counts| counts.by_status.len())).await?;
    search(store, many, now).await?;
    let reference = |time: u64| {
        let number = many - 1 - Lots::of(21, time).below(many / 2);
        requests::submission(number, now).reference
    };
    told("related requests", async |time| store.related(&reference(time), now).await.map(|related| related.len()))
        .await?;
    told("one request", async |time| {
        store.get(&reference(time), now).await.map(|record| usize::from(record.is_some()))
    })
    .await?;
    told("its timeline", async |time| store.timeline(&reference(time), now).await.map(|entries| entries.len())).await?;
    told("everything about a person", async |time| {
        store.sent_by(&requests::sender(many - 1 - time), now).await.map(|kept| kept.len())
    })
    .await?;
    told("whom to write to about an offer", async |time| {
        store.host_contact(&requests::offer(time), now).await.map(|contact| usize::from(contact.is_some()))
    })
    .await?;
    let days = |days: i64| SignedDuration::from_hours(24 * days);
    told("introductions of 90 days", async |_| store.introductions(now - days(90), now).await.map(|found| found.len()))
        .await?;
    told("what expires within 30 days", async |_| store.expiring(now + days(30), now).await.map(|found| found.len()))
        .await?;
    told("what counts for a year", async |_| store.tallies(2026).await.map(|found| found.len())).await?;
    told("a note", async |time| {
        let reference = reference(1_000 + time);
        let Some(record) = store.get(&reference, now).await? else { return Ok(0) };
        let step = Action::Note { note: "They rang back.".into() };
        let (retention, reminders) = (RETENTION, Reminders::default());
        let change = Change { step, by: Some(DESK[0].into()), at: now, retention, reminders };
        let changed = store.change(&reference, record.version, change).await;
        changed.map(|_| 1).map_err(|error| StoreError::unavailable("a note", error))
    })
    .await?;
    told("a request comes in", async |time| put(store, many + time, now).await.map(|()| 1)).await?;
    told("one is erased", async |time| {
        let reference = requests::submission(many + time, now).reference;
        store.erase(&reference).await.map(usize::from)
    })
    .await
}

async fn search(store: &SqliteStore, many: u64, now: Timestamp) -> Result<(), StoreError> {
    for words in ["a", "ap", "app", "appr", "apprentices", "school", "s", "st", "apprentices school visit", "b k m"] {
        told(&format!("search for “{words}”"), async |_| {
            store.search(words, None, now).await.map(|page| page.rows.len())
        })
        .await?;
    }
    let recent = |time: u64| requests::submission(many - 1 - Lots::of(22, time).below(many / 2), now);
    told("search for a reference", async |time| {
        let reference = recent(time).reference;
        store.search(reference.as_str(), None, now).await.map(|page| page.rows.len())
    })
    .await?;
    told("search for an e-mail address", async |time| {
        let email = recent(time).request.contact.email;
        store.search(&email, None, now).await.map(|page| page.rows.len())
    })
    .await?;
    told("search for an organisation", async |time| {
        let organisation = recent(time).request.organisation.name;
        store.search(&organisation, None, now).await.map(|page| page.rows.len())
    })
    .await?;
    told("search for the beginning of a name", async |time| {
        let name: String = recent(time).request.contact.name.chars().take(5).collect();
        store.search(&name, None, now).await.map(|page| page.rows.len())
    })
    .await?;
    told("search for what is not there", async |_| {
        store.search("apprentices xylophones", None, now).await.map(|page| page.rows.len())
    })
    .await
}

/// Asks many times, and tells how long it took and how much there was to answer.
async fn told(name: &str, ask: impl AsyncFn(u64) -> Result<usize, StoreError>) -> Result<(), StoreError> {
    let mut taken = Vec::new();
    let mut found = 0;
    for time in 0..TIMES {
        let begun = Instant::now();
        found += ask(time).await?;
        taken.push(begun.elapsed());
    }
    taken.sort();
    let milliseconds = |hundredths: usize| {
        let taken: Duration = taken[(taken.len() - 1) * hundredths / 100];
        taken.as_secs_f64() * 1e3
    };
    let found = found as f64 / TIMES as f64;
    println!("| {name} ({found:.0} found) | {:.2} ms | {:.2} ms |", milliseconds(50), milliseconds(95));
    Ok(())
}
