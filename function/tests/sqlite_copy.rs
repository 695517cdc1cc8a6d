//! Copies of the SQLite store: made while it is in use, and put back when it is not.

use std::fs;
use std::path::{Path, PathBuf};

use domain::handling::Step;
use domain::submission::{Status, Submission};
use function::store::sqlite::{Copied, CopyError, Erased, SqliteStore, back_up, restore};
use function::store::{Change, Intake, Records, StoreError};
use tempfile::TempDir;

use crate::store_promises::change;
use crate::support::{NOW, deadlines, now, submission, until};

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
    change(Step::StartReview)
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

#[tokio::test]
async fn what_was_erased_stays_erased_and_what_is_lost_is_told() {
    let home = Home::new();
    let store = home.open();
    let [kept, erased, changed, later] = [1, 2, 3, 4].map(numbered);
    for early in [&kept, &erased, &changed] {
        put(&store, early).await;
    }
    back_up(&home.store(), &home.path("copy.sqlite")).expect("a copy");
    store.erase(&erased.reference).await.expect("an answer");
    store.change(&changed.reference, 1, review()).await.expect("a change");
    put(&store, &later).await;
    drop(store);

    let restored = restore(&home.path("copy.sqlite"), &home.store(), Erased::StayErased, now()).expect("a restore");
    assert_eq!((restored.requests, restored.expired), (2, 0));
    let before = restored.before.expect("a store was there");
    let differences = before.differences.expect("it can be read");
    assert_eq!(differences.erased.iter().collect::<Vec<_>>(), [&erased.reference]);
    assert_eq!(differences.later.iter().collect::<Vec<_>>(), [&later.reference]);
    assert_eq!(differences.changed.iter().collect::<Vec<_>>(), [&changed.reference]);

    let store = home.open();
    assert_eq!(status(&store, &kept).await, Some(Status::New));
    assert_eq!(status(&store, &changed).await, Some(Status::New));
    assert_eq!(status(&store, &erased).await, None);
    let bytes = fs::read(home.store()).expect("bytes");
    assert!(!bytes.windows(14).any(|window| window == erased.reference.as_str().as_bytes()), "not a letter of it");
    let old = SqliteStore::open(&before.kept_at).expect("the store that was kept");
    assert_eq!(status(&old, &later).await, Some(Status::New));
    assert_eq!(status(&old, &changed).await, Some(Status::InReview));
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
    let restored = restore(&home.path("copy.sqlite"), &home.store(), Erased::ComeBack, now()).expect("a restore");
    assert_eq!(restored.before.and_then(|before| before.differences).expect("it can be read").erased.len(), 1);
    assert_eq!(status(&home.open(), &erased).await, Some(Status::New));
}

#[tokio::test]
async fn what_has_expired_does_not_come_back() {
    let home = Home::new();
    let store = home.open();
    put(&store, &numbered(1)).await;
    back_up(&home.store(), &home.path("copy.sqlite")).expect("a copy");
    drop(store);
    let restored = restore(&home.path("copy.sqlite"), &home.path("new.sqlite"), Erased::ComeBack, until(&numbered(1)))
        .expect("a restore");
    assert_eq!((restored.requests, restored.expired, restored.before), (0, 1, None));
}

#[tokio::test]
async fn nobody_loses_the_store_under_their_hands() {
    let home = Home::new();
    let store = home.open();
    put(&store, &numbered(1)).await;
    back_up(&home.store(), &home.path("copy.sqlite")).expect("a copy");
    let refused = restore(&home.path("copy.sqlite"), &home.store(), Erased::StayErased, now());
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
        restore(&bad, &home.store(), Erased::StayErased, now()).expect_err(what);
    }
    restore(&home.path("nothing.sqlite"), &home.store(), Erased::StayErased, now()).expect_err("nothing");
    assert_eq!(fs::read(home.store()).expect("bytes"), before, "the store is as it was");
    assert_eq!(home.files("store"), ["requests.sqlite", "requests.sqlite-lock"]);
}

#[tokio::test]
async fn a_store_that_can_not_be_read_is_kept_all_the_same() {
    let home = Home::new();
    put(&home.open(), &numbered(1)).await;
    back_up(&home.store(), &home.path("copy.sqlite")).expect("a copy");
    fs::write(home.store(), "no store any more ".repeat(1_000)).expect("a file");
    fs::write(home.path("store/requests.sqlite-wal"), "a log that belongs to it").expect("a file");
    let restored = restore(&home.path("copy.sqlite"), &home.store(), Erased::StayErased, now()).expect("a restore");
    let before = restored.before.expect("a store was there");
    assert_eq!(before.differences, None);
    assert_eq!(status(&home.open(), &numbered(1)).await, Some(Status::New));
    let kept = before.kept_at.file_name().expect("a name").to_string_lossy().into_owned();
    assert!(home.files("store").contains(&kept) && home.files("store").contains(&format!("{kept}-wal")));
}
