//! What every store promises. The promises are written for any store that has both rights; `promises!` runs them
//! against one, each time on a fresh store.

use std::collections::BTreeSet;
use std::future::Future;
use std::path::Path;
use std::sync::{Arc, Barrier};

use domain::request::Form;
use domain::submission::{Deed, Reference, Status, Submission};
use function::store::sqlite::SqliteStore;
use function::store::{Change, ChangeError, Filter, Intake, Page, Put, Records, What};
use tempfile::TempDir;

use crate::support::{NOW, submission};

/// A store as the promises see it: both rights, and it can be opened again.
trait Store: Intake + Records + Clone + 'static {
    /// Opens the store of a folder, again if it was there before.
    fn open(folder: &Path) -> Self;
}

impl Store for SqliteStore {
    fn open(folder: &Path) -> Self {
        SqliteStore::open(&folder.join("store/requests.sqlite")).expect("a store")
    }
}

/// A submission that differs from others by its number, and came in that many seconds after eight.
fn numbered(number: usize) -> Submission {
    let goal = format!("We want to see how apprentices learn, wish number {number}.");
    let received = format!("2026-11-23T08:{:02}:{:02}Z", number / 60, number % 60);
    submission(&[("goal", &goal)], &received)
}

fn change(what: What) -> Change {
    Change { what, by: Some("Marta".into()), at: NOW.parse().expect("a moment") }
}

fn note(text: &str) -> Change {
    change(What::Note(text.into()))
}

async fn what_was_put_is_found_as_it_was<S: Store>(folder: &Path) {
    let store = S::open(folder);
    let submission = numbered(1);
    assert_eq!(store.put(&submission).await.expect("an answer"), Put::Stored);
    let record = store.get(&submission.reference).await.expect("an answer").expect("a record");
    assert_eq!(record.submission, submission);
    assert_eq!((record.status, record.version), (Status::New, 1));
    let timeline = store.timeline(&submission.reference).await.expect("an answer");
    assert_eq!(timeline.len(), 1);
    assert_eq!((&timeline[0].deed, timeline[0].at, &timeline[0].by), (&Deed::Received, submission.received, &None));
    let unknown = Reference::parse("MM-0000-0000-0000").expect("a reference");
    assert_eq!(store.get(&unknown).await.expect("an answer"), None);
    assert!(store.timeline(&unknown).await.expect("an answer").is_empty());
}

async fn a_second_put_overwrites_nothing<S: Store>(folder: &Path) {
    let store = S::open(folder);
    let first = numbered(1);
    store.put(&first).await.expect("an answer");
    store.change(&first.reference, 1, change(What::Status(Status::InReview))).await.expect("a change");
    let mut later = first.clone();
    later.received = "2027-01-01T00:00:00Z".parse().expect("a moment");
    assert_eq!(store.put(&later).await.expect("an answer"), Put::AlreadyThere);
    let record = store.get(&first.reference).await.expect("an answer").expect("a record");
    assert_eq!((record.submission.received, record.status, record.version), (first.received, Status::InReview, 2));
}

async fn what_was_acknowledged_is_there_after_reopening<S: Store>(folder: &Path) {
    let submission = numbered(1);
    let store = S::open(folder);
    store.put(&submission).await.expect("an answer");
    store.change(&submission.reference, 1, note("asked by phone")).await.expect("a change");
    drop(store);
    let store = S::open(folder);
    let record = store.get(&submission.reference).await.expect("an answer").expect("a record");
    assert_eq!((record.submission, record.version), (submission.clone(), 2));
    assert_eq!(store.timeline(&submission.reference).await.expect("an answer").len(), 2);
}

async fn of_sixteen_threads_on_two_connections_one_stores<S: Store>(folder: &Path) {
    let stores = [S::open(folder), S::open(folder)];
    let submission = Arc::new(numbered(1));
    let start = Arc::new(Barrier::new(16));
    let threads: Vec<_> = (0..16)
        .map(|number| {
            let (store, submission, start) = (stores[number % 2].clone(), Arc::clone(&submission), Arc::clone(&start));
            std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
                start.wait();
                runtime.block_on(store.put(&submission)).expect("an answer")
            })
        })
        .collect();
    let puts: Vec<Put> = threads.into_iter().map(|thread| thread.join().expect("a thread that ends")).collect();
    assert_eq!(puts.iter().filter(|put| **put == Put::Stored).count(), 1);
    assert_eq!(stores[1].timeline(&submission.reference).await.expect("an answer").len(), 1);
}

