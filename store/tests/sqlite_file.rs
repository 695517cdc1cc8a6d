//! What the SQLite store promises about its file, beside what every store promises.

use std::path::Path;

use store::sqlite::SqliteStore;
use store::{CaseStore, StoreError, SubmissionSink};
use tempfile::TempDir;

use crate::store_promises::note;
use fixtures::{NOW, deadlines, now, submission, until};

fn open(folder: &Path) -> SqliteStore {
    SqliteStore::open(&folder.join("store/requests.sqlite")).expect("a store")
}

/// All bytes of all files of a store, in small letters.
pub fn bytes_of(folder: &Path) -> String {
    let files = std::fs::read_dir(folder.join("store")).expect("a folder");
    let bytes: Vec<u8> = files.flat_map(|file| std::fs::read(file.expect("a file").path()).expect("bytes")).collect();
    String::from_utf8_lossy(&bytes).to_ascii_lowercase()
}

/// Whether a text is in them.
pub fn holds(bytes: &str, text: &str) -> bool {
    bytes.contains(&text.to_ascii_lowercase())
}

#[tokio::test]
async fn erased_text_is_in_no_file_of_the_sqlite_store() {
    let folder = TempDir::new().expect("a folder");
    let store = open(folder.path());
    let marked = submission(&[("contact.name", "Xaveria Markedname")], NOW);
    store.put(&marked, deadlines(&marked)).await.expect("an answer");
    store.change(&marked.reference, 1, note("called Markednote back")).await.expect("a change");
    let before = bytes_of(folder.path());
    assert!(holds(&before, "Markedname") && holds(&before, "Markednote"));
    store.erase(&marked.reference).await.expect("an answer");
    let after = bytes_of(folder.path());
    assert!(!holds(&after, "Markedname") && !holds(&after, "Markednote"));
}

#[tokio::test]
async fn what_has_expired_is_in_no_file_after_a_purge() {
    let folder = TempDir::new().expect("a folder");
    let store = open(folder.path());
    let marked = submission(&[("contact.name", "Xaveria Markedname")], NOW);
    store.put(&marked, deadlines(&marked)).await.expect("an answer");
    store.spend("markedproof", until(&marked), now()).await.expect("an answer");
    assert_eq!(store.purge(until(&marked)).await.expect("an answer"), 1);
    let after = bytes_of(folder.path());
    assert!(!holds(&after, "Markedname") && !holds(&after, "markedproof"));
}

#[tokio::test]
async fn a_file_that_was_moved_away_acknowledges_nothing() {
    let folder = TempDir::new().expect("a folder");
    let store = open(folder.path());
    let first = submission(&[], NOW);
    store.put(&first, deadlines(&first)).await.expect("an answer");
    std::fs::rename(folder.path().join("store"), folder.path().join("elsewhere")).expect("a move");
    let second = submission(&[("days", "5")], NOW);
    let error = store.put(&second, deadlines(&second)).await.expect_err("nothing is acknowledged");
    assert!(error.to_string().contains("moved or removed"), "{error}");
    std::fs::create_dir(folder.path().join("store")).expect("a folder");
    std::fs::write(folder.path().join("store/requests.sqlite"), "").expect("a file");
    assert!(store.counts(now(), None).await.is_err());
}

#[cfg(unix)]
#[test]
fn the_sqlite_files_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;

    let folder = TempDir::new().expect("a folder");
    let _store = open(folder.path());
    let rights = |path: &Path| std::fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    assert_eq!(rights(&folder.path().join("store")), 0o700);
    for file in std::fs::read_dir(folder.path().join("store")).expect("a folder") {
        let path = file.expect("a file").path();
        assert_eq!(rights(&path), 0o600, "{}", path.display());
    }
}

#[test]
fn a_newer_store_and_a_foreign_file_are_refused_and_left_alone() {
    let folder = TempDir::new().expect("a folder");
    let newer = folder.path().join("newer.sqlite");
    drop(SqliteStore::open(&newer).expect("a store"));
    let connection = rusqlite::Connection::open(&newer).expect("a connection");
    connection.pragma_update(None, "user_version", 99).expect("a newer format");
    drop(connection);
    assert!(matches!(SqliteStore::open(&newer), Err(StoreError::Newer { found: 99, .. })));

    let foreign = folder.path().join("foreign.sqlite");
    let connection = rusqlite::Connection::open(&foreign).expect("a connection");
    connection.execute_batch("CREATE TABLE recipes (name TEXT)").expect("a table");
    drop(connection);
    assert!(matches!(SqliteStore::open(&foreign), Err(StoreError::Foreign { .. })));

    let letter = folder.path().join("letter.txt");
    std::fs::write(&letter, "Dear Marta, ".repeat(100)).expect("a file");
    assert!(matches!(SqliteStore::open(&letter), Err(StoreError::Foreign { .. })));
    assert_eq!(std::fs::read_to_string(&letter).expect("a letter"), "Dear Marta, ".repeat(100));
}
