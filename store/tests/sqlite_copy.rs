//! Copies of the SQLite store: made while it is in use, and put back when it is not.

use std::fs;
use std::path::{Path, PathBuf};

use domain::case::{Action, CaseEvent, Status, Submission};
use jiff::SignedDuration;
use store::sqlite::{Copied, CopyError, Differences, Erased, RestoreOptions, Restored, SqliteStore, back_up, restore};
use store::{CaseStore, Change, StoreError, SubmissionSink, Transfer};
use tempfile::TempDir;

use crate::store_promises::{change, change_at};
use fixtures::{NOW, deadlines, now, submission, until};

const WITH_ERASED: RestoreOptions = RestoreOptions { erased: Erased::ComeBack, confirmed: false };
const CONFIRMED: RestoreOptions = RestoreOptions { erased: Erased::StayErased, confirmed: true };

/// A folder with a store and a place for copies.
struct Home(TempDir);

impl Home {
    fn new() -> Self {
        Self(TempDir::new().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn store(&self) -> PathBuf {
        self.path("store/requests.sqlite")
    }

    fn open(&self) -> SqliteStore {
        SqliteStore::open(&self.store()).expect("a store")
    }

    /// Makes a copy of the store as it is.
    fn copy(&self, name: &str) -> PathBuf {
        back_up(&self.store(), &self.path(name)).expect("a copy");
        self.path(name)
    }

    /// Puts a copy back.
    fn restore(&self, copy: &Path) -> Restored {
        restore(copy, &self.store(), RestoreOptions::default(), now()).expect("a restore")
    }

    /// Loses the store, as somebody who deletes its file does.
    fn lose_store(&self) {
        for end in ["", "-wal", "-shm"] {
            fs::remove_file(self.path(&format!("store/requests.sqlite{end}"))).ok();
        }
    }

    /// All files there are, by name.
    fn files(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

fn numbered(number: u32) -> Submission {
    submission(&[("goal", &format!("We want to see workshop {number}, with apprentices in it."))], NOW)
}

async fn put(store: &SqliteStore, submission: &Submission) {
    store.put(submission, deadlines(submission)).await.expect("an answer");
}

async fn status(store: &SqliteStore, submission: &Submission) -> Option<Status> {
    store.get(&submission.reference, now()).await.expect("an answer").map(|record| record.status)
}

fn review() -> Change {
    change(Action::StartReview)
}

#[tokio::test]
async fn a_copy_is_whole_one_file_and_for_its_owner_only() {
    let home = Home::new();
    let store = home.open();
    for number in 0..20 {
        put(&store, &numbered(number)).await;
    }
    fs::create_dir(home.path("copies")).expect("a folder");
    let copy = home.path("copies/one.sqlite");
    assert_eq!(back_up(&home.store(), &copy).expect("a copy"), Copied { requests: 20 });
    assert_eq!(home.files("copies"), ["one.sqlite"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&copy).expect("a file").permissions().mode() & 0o777, 0o600);
    }
    let opened = SqliteStore::open(&copy).expect("a copy is a store");
    assert_eq!(opened.counts(now(), None).await.expect("counts").by_status[&Status::New], 20);
}

#[tokio::test]
async fn nothing_is_overwritten_and_nothing_is_left_of_a_copy_that_was_not_made() {
    let home = Home::new();
    fs::write(home.path("letter.txt"), "Dear Marta").expect("a file");
    assert!(matches!(back_up(&home.store(), &home.path("copy.sqlite")), Err(CopyError::Missing(_))));
    assert!(!home.store().exists(), "looking for a store makes none");
    put(&home.open(), &numbered(1)).await;
    assert!(matches!(back_up(&home.store(), &home.path("letter.txt")), Err(CopyError::Exists(_))));
    assert_eq!(fs::read_to_string(home.path("letter.txt")).expect("a letter"), "Dear Marta");
    let nowhere = back_up(&home.store(), &home.path("nowhere/copy.sqlite")).expect_err("there is no such folder");
    assert!(nowhere.to_string().contains("nowhere"), "{nowhere}");
    // A store whose pages were written over is not copied as if it were sound.
    damage(&home.store());
    assert!(back_up(&home.store(), &home.path("copy.sqlite")).is_err());
    assert_eq!(home.files("."), ["letter.txt", "store"]);
}

/// Writes over all pages but the first.
fn damage(path: &Path) {
    let mut bytes = fs::read(path).expect("bytes");
    bytes[4096..].fill(0x5a);
    fs::write(path, bytes).expect("a file");
}

fn differences(restored: Restored) -> Differences {
    restored.before.expect("a store was there").differences.expect("it can be read")
}

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

#[tokio::test]
async fn what_a_killed_copy_left_is_removed_and_what_a_running_one_makes_stays() {
    let home = Home::new();
    put(&home.open(), &numbered(1)).await;
    fs::create_dir(home.path("copies")).expect("a folder");
    let names = |mark: &str| {
        let part = format!("copies/requests-2026-11-23T10-15-00Z.sqlite.part-{mark}");
        ["", "-journal", "-lock"].map(|end| home.path(&format!("{part}{end}")))
    };
    let (killed, running) = (names("0123456789abcdef"), names("fedcba9876543210"));
    for path in killed.iter().chain(&running) {
        fs::write(path, "personal").expect("a file");
    }
    let lock = fs::File::open(&running[2]).expect("a lock");
    lock.lock().expect("the lock of a running copy");
    fs::write(home.path("copies/diary.part-one"), "Dear diary").expect("a file");
    home.copy("copies/copy.sqlite");
    assert!(killed.iter().all(|path| !path.exists()) && running.iter().all(|path| path.exists()));
    drop(lock);
    // A restore and a start clean the folder of the store.
    for (number, act) in [(1, true), (2, false)] {
        let left = home.path(&format!("store/requests.sqlite.part-000000000000000{number}"));
        fs::write(&left, "personal").expect("a file");
        fs::write(format!("{}-lock", left.display()), "").expect("a lock");
        if act {
            home.restore(&home.path("copies/copy.sqlite"));
        } else {
            home.open();
        }
        assert!(!left.exists());
    }
    home.copy("copies/another.sqlite");
    assert_eq!(home.files("copies"), ["another.sqlite", "copy.sqlite", "diary.part-one"]);
}

#[tokio::test]
async fn a_damaged_store_and_a_damaged_copy_are_each_blamed_by_name() {
    let home = Home::new();
    put(&home.open(), &numbered(1)).await;
    let copy = home.copy("copy.sqlite");
    damage(&home.store());
    let error = back_up(&home.store(), &home.path("another.sqlite")).expect_err("no copy");
    let said = error.to_string();
    assert!(said.starts_with(&format!("the store {} is damaged", home.store().display())), "{said}");
    assert!(!said.contains("another"), "{said}");
    damage(&copy);
    let said = restore(&copy, &home.store(), RestoreOptions::default(), now()).expect_err("no restore").to_string();
    assert!(said.starts_with(&format!("the copy {} is damaged", copy.display())), "{said}");
}

#[tokio::test]
async fn what_was_erased_by_mistake_can_be_brought_back() {
    let home = Home::new();
    let store = home.open();
    let erased = numbered(1);
    put(&store, &erased).await;
    back_up(&home.store(), &home.path("copy.sqlite")).expect("a copy");
    store.erase(&erased.reference).await.expect("an answer");
    drop(store);
    let restored = restore(&home.path("copy.sqlite"), &home.store(), WITH_ERASED, now()).expect("a restore");
    assert_eq!(
        differences(restored),
        Differences { returned: vec![erased.reference.clone()], ..Differences::default() }
    );
    assert_eq!(status(&home.open(), &erased).await, Some(Status::New));
}

#[tokio::test]
async fn what_has_expired_is_not_seen_again_and_goes_with_the_next_purge() {
    let home = Home::new();
    let store = home.open();
    put(&store, &numbered(1)).await;
    back_up(&home.store(), &home.path("copy.sqlite")).expect("a copy");
    drop(store);
    let restored = restore(&home.path("copy.sqlite"), &home.path("new.sqlite"), WITH_ERASED, until(&numbered(1)))
        .expect("a restore");
    assert_eq!((restored.requests, restored.expired, restored.before), (1, 1, None));
    let store = SqliteStore::open(&home.path("new.sqlite")).expect("a store");
    assert_eq!(store.get(&numbered(1).reference, until(&numbered(1))).await.expect("an answer"), None);
    assert_eq!(store.purge(until(&numbered(1))).await.expect("an answer"), 1);
}

#[tokio::test]
async fn nobody_loses_the_store_under_their_hands() {
    let home = Home::new();
    let store = home.open();
    put(&store, &numbered(1)).await;
    back_up(&home.store(), &home.path("copy.sqlite")).expect("a copy");
    let refused = restore(&home.path("copy.sqlite"), &home.store(), RestoreOptions::default(), now());
    assert!(matches!(refused, Err(CopyError::Store(StoreError::InUse { .. }))), "{refused:?}");
    assert_eq!(home.files("store").iter().filter(|name| name.contains("kept") || name.contains("part")).count(), 0);
    put(&store, &numbered(2)).await;
    assert_eq!(store.counts(now(), None).await.expect("counts").by_status[&Status::New], 2);
}

#[tokio::test]
async fn only_a_sound_copy_of_ours_takes_the_place_of_a_store() {
    let home = Home::new();
    put(&home.open(), &numbered(1)).await;
    let copy = |name: &str| {
        back_up(&home.store(), &home.path(name)).expect("a copy");
        home.path(name)
    };
    let before = fs::read(home.store()).expect("bytes");

    let newer = copy("newer.sqlite");
    rusqlite::Connection::open(&newer)
        .and_then(|connection| connection.pragma_update(None, "user_version", 99))
        .expect("a newer format");
    let foreign = home.path("foreign.sqlite");
    rusqlite::Connection::open(&foreign)
        .and_then(|connection| connection.execute_batch("CREATE TABLE recipes (name TEXT)"))
        .expect("another program's");
    let empty = home.path("empty.sqlite");
    fs::write(&empty, "").expect("a file");
    let damaged = copy("damaged.sqlite");
    damage(&damaged);
    let short = copy("short.sqlite");
    let bytes = fs::read(&short).expect("bytes");
    fs::write(&short, &bytes[..bytes.len() - 8192]).expect("a file");

    for (what, bad) in
        [("newer", newer), ("foreign", foreign), ("empty", empty), ("damaged", damaged), ("short", short)]
    {
        restore(&bad, &home.store(), RestoreOptions::default(), now()).expect_err(what);
    }
    restore(&home.path("nothing.sqlite"), &home.store(), RestoreOptions::default(), now()).expect_err("nothing");
    assert!(fs::read(home.store()).expect("bytes") == before, "the store is as it was");
    assert_eq!(home.files("store"), ["requests.sqlite", "requests.sqlite-lock"]);
}

#[tokio::test]
async fn a_store_that_can_not_be_read_is_kept_all_the_same() {
    let home = Home::new();
    put(&home.open(), &numbered(1)).await;
    back_up(&home.store(), &home.path("copy.sqlite")).expect("a copy");
    fs::write(home.store(), "no store any more ".repeat(1_000)).expect("a file");
    fs::write(home.path("store/requests.sqlite-wal"), "a log that belongs to it").expect("a file");
    let refused = restore(&home.path("copy.sqlite"), &home.store(), RestoreOptions::default(), now());
    assert!(matches!(refused, Err(CopyError::NotAStore { .. })), "it may be a file of something else");
    let restored = restore(&home.path("copy.sqlite"), &home.store(), CONFIRMED, now()).expect("a restore");
    let before = restored.before.expect("a store was there");
    assert_eq!(before.differences, None);
    assert_eq!(status(&home.open(), &numbered(1)).await, Some(Status::New));
    let kept = before.kept_at.file_name().expect("a name").to_string_lossy().into_owned();
    assert!(home.files("store").contains(&kept) && home.files("store").contains(&format!("{kept}-wal")));
}

#[tokio::test]
async fn a_copy_takes_the_place_of_no_store_of_a_newer_release() {
    let home = Home::new();
    put(&home.open(), &numbered(1)).await;
    back_up(&home.store(), &home.path("copy.sqlite")).expect("a copy");
    rusqlite::Connection::open(home.store())
        .and_then(|connection| connection.pragma_update(None, "user_version", 99))
        .expect("a newer format");
    let before = fs::read(home.store()).expect("bytes");
    for options in [RestoreOptions::default(), CONFIRMED] {
        let refused = restore(&home.path("copy.sqlite"), &home.store(), options, now());
        assert!(matches!(refused, Err(CopyError::Store(StoreError::Newer { .. }))));
    }
    assert!(fs::read(home.store()).expect("bytes") == before);
}
