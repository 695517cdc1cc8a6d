use serde_json::{Value, json};

use super::describe;
use crate::text::{LanguageTag, LocalizedText};
use crate::validate::{ErrorKind, Limit, ObjectReader};
use crate::vocabulary::{Theme, Vocabulary};

fn schema_of<T>(read: impl Fn(&mut ObjectReader) -> Option<T>) -> Value {
    let label = LocalizedText::new(LanguageTag::english(), "Dual training");
    let themes = vec![Theme { code: "dual-training".to_owned(), label, also: Vec::new() }];
    let vocabulary = Vocabulary { themes: themes.into(), ..Vocabulary::default() };
    serde_json::to_value(describe(&vocabulary, read)).expect("JSON")
}

#[test]
fn what_a_reader_asks_for_is_what_its_schema_says() {
    let schema = schema_of(|fields| {
        let name = fields.text("name", Limit::LINE);
        fields.codes::<Theme>("themes", 1);
        fields.optional_date("published");
        fields.list_of("stops", 3, |fields| fields.integer("minutes", 1..=60));
        name
    });
    assert_eq!(schema["required"], json!(["name", "themes"]));
    assert_eq!(schema["additionalProperties"], json!(false));
    let keys = &schema["properties"];
    assert_eq!(keys["name"], json!({"type": "string", "minLength": 1, "maxLength": 160}));
    assert_eq!(keys["themes"]["items"], json!({"$ref": "#/$defs/themes"}));
    assert_eq!(schema["$defs"]["themes"]["oneOf"], json!([{"const": "dual-training", "title": "Dual training"}]));
    assert_eq!(keys["published"]["format"], json!("date"));
    let minutes = json!({"type": "integer", "minimum": 1, "maximum": 60});
    assert_eq!(keys["stops"]["items"]["properties"]["minutes"], minutes);
    assert_eq!(keys["stops"]["maxItems"], json!(3));
}

#[test]
fn a_key_that_a_flag_asks_for_is_a_condition() {
    let schema = schema_of(|fields| {
        fields.optional_group("visit", |fields| {
            if fields.flag("minors") {
                fields.text("safeguarding", Limit::LINE)
            } else {
                fields.optional_text("safeguarding", Limit::LINE)
            }
        })
    });
    let visit = &schema["properties"]["visit"];
    assert_eq!(visit["required"], Value::Null);
    let set = json!({"properties": {"minors": {"const": true}}, "required": ["minors"]});
    assert_eq!(visit["allOf"], json!([{"if": set, "then": {"required": ["safeguarding"]}}]));
}

#[test]
fn a_flag_that_may_be_unknown_has_no_default() {
    let schema = schema_of(|fields| fields.optional_flag("minors").or(Some(fields.flag("demo"))));
    assert_eq!(schema["properties"]["minors"], json!({"type": "boolean"}));
    assert_eq!(schema["properties"]["demo"], json!({"type": "boolean", "default": false}));
    assert_eq!(schema["required"], Value::Null);
}

#[test]
fn a_value_that_can_be_written_in_two_ways_has_two_schemas() {
    let schema = schema_of(|fields| {
        if fields.is_text("dates") {
            return fields.month("dates");
        }
        fields.group("dates", |fields| fields.date("from"))
    });
    let ways = schema["properties"]["dates"]["anyOf"].as_array().expect("ways").clone();
    assert_eq!(ways.iter().map(|way| way["type"].clone()).collect::<Vec<_>>(), ["string", "object"]);
    assert_eq!(schema["required"], json!(["dates"]));
}

#[test]
fn a_rule_that_notes_a_missing_key_makes_it_required() {
    let schema = schema_of(|fields| {
        let address = fields.optional_text("address", Limit::LINE);
        if !fields.has("address") {
            fields.note("address", ErrorKind::Missing { key: "address".to_owned() });
        }
        address
    });
    assert_eq!(schema["required"], json!(["address"]));
}
