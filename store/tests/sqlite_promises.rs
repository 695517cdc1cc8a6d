//! The promises of every store, tried on SQLite.

use store::sqlite::SqliteStore;
use tempfile::TempDir;

use crate::store_promises::{Place, promises, questions};

struct Folder(TempDir);

impl Place for Folder {
    type Store = SqliteStore;

    async fn fresh() -> Self {
        Self(TempDir::new().expect("a folder"))
    }

    async fn open(&self) -> SqliteStore {
        SqliteStore::open(&self.0.path().join("store/requests.sqlite")).expect("a store")
    }
}

promises!(sqlite, crate::sqlite_promises::Folder);
questions!(sqlite_answers, crate::sqlite_promises::Folder);