async fn of_sixteen_changes_at_once_one_is_made<S: Store>(folder: &Path) {
    let stores = [S::open(folder), S::open(folder)];
    let submission = numbered(1);
    stores[0].put(&submission).await.expect("an answer");
    let changes: Vec<_> = (0..16)
        .map(|number| {
            let (store, reference) = (stores[number % 2].clone(), submission.reference.clone());
            tokio::spawn(async move { store.change(&reference, 1, note(&format!("note {number}"))).await })
        })
        .collect();
    let mut made = 0;
    for attempt in changes {
        match attempt.await.expect("a task that ends") {
            Ok(record) => {
                assert_eq!(record.version, 2);
                made += 1;
            }
            Err(ChangeError::Conflict(record)) => assert_eq!(record.version, 2),
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!(made, 1);
    assert_eq!(stores[0].timeline(&submission.reference).await.expect("an answer").len(), 2);
}

async fn a_change_is_told_in_the_timeline_and_a_late_one_is_refused<S: Store>(folder: &Path) {
    let store = S::open(folder);
    let submission = numbered(1);
    let reference = &submission.reference;
    store.put(&submission).await.expect("an answer");
    let record = store.change(reference, 1, change(What::Status(Status::InReview))).await.expect("a change");
    assert_eq!((record.status, record.version), (Status::InReview, 2));
    let record = store.change(reference, 2, note("They answer by Friday.")).await.expect("a change");
    assert_eq!((record.status, record.version), (Status::InReview, 3));

    let late = store.change(reference, 2, change(What::Status(Status::Declined))).await;
    assert!(
        matches!(late, Err(ChangeError::Conflict(current)) if current.status == Status::InReview && current.version == 3)
    );
    let impossible = store.change(reference, 3, change(What::Status(Status::Completed))).await;
    assert!(matches!(impossible, Err(ChangeError::NotNext { from: Status::InReview, to: Status::Completed })));
    let unknown = Reference::parse("MM-0000-0000-0000").expect("a reference");
    assert!(matches!(store.change(&unknown, 1, note("x")).await, Err(ChangeError::Unknown)));

    let timeline = store.timeline(reference).await.expect("an answer");
    let deeds: Vec<_> = timeline.iter().map(|entry| (entry.by.as_deref(), entry.deed.clone())).collect();
    assert_eq!(
        deeds,
        [
            (None, Deed::Received),
            (Some("Marta"), Deed::StatusChanged { from: Status::New, to: Status::InReview }),
            (Some("Marta"), Deed::Noted { note: "They answer by Friday.".into() }),
        ]
    );
}

async fn pages_show_each_once_even_while_more_comes_in<S: Store>(folder: &Path) {
    let store = S::open(folder);
    let many = 2 * Page::SIZE + 7;
    for number in 0..many {
        // Three at a time come in at the same moment.
        let mut submission = numbered(number);
        submission.received = numbered(number / 3).received;
        store.put(&submission).await.expect("an answer");
    }
    let mut seen = Vec::new();
    let mut cursor = None;
    loop {
        let page = store.list(Filter::default(), cursor.as_ref()).await.expect("a page");
        assert!(page.rows.len() <= Page::SIZE);
        seen.extend(page.rows);
        store.put(&numbered(1_000 + seen.len())).await.expect("an answer");
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), many);
    assert_eq!(seen.iter().map(|row| &row.reference).collect::<BTreeSet<_>>().len(), many);
    assert!(seen.is_sorted_by(|left, right| left.received >= right.received));
}

async fn lists_and_counts_follow_status_and_form<S: Store>(folder: &Path) {
    let store = S::open(folder);
    let (kept, declined) = (numbered(1), numbered(2));
    let suspected = submission(&[("subject_line_two", "watches")], NOW);
    for submission in [&kept, &declined, &suspected] {
        store.put(submission).await.expect("an answer");
    }
    store.change(&declined.reference, 1, change(What::Status(Status::Declined))).await.expect("a change");
    let counts = store.counts().await.expect("an answer");
    let expected = [(Status::New, 1), (Status::Declined, 1), (Status::SuspectedSpam, 1)];
    assert_eq!(counts.into_iter().collect::<Vec<_>>(), expected);
    let listed = async |status, form| {
        let page = store.list(Filter { status, form }, None).await.expect("a page");
        page.rows.into_iter().map(|row| row.reference).collect::<Vec<_>>()
    };
    assert_eq!(listed(Some(Status::Declined), None).await, std::slice::from_ref(&declined.reference));
    assert_eq!(listed(Some(Status::New), Some(Form::FindAHost)).await, std::slice::from_ref(&kept.reference));
    assert!(listed(None, Some(Form::Join)).await.is_empty());
    assert_eq!(listed(None, None).await.len(), 3);
}

async fn what_is_erased_is_gone_and_may_come_again<S: Store>(folder: &Path) {
    let store = S::open(folder);
    let (erased, kept) = (numbered(1), numbered(2));
    for submission in [&erased, &kept] {
        store.put(submission).await.expect("an answer");
        store.change(&submission.reference, 1, note("a note")).await.expect("a change");
    }
    assert!(store.erase(&erased.reference).await.expect("an answer"));
    assert!(!store.erase(&erased.reference).await.expect("an answer"));
    assert_eq!(store.get(&erased.reference).await.expect("an answer"), None);
    assert!(store.timeline(&erased.reference).await.expect("an answer").is_empty());
    assert_eq!(store.timeline(&kept.reference).await.expect("an answer").len(), 2);
    assert_eq!(store.put(&erased).await.expect("an answer"), Put::Stored);
    assert_eq!(store.timeline(&erased.reference).await.expect("an answer").len(), 1);
}

async fn a_storm_of_puts_is_stored_whole<S: Store>(folder: &Path) {
    let store = S::open(folder);
    let submissions: Vec<Submission> = (0..200).map(numbered).collect();
    let puts: Vec<_> = submissions
        .iter()
        .chain(&submissions)
        .map(|submission| {
            let (store, submission) = (store.clone(), submission.clone());
            tokio::spawn(async move { store.put(&submission).await })
        })
        .collect();
    let mut stored = 0;
    for put in puts {
        stored += usize::from(put.await.expect("a task that ends").expect("an answer") == Put::Stored);
    }
    assert_eq!(stored, 200);
    assert_eq!(store.counts().await.expect("an answer")[&Status::New], 200);
}

fn kept<F: Future<Output = ()>>(promise: impl FnOnce(&'static Path) -> F) {
    let folder = TempDir::new().expect("a folder");
    // The promise borrows the path for as long as it runs, which is as long as the folder lives.
    let path: &'static Path = Box::leak(folder.path().to_owned().into_boxed_path());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime").block_on(promise(path));
}

/// Runs every promise against a store.
macro_rules! promises {
    ($name:ident, $store:ty, [$($promise:ident),* $(,)?]) => {
        mod $name {
            $(
                #[test]
                fn $promise() {
                    super::kept(super::$promise::<$store>);
                }
            )*
        }
    };
}

promises!(
    sqlite,
    super::SqliteStore,
    [
        what_was_put_is_found_as_it_was,
        a_second_put_overwrites_nothing,
        what_was_acknowledged_is_there_after_reopening,
        of_sixteen_threads_on_two_connections_one_stores,
        of_sixteen_changes_at_once_one_is_made,
        a_change_is_told_in_the_timeline_and_a_late_one_is_refused,
        pages_show_each_once_even_while_more_comes_in,
        lists_and_counts_follow_status_and_form,
        what_is_erased_is_gone_and_may_come_again,
        a_storm_of_puts_is_stored_whole,
    ]
);
