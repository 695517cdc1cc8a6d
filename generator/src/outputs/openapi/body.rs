//! What a form accepts, as a JSON document and as the fields of a posted form: both from [`Form::schema`].

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use domain::request::Form;
use domain::text::messages::{MessageError, Messages};
use domain::validate::{Named, Others, Schema};
use domain::vocabulary::Vocabulary;

use super::words::{Words, with};

/// How often the pages repeat a group of fields. A program may go on counting.
const PLACES: usize = 3;

/// The component for a field that was left empty, which counts as left out.
pub const EMPTY: &str = "empty";

/// What a flag may be written as in a form.
const YES: [&str; 4] = ["true", "on", "yes", "1"];
const NO: [&str; 4] = ["false", "off", "no", "0"];

/// What a form accepts, with the words of its page.
pub struct Description {
    /// As a JSON document.
    pub document: Schema,
    /// As the fields of a posted form.
    pub fields: Schema,
    /// The fields among these that may be there several times.
    pub lists: BTreeSet<String>,
    /// What both refer to.
    pub definitions: BTreeMap<String, Schema>,
}

/// What refers to a schema among the components.
pub fn component(name: &str) -> Schema {
    Schema { reference: Some(format!("#/components/schemas/{name}")), ..Schema::default() }
}

pub fn describe(form: Form, vocabulary: &Vocabulary, messages: &Messages) -> Result<Description, MessageError> {
    let mut schema = form.schema(vocabulary);
    let title = messages.text(&format!("form-{}-title", form.code()))?;
    let definitions = std::mem::take(&mut schema.definitions);
    let words = Words { messages, form };

    let mut flat = Flat { definitions: &definitions, words, fields: Schema::group(), lists: BTreeSet::new() };
    flat.group(&schema, "", true);
    flat.conditions(&schema);
    let Flat { mut fields, lists, .. } = flat;
    fields.title = Some(title.clone());

    schema.dialect = None;
    schema.title = Some(title);
    explain(&mut schema, "", words);
    refer(&mut schema);

    let mut named = BTreeMap::new();
    for (name, definition) in definitions.0 {
        named.insert(name.clone(), define(&name, definition, messages)?);
    }
    refer(&mut fields);
    Ok(Description { document: schema, fields, lists, definitions: named })
}

/// A definition as a component. Codes are a list of values; what they mean stands in the published vocabulary.
fn define(name: &str, mut schema: Schema, messages: &Messages) -> Result<Schema, MessageError> {
    let codes = std::mem::take(&mut schema.one_of);
    if !codes.is_empty() {
        schema.choices = codes.into_iter().filter_map(|code| code.constant).collect();
        schema.description = Some(with(messages, "api-codes", "list", &name.replace('-', "_"))?);
    }
    refer(&mut schema);
    Ok(schema)
}

/// Turns references into those of an OpenAPI document, everywhere below.
fn refer(schema: &mut Schema) {
    if let Some(name) = schema.reference.as_deref().and_then(|reference| reference.strip_prefix("#/$defs/")) {
        schema.reference = component(name).reference;
    }
    schema.properties.0.iter_mut().for_each(|(_, property)| refer(property));
    for schemas in [&mut schema.any_of, &mut schema.one_of, &mut schema.all_of] {
        schemas.iter_mut().for_each(refer);
    }
    for inner in [&mut schema.items, &mut schema.property_names].into_iter().flatten() {
        refer(inner);
    }
    if let Some(Others::Must(others)) = &mut schema.additional_properties {
        refer(others);
    }
}

/// Adds the words, and says that `null` stands for a key left out.
fn explain(schema: &mut Schema, way: &str, words: Words) {
    let Schema { properties, required, all_of, .. } = schema;
    for (key, property) in &mut properties.0 {
        let way = if way.is_empty() { key.clone() } else { format!("{way}.{key}") };
        explain(property, &way, words);
        if let Some(items) = &mut property.items {
            explain(items, &way, words);
        }
        let bare = std::mem::take(property);
        *property = if bare == Schema::default() || required.iter().any(|name| name == key) {
            bare
        } else {
            Schema { any_of: vec![bare, Schema::of("null")], ..Schema::default() }
        };
        property.title = words.title(&way);
        property.description = words.explanation(&way);
    }
    // What a condition requires can't be `null` either.
    for then in all_of.iter_mut().filter_map(|rule| rule.then.as_deref_mut()) {
        for key in &then.required {
            let kind = properties.get(key).and_then(|property| property.any_of.first()?.kind);
            then.properties.add(key, Schema { kind, ..Schema::default() });
        }
    }
}

