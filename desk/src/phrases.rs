//! Messages of one language, and English ones for what it lacks.

use std::sync::Arc;

use domain::text::LanguageTag;
use domain::text::messages::{MessageError, Messages};
use fluent_bundle::FluentValue;

/// The messages of a language.
#[derive(Clone)]
pub(crate) struct Phrases {
    own: Arc<Messages>,
    english: Option<Arc<Messages>>,
}

impl Phrases {
    /// A catalogue that has every message.
    pub(crate) fn complete(messages: Messages) -> Self {
        Self { own: Arc::new(messages), english: None }
    }

    /// A catalogue that has English messages for what it lacks.
    pub(crate) fn with_fallback(messages: Messages, english: &Self) -> Self {
        Self { own: Arc::new(messages), english: Some(Arc::clone(&english.own)) }
    }

    pub(crate) fn language(&self) -> &LanguageTag {
        self.own.language()
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.own.has(key) || self.english.as_ref().is_some_and(|english| english.has(key))
    }

    /// The message of a key with its values.
    pub(crate) fn format<'a>(
        &self,
        key: &str,
        values: impl IntoIterator<Item = (&'a str, FluentValue<'a>)>,
    ) -> Result<String, MessageError> {
        match &self.english {
            Some(english) if !self.own.has(key) => english.format(key, values),
            _ => self.own.format(key, values),
        }
    }

    /// The same; a message that is missing shows its key, in brackets that no text of ours has.
    pub(crate) fn format_or_key<'a>(
        &self,
        key: &str,
        values: impl IntoIterator<Item = (&'a str, FluentValue<'a>)>,
    ) -> String {
        self.format(key, values).unwrap_or_else(|_| format!("⟦{key}⟧"))
    }
}
