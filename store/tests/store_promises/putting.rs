//! Putting, finding, listing, changing and erasing: what every store promises.

use std::collections::BTreeSet;
use std::sync::{Arc, Barrier};

use domain::case::{Action, CaseEvent, Reference, Status, Submission};
use domain::request::{Form, Suspicion};
use store::{CaseStore, ChangeError, Filter, InsertOutcome, Page, SubmissionSink, View};
use tokio::runtime::Handle;

use super::{Place, change, decline, note, numbered};
use fixtures::{NOW, deadlines, now, submission};

pub async fn what_was_put_is_found_as_it_was<P: Place>(place: &P) {
    let store = place.open().await;
    let submission = numbered(1);
    assert_eq!(store.put(&submission, deadlines(&submission)).await.expect("an answer"), InsertOutcome::Inserted);
    let record = store.get(&submission.reference, now()).await.expect("an answer").expect("a record");
    assert_eq!(record.submission, submission);
    assert_eq!((record.status, record.version), (Status::New, 1));
    let timeline = store.timeline(&submission.reference, now()).await.expect("an answer");
    assert_eq!(timeline.len(), 1);
    assert_eq!(
        (&timeline[0].event, timeline[0].at, &timeline[0].by),
        (&CaseEvent::Received, submission.received, &None)
    );
    let unknown = Reference::parse("MM-0000-0000-0000").expect("a reference");
    assert_eq!(store.get(&unknown, now()).await.expect("an answer"), None);
    for shared in ["on", ""] {
        let noted = fixtures::submission(&[("support.note", "A wheelchair."), ("share_support_note", shared)], NOW);
        store.put(&noted, deadlines(&noted)).await.expect("an answer");
        let record = store.get(&noted.reference, now()).await.expect("an answer").expect("a record");
        assert_eq!(record.submission, noted, "with the group's consent as it was given or not");
    }
    assert!(store.timeline(&unknown, now()).await.expect("an answer").is_empty());
}

pub async fn a_second_put_overwrites_nothing<P: Place>(place: &P) {
    let store = place.open().await;
    let first = numbered(1);
    store.put(&first, deadlines(&first)).await.expect("an answer");
    store.change(&first.reference, 1, change(Action::StartReview)).await.expect("a change");
    let mut later = first.clone();
    later.received = "2027-01-01T00:00:00Z".parse().expect("a moment");
    assert_eq!(store.put(&later, deadlines(&later)).await.expect("an answer"), InsertOutcome::AlreadyExists);
    let record = store.get(&first.reference, now()).await.expect("an answer").expect("a record");
    assert_eq!((record.submission.received, record.status, record.version), (first.received, Status::InReview, 2));
}

pub async fn a_clean_arrival_clears_the_suspicion_of_a_copy_that_nobody_touched<P: Place>(place: &P) {
    let store = place.open().await;
    let clean = numbered(1);
    let mut copy = clean.clone();
    copy.suspicions = vec![Suspicion::Honeypot];
    store.put(&copy, deadlines(&copy)).await.expect("an answer");
    let record = store.get(&copy.reference, now()).await.expect("an answer").expect("a record");
    assert_eq!(record.status, Status::SuspectedSpam);
    assert_eq!(store.put(&clean, deadlines(&clean)).await.expect("an answer"), InsertOutcome::Inserted);
    let check = async |store: &P::Store| {
        let record = store.get(&clean.reference, now()).await.expect("an answer").expect("a record");
        assert_eq!((&record.submission, record.status, record.version), (&clean, Status::New, 1));
        assert_eq!((record.until, record.due), (deadlines(&clean).until, deadlines(&clean).due));
        assert_eq!(store.timeline(&clean.reference, now()).await.expect("an answer").len(), 1);
        let counts = store.counts(now(), None).await.expect("an answer").by_status;
        assert_eq!(counts.into_iter().collect::<Vec<_>>(), [(Status::New, 1)]);
        let new = Filter { view: View::Status(Status::New), ..Filter::default() };
        assert_eq!(store.list(&new, None, now()).await.expect("a page").rows.len(), 1);
    };
    check(&store).await;
    assert_eq!(store.put_if_absent(&clean, deadlines(&clean)).await.expect("an answer"), InsertOutcome::AlreadyExists);
    check(&store).await;
    // And no copy that comes later casts suspicion on it again.
    assert_eq!(store.put(&copy, deadlines(&copy)).await.expect("an answer"), InsertOutcome::AlreadyExists);
    check(&store).await;
    assert!(store.erase(&clean.reference).await.expect("an answer"));

    // What somebody has looked into already stays as that person left it.
    store.put(&copy, deadlines(&copy)).await.expect("an answer");
    // One of which nobody knows whether it is suspected clears nothing.
    assert_eq!(store.put_if_absent(&clean, deadlines(&clean)).await.expect("an answer"), InsertOutcome::AlreadyExists);
    let record = store.get(&copy.reference, now()).await.expect("an answer").expect("a record");
    assert_eq!(record.status, Status::SuspectedSpam);
    store.change(&copy.reference, 1, change(Action::MarkAsSpam)).await.expect("a change");
    store.put(&clean, deadlines(&clean)).await.expect("an answer");
    let record = store.get(&copy.reference, now()).await.expect("an answer").expect("a record");
    assert_eq!((record.status, record.version), (Status::Spam, 2));
}

