//! `data/openapi.json`: how a program sends a request, as an OpenAPI 3.1 document.
//!
//! In: the rules of [`domain::request`], asked what they accept; the words of the forms; the catalogue of faults. Out:
//! a document from which others make clients. Nothing in it is written twice: what a field may hold comes from the
//! functions that read it, and what it is called from the form's page. The function, which answers, is not known here;
//! a client that tries everything the document allows and forbids is sent against it by the tests.

mod body;
mod example;
mod operations;
mod words;

use std::collections::BTreeMap;

use domain::request::Form;
use domain::text::messages::{MessageError, Messages};
use domain::validate;
use domain::validate::{Node, Schema};
use fluent_bundle::FluentValue;

use crate::outputs::json::{Json, object};
use body::{Description, EMPTY};
use content::model::address::Addresses;
use content::model::site::Site;
use content::model::site::absolute;
use example::Examples;
use operations::Operations;
use words::with;

/// Where the document is, below the site's address.
pub const FILE: &str = "data/openapi.json";

/// Where requests are sent to, below the site's address.
const REQUESTS: &str = "api/requests";

/// The version of the interface: it grows when a client made for an older one would go wrong.
const VERSION: u32 = 1;

/// The document, in the words of the site's first language.
pub fn document(site: &Site, messages: &Messages) -> Result<Json, MessageError> {
    let settings = &site.settings;
    let secretariat = &settings.secretariat;
    let mut forms: Vec<(Form, Description)> = Vec::with_capacity(Form::ALL.len());
    for form in Form::ALL {
        forms.push((form, body::describe(form, &site.vocabulary, messages)?));
    }
    let operations = Operations { site, messages, examples: examples(site, messages) };
    let paths = operations.paths(&forms)?;

    let mut schemas = operations.schemas()?;
    let empty = Schema { pattern: Some(validate::blank().into()), ..Schema::of("string") };
    let description = Some(messages.text("api-empty")?);
    schemas.insert(EMPTY.to_owned(), Schema { description, ..empty });
    for (form, described) in forms {
        schemas.extend(described.definitions);
        schemas.insert(form.code().to_owned(), described.document);
        schemas.insert(operations::fields_name(form).to_owned(), described.fields);
    }
    let page = Addresses::new(settings.base_path(), settings.default_language()).page("open-data/");
    let description = [
        ("organisation", FluentValue::from(secretariat.organisation.as_str())),
        ("days", FluentValue::from(secretariat.answers_within_days)),
    ];
    Ok(object! {
        "openapi": "3.1.1",
        "info": object! {
            "title": with(messages, "api-title", "site", &settings.name)?,
            "description": messages.format("api-description", description)?,
            "version": format!("{VERSION}.0"),
            "contact": object! {
                "name": secretariat.organisation.as_str(),
                "url": secretariat.website.clone(),
                "email": secretariat.email.as_str(),
            },
            "license": object! { "name": "Creative Commons Attribution 4.0", "identifier": "CC-BY-4.0" },
        },
        "externalDocs": object! {
            "url": absolute(site, &page) + "#program",
            "description": messages.text("open-data-title")?,
        },
        "servers": vec![object! { "url": settings.base_url(), "description": settings.name.as_str() }],
        // Nobody has to sign in.
        "security": Vec::<Json>::new(),
        "paths": paths,
        "components": object! { "schemas": schemas },
    })
}

fn examples<'s>(site: &'s Site, messages: &'s Messages) -> Examples<'s> {
    Examples { vocabulary: &site.vocabulary, messages, today: site.today }
}

/// A command that sends a request, for people who want to see it work; none where the vocabulary has no example.
pub fn command(site: &Site, messages: &Messages) -> Result<Option<String>, MessageError> {
    let example = examples(site, messages).document(Form::FindAHost)?;
    Ok(example.map(|example| {
        // Between single quotes a shell changes nothing, but for a single quote itself.
        let body = lines(&example).replace('\'', "\\u0027");
        let address = format!("{}/{REQUESTS}", site.settings.base_url());
        format!("curl {address} \\\n  -H 'Content-Type: application/json' \\\n  -d '{body}'")
    }))
}

/// Letters of a line that most windows show.
const LINE: usize = 80;

/// A document with one line for each of its keys, as one would write it by hand.
fn lines(document: &Node) -> String {
    let Node::Map(entries) = document else { return inline(document) };
    let entry = |(key, value): &(String, Node)| {
        let short = inline(value);
        let value = if short.len() > LINE { lines(value).replace('\n', "\n  ") } else { short };
        format!("  {}: {value}", quoted(key))
    };
    let entries: Vec<String> = entries.iter().map(entry).collect();
    format!("{{\n{}\n}}", entries.join(",\n"))
}

fn inline(node: &Node) -> String {
    let joined = |parts: Vec<String>| parts.join(", ");
    match node {
        Node::Map(entries) => format!(
            "{{ {} }}",
            joined(entries.iter().map(|(key, value)| format!("{}: {}", quoted(key), inline(value))).collect())
        ),
        Node::List(items) => format!("[{}]", joined(items.iter().map(inline).collect())),
        Node::Text(text) => quoted(text),
        Node::Whole(number) => number.to_string(),
        Node::Decimal(number) => number.to_string(),
        Node::Flag(flag) => flag.to_string(),
        Node::Null => "null".to_owned(),
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Schemas by the name of their component.
type Schemas = BTreeMap<String, Schema>;

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn an_example_is_written_as_by_hand_and_read_as_json() {
        let text = r#"{"form":"join","organisation":{"name":"\"A\" & b"},"days":[1,2],"consent":true,"note":null}"#;
        let node = serde_json::from_str(text).expect("a document");
        let written = lines(&node);
        assert!(written.contains("\n  \"organisation\": { \"name\": \"\\\"A\\\" & b\" },\n  \"days\": [1, 2],\n"));
        assert_eq!(serde_json::from_str::<domain::validate::Node>(&written).expect("JSON"), node);
    }
}
