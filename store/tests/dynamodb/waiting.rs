//! The look at unread requests, at tables of real servers.

use domain::case::{Action, Submission};
use jiff::{SignedDuration, Timestamp};
use store::dynamodb::{DynamoStore, DynamoWatch, Waiting};
use store::{CaseStore, InsertOutcome, SubmissionSink};

use super::server::{DYNOXIDE, Kind, MOTO, config, fresh_name};
use crate::store_promises::{change_at, kept};
use fixtures::{kept_until, submission};

const NOW: &str = "2026-11-23T08:00:00Z";

fn at(text: &str) -> Timestamp {
    text.parse().expect("a moment")
}

/// A submission that came in at a moment; enough of them to stand on every shelf.
fn came_in(number: usize, received: Timestamp) -> Submission {
    submission(
        &[("goal", &format!("We want to see how apprentices learn, wish number {number}."))],
        &received.to_string(),
    )
}

async fn unread_requests_are_counted_and_the_oldest_is_found(server: &'static Kind) {
    let (config, name) = (config(server.address()), fresh_name());
    let store = DynamoStore::new(&config, &name);
    store.create_table().await.expect("a table");
    let watch = DynamoWatch::new(&config, &name);
    let (now, later) = (at(NOW), at("2027-11-23T08:00:00Z"));
    assert_eq!(watch.waiting(now).await.expect("an answer"), Waiting::default());

    for number in 0..12 {
        let received = now - SignedDuration::from_hours(i64::try_from(number).expect("small"));
        assert_eq!(
            store.put(&came_in(number, received), kept_until(later)).await.expect("an answer"),
            InsertOutcome::Inserted
        );
    }
    let oldest = now - SignedDuration::from_hours(11);
    assert_eq!(watch.waiting(now).await.expect("an answer"), Waiting { unread: 12, oldest: Some(oldest) });

    // What somebody has begun to read is unread no more, and what has expired waits for nobody.
    let read = came_in(11, oldest);
    store.change(&read.reference, 1, change_at(now, Action::StartReview)).await.expect("a change");
    store.put(&came_in(12, now - SignedDuration::from_hours(900)), kept_until(now)).await.expect("an answer");
    let oldest = now - SignedDuration::from_hours(10);
    assert_eq!(watch.waiting(now).await.expect("an answer"), Waiting { unread: 11, oldest: Some(oldest) });
}

#[test]
fn unread_requests_are_seen_on_dynoxide() {
    kept(unread_requests_are_counted_and_the_oldest_is_found(&DYNOXIDE));
}

#[test]
fn unread_requests_are_seen_on_moto() {
    kept(unread_requests_are_counted_and_the_oldest_is_found(&MOTO));
}