pub async fn what_was_acknowledged_is_there_after_reopening<P: Place>(place: &P) {
    let submission = numbered(1);
    let store = place.open().await;
    store.put(&submission, deadlines(&submission)).await.expect("an answer");
    store.change(&submission.reference, 1, note("asked by phone")).await.expect("a change");
    drop(store);
    let store = place.open().await;
    let record = store.get(&submission.reference, now()).await.expect("an answer").expect("a record");
    assert_eq!((record.submission, record.version), (submission.clone(), 2));
    assert_eq!(store.timeline(&submission.reference, now()).await.expect("an answer").len(), 2);
}

pub async fn of_sixteen_threads_on_two_connections_one_stores<P: Place>(place: &P) {
    let stores = [place.open().await, place.open().await];
    let submission = Arc::new(numbered(1));
    let start = Arc::new(Barrier::new(16));
    let threads: Vec<_> = (0..16)
        .map(|number| {
            let (store, submission, start) = (stores[number % 2].clone(), Arc::clone(&submission), Arc::clone(&start));
            let runtime = Handle::current();
            std::thread::spawn(move || {
                start.wait();
                runtime.block_on(store.put(&submission, deadlines(&submission))).expect("an answer")
            })
        })
        .collect();
    let puts: Vec<InsertOutcome> =
        threads.into_iter().map(|thread| thread.join().expect("a thread that ends")).collect();
    assert_eq!(puts.iter().filter(|put| **put == InsertOutcome::Inserted).count(), 1);
    assert_eq!(stores[1].timeline(&submission.reference, now()).await.expect("an answer").len(), 1);
}

pub async fn of_sixteen_changes_at_once_one_is_made<P: Place>(place: &P) {
    let stores = [place.open().await, place.open().await];
    let submission = numbered(1);
    stores[0].put(&submission, deadlines(&submission)).await.expect("an answer");
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
    assert_eq!(stores[0].timeline(&submission.reference, now()).await.expect("an answer").len(), 2);
}

pub async fn a_change_is_told_in_the_timeline_and_a_late_one_is_refused<P: Place>(place: &P) {
    let store = place.open().await;
    let submission = numbered(1);
    let reference = &submission.reference;
    store.put(&submission, deadlines(&submission)).await.expect("an answer");
    let record = store.change(reference, 1, change(Action::StartReview)).await.expect("a change");
    assert_eq!((record.status, record.version), (Status::InReview, 2));
    let record = store.change(reference, 2, note("They answer by Friday.")).await.expect("a change");
    assert_eq!((record.status, record.version), (Status::InReview, 3));

    let late = store.change(reference, 2, change(decline())).await;
    assert!(
        matches!(late, Err(ChangeError::Conflict(current)) if current.status == Status::InReview && current.version == 3)
    );
    let impossible = store.change(reference, 3, change(Action::ClearOfSpam)).await;
    assert!(matches!(impossible, Err(ChangeError::ActionNotAllowed(not)) if not.from == Status::InReview));
    let unknown = Reference::parse("MM-0000-0000-0000").expect("a reference");
    assert!(matches!(store.change(&unknown, 1, note("x")).await, Err(ChangeError::Unknown)));

    let timeline = store.timeline(reference, now()).await.expect("an answer");
    let step = Some(Action::StartReview);
    let reviewed = CaseEvent::StatusChanged { from: Status::New, to: Status::InReview, step };
    let deeds: Vec<_> = timeline.iter().map(|entry| (entry.by.as_deref(), entry.event.clone())).collect();
    assert_eq!(
        deeds,
        [
            (None, CaseEvent::Received),
            (Some("Marta"), reviewed),
            (Some("Marta"), CaseEvent::Noted { note: "They answer by Friday.".into() }),
        ]
    );
}

