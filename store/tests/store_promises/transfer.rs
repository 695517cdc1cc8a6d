//! Transfer: what every store promises about being moved whole.

use std::collections::BTreeMap;

use domain::case::{Action, CaseEvent, Status, TimelineEntry};
use jiff::{SignedDuration, Timestamp};
use store::sqlite::SqliteStore;
use store::{CaseStore, Filter, InsertOutcome, StoredCase, SubmissionSink, Transfer};

use super::{Place, change, decline, note, numbered, put_all};
use fixtures::{NOW, deadlines, kept_until, now, submission, until};

/// Everything in a store, by reference.
async fn everything(store: &impl Transfer, now: Timestamp) -> BTreeMap<String, StoredCase> {
    let mut everything = BTreeMap::new();
    let mut mark = None;
    loop {
        let batch = store.read_batch(mark, now).await.expect("a batch");
        for kept in batch.cases {
            let twice = everything.insert(kept.record.submission.reference.to_string(), kept);
            assert_eq!(twice, None, "nothing is taken twice");
        }
        mark = batch.next;
        if mark.is_none() {
            return everything;
        }
    }
}

pub async fn everything_can_be_moved_there_and_back_without_loss<P: Place>(place: &P) {
    let store = place.open().await;
    put_all(&store, (0..130).map(|number| (numbered(number), until(&numbered(number))))).await;
    let suspected = submission(&[("subject_line_two", "watches")], "2026-11-23T08:00:00.123456789Z");
    store.put(&suspected, deadlines(&suspected)).await.expect("an answer");
    let [first, second] = [numbered(1), numbered(2)];
    store.change(&first.reference, 1, note("Zoë rang 🙂\n\tback")).await.expect("a change");
    store.change(&first.reference, 2, change(decline())).await.expect("a change");
    store.change(&second.reference, 1, change(Action::StartReview)).await.expect("a change");
    store.spend("a-proof", until(&first), now()).await.expect("an answer");

    let there = everything(&store, now()).await;
    assert_eq!(there.len(), 131);
    let moved = &there[first.reference.as_str()];
    assert_eq!((moved.record.status, moved.record.version, moved.timeline.len()), (Status::Declined, 3, 3));

    let folder = tempfile::TempDir::new().expect("a folder");
    let elsewhere = SqliteStore::open(&folder.path().join("requests.sqlite")).expect("a store");
    for kept in there.values() {
        assert_eq!(elsewhere.insert_case(kept).await.expect("an answer"), InsertOutcome::Inserted);
    }
    assert_eq!(everything(&elsewhere, now()).await, there);

    let another = P::fresh().await;
    let back = another.open().await;
    for kept in everything(&elsewhere, now()).await.values() {
        assert_eq!(back.insert_case(kept).await.expect("an answer"), InsertOutcome::Inserted);
        assert_eq!(back.insert_case(kept).await.expect("an answer"), InsertOutcome::AlreadyExists);
    }
    assert_eq!(everything(&back, now()).await, there);
    assert_eq!(back.counts(now(), None).await.expect("an answer"), store.counts(now(), None).await.expect("an answer"));
    let all = Filter::default();
    let [here, there] = [&store, &back].map(|store| store.list(&all, None, now()));
    assert_eq!(here.await.expect("a page"), there.await.expect("a page"));
}

pub async fn a_long_timeline_is_moved_whole<P: Place>(place: &P) {
    let store = place.open().await;
    let submission = numbered(1);
    let entry = |number: usize| TimelineEntry {
        at: NOW.parse().expect("a moment"),
        by: number.is_multiple_of(2).then(|| "Marta".into()),
        event: CaseEvent::Noted { note: format!("note {number}") },
    };
    let timeline: Vec<TimelineEntry> = (0..250).map(entry).collect();
    let mut record = store::Record::first(submission.clone(), deadlines(&submission));
    record.version = 250;
    let kept = StoredCase { record, timeline };
    assert_eq!(store.insert_case(&kept).await.expect("an answer"), InsertOutcome::Inserted);
    assert_eq!(everything(&store, now()).await[submission.reference.as_str()], kept);
    let changed = store.change(&submission.reference, 250, note("one more")).await.expect("a change");
    assert_eq!(changed.version, 251);
    assert_eq!(store.timeline(&submission.reference, now()).await.expect("an answer").len(), 251);
    assert!(store.erase(&submission.reference).await.expect("an answer"));
    assert!(everything(&store, now()).await.is_empty());
}

pub async fn what_is_there_is_not_overwritten_by_what_is_moved<P: Place>(place: &P) {
    let store = place.open().await;
    let submission = numbered(1);
    store.put(&submission, deadlines(&submission)).await.expect("an answer");
    let old = everything(&store, now()).await.remove(submission.reference.as_str()).expect("it");
    store.change(&submission.reference, 1, change(Action::StartReview)).await.expect("a change");
    assert_eq!(store.insert_case(&old).await.expect("an answer"), InsertOutcome::AlreadyExists);
    let record = store.get(&submission.reference, now()).await.expect("an answer").expect("a record");
    assert_eq!((record.status, record.version), (Status::InReview, 2));
    assert_eq!(store.timeline(&submission.reference, now()).await.expect("an answer").len(), 2);
}

pub async fn what_is_gone_is_remembered_with_its_reason_or_not_at_all<P: Place>(place: &P) {
    async fn erase_one_and_let_one_expire(store: &(impl SubmissionSink + CaseStore)) {
        let [asked, expired] = [1, 2].map(numbered);
        let hour = SignedDuration::from_hours(1);
        for submission in [&asked, &expired] {
            store.put(submission, kept_until(now() + hour)).await.expect("an answer");
        }
        assert!(store.erase(&asked.reference).await.expect("an answer"));
        store.purge(now() + hour).await.expect("an answer");
    }
    let folder = tempfile::TempDir::new().expect("a folder");
    let elsewhere = SqliteStore::open(&folder.path().join("requests.sqlite")).expect("a store");
    erase_one_and_let_one_expire(&elsewhere).await;
    let of_file = elsewhere.read_erasures().await.expect("an answer");
    assert_eq!((of_file.len(), of_file.asked_for()), (2, 1));

    let store = place.open().await;
    erase_one_and_let_one_expire(&store).await;
    let own = store.read_erasures().await.expect("an answer");
    let another = P::fresh().await;
    let back = another.open().await;
    let remembers = back.insert_erasures(&of_file).await.expect("an answer");
    let moved = back.read_erasures().await.expect("an answer");
    // A store that says that it remembers nothing has no copies either, which could bring anything back.
    let expected = if remembers { (2, 1) } else { (0, 0) };
    for erasures in [own, moved] {
        assert_eq!((erasures.len(), erasures.asked_for()), expected);
    }
}
