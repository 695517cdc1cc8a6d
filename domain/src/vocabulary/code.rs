//! A code of a vocabulary.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A code that was found in the vocabulary of `T`, which it shares its letters with: a site of a hundred thousand offers has
/// more than a million codes.
pub struct Code<T> {
    code: Arc<str>,
    term: PhantomData<fn() -> T>,
}

impl<T> Code<T> {
    /// A code that was found.
    pub(super) fn new(code: Arc<str>) -> Self {
        Self { code, term: PhantomData }
    }

    /// A code as it was stored: vocabularies change, records don't.
    pub fn stored(code: &str) -> Self {
        Self::new(code.into())
    }

    pub fn as_str(&self) -> &str {
        &self.code
    }
}

impl<T> Clone for Code<T> {
    fn clone(&self) -> Self {
        Self { code: Arc::clone(&self.code), term: PhantomData }
    }
}

impl<T> PartialEq for Code<T> {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl<T> Eq for Code<T> {}

impl<T> fmt::Debug for Code<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        self.code.fmt(formatter)
    }
}

impl<T> Serialize for Code<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.code)
    }
}

/// For records that were checked before they were stored; a code that has since left its vocabulary stays readable.
impl<'de, T> Deserialize<'de> for Code<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self { code: String::deserialize(deserializer)?.into(), term: PhantomData })
    }
}
