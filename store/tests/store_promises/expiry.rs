//! Expiry: what every store promises about the time after which it knows nothing.

use domain::case::retention::Retention;
use domain::case::{Action, CaseEvent, Status};
use jiff::{SignedDuration, Timestamp};
use store::{CaseStore, Change, ChangeError, Counts, Filter, InsertOutcome, Page, SubmissionSink, Transfer, View};

use super::{Place, change_at, decline, numbered, put_all};
use fixtures::{NOW, deadlines, kept_until, now, submission};

const RETENTION: Retention =
    Retention { open_days: 40, completed_days: 30, accepted_days: 50, declined_days: 20, spam_days: 10 };

const NEW: Filter = Filter { view: View::Status(Status::New), form: None };

/// The moment so many days after a submission came in, and a second before it.
fn around(received: Timestamp, days: i64) -> [Timestamp; 2] {
    let then = received + SignedDuration::from_hours(24 * days);
    [then - SignedDuration::from_secs(1), then]
}

fn change(step: Action, at: Timestamp) -> Change {
    Change { retention: RETENTION, ..change_at(at, step) }
}

pub async fn what_has_expired_is_nowhere_from_that_second_on<P: Place>(place: &P) {
    let store = place.open().await;
    let (short, long) = (numbered(1), numbered(2));
    let reference = &short.reference;
    let [before, then] = around(short.received, 40);
    store.put(&short, kept_until(then)).await.expect("an answer");
    store.put(&long, kept_until(around(long.received, 41)[1])).await.expect("an answer");

    let record = store.get(reference, before).await.expect("an answer").expect("a record");
    assert_eq!(record.until, then);
    assert_eq!(store.timeline(reference, before).await.expect("an answer").len(), 1);
    assert_eq!(store.list(&Filter::default(), None, before).await.expect("a page").rows.len(), 2);
    assert_eq!(store.counts(before, None).await.expect("an answer").by_status[&Status::New], 2);

    assert_eq!(store.get(reference, then).await.expect("an answer"), None);
    assert!(store.timeline(reference, then).await.expect("an answer").is_empty());
    let page = store.list(&NEW, None, then).await.expect("a page");
    assert_eq!(page.rows.iter().map(|row| &row.reference).collect::<Vec<_>>(), [&long.reference]);
    assert_eq!(store.counts(then, None).await.expect("an answer").by_status[&Status::New], 1);
    assert_eq!(store.read_batch(None, then).await.expect("a batch").cases.len(), 1);
    let late = store.change(reference, 1, change(Action::Note { note: "too late".into() }, then)).await;
    assert!(matches!(late, Err(ChangeError::Unknown)), "{late:?}");
}

pub async fn nothing_expires_before_its_time<P: Place>(place: &P) {
    let store = place.open().await;
    let submission = numbered(1);
    let [before, then] = around(submission.received, 40);
    store.put(&submission, kept_until(before + SignedDuration::from_millis(1))).await.expect("an answer");
    let almost = then - SignedDuration::from_nanos(1);
    let record = store.get(&submission.reference, almost).await.expect("an answer").expect("a record");
    assert_eq!(record.until, then, "whole seconds, rounded up");
}

pub async fn what_becomes_of_a_request_decides_how_long_it_is_kept<P: Place>(place: &P) {
    let store = place.open().await;
    // What was asked for is over before the first change.
    let submission = submission(&[("period.from", "2026-11-24"), ("period.until", "2026-11-28")], NOW);
    let reference = &submission.reference;
    let at = |days| around(submission.received, days)[1];
    store.put(&submission, kept_until(at(40))).await.expect("an answer");
    for (day, what, until) in [
        (30, Action::Note { note: "asked by phone".into() }, 70),
        (60, Action::StartReview, 100),
        (61, decline(), 81),
        (62, Action::Note { note: "they rang again".into() }, 81),
        (63, Action::Reopen { reason: "they rang a third time".into() }, 103),
        (64, Action::MarkAsSpam, 74),
    ] {
        let version = store.get(reference, at(day)).await.expect("an answer").expect("a record").version;
        let record = store.change(reference, version, change(what.clone(), at(day))).await.expect("a change");
        assert_eq!(record.until, at(until), "{what:?}");
        let [before, then] = around(submission.received, until);
        assert_eq!(store.get(reference, before).await.expect("an answer"), Some(record));
        let timeline = store.timeline(reference, before).await.expect("an answer");
        assert_eq!(timeline.len() as u64, version + 1);
        assert_eq!(store.get(reference, then).await.expect("an answer"), None);
        assert_eq!(store.list(&Filter::default(), None, before).await.expect("a page").rows.len(), 1);
        assert!(store.list(&Filter::default(), None, then).await.expect("a page").rows.is_empty());
    }
}

pub async fn a_request_is_kept_until_after_the_visit_it_asks_for<P: Place>(place: &P) {
    let store = place.open().await;
    let submission = submission(&[("period.from", "2031-03-01"), ("period.until", "2031-05-31")], NOW);
    let reference = &submission.reference;
    store.put(&submission, deadlines(&submission)).await.expect("an answer");
    let end: Timestamp = "2031-06-01T00:00:00Z".parse().expect("a moment");
    for (version, what, until) in [(1, Action::StartReview, around(end, 40)[1]), (2, decline(), around(now(), 20)[1])] {
        let record = store.change(reference, version, change(what.clone(), now())).await.expect("a change");
        assert_eq!(record.until, until, "{what:?}");
    }
}

