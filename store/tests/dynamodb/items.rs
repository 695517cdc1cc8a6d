//! The items themselves: their expiry, their size, the table they stand in.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::{BillingMode, GlobalSecondaryIndexDescription, TimeToLiveStatus};
use domain::case::{Action, CaseEvent, Cause, Status, Submission, TimelineEntry};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use store::dynamodb::DynamoStore;
use store::{
    CaseStore, Change, ChangeError, Filter, InsertOutcome, Record, StoreError, StoredCase, SubmissionSink, Transfer,
    View,
};

use super::Table;
use super::server::{DYNOXIDE, client, config};
use super::weather::{Answer, Weather, refusal};
use crate::store_promises::{change_at, decline, host, introduce, note, numbered, put_all};
use fixtures::{NOW, deadlines, now, submission, until};

/// The times of expiry of all items of a table, in seconds; tallies have none.
async fn expiries(table: &Table) -> BTreeSet<i64> {
    let client = client(DYNOXIDE.address());
    let mut pages = client.scan().table_name(&table.name).into_paginator().send();
    let mut expiries = BTreeSet::new();
    while let Some(page) = pages.next().await {
        let items = page.expect("items").items.unwrap_or_default();
        for item in items.iter().filter(|item| !item.contains_key("tally")) {
            expiries.insert(item["expires"].as_n().expect("a number").parse().expect("seconds"));
        }
    }
    expiries
}

/// A request with an entry for each of so many versions.
fn long(versions: u64) -> StoredCase {
    let submission = numbered(1);
    let entry =
        |number| TimelineEntry { at: now(), by: None, event: CaseEvent::Noted { note: format!("note {number}") } };
    let first = Record::first(submission.clone(), deadlines(&submission));
    let record = Record { status: Status::InReview, version: versions, ..first };
    StoredCase { record, timeline: (0..versions).map(entry).collect() }
}

#[tokio::test]
async fn everything_of_a_request_expires_together_whatever_becomes_of_it() {
    for versions in [1, 3, 61, 250] {
        let table = Table::fresh(&DYNOXIDE).await;
        let store = table.store();
        let kept = long(versions);
        store.insert_case(&kept).await.expect("an answer");
        let reference = &kept.record.submission.reference;
        let mut version = versions;
        for (day, what) in [
            (1, Action::Note { note: "longer".into() }),
            (2, introduce("yard", host("yard"))),
            (3, Action::Return { cause: Cause::HostDeclined, explanation: None }),
            (4, decline()),
            (5, Action::Note { note: "as before".into() }),
            (6, Action::Reopen { reason: "too early".into() }),
        ] {
            let at = now() + SignedDuration::from_hours(24 * day);
            let made = store.change(reference, version, change_at(at, what)).await.expect("a change");
            assert_eq!(expiries(&table).await, BTreeSet::from([made.until.as_second()]), "{versions}, day {day}");
            version += 1;
        }
        let timeline = store.timeline(reference, now()).await.expect("an answer");
        assert_eq!(timeline[..kept.timeline.len()], kept.timeline);
        assert_eq!(timeline.len() as u64, version);
    }
}

#[tokio::test]
async fn a_change_that_is_refused_leaves_every_expiry_as_it_was() {
    let table = Table::fresh(&DYNOXIDE).await;
    let kept = long(250);
    table.store().insert_case(&kept).await.expect("an answer");
    // Entries are moved in transactions of 60; the change itself is the fifth.
    let weather = Weather::before(DYNOXIDE.address(), |seen| match (seen.operation, seen.before) {
        ("TransactWriteItems", 4) => refusal(400, "AccessDeniedException", seen.body),
        _ => Answer::Pass,
    })
    .await;
    let store = DynamoStore::new(&config(weather.address), &table.name);
    let at = now() + SignedDuration::from_hours(24);
    let refused = store.change(&kept.record.submission.reference, 250, Change { at, ..note("longer") }).await;
    assert!(matches!(refused, Err(ChangeError::Store(_))), "{refused:?}");
    assert_eq!(expiries(&table).await, BTreeSet::from([kept.record.until.as_second()]));
}

/// The largest record that a body of 64 KiB can make: characters that normalisation makes three times as long, and
/// quotation marks, which JSON writes with two.
#[tokio::test]
async fn the_largest_form_fits_into_an_item() {
    const BODY: usize = 64 * 1024;
    let worst = "\u{1D160}".repeat(BODY / 4);
    let normal: String = unicode_normalization::UnicodeNormalization::nfc(worst.as_str()).collect();
    assert_eq!(normal.len(), 3 * BODY, "three times is the most that NFC can make of UTF-8");
    let quotes = "\"".repeat(BODY);
    for text in [normal, quotes] {
        let table = Table::fresh(&DYNOXIDE).await;
        let mut submission = submission(&[], NOW);
        if let domain::request::Wish::FindAHost(search) = &mut submission.request.wish {
            search.goal = text;
        }
        // The name stands in the item twice: once in the record, once for the list.
        submission.request.organisation.name = "🙂".repeat(160);
        let store = table.store();
        assert_eq!(store.put(&submission, deadlines(&submission)).await.expect("an answer"), InsertOutcome::Inserted);
        let record = store.get(&submission.reference, now()).await.expect("an answer").expect("a record");
        assert_eq!(record.submission, submission);
        let note = note(&"🙂".repeat(6_000));
        let changed = store.change(&submission.reference, 1, note).await.expect("the longest note of the desk");
        assert_eq!(changed.version, 2);
    }
}

