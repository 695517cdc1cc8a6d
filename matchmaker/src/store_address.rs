//! Addresses of stores: `sqlite:PATH`, a bare path, or `dynamodb:TABLE`.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use domain::case::ReferenceKey;
use store::reference_key::{self, ReferenceKeyError};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreAddress {
    Sqlite(PathBuf),
    /// A DynamoDB table, in the region and with the rights that the environment names.
    DynamoDb(String),
}

impl StoreAddress {
    pub fn default_in(root: &Path) -> Self {
        Self::Sqlite(root.join(".matchmaker/requests.sqlite"))
    }

    /// Reads the secret that makes references: from the environment, else from a file beside the store. The secret of a table
    /// lies where the store of a site would be.
    pub fn reference_key(&self, root: &Path) -> Result<ReferenceKey, ReferenceKeyError> {
        if let Some(key) = reference_key::from_environment()? {
            return Ok(key);
        }
        let mut path = match self {
            // Beside the file itself, even if the path is a link to it.
            Self::Sqlite(path) => path.canonicalize().unwrap_or_else(|_| path.clone()).into_os_string(),
            Self::DynamoDb(table) => root.join(".matchmaker").join(table).into_os_string(),
        };
        path.push("-key");
        reference_key::in_file(Path::new(&path))
    }

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
            Some(("dynamodb", table)) if is_table_name(table) => Ok(Self::DynamoDb(table.to_owned())),
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

/// DynamoDB's rule for names.
fn is_table_name(name: &str) -> bool {
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
