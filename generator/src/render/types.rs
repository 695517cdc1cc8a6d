//! The shapes of values, from the types of template values: the JSON Schema of a type says what it is serialised as, fields
//! included that are left out where there is nothing to say.

use std::collections::HashMap;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value};

use super::shape::{Shape, Values};

/// Makes the shapes of types, each once.
pub struct Types {
    generator: SchemaGenerator,
    known: HashMap<String, Shape>,
}

/// Where a schema names the others that it uses.
const DEFINITIONS: &str = "#/$defs/";

impl Types {
    pub fn new() -> Self {
        Self { generator: SchemaSettings::draft2020_12().for_serialize().into_generator(), known: HashMap::new() }
    }

    /// The shape of what a type is written as.
    pub fn of<T: JsonSchema>(&mut self) -> Shape {
        let schema = self.generator.subschema_for::<T>();
        self.shape(schema.as_value())
    }

    fn shape(&mut self, schema: &Value) -> Shape {
        let Value::Object(schema) = schema else { return Shape::Unknown };
        if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
            return self.definition(name.trim_start_matches(DEFINITIONS));
        }
        let mut alternatives = ["anyOf", "oneOf"].into_iter().filter_map(|key| schema.get(key)).flat_map(list);
        if let Some(first) = alternatives.next() {
            // What may be absent is described as if it were there.
            let all = std::iter::once(first).chain(alternatives).filter(|schema| schema["type"] != "null");
            let shapes: Vec<Shape> = all.map(|schema| self.shape(schema)).collect();
            return either(shapes);
        }
        match schema.get("type") {
            Some(Value::String(kind)) => self.of_kind(kind, schema),
            Some(Value::Array(kinds)) => {
                let kinds = kinds.iter().filter_map(Value::as_str).filter(|kind| *kind != "null");
                either(kinds.map(|kind| self.of_kind(kind, schema)).collect())
            }
            _ if schema.contains_key("const") || schema.contains_key("enum") => Shape::Plain,
            _ => Shape::Unknown,
        }
    }

    fn of_kind(&mut self, kind: &str, schema: &Map<String, Value>) -> Shape {
        match kind {
            "object" => {
                let mut fields = Values::new();
                for (name, schema) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
                    fields.insert(name.clone(), self.shape(schema));
                }
                let is_open = schema.contains_key("allOf")
                    || schema.get("additionalProperties").is_some_and(|others| *others != Value::Bool(false));
                if is_open { Shape::Unknown } else { Shape::Fields(fields.into()) }
            }
            "array" => {
                let items = schema.get("items").into_iter().filter(|items| items.is_object());
                let items = items.chain(schema.get("prefixItems").into_iter().flat_map(list));
                let shapes = items.map(|schema| self.shape(schema)).collect();
                Shape::List(either(shapes).into())
            }
            "string" | "number" | "integer" | "boolean" => Shape::Plain,
            _ => Shape::Unknown,
        }
    }

    fn definition(&mut self, name: &str) -> Shape {
        if let Some(shape) = self.known.get(name) {
            return shape.clone();
        }
        // Within itself, a type is not looked into again.
        self.known.insert(name.to_owned(), Shape::Unknown);
        let schema = self.generator.definitions().get(name).cloned().unwrap_or_default();
        let shape = self.shape(&schema);
        self.known.insert(name.to_owned(), shape.clone());
        shape
    }
}

fn list(schema: &Value) -> impl Iterator<Item = &Value> {
    schema.as_array().into_iter().flatten()
}

fn either(shapes: Vec<Shape>) -> Shape {
    let merged = shapes.into_iter().reduce(|mut merged, shape| {
        merged.merge(&shape);
        merged
    });
    merged.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use schemars::JsonSchema;
    use serde::Serialize;

    use super::{Shape, Types};

    #[derive(Serialize, JsonSchema)]
    struct Card<'s> {
        title: &'s str,
        #[serde(skip_serializing_if = "Option::is_none")]
        address: Option<String>,
        place: Option<Place>,
        days: (i64, i64),
        parts: Vec<Card<'s>>,
    }

    #[derive(Serialize, JsonSchema)]
    struct Place {
        town: String,
    }

    #[test]
    fn a_type_has_the_fields_that_it_is_written_with_and_those_that_may_be_absent() {
        let card = Types::new().of::<Card>();
        assert_eq!(card.fields().collect::<Vec<_>>(), ["address", "days", "parts", "place", "title"]);
        let place = card.field("place").expect("a field");
        assert_eq!((place.field("town"), place.field("twon")), (Some(Shape::Plain), None));
        assert_eq!(card.field("address").and_then(|address| address.field("x")), None);
        assert_eq!(card.field("days").map(|days| days.item()), Some(Shape::Plain));
    }

    #[test]
    fn a_list_of_a_type_within_itself_may_have_any_fields() {
        let cards = Types::new().of::<Vec<Card>>();
        let part = cards.item().field("parts").expect("a field").item();
        assert_eq!(part, Shape::Unknown);
    }
}
