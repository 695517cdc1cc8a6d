//! OpenAPI 3.1: as much of it as one small interface needs.

use std::collections::BTreeMap;

use domain::validate::{Node, Schema};
use serde::Serialize;

/// Things by name, in the order of their names.
pub type Named<T> = BTreeMap<&'static str, T>;

/// The whole document.
#[derive(Serialize)]
pub struct Document {
    pub openapi: &'static str,
    pub info: Info,
    #[serde(rename = "externalDocs")]
    pub external_docs: Place,
    pub servers: Vec<Place>,
    /// Empty: nobody has to sign in.
    pub security: [(); 0],
    pub paths: Named<Path>,
    pub components: Components,
}

#[derive(Serialize)]
pub struct Info {
    pub title: String,
    pub description: String,
    pub version: String,
    pub contact: Contact,
    pub license: Licence,
}

#[derive(Serialize)]
pub struct Contact {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    pub email: String,
}

#[derive(Serialize)]
pub struct Licence {
    pub name: &'static str,
    pub identifier: &'static str,
}

/// An address, and what is there.
#[derive(Serialize)]
pub struct Place {
    pub url: String,
    pub description: String,
}

/// What can be asked of an address.
#[derive(Serialize, Default)]
pub struct Path {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub get: Option<Operation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post: Option<Operation>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Operation {
    pub operation_id: &'static str,
    pub summary: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<Parameter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_body: Option<Body>,
    pub responses: Named<Answer>,
}

#[derive(Serialize)]
pub struct Parameter {
    pub name: &'static str,
    /// `path` or `header`.
    #[serde(rename = "in")]
    pub place: &'static str,
    pub description: String,
    pub required: bool,
    pub schema: Schema,
}

#[derive(Serialize)]
pub struct Body {
    pub required: bool,
    pub content: Named<Media>,
}

/// A body in one media type.
#[derive(Serialize, Default)]
pub struct Media {
    pub schema: Shape,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub encoding: BTreeMap<String, Encoding>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub examples: Named<Example>,
}

/// What a body is: one thing, or one of several that a key tells apart.
#[derive(Serialize, Default)]
pub struct Shape {
    #[serde(flatten)]
    pub schema: Schema,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discriminator: Option<Discriminator>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Discriminator {
    pub property_name: &'static str,
    pub mapping: Named<String>,
}

/// How the entries of a list are written into a form's body: under the same name, each by itself.
#[derive(Serialize)]
pub struct Encoding {
    pub style: &'static str,
    pub explode: bool,
}

#[derive(Serialize)]
pub struct Example {
    pub summary: String,
    pub value: Node,
}

#[derive(Serialize)]
pub struct Answer {
    pub description: String,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: Named<Header>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub content: Named<Media>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub links: Named<Link>,
}

#[derive(Serialize)]
pub struct Header {
    pub description: String,
    pub required: bool,
    pub schema: Schema,
}

/// What an answer leads to.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Link {
    pub operation_id: &'static str,
    pub parameters: Named<String>,
    pub description: String,
}

#[derive(Serialize)]
pub struct Components {
    pub schemas: BTreeMap<String, Schema>,
}

/// What refers to a schema among the components.
pub fn component(name: &str) -> Schema {
    Schema { reference: Some(format!("#/components/schemas/{name}")), ..Schema::default() }
}

impl Media {
    /// A body that a schema says all of.
    pub fn of(schema: Schema) -> Self {
        Self { schema: Shape { schema, discriminator: None }, ..Self::default() }
    }
}
