//! Stores by their address: `sqlite:PATH`, a bare path, or `dynamodb:TABLE`.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use domain::case::ReferenceKey;
use function::reference_key::{self, ReferenceKeyError};
#[cfg(feature = "dynamodb")]
use function::store::dynamodb::DynamoStore;
use function::store::sqlite::SqliteStore;
use function::store::{Intake, Records, Transfer};

use crate::failure::Failure;
use crate::root;

/// Where requests are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreAddress {
    /// One SQLite file.
    Sqlite(PathBuf),
    /// A DynamoDB table, in the region and with the rights that the environment names.
    DynamoDb(String),
}

impl StoreAddress {
    /// Where requests are kept unless another place is named.
    pub fn below(root: &Path) -> Self {
        Self::Sqlite(root.join(".matchmaker/requests.sqlite"))
    }

    /// The secret that references are made with: the environment's, else one in a file beside the store. A table has none, so its
    /// secret lies where the store of a site would be.
    ///
    /// # Errors
    /// If it can't be read or made.
    pub fn reference_key(&self, root: &Path) -> Result<ReferenceKey, ReferenceKeyError> {
        if let Some(key) = reference_key::from_environment()? {
            return Ok(key);
        }
        let mut path = match self {
            // Beside the file, whichever link leads to it.
            Self::Sqlite(path) => path.canonicalize().unwrap_or_else(|_| path.clone()).into_os_string(),
            Self::DynamoDb(table) => root.join(".matchmaker").join(table).into_os_string(),
        };
        path.push("-key");
        reference_key::in_file(Path::new(&path))
    }

    /// Refuses a store that is not there, for a command that must not begin a new one.
    ///
    /// # Errors
    /// If there is nothing. What is there and is no store is told when it is opened.
    pub fn must_exist(&self) -> Result<(), Failure> {
        let Self::Sqlite(path) = self else { return Ok(()) };
        match path.symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Failure::NoStore(self.clone())),
            _ => Ok(()),
        }
    }

    /// Whether two addresses lead to one store.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Sqlite(one), Self::Sqlite(other)) => {
                one == other || one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
            }
            _ => self == other,
        }
    }
}

impl FromStr for StoreAddress {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once(':') {
            Some(("sqlite", "")) | None if text.is_empty() || text.ends_with(':') => {
                Err("name a file, such as sqlite:.matchmaker/requests.sqlite".to_owned())
            }
            Some(("sqlite", path)) => Ok(Self::Sqlite(path.into())),
            Some(("dynamodb", table)) if is_table(table) => Ok(Self::DynamoDb(table.to_owned())),
            Some(("dynamodb", _)) => {
                Err("the name of a table has 3 to 255 letters, digits, dots, hyphens and underscores".to_owned())
            }
            Some((kind, _)) if kind.len() > 1 && kind.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
                Err(format!("{kind:?} is not a kind of store; write sqlite:PATH or dynamodb:TABLE"))
            }
            _ => Ok(Self::Sqlite(text.into())),
        }
    }
}

/// The service's own rule for names.
fn is_table(name: &str) -> bool {
    (3..=255).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
}

impl fmt::Display for StoreAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(formatter, "sqlite:{}", path.display()),
            Self::DynamoDb(table) => write!(formatter, "dynamodb:{table}"),
        }
    }
}

/// An open store, with each of its rights.
#[derive(Clone)]
pub struct Store {
    /// To put.
    pub intake: Arc<dyn Intake>,
    /// To read and change.
    pub records: Arc<dyn Records>,
    /// To move everything.
    pub transfer: Arc<dyn Transfer>,
}

impl Store {
    /// Opens the store at an address; a file that is not there is made.
    ///
    /// # Errors
    /// If it can't be opened, or this build has no such kind of store.
    pub fn open(address: &StoreAddress) -> Result<Self, Failure> {
        match address {
            StoreAddress::Sqlite(path) => {
                root::check_private(path)?;
                let store = Arc::new(SqliteStore::open(path)?);
                Ok(Self { intake: store.clone(), records: store.clone(), transfer: store })
            }
            #[cfg(feature = "dynamodb")]
            StoreAddress::DynamoDb(table) => {
                // Only the environment is read here; connections are made where the store is used.
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
                let store = Arc::new(runtime.map_err(Failure::Runtime)?.block_on(DynamoStore::open(table)));
                Ok(Self { intake: store.clone(), records: store.clone(), transfer: store })
            }
            #[cfg(not(feature = "dynamodb"))]
            StoreAddress::DynamoDb(_) => Err(Failure::NoDynamoDb),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::StoreAddress;

    #[test]
    fn an_address_is_read_as_it_is_written() {
        for (text, expected) in [
            ("sqlite:/srv/requests.sqlite", StoreAddress::Sqlite("/srv/requests.sqlite".into())),
            ("requests.sqlite", StoreAddress::Sqlite("requests.sqlite".into())),
            ("./a:b.sqlite", StoreAddress::Sqlite("./a:b.sqlite".into())),
            ("C:\\requests.sqlite", StoreAddress::Sqlite("C:\\requests.sqlite".into())),
            ("dynamodb:Requests-live", StoreAddress::DynamoDb("Requests-live".into())),
        ] {
            assert_eq!(text.parse(), Ok(expected), "{text}");
        }
        let address: StoreAddress = "requests.sqlite".parse().expect("an address");
        assert_eq!(address.to_string(), "sqlite:requests.sqlite");
    }

    #[test]
    fn what_is_no_address_is_refused_with_a_remedy() {
        for bad in ["", "sqlite:", "dynamodb:", "dynamodb:a b", "postgres:requests", "mysql://host"] {
            let refused = bad.parse::<StoreAddress>().expect_err(bad);
            assert!(refused.contains("name") || refused.contains("write"), "{bad}: {refused}");
        }
    }
}
