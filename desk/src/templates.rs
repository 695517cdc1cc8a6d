//! The desk's templates, compiled in. They hold markup and keys of messages, no words.

use std::sync::Arc;

use fluent_bundle::FluentValue;
use serde::Serialize;
use tera::{Context, Error, Kwargs, State, Tera, TeraResult, Value};

use super::session::Frame;
use super::words::Words;

/// Each template's name and text: what `build.rs` found.
const TEMPLATES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/templates.rs"));

pub(super) struct Templates {
    tera: Tera,
    words: Arc<Words>,
}

impl Templates {
    pub(super) fn new(words: Arc<Words>) -> Self {
        let mut tera = Tera::new();
        tera.register_function("t", Translate(Arc::clone(&words)));
        let templates = TEMPLATES.iter().map(|(name, text)| (*name, *text));
        tera.add_raw_templates(templates).expect("a test renders the compiled-in templates");
        Self { tera, words }
    }

    /// A page: what it shows, within the frame of all.
    pub(super) fn render(&self, name: &str, view: &impl Serialize, frame: &Frame) -> TeraResult<String> {
        let mut context = Context::from_serialize(view)?;
        context.insert("frame", frame);
        context.insert("language", self.words.language().as_str());
        self.tera.render(name, &context)
    }
}

/// `t(key="…", name=value)`: a message with its values.
struct Translate(Arc<Words>);

impl tera::Function<TeraResult<String>> for Translate {
    fn call(&self, arguments: Kwargs, _state: &State) -> TeraResult<String> {
        let key: String = arguments.must_get("key")?;
        let values: Vec<(String, FluentValue)> = arguments
            .iter()
            .filter_map(|(name, value)| Some((name.as_str()?.to_owned(), fluent(value))))
            .filter(|(name, _)| name != "key")
            .collect();
        let values = values.iter().map(|(name, value)| (name.as_str(), value.clone()));
        self.0.try_format(&key, values).map_err(Error::message)
    }
}

fn fluent(value: &Value) -> FluentValue<'static> {
    match value.as_i64() {
        Some(number) => number.into(),
        None => value.as_str().unwrap_or_default().to_owned().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::TEMPLATES;

    #[test]
    fn every_address_is_below_the_path_that_the_site_lives_below() {
        for (name, text) in TEMPLATES {
            for attribute in ["href", "src", "action", "formaction"] {
                let bare = text.split(&format!(" {attribute}=\"")).skip(1).find(|value| value.starts_with('/'));
                assert_eq!(bare.and_then(|value| value.split('"').next()), None, "{attribute} in {name}");
            }
        }
    }

    #[test]
    fn every_form_that_changes_something_has_its_anti_forgery_token() {
        const TOKEN: &str = "\n<input type=\"hidden\" name=\"csrf_token\" value=\"{{ frame.csrf }}\">";
        let mut count = 0;
        for (name, text) in TEMPLATES {
            for form in text.split("<form ").skip(1).filter(|form| form.contains("method=\"post\"")) {
                let (tag, _) = form.split_once(">\n").unwrap_or_else(|| panic!("{name}: the tag ends its line"));
                assert!(form[tag.len() + 1..].starts_with(TOKEN), "{name}: {tag}");
                count += 1;
            }
            assert!(!text.contains("formmethod"), "{name}");
        }
        assert!(count > 10, "{count}");
    }
}
