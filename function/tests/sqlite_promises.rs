//! The promises of every store, tried on SQLite.

use function::store::sqlite::SqliteStore;
use tempfile::TempDir;

use crate::store_promises::{Store, promises};

impl Store for SqliteStore {
    type Home = TempDir;

    async fn home() -> TempDir {
        TempDir::new().expect("a folder")
    }

    async fn open(home: &TempDir) -> Self {
        SqliteStore::open(&home.path().join("store/requests.sqlite")).expect("a store")
    }
}

promises!(sqlite, function::store::sqlite::SqliteStore);
