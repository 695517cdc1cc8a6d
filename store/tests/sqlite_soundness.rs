//! A store that can't be used says so before anybody relies on it, with what to do, and is used again once it is mended.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use store::sqlite::SqliteStore;
use store::{CaseStore, StoreError, SubmissionSink};
use tempfile::TempDir;

use crate::sqlite_file::{bytes_of, holds};
use crate::store_promises::numbered;
use fixtures::{NOW, deadlines, now, submission};

/// A store with some requests, closed.
async fn closed(folder: &TempDir) -> PathBuf {
    let path = folder.path().join("store/requests.sqlite");
    let store = SqliteStore::open(&path).expect("a store");
    for number in 0..30 {
        let submission = numbered(number);
        store.put(&submission, deadlines(&submission)).await.expect("an answer");
    }
    path
}

fn beside(path: &Path, end: &str) -> PathBuf {
    PathBuf::from(format!("{}{end}", path.display()))
}

/// Writes over a page in the middle.
fn damage(path: &Path) {
    let mut bytes = fs::read(path).expect("bytes");
    let middle = bytes.len() / 8192 * 4096;
    bytes[middle..middle + 4096].fill(0x5a);
    fs::write(path, bytes).expect("a file");
}

#[tokio::test]
async fn what_can_not_be_used_is_refused_with_a_remedy_and_left_as_it_is() {
    type Break = fn(&Path);
    let cases: [(&str, Break, &str); 9] = [
        ("is empty", |path| fs::write(path, "").expect("a file"), "matchmaker restore"),
        (
            "is a folder",
            |path| {
                fs::remove_file(path).expect("a file");
                fs::create_dir(path).expect("a folder");
            },
            "--store",
        ),
        ("is not a store", |path| fs::write(path, "Dear Marta, ".repeat(900)).expect("a file"), "--store"),
        (
            "is not a store",
            |path| {
                fs::remove_file(path).expect("a file");
                let recipes = rusqlite::Connection::open(path).expect("a connection");
                recipes.execute_batch("CREATE TABLE recipes (name TEXT)").expect("a table");
            },
            "--store",
        ),
        ("is damaged", damage, "matchmaker restore"),
        (
            "is damaged",
            |path| {
                let bytes = fs::read(path).expect("bytes");
                fs::write(path, &bytes[..bytes.len() - 8192]).expect("a file");
            },
            "matchmaker restore",
        ),
        ("-shm: is no file", |path| fs::create_dir(beside(path, "-shm")).expect("a folder"), "with no others"),
        ("-wal: is no file", |path| fs::create_dir(beside(path, "-wal")).expect("a folder"), "with no others"),
        (
            "is not there, but",
            |path| {
                fs::remove_file(path).expect("a file");
                fs::write(beside(path, "-wal"), "what was last written").expect("a file");
            },
            "put the store back",
        ),
    ];
    for (said, break_it, remedy) in cases {
        let folder = TempDir::new().expect("a folder");
        let path = closed(&folder).await;
        break_it(&path);
        let before = fs::read(&path).ok();
        let error = SqliteStore::open(&path).err().expect(said).to_string();
        assert!(error.contains(said) && error.contains(remedy), "{said}: {error}");
        assert!(error.contains(&path.display().to_string()), "{said}: {error}");
        assert!(fs::read(&path).ok() == before, "{said}: the file is left as it is");
    }
}

/// Puts until one is kept, for at most ten seconds, which only end a test that fails.
async fn put_until_kept(store: &SqliteStore, number: usize) {
    let submission = numbered(number);
    let kept = async {
        while store.put(&submission, deadlines(&submission)).await.is_err() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), kept).await.expect("it is kept in the end");
}

#[tokio::test]
async fn a_store_that_is_mended_is_used_again_without_a_new_start() {
    let folder = TempDir::new().expect("a folder");
    let path = closed(&folder).await;
    let good = fs::read(&path).expect("bytes");
    let store = SqliteStore::open(&path).expect("a store");
    put_until_kept(&store, 100).await;
    let away = folder.path().join("away.sqlite");
    let aside = folder.path().join("aside");
    fs::create_dir(&aside).expect("a folder");
    let replace_by = |bytes: &[u8]| {
        for end in ["-wal", "-shm"] {
            fs::rename(beside(&path, end), aside.join(end)).ok();
        }
        fs::write(&away, bytes).expect("a file");
        fs::rename(&away, &path).expect("another file in its place");
    };
    let mut damaged = good.clone();
    let middle = damaged.len() / 8192 * 4096;
    damaged[middle..middle + 4096].fill(0x5a);
    for (number, bad, said) in
        [(101, &damaged[..], "is damaged"), (102, b"Dear Marta", "is not a store"), (103, b"", "is empty")]
    {
        replace_by(bad);
        let submission = numbered(number);
        let error = store.put(&submission, deadlines(&submission)).await.expect_err(said).to_string();
        assert!(error.contains(said), "{said}: {error}");
        assert!(store.try_put().expect("it can be tried").await.is_err());
        replace_by(&good);
        put_until_kept(&store, number).await;
        assert!(store.try_put().expect("it can be tried").await.is_ok());
        assert!(store.get(&submission.reference, now()).await.expect("an answer").is_some());
    }
}

#[tokio::test]
async fn what_is_erased_while_somebody_reads_is_said_to_be_still_there_and_goes_when_they_have_ended() {
    let folder = TempDir::new().expect("a folder");
    let path = closed(&folder).await;
    let store = SqliteStore::open(&path).expect("a store");
    let marked = submission(&[("contact.name", "Xaveria Markedname")], NOW);
    store.put(&marked, deadlines(&marked)).await.expect("an answer");
    let reader = rusqlite::Connection::open(&path).expect("a reader");
    reader.execute_batch("BEGIN; SELECT count(*) FROM requests;").expect("a moment that is held");
    let erased = store.erase(&marked.reference).await;
    assert!(matches!(erased, Err(StoreError::StillInLog { .. })), "{erased:?}");
    assert_eq!(store.get(&marked.reference, now()).await.expect("an answer"), None, "nobody sees it any more");
    // Whoever asks again is told the same, and not that all is well.
    assert!(holds(&bytes_of(folder.path()), "Markedname"));
    reader.execute_batch("COMMIT").expect("it is let go");
    let gone = async {
        while holds(&bytes_of(folder.path()), "Markedname") {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), gone).await.expect("it goes by itself");
    assert!(!store.erase(&marked.reference).await.expect("an answer"));
}