fn oversized(bytes: usize) -> Submission {
    let mut submission = submission(&[], NOW);
    if let domain::request::Wish::FindAHost(search) = &mut submission.request.wish {
        search.goal = "x".repeat(bytes);
    }
    submission
}

#[tokio::test]
async fn what_is_too_large_is_told_in_numbers_and_changes_nothing() {
    let table = Table::fresh(&DYNOXIDE).await;
    let store = table.store();
    let fits = oversized(400_000);
    assert_eq!(store.put(&fits, deadlines(&fits)).await.expect("an answer"), InsertOutcome::Inserted);
    store.erase(&fits.reference).await.expect("an answer");
    let too_large = oversized(410_000);
    let error = store.put(&too_large, deadlines(&too_large)).await.expect_err("it is told");
    assert!(matches!(&error, StoreError::TooLarge { bytes: 410_000.., most: 409_600, .. }), "{error}");

    let small = numbered(1);
    store.put(&small, deadlines(&small)).await.expect("an answer");
    let refused = store.change(&small.reference, 1, note(&"x".repeat(410_000))).await;
    assert!(matches!(refused, Err(ChangeError::Store(StoreError::TooLarge { .. }))), "{refused:?}");
    assert_eq!(store.timeline(&small.reference, now()).await.expect("an answer").len(), 1);
}

#[tokio::test]
async fn long_lists_are_read_to_their_end() {
    let table = Table::fresh(&DYNOXIDE).await;
    let store = table.store();
    // One of 300 is of another form: on its shelf it stands behind more than a page of others.
    let join = {
        let mut submission = numbered(0);
        let wish = json!({ "form": "join", "motivation": "We want to learn.", "show_as_supporter": true });
        submission.request.wish = serde_json::from_value(wish).expect("a wish to join");
        submission
    };
    store.put(&join, deadlines(&join)).await.expect("an answer");
    put_all(&store, (1..300).map(|number| (numbered(number), until(&numbered(number))))).await;
    let filter = Filter { view: View::All, form: Some(domain::request::Form::Join) };
    let page = store.list(&filter, None, now()).await.expect("a page");
    assert_eq!(page.rows.iter().map(|row| &row.reference).collect::<Vec<_>>(), [&join.reference]);
    assert!(page.rows[0].activities.is_empty() && page.next.is_none());
}

#[tokio::test]
async fn a_table_is_created_whole_and_never_over_another() {
    let table = Table::fresh(&DYNOXIDE).await;
    let client = client(DYNOXIDE.address());
    let described = client.describe_table().table_name(&table.name).send().await.expect("a table").table;
    let described = described.expect("a table");
    let billing = described.billing_mode_summary().and_then(|summary| summary.billing_mode());
    assert_eq!(billing, Some(&BillingMode::PayPerRequest));
    let mut indexes = described.global_secondary_indexes().to_vec();
    indexes.sort_by_key(|index| index.index_name().map(str::to_owned));
    let carried = |index: &GlobalSecondaryIndexDescription| {
        let projection = index.projection().expect("a projection");
        (index.index_name().expect("a name").to_owned(), projection.non_key_attributes().join(" "))
    };
    let carried: Vec<(String, String)> = indexes.iter().map(carried).collect();
    let expected = [
        ("by-due", "form expires"),
        ("by-expiry", ""),
        ("by-organisation", "expires"),
        ("by-status", "form organisation country town activities due offer expires"),
        ("by-subject", "form expires offer answered open"),
    ];
    assert_eq!(carried, expected.map(|(name, carried)| (name.to_owned(), carried.to_owned())));
    let expiry = client.describe_time_to_live().table_name(&table.name).send().await.expect("an expiry");
    let expiry = expiry.time_to_live_description.expect("an expiry");
    assert_eq!(
        (expiry.attribute_name(), expiry.time_to_live_status()),
        (Some("expires"), Some(&TimeToLiveStatus::Enabled))
    );
    let again = table.store().create_table().await.expect_err("it is there already").to_string();
    assert!(again.ends_with("answered ResourceInUseException"), "{again}");
}

#[tokio::test]
async fn a_table_that_is_not_there_is_named() {
    let nowhere = Table { server: &DYNOXIDE, name: "nowhere".to_owned() };
    let error = nowhere.store().counts(Timestamp::UNIX_EPOCH, None).await.expect_err("there is none").to_string();
    assert_eq!(error, "the store can't be used: the table nowhere answered ResourceNotFoundException");
}