/// Where `when` is as it says, `then` must be as it says.
fn rule(when: (&str, Schema), then: Vec<(String, Schema)>) -> Schema {
    let must = |fields: Vec<(String, Schema)>| {
        let required = fields.iter().map(|(name, _)| Cow::Owned(name.clone())).collect();
        Some(Box::new(Schema { properties: Named(fields), required, ..Schema::default() }))
    };
    Schema { condition: must(vec![(when.0.to_owned(), when.1)]), then: must(then), ..Schema::default() }
}

/// A choice or a day that is given: none of these can do without a letter or a digit.
fn given() -> Schema {
    Schema { pattern: Some("[0-9A-Za-z]".into()), ..Schema::default() }
}

/// The fields of a form, one after the other, each named by its full path.
struct Flat<'s> {
    definitions: &'s Named,
    words: Words<'s>,
    fields: Schema,
    lists: BTreeSet<String>,
}

impl Flat<'_> {
    fn group(&mut self, group: &Schema, way: &str, required: bool) {
        let needed: Vec<String> = group.required.iter().flat_map(|key| self.names(group, key, way)).collect();
        for (key, property) in &group.properties.0 {
            let name = format!("{way}{key}");
            let must = group.required.iter().any(|known| known == key);
            if !property.properties.is_empty() {
                self.group(property, &format!("{name}."), required && must);
            } else if let Some(entry) = property.items.as_deref().filter(|items| !items.properties.is_empty()) {
                for place in 0..PLACES {
                    self.group(entry, &format!("{name}[{place}]."), required && must && place == 0);
                }
            } else {
                self.field(name, property, required && must);
            }
        }
        if !required {
            // A group that is begun must be finished.
            for (name, _) in self.fields.properties.0.iter().filter(|(name, _)| name.starts_with(way)) {
                let others = needed.iter().filter(|needed| *needed != name);
                let others: Vec<_> = others.map(|needed| (needed.clone(), given())).collect();
                if !others.is_empty() {
                    self.fields.all_of.push(rule((name, given()), others));
                }
            }
        }
    }

    /// What a flag asks for besides.
    fn conditions(&mut self, schema: &Schema) {
        for condition in &schema.all_of {
            let (Some(flags), Some(then)) = (&condition.condition, &condition.then) else { continue };
            let yes = Schema { choices: YES.map(Into::into).into(), ..Schema::default() };
            let text = |name: &str| schema.properties.get(name).cloned().unwrap_or_default();
            let then: Vec<_> = then.required.iter().map(|name| (name.to_string(), text(name))).collect();
            for flag in &flags.required {
                self.fields.all_of.push(rule((flag, yes.clone()), then.clone()));
            }
        }
    }

    /// The names of the fields that a key stands for.
    fn names(&self, group: &Schema, key: &str, way: &str) -> Vec<String> {
        match group.properties.get(key) {
            Some(inner) if !inner.properties.is_empty() => {
                let way = format!("{way}{key}.");
                inner.required.iter().flat_map(|key| self.names(inner, key, &way)).collect()
            }
            _ => vec![format!("{way}{key}")],
        }
    }

    fn field(&mut self, name: String, schema: &Schema, required: bool) {
        let mut field = self.as_text(schema);
        if field.kind == Some("array") {
            self.lists.insert(name.clone());
        }
        if required {
            self.fields.required.push(Cow::Owned(name.clone()));
        } else if field.kind != Some("array") && field != Schema::default() {
            field = Schema { any_of: vec![field, component(EMPTY)], ..Schema::default() };
        }
        field.title = self.words.title(&name);
        field.description = self.words.explanation(&name);
        self.fields.properties.add(&name, field);
    }

    /// How a value is posted: flags as words, and of a text in several languages the one in the form's own.
    fn as_text(&self, schema: &Schema) -> Schema {
        let referred = schema.reference.as_deref().and_then(|reference| reference.strip_prefix("#/$defs/"));
        if let Some(text) = referred.and_then(|name| self.definitions.get(name)?.any_of.first()) {
            return text.clone();
        }
        match (schema.kind, &schema.constant) {
            (Some("boolean"), Some(_)) => Schema { choices: YES.map(Into::into).into(), ..Schema::of("string") },
            (Some("boolean"), None) => {
                Schema { choices: YES.into_iter().chain(NO).map(Into::into).collect(), ..Schema::of("string") }
            }
            _ => schema.clone(),
        }
    }
}
