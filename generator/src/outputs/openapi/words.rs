//! The words of the document: those of the forms, and some of its own, in the site's first language.

use domain::request::Form;
use domain::text::messages::{MessageError, Messages};
use fluent_bundle::FluentValue;

use crate::view::label_key;

/// The words, for one form where it has its own.
#[derive(Clone, Copy)]
pub struct Words<'m> {
    pub messages: &'m Messages,
    pub form: Form,
}

impl Words<'_> {
    /// What the form calls a field.
    pub fn title(&self, pointer: &str) -> Option<String> {
        self.first(self.keys(pointer))
    }

    /// What the form, or this document, explains of a field.
    pub fn explanation(&self, pointer: &str) -> Option<String> {
        self.first(self.keys(pointer).map(|key| format!("{key}-hint")))
    }

    /// From the most particular to the most general: an offer to host has words of its own where both sides are asked.
    fn keys(&self, pointer: &str) -> [String; 3] {
        let key = label_key(pointer);
        let own = if self.form == Form::OfferToHost { format!("{key}-offer") } else { key.clone() };
        [format!("api-{key}"), own, key]
    }

    /// The first message there is; one that needs values is for another reader.
    fn first(&self, keys: [String; 3]) -> Option<String> {
        keys.iter().find_map(|key| self.messages.text(key).ok())
    }
}

/// A message with one value.
pub fn with(messages: &Messages, key: &str, name: &str, value: &str) -> Result<String, MessageError> {
    messages.format(key, [(name, FluentValue::from(value))])
}
