//! Opens stores.

use std::io;
use std::sync::Arc;

#[cfg(feature = "dynamodb")]
use store::dynamodb::DynamoStore;
use store::sqlite::SqliteStore;
use store::{CaseStore, SubmissionSink, Transfer};

use crate::error::CommandError;
use crate::path_checks;
use crate::store_address::StoreAddress;

/// An open store as each of its interfaces.
#[derive(Clone)]
pub struct OpenStore {
    pub sink: Arc<dyn SubmissionSink>,
    pub records: Arc<dyn CaseStore>,
    pub transfer: Arc<dyn Transfer>,
}

impl OpenStore {
    /// Opens the store at an address. A file that does not exist is created.
    pub fn open(address: &StoreAddress) -> Result<Self, CommandError> {
        match address {
            StoreAddress::Sqlite(path) => {
                path_checks::check_not_published(path)?;
                let store = Arc::new(SqliteStore::open(path)?);
                Ok(Self { sink: store.clone(), records: store.clone(), transfer: store })
            }
            #[cfg(feature = "dynamodb")]
            StoreAddress::DynamoDb(table) => {
                // Only the environment is read here; connections are made where the store is used.
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
                let store = Arc::new(runtime.map_err(CommandError::Runtime)?.block_on(DynamoStore::open(table)));
                Ok(Self { sink: store.clone(), records: store.clone(), transfer: store })
            }
            #[cfg(not(feature = "dynamodb"))]
            StoreAddress::DynamoDb(_) => Err(CommandError::NoDynamoDb),
        }
    }

    /// Opens a store that must exist.
    pub fn open_existing(address: &StoreAddress) -> Result<Self, CommandError> {
        if let StoreAddress::Sqlite(path) = address
            && path.symlink_metadata().is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
        {
            return Err(CommandError::NoStore(address.clone()));
        }
        Self::open(address)
    }
}
