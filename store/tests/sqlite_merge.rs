//! A copy that is put back is merged with the store that is there.

use std::fs;
use std::path::PathBuf;

use domain::case::{Action, CaseEvent, Status};
use fixtures::{now, until};
use jiff::SignedDuration;
use store::sqlite::{CopyError, Differences, RestoreOptions, SqliteStore, restore};
use store::{CaseStore, Transfer};

use crate::sqlite_copy::{CONFIRMED, Home, differences, numbered, put, review, status};
use crate::store_promises::change_at;

#[tokio::test]
async fn what_was_erased_stays_erased_and_what_came_or_changed_since_stays() {
    let home = Home::new();
    let store = home.open();
    let [kept, erased, changed, later] = [1, 2, 3, 4].map(numbered);
    for early in [&kept, &erased, &changed] {
        put(&store, early).await;
    }
    let copy = home.copy("copy.sqlite");
    store.erase(&erased.reference).await.expect("an answer");
    store.change(&changed.reference, 1, review()).await.expect("a change");
    put(&store, &later).await;
    drop(store);

    let restored = home.restore(&copy);
    assert_eq!((restored.requests, restored.expired), (3, 0));
    let differences = differences(restored.clone());
    let expected = Differences {
        erased: vec![erased.reference.clone()],
        later: vec![later.reference.clone()],
        changed: vec![changed.reference.clone()],
        ..Differences::default()
    };
    assert_eq!(differences, expected);

    let store = home.open();
    assert_eq!(status(&store, &kept).await, Some(Status::New));
    assert_eq!(status(&store, &changed).await, Some(Status::InReview));
    assert_eq!(status(&store, &later).await, Some(Status::New));
    assert_eq!(status(&store, &erased).await, None);
    let found = store.search("workshop", None, now()).await.expect("a page").rows;
    assert_eq!(found.len(), 3, "the words of all are found");
    assert_eq!(store.timeline(&changed.reference, now()).await.expect("a timeline").len(), 2);
    let bytes = fs::read(home.store()).expect("bytes");
    assert!(!bytes.windows(14).any(|window| window == erased.reference.as_str().as_bytes()), "not a letter of it");
    let kept_at = restored.before.expect("a store").kept_at;
    let old = SqliteStore::open(&kept_at).expect("the store that was kept");
    assert_eq!(status(&old, &later).await, Some(Status::New));
}

#[tokio::test]
async fn a_copy_of_the_store_that_was_moved_brings_back_nothing_that_was_erased_before_the_move() {
    let home = Home::new();
    let store = home.open();
    let [kept, erased] = [1, 2].map(numbered);
    put(&store, &kept).await;
    put(&store, &erased).await;
    let copy = home.copy("copy.sqlite");
    store.erase(&erased.reference).await.expect("an answer");

    let elsewhere = SqliteStore::open(&home.path("moved/requests.sqlite")).expect("a store");
    for moved in store.read_batch(None, now()).await.expect("all").cases {
        elsewhere.insert_case(&moved).await.expect("an answer");
    }
    let erasures = store.read_erasures().await.expect("an answer");
    for _ in 0..2 {
        assert!(elsewhere.insert_erasures(&erasures).await.expect("an answer"), "also when it is begun again");
    }
    drop(elsewhere);

    let restored = restore(&copy, &home.path("moved/requests.sqlite"), CONFIRMED, now()).expect("a restore");
    assert_eq!(differences(restored).erased, std::slice::from_ref(&erased.reference));
    let elsewhere = SqliteStore::open(&home.path("moved/requests.sqlite")).expect("a store");
    assert_eq!((status(&elsewhere, &kept).await, status(&elsewhere, &erased).await), (Some(Status::New), None));
}

#[tokio::test]
async fn a_lost_store_comes_back_whole_with_what_was_sent_meanwhile() {
    let home = Home::new();
    let store = home.open();
    for number in 0..20 {
        put(&store, &numbered(number)).await;
    }
    drop(store);
    let copy = home.copy("copy.sqlite");
    home.lose_store();
    let store = home.open();
    let mut meanwhile = numbered(20);
    meanwhile.received = now() + SignedDuration::from_hours(1);
    put(&store, &meanwhile).await;
    drop(store);
    let restored = home.restore(&copy);
    assert_eq!(restored.requests, 21);
    let differences = differences(restored);
    assert_eq!((differences.erased.len(), differences.returned.len(), differences.later.len()), (0, 20, 1));
    let store = home.open();
    assert_eq!(store.counts(now(), None).await.expect("counts").by_status[&Status::New], 21);
    // The new store has what both knew: a copy of either can be put back again, and takes nothing away.
    store.erase(&meanwhile.reference).await.expect("an answer");
    drop(store);
    assert_eq!(home.restore(&copy).requests, 20);
    assert_eq!(status(&home.open(), &meanwhile).await, None);
}

