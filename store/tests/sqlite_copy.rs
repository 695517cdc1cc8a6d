//! Copies of the SQLite store: made while it is in use, and put back when it is not.

use std::fs;
use std::path::{Path, PathBuf};

use domain::case::{Action, Status, Submission};
use store::sqlite::{Copied, CopyError, Differences, Erased, RestoreOptions, Restored, SqliteStore, back_up, restore};
use store::{CaseStore, Change, StoreError, SubmissionSink};
use tempfile::TempDir;

use crate::store_promises::change;
use fixtures::{NOW, deadlines, now, submission, until};

const WITH_ERASED: RestoreOptions = RestoreOptions { erased: Erased::ComeBack, confirmed: false };
pub(crate) const CONFIRMED: RestoreOptions = RestoreOptions { erased: Erased::StayErased, confirmed: true };

/// A folder with a store and a place for copies.
pub(crate) struct Home(TempDir);

impl Home {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().expect("a folder"))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn store(&self) -> PathBuf {
        self.path("store/requests.sqlite")
    }

    pub(crate) fn open(&self) -> SqliteStore {
        SqliteStore::open(&self.store()).expect("a store")
    }

    /// Makes a copy of the store as it is.
    pub(crate) fn copy(&self, name: &str) -> PathBuf {
        back_up(&self.store(), &self.path(name)).expect("a copy");
        self.path(name)
    }

    /// Puts a copy back.
    pub(crate) fn restore(&self, copy: &Path) -> Restored {
        restore(copy, &self.store(), RestoreOptions::default(), now()).expect("a restore")
    }

    /// Loses the store, as somebody who deletes its file does.
    pub(crate) fn lose_store(&self) {
        for end in ["", "-wal", "-shm"] {
            fs::remove_file(self.path(&format!("store/requests.sqlite{end}"))).ok();
        }
    }

    /// All files there are, by name.
    pub(crate) fn files(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

pub(crate) fn numbered(number: u32) -> Submission {
    submission(&[("goal", &format!("We want to see workshop {number}, with apprentices in it."))], NOW)
}

pub(crate) async fn put(store: &SqliteStore, submission: &Submission) {
    store.put(submission, deadlines(submission)).await.expect("an answer");
}

pub(crate) async fn status(store: &SqliteStore, submission: &Submission) -> Option<Status> {
    store.get(&submission.reference, now()).await.expect("an answer").map(|record| record.status)
}

pub(crate) fn review() -> Change {
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
pub(crate) fn damage(path: &Path) {
    let mut bytes = fs::read(path).expect("bytes");
    bytes[4096..].fill(0x5a);
    fs::write(path, bytes).expect("a file");
}

pub(crate) fn differences(restored: Restored) -> Differences {
    restored.before.expect("a store was there").differences.expect("it can be read")
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
