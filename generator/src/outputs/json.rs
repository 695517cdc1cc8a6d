//! JSON documents for publication: objects keep their keys in the order in which they are written, and leave out what is
//! absent.

use std::collections::BTreeMap;

use domain::validate::{Node, Schema};
use serde::{Serialize, Serializer};
use serde_json::Value;

/// A JSON value.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Json {
    Absent,
    Value(Value),
    List(Vec<Json>),
    Object(#[serde(serialize_with = "in_order")] Vec<(String, Json)>),
    Schema(Box<Schema>),
    Node(Node),
}

/// Returns an object, as `serde_json::json!` does: `object! { "name": name, "url": url }`.
macro_rules! object {
    ($($key:tt: $value:expr),* $(,)?) => {
        $crate::outputs::json::Json::object([$(($key, $crate::outputs::json::Json::from($value))),*])
    };
}
pub(crate) use object;

impl Json {
    /// Returns an object without its absent values.
    pub fn object<K: ToString>(entries: impl IntoIterator<Item = (K, Json)>) -> Self {
        let present = entries.into_iter().filter(|(_, value)| !matches!(value, Json::Absent));
        Json::Object(present.map(|(key, value)| (key.to_string(), value)).collect())
    }

    /// Returns what JSON-LD writes for something that is described elsewhere.
    pub fn reference(id: impl Into<String>) -> Self {
        object! { "@id": id.into() }
    }
}

fn in_order<S: Serializer>(entries: &[(String, Json)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(entries.iter().map(|(key, value)| (key, value)))
}

macro_rules! from {
    ($($type:ty => $variant:ident),*) => {
        $(impl From<$type> for Json {
            fn from(value: $type) -> Self {
                Json::$variant(value.into())
            }
        })*
    };
}
from!(bool => Value, i64 => Value, usize => Value, &str => Value, String => Value, Value => Value);
from!(Schema => Schema, Node => Node);

impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Json::Absent, Into::into)
    }
}

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(items: Vec<T>) -> Self {
        Json::List(items.into_iter().map(Into::into).collect())
    }
}

impl<K: ToString, T: Into<Json>> From<BTreeMap<K, T>> for Json {
    /// An empty map is absent.
    fn from(map: BTreeMap<K, T>) -> Self {
        if map.is_empty() {
            return Json::Absent;
        }
        Json::object(map.into_iter().map(|(key, value)| (key, value.into())))
    }
}
