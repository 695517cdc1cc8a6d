//! JSON Schema (draft 2020-12): as much of it as our formats need.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Number, Value};

/// A JSON Schema, or one of its parts. What is empty is left out when it is written.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Schema {
    /// The dialect, at the root.
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub dialect: Option<&'static str>,
    /// The address at which the schema is published, at the root.
    #[serde(rename = "$id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Another part that says it all, such as `#/$defs/themes`.
    #[serde(rename = "$ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// What people call it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `object`, `array`, `string`, `integer`, `number` or `boolean`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// The one value allowed.
    #[serde(rename = "const", skip_serializing_if = "Option::is_none")]
    pub constant: Option<Value>,
    /// The values allowed.
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Value>,
    /// What a text is: `date`, `uri`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<&'static str>,
    /// How a text is written, as a regular expression.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<Cow<'static, str>>,
    /// The least characters of a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_length: Option<usize>,
    /// The most characters of a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<usize>,
    /// The least number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Number>,
    /// The greatest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<Number>,
    /// What counts where the key is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// What every entry of a list is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Box<Schema>>,
    /// The least entries of a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_items: Option<usize>,
    /// The most entries of a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_items: Option<usize>,
    /// Whether no entry of a list may be there twice.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unique_items: bool,
    /// The keys of a group.
    #[serde(skip_serializing_if = "Named::is_empty")]
    pub properties: Named,
    /// The keys that must be there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub required: Vec<Cow<'static, str>>,
    /// The least keys of a group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_properties: Option<usize>,
    /// What the names of keys must be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub property_names: Option<Box<Schema>>,
    /// What the values of other keys must be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_properties: Option<Others>,
    /// One of several ways to write it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub any_of: Vec<Schema>,
    /// Exactly one of several values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<Schema>,
    /// Rules that hold besides.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub all_of: Vec<Schema>,
    /// Where this holds …
    #[serde(rename = "if", skip_serializing_if = "Option::is_none")]
    pub condition: Option<Box<Schema>>,
    /// … this must hold too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub then: Option<Box<Schema>>,
    /// Parts that others refer to, at the root.
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
    /// There must be none.
    Allowed(bool),
    /// This.
    Must(Box<Schema>),
}

impl Schema {
    /// The dialect of all our schemas.
    pub const DIALECT: &'static str = "https://json-schema.org/draft/2020-12/schema";

    /// A value of a type.
    pub fn of(kind: &'static str) -> Self {
        Self { kind: Some(kind), ..Self::default() }
    }

    /// A group that has only the keys it names.
    pub fn group() -> Self {
        Self { additional_properties: Some(Others::Allowed(false)), ..Self::of("object") }
    }

    /// A list.
    pub fn list(items: Schema, least: usize, most: usize) -> Self {
        Self {
            items: Some(Box::new(items)),
            min_items: Some(least).filter(|least| *least > 0),
            max_items: Some(most).filter(|most| *most < usize::MAX),
            ..Self::of("array")
        }
    }

    /// What a definition says.
    pub fn to(definition: &str) -> Self {
        Self { reference: Some(format!("#/$defs/{definition}")), ..Self::default() }
    }

    /// One value, and what people call it.
    pub fn constant(value: impl Into<Value>, title: Option<String>) -> Self {
        Self { constant: Some(value.into()), title, ..Self::default() }
    }
}

impl Named {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The schema of a name.
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
