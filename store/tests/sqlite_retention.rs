//! A clock that goes wrong takes nothing from anybody.

use domain::case::Submission;
use jiff::{SignedDuration, Timestamp};
use store::sqlite::SqliteStore;
use store::{CaseStore, HoldReason, InsertOutcome, PurgeOutcome, SubmissionSink};
use tempfile::TempDir;

use crate::store_promises::{change_at, decline, numbered};
use fixtures::{deadlines, kept_until, now};

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

/// A store that a server has looked after today, with so many requests.
async fn looked_after(requests: usize) -> (TempDir, SqliteStore, Vec<Submission>) {
    let folder = TempDir::new().expect("a folder");
    let store = SqliteStore::open(&folder.path().join("requests.sqlite")).expect("a store");
    let submissions: Vec<Submission> = (0..requests).map(numbered).collect();
    for submission in &submissions {
        store.put(submission, kept_until(now() + days(540))).await.expect("an answer");
    }
    assert_eq!(store.purge_if_plausible(now()).await.expect("an answer"), PurgeOutcome::Removed(0));
    (folder, store, submissions)
}

async fn held(store: &SqliteStore, at: Timestamp) -> Option<HoldReason> {
    let looked_at = store.held_purge(at).await.expect("an answer").map(|held| held.reason);
    let held = match store.purge_if_plausible(at).await.expect("an answer") {
        PurgeOutcome::Held(held) => Some(held.reason),
        PurgeOutcome::Removed(_) => None,
    };
    assert_eq!(held, looked_at, "the desk is told the same");
    held
}

async fn seen(store: &SqliteStore, at: Timestamp) -> u64 {
    store.counts(at, None).await.expect("an answer").by_status.values().sum()
}

#[tokio::test]
async fn a_clock_far_ahead_erases_nothing_and_all_is_there_when_it_is_right_again() {
    let (_folder, store, submissions) = looked_after(3).await;
    let wrong = now() + days(600);
    for hour in 0..3 {
        assert_eq!(held(&store, wrong + SignedDuration::from_hours(hour)).await, Some(HoldReason::ClockAhead));
    }
    assert_eq!(seen(&store, wrong).await, 0, "nobody is shown what seems to have expired");
    // What comes in meanwhile makes the clock no better, and takes nobody's place.
    let mut again = submissions[0].clone();
    again.received = wrong;
    assert_eq!(
        store.put(&again, kept_until(wrong + days(540))).await.expect("an answer"),
        InsertOutcome::AlreadyExists
    );
    let mut new = numbered(9);
    new.received = wrong;
    assert_eq!(store.put(&new, kept_until(wrong + days(540))).await.expect("an answer"), InsertOutcome::Inserted);
    assert_eq!(held(&store, wrong + days(1)).await, Some(HoldReason::ClockAhead));

    let right = now() + days(1);
    assert_eq!(held(&store, right).await, None);
    assert_eq!(seen(&store, right).await, 4);
    assert_eq!(held(&store, right + days(14)).await, None, "two weeks off are nothing unusual");
}

#[tokio::test]
async fn somebody_who_vouches_for_the_clock_ends_the_wait() {
    let (_folder, store, _) = looked_after(3).await;
    let then = now() + days(600);
    assert_eq!(held(&store, then).await, Some(HoldReason::ClockAhead));
    assert_eq!(store.purge(then).await.expect("an answer"), 3);
    assert_eq!(held(&store, then).await, None);
}

#[tokio::test]
async fn a_large_share_waits_for_a_week_or_a_word() {
    let (_folder, store, _) = looked_after(10).await;
    for submission in (10..16).map(numbered) {
        store.put(&submission, kept_until(now() + days(3))).await.expect("an answer");
    }
    let first = now() + days(4);
    assert_eq!(held(&store, first).await, Some(HoldReason::LargeShare));
    assert_eq!(seen(&store, first).await, 10);
    assert_eq!(held(&store, first + days(6)).await, Some(HoldReason::LargeShare));
    assert_eq!(store.purge_if_plausible(first + days(7)).await.expect("an answer"), PurgeOutcome::Removed(6));
    // The next large share waits anew.
    for mut submission in (20..30).map(numbered) {
        submission.received = first + days(8);
        store.put(&submission, kept_until(now() + days(12))).await.expect("an answer");
    }
    assert_eq!(held(&store, first + days(9)).await, Some(HoldReason::LargeShare));
}

#[tokio::test]
async fn few_of_many_go_at_once() {
    let (_folder, store, _) = looked_after(30).await;
    for submission in (30..37).map(numbered) {
        store.put(&submission, kept_until(now() + days(3))).await.expect("an answer");
    }
    assert_eq!(store.purge_if_plausible(now() + days(3)).await.expect("an answer"), PurgeOutcome::Removed(7));
}

#[tokio::test]
async fn a_clock_far_behind_gives_nobody_too_short_a_life() {
    let (_folder, store, submissions) = looked_after(1).await;
    let wrong: Timestamp = "1970-01-01T00:05:00Z".parse().expect("a moment");
    assert_eq!(held(&store, wrong).await, Some(HoldReason::ClockBehind));
    let mut sent = numbered(5);
    sent.received = wrong;
    store.put(&sent, kept_until(wrong + days(540))).await.expect("an answer");
    let declined = &submissions[0].reference;
    let record = store.change(declined, 1, change_at(wrong, decline())).await.expect("a change");
    assert_eq!(record.until, now() + days(90));
    // The clock is set right.
    assert_eq!(held(&store, now()).await, None);
    assert_eq!(seen(&store, now() + days(80)).await, 2);
    let record = store.get(&sent.reference, now()).await.expect("an answer").expect("a record");
    assert_eq!(record.until, now() + days(540));
}

#[tokio::test]
async fn a_store_that_was_never_looked_after_is_judged_by_its_last_change() {
    let folder = TempDir::new().expect("a folder");
    let store = SqliteStore::open(&folder.path().join("requests.sqlite")).expect("a store");
    let submission = numbered(1);
    store.put(&submission, deadlines(&submission)).await.expect("an answer");
    assert_eq!(held(&store, now() + days(5_000)).await, Some(HoldReason::ClockAhead));
    assert_eq!(held(&store, now() + days(1)).await, None);
}