#[tokio::test]
async fn an_older_and_then_a_newer_copy_end_with_everything() {
    let home = Home::new();
    let store = home.open();
    for number in 0..10 {
        put(&store, &numbered(number)).await;
    }
    let older = home.copy("older.sqlite");
    for number in 10..15 {
        put(&store, &numbered(number)).await;
    }
    let erased = numbered(3);
    store.erase(&erased.reference).await.expect("an answer");
    store.change(&numbered(4).reference, 1, review()).await.expect("a change");
    let newer = home.copy("newer.sqlite");
    drop(store);
    // Over the store, over nothing, and over one another in both orders.
    for round in 0..3 {
        if round > 0 {
            home.lose_store();
        }
        let copies = if round < 2 { [&older, &newer] } else { [&newer, &older] };
        for copy in copies {
            home.restore(copy);
        }
        let store = home.open();
        assert_eq!(store.counts(now(), None).await.expect("counts").by_status[&Status::New], 13, "round {round}");
        assert_eq!(status(&store, &numbered(4)).await, Some(Status::InReview), "round {round}");
        assert_eq!(status(&store, &erased).await, None, "round {round}: the newer copy remembers that it was erased");
    }
}

#[tokio::test]
async fn what_was_done_here_and_there_becomes_one_timeline() {
    let home = Home::new();
    let store = home.open();
    let request = numbered(1);
    put(&store, &request).await;
    let older = home.copy("older.sqlite");
    let at = |hours, text: &str| {
        let step = Action::Note { note: text.into() };
        change_at(now() + SignedDuration::from_hours(hours), step)
    };
    store.change(&request.reference, 1, at(1, "called")).await.expect("a change");
    store
        .change(&request.reference, 2, change_at(now() + SignedDuration::from_hours(2), Action::StartReview))
        .await
        .expect("a change");
    let newer = home.copy("newer.sqlite");
    drop(store);
    home.lose_store();
    home.restore(&older);
    let store = home.open();
    store.change(&request.reference, 1, at(3, "wrote to them")).await.expect("a change");
    drop(store);
    let differences = differences(home.restore(&newer));
    assert_eq!(differences.joined, std::slice::from_ref(&request.reference));
    let store = home.open();
    let later = now() + SignedDuration::from_hours(4);
    let timeline = store.timeline(&request.reference, later).await.expect("a timeline");
    let notes: Vec<&str> = timeline
        .iter()
        .filter_map(|entry| match &entry.event {
            CaseEvent::Noted { note } => Some(note.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!((timeline.len(), notes), (4, vec!["called", "wrote to them"]));
    let record = store.get(&request.reference, later).await.expect("an answer").expect("a record");
    assert_eq!(record.version, 4);
    store.change(&request.reference, 4, at(5, "goes on")).await.expect("a change");
}

#[tokio::test]
async fn a_text_that_came_again_after_it_was_erased_stays() {
    let home = Home::new();
    let store = home.open();
    let first = numbered(1);
    for number in 1..4 {
        put(&store, &numbered(number)).await;
    }
    let copy = home.copy("copy.sqlite");
    store.erase(&first.reference).await.expect("an answer");
    let mut again = first.clone();
    again.received = now() + SignedDuration::from_hours(1);
    put(&store, &again).await;
    drop(store);
    home.restore(&copy);
    let record = home.open().get(&first.reference, now()).await.expect("an answer").expect("a record");
    assert_eq!(record.submission.received, again.received);
}

#[tokio::test]
async fn what_nobody_wants_by_mistake_has_to_be_confirmed() {
    let home = Home::new();
    let store = home.open();
    for number in 0..4 {
        put(&store, &numbered(number)).await;
    }
    let copy = home.copy("copy.sqlite");
    for number in 0..3 {
        store.erase(&numbered(number).reference).await.expect("an answer");
    }
    drop(store);
    let refused = restore(&copy, &home.store(), RestoreOptions::default(), now());
    assert!(matches!(refused, Err(CopyError::MostErased { erased: 3, total: 4, .. })), "{refused:?}");
    assert_eq!(restore(&copy, &home.store(), CONFIRMED, now()).expect("a restore").requests, 1);

    // A store with which the copy has nothing in common, and which was there before.
    home.lose_store();
    let mut other = numbered(9);
    other.received = now() - SignedDuration::from_hours(24);
    put(&home.open(), &other).await;
    let before = fs::read(home.store()).expect("bytes");
    let refused = restore(&copy, &home.store(), RestoreOptions::default(), now());
    assert!(matches!(refused, Err(CopyError::OtherStore { .. })), "{refused:?}");
    assert!(fs::read(home.store()).expect("bytes") == before, "nothing was changed");
    assert_eq!(restore(&copy, &home.store(), CONFIRMED, now()).expect("a restore").requests, 5);
}

#[tokio::test]
async fn what_a_wrong_clock_has_removed_comes_back() {
    let home = Home::new();
    let store = home.open();
    for number in 0..3 {
        put(&store, &numbered(number)).await;
    }
    let copy = home.copy("copy.sqlite");
    assert_eq!(store.purge(until(&numbered(0)) + SignedDuration::from_hours(24)).await.expect("an answer"), 3);
    drop(store);
    let restored = home.restore(&copy);
    assert_eq!((restored.requests, differences(restored).returned.len()), (3, 3));
    let tallies = home.open().read_deleted_tallies(now()).await.expect("tallies");
    assert_eq!(tallies, [], "they count for themselves again");
}

#[tokio::test]
async fn a_restore_a_moment_after_another_keeps_both_stores() {
    let home = Home::new();
    put(&home.open(), &numbered(1)).await;
    let copy = home.copy("copy.sqlite");
    let kept: Vec<PathBuf> = (0..3).map(|_| home.restore(&copy).before.expect("a store").kept_at).collect();
    assert!(kept.iter().all(|path| path.is_file()), "{kept:?}");
    assert!(kept[0] != kept[1] && kept[1] != kept[2], "{kept:?}");
}