pub async fn what_comes_again_after_its_expiry_begins_anew<P: Place>(place: &P) {
    let store = place.open().await;
    let first = numbered(1);
    let reference = &first.reference;
    let at = |days| around(first.received, days)[1];
    store.put(&first, kept_until(at(40))).await.expect("an answer");
    for (version, text) in [(1, "one"), (2, "two")] {
        store.change(reference, version, change(Action::Note { note: text.into() }, at(1))).await.expect("a change");
    }
    store.change(reference, 3, change(decline(), at(1))).await.expect("a change");

    let mut again = first.clone();
    again.received = around(first.received, 21)[0];
    assert_eq!(
        store.put(&again, kept_until(at(61))).await.expect("an answer"),
        InsertOutcome::AlreadyExists,
        "a second before"
    );
    again.received = at(21);
    assert_eq!(store.put(&again, kept_until(at(61))).await.expect("an answer"), InsertOutcome::Inserted);
    let record = store.get(reference, at(21)).await.expect("an answer").expect("a record");
    assert_eq!((record.status, record.version, record.changed), (Status::New, 1, at(21)));
    assert_eq!((record.submission.received, record.until), (at(21), at(61)));
    let timeline = store.timeline(reference, at(21)).await.expect("an answer");
    assert_eq!(timeline.iter().map(|entry| &entry.event).collect::<Vec<_>>(), [&CaseEvent::Received]);
    let page = store.list(&Filter::default(), None, at(21)).await.expect("a page");
    assert_eq!(page.rows.iter().map(|row| (row.received, row.status)).collect::<Vec<_>>(), [(at(21), Status::New)]);
    assert_eq!(
        store.counts(at(21), None).await.expect("an answer").by_status.into_iter().collect::<Vec<_>>(),
        [(Status::New, 1)]
    );

    let record =
        store.change(reference, 1, change(Action::Note { note: "three".into() }, at(22))).await.expect("a change");
    assert_eq!(record.version, 2);
    let timeline = store.timeline(reference, at(22)).await.expect("an answer");
    assert_eq!(timeline.last().map(|entry| &entry.event), Some(&CaseEvent::Noted { note: "three".into() }));
    assert_eq!(timeline.len(), 2);
}

pub async fn a_page_is_full_of_what_has_not_expired<P: Place>(place: &P) {
    let store = place.open().await;
    let expiry = around(numbered(0).received, 40)[1];
    // Every other one expires; of those that stay, there is one page and one more.
    let until = |number| if number % 2 == 0 { expiry } else { expiry + SignedDuration::from_secs(1) };
    put_all(&store, (0..2 * (Page::SIZE + 1)).map(|number| (numbered(number), until(number)))).await;
    let first = store.list(&Filter::default(), None, expiry).await.expect("a page");
    assert_eq!(first.rows.len(), Page::SIZE);
    let second = store.list(&Filter::default(), first.next.as_ref(), expiry).await.expect("a page");
    assert_eq!((second.rows.len(), second.next), (1, None));
}

pub async fn a_purge_removes_what_has_expired_and_nothing_else<P: Place>(place: &P) {
    let store = place.open().await;
    let expiry = around(numbered(0).received, 40)[1];
    let until = |number| if number % 23 == 0 { expiry + SignedDuration::from_secs(1) } else { expiry };
    put_all(&store, (0..230).map(|number| (numbered(number), until(number)))).await;
    let before = expiry - SignedDuration::from_secs(1);
    assert_eq!(store.purge(before).await.expect("an answer"), 0);
    assert_eq!(store.counts(before, None).await.expect("an answer").by_status[&Status::New], 230);
    store.purge(expiry).await.expect("an answer");
    assert_eq!(store.purge(expiry).await.expect("an answer"), 0, "nothing is left to remove");
    assert_eq!(store.counts(expiry, None).await.expect("an answer").by_status[&Status::New], 10);
    let kept = store.timeline(&numbered(0).reference, expiry).await.expect("an answer");
    assert_eq!(kept.len(), 1);
}

pub async fn a_proof_is_spent_once_until_it_expires<P: Place>(place: &P) {
    let store = place.open().await;
    let [before, then] = around(numbered(0).received, 1);
    let spends: Vec<_> = (0..16)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { store.spend("a-proof", then, numbered(0).received).await })
        })
        .collect();
    let mut spent = 0;
    for spend in spends {
        spent += usize::from(spend.await.expect("a task that ends").expect("an answer") == InsertOutcome::Inserted);
    }
    assert_eq!(spent, 1);
    assert_eq!(store.spend("another", then, before).await.expect("an answer"), InsertOutcome::Inserted);
    assert_eq!(store.spend("a-proof", then, before).await.expect("an answer"), InsertOutcome::AlreadyExists);
    assert_eq!(store.spend("a-proof", around(then, 1)[1], then).await.expect("an answer"), InsertOutcome::Inserted);
    store.purge(then).await.expect("an answer");
    assert_eq!(store.spend("a-proof", then, then).await.expect("an answer"), InsertOutcome::AlreadyExists);
    assert_eq!(store.counts(before, None).await.expect("an answer"), Counts::default(), "a proof is no request");
}