pub async fn pages_show_each_once_even_while_more_comes_in<P: Place>(place: &P) {
    let store = place.open().await;
    let many = 2 * Page::SIZE + 7;
    for number in 0..many {
        // Three at a time come in at the same moment.
        let mut submission = numbered(number);
        submission.received = numbered(number / 3).received;
        store.put(&submission, deadlines(&submission)).await.expect("an answer");
    }
    let mut seen = Vec::new();
    let mut cursor = None;
    loop {
        let page = store.list(&Filter::default(), cursor.as_ref(), now()).await.expect("a page");
        assert!(page.rows.len() <= Page::SIZE);
        seen.extend(page.rows);
        let newer = numbered(1_000 + seen.len());
        store.put(&newer, deadlines(&newer)).await.expect("an answer");
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), many);
    assert_eq!(seen.iter().map(|row| &row.reference).collect::<BTreeSet<_>>().len(), many);
    assert!(seen.is_sorted_by(|left, right| left.received >= right.received));
}

pub async fn lists_and_counts_follow_status_and_form<P: Place>(place: &P) {
    let store = place.open().await;
    let (kept, declined) = (numbered(1), numbered(2));
    let suspected = submission(&[("subject_line_two", "watches")], NOW);
    for submission in [&kept, &declined, &suspected] {
        store.put(submission, deadlines(submission)).await.expect("an answer");
    }
    store.change(&declined.reference, 1, change(decline())).await.expect("a change");
    let counts = store.counts(now(), None).await.expect("an answer");
    let expected = [(Status::New, 1), (Status::Declined, 1), (Status::SuspectedSpam, 1)];
    assert_eq!(counts.by_status.into_iter().collect::<Vec<_>>(), expected);
    let listed = async |view, form| {
        let page = store.list(&Filter { view, form }, None, now()).await.expect("a page");
        page.rows.into_iter().map(|row| row.reference).collect::<Vec<_>>()
    };
    assert_eq!(listed(View::Status(Status::Declined), None).await, std::slice::from_ref(&declined.reference));
    assert_eq!(listed(View::Status(Status::New), Some(Form::FindAHost)).await, std::slice::from_ref(&kept.reference));
    assert!(listed(View::All, Some(Form::Join)).await.is_empty());
    assert_eq!(listed(View::All, None).await.len(), 3);
}

pub async fn what_is_erased_is_gone_and_may_come_again<P: Place>(place: &P) {
    let store = place.open().await;
    let (erased, kept) = (numbered(1), numbered(2));
    for submission in [&erased, &kept] {
        store.put(submission, deadlines(submission)).await.expect("an answer");
        store.change(&submission.reference, 1, note("a note")).await.expect("a change");
    }
    assert!(store.erase(&erased.reference).await.expect("an answer"));
    assert!(!store.erase(&erased.reference).await.expect("an answer"));
    assert_eq!(store.get(&erased.reference, now()).await.expect("an answer"), None);
    assert!(store.timeline(&erased.reference, now()).await.expect("an answer").is_empty());
    assert_eq!(store.timeline(&kept.reference, now()).await.expect("an answer").len(), 2);
    assert_eq!(store.put(&erased, deadlines(&erased)).await.expect("an answer"), InsertOutcome::Inserted);
    assert_eq!(store.timeline(&erased.reference, now()).await.expect("an answer").len(), 1);
}

pub async fn a_storm_of_puts_is_stored_whole<P: Place>(place: &P) {
    let store = place.open().await;
    let submissions: Vec<Submission> = (0..200).map(numbered).collect();
    let puts: Vec<_> = submissions
        .iter()
        .chain(&submissions)
        .map(|submission| {
            let (store, submission) = (store.clone(), submission.clone());
            tokio::spawn(async move { store.put(&submission, deadlines(&submission)).await })
        })
        .collect();
    let mut stored = 0;
    for put in puts {
        stored += usize::from(put.await.expect("a task that ends").expect("an answer") == InsertOutcome::Inserted);
    }
    assert_eq!(stored, 200);
    assert_eq!(store.counts(now(), None).await.expect("an answer").by_status[&Status::New], 200);
}
