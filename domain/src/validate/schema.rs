//! JSON Schema (draft 2020-12): as much of it as our formats need.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Number, Value};

/// A JSON Schema, or one of its parts, with the keywords that our formats need. What is empty is left out when it is written.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Schema {
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub dialect: Option<&'static str>,
    #[serde(rename = "$id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "$ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    #[serde(rename = "const", skip_serializing_if = "Option::is_none")]
    pub constant: Option<Value>,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<Cow<'static, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_length: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Box<Schema>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_items: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_items: Option<usize>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unique_items: bool,
    #[serde(skip_serializing_if = "Named::is_empty")]
    pub properties: Named,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub required: Vec<Cow<'static, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_properties: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub property_names: Option<Box<Schema>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_properties: Option<Others>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub any_of: Vec<Schema>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<Schema>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub all_of: Vec<Schema>,
    #[serde(rename = "if", skip_serializing_if = "Option::is_none")]
    pub condition: Option<Box<Schema>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub then: Option<Box<Schema>>,
    #[serde(rename = "$defs", skip_serializing_if = "Named::is_empty")]
    pub definitions: Named,
}

/// Schemas by name, in the order of the format.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Named(pub Vec<(String, Schema)>);

/// What the values of keys must be that the format does not name.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[serde(untagged)]
pub enum Others {
    Allowed(bool),
    Must(Box<Schema>),
}

impl Schema {
    /// The dialect of all our schemas.
    pub const DIALECT: &'static str = "https://json-schema.org/draft/2020-12/schema";

    pub fn of(kind: &'static str) -> Self {
        Self { kind: Some(kind), ..Self::default() }
    }

    /// A group that has only the keys it names.
    pub fn group() -> Self {
        Self { additional_properties: Some(Others::Allowed(false)), ..Self::of("object") }
    }

    pub fn list(items: Schema, least: usize, most: usize) -> Self {
        Self {
            items: Some(Box::new(items)),
            min_items: Some(least).filter(|least| *least > 0),
            max_items: Some(most).filter(|most| *most < usize::MAX),
            ..Self::of("array")
        }
    }

    pub fn to(definition: &str) -> Self {
        Self { reference: Some(format!("#/$defs/{definition}")), ..Self::default() }
    }

    /// One value, and what people call it.
    pub fn constant(value: impl Into<Value>, title: Option<String>) -> Self {
        Self { constant: Some(value.into()), title, ..Self::default() }
    }
}

impl Named {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn get(&self, name: &str) -> Option<&Schema> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, schema)| schema)
    }

    /// The schema of a name, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Schema> {
        self.0.iter_mut().find(|(known, _)| known == name).map(|(_, schema)| schema)
    }

    /// Adds a schema, unless its name is there already.
    pub fn add(&mut self, name: &str, schema: Schema) {
        if self.get(name).is_none() {
            self.0.push((name.to_owned(), schema));
        }
    }
}

impl Serialize for Named {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, schema) in &self.0 {
            map.serialize_entry(name, schema)?;
        }
        map.end()
    }
}
