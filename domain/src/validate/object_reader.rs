//! One group of keys: what a format asks of each.

mod quantities;
mod times;

use std::borrow::Cow;

use crate::text::LocalizedText;
use crate::validate::format::{Format, text_schema};
use crate::validate::{ErrorKind, FieldPath, Limit, Node, Reader, Schema};
use crate::vocabulary::{Code, Term, Vocabulary};

/// Most texts in a list.
const MOST_TEXTS: usize = 50;
/// Most codes in a list.
const MOST_CODES: usize = 100;

/// One group of keys while it is being read.
pub struct ObjectReader<'r, 'v> {
    pub(super) reader: &'r mut Reader<'v>,
    pub(super) entries: &'r [(String, Node)],
    pub(super) path: FieldPath<'r>,
    pub(super) asked: Vec<&'static str>,
    /// What was asked for so far, while a format is being described.
    pub(super) sketch: Option<Box<Schema>>,
}

impl<'r, 'v> ObjectReader<'r, 'v> {
    pub(super) fn new(reader: &'r mut Reader<'v>, entries: &'r [(String, Node)], path: FieldPath<'r>) -> Self {
        let sketch = reader.sketching.as_ref().map(|_| Box::new(Schema::group()));
        Self { reader, entries, path, asked: Vec::new(), sketch }
    }

    /// Passes over the key of a draft: nobody ever has its value, since a draft is not published.
    pub fn skip_draft_flag(&mut self) {
        self.flag("draft");
    }

    pub fn vocabulary(&self) -> &'v Vocabulary {
        self.reader.vocabulary
    }

    /// Notes a problem with the value of a key, for rules that look at several fields.
    pub fn note(&mut self, key: &str, kind: ErrorKind) {
        if self.describes() {
            return self.describe_fault(key, &kind);
        }
        self.reader.note(self.path.key(key).pointer(), kind);
    }

    /// Notes a problem with this group as a whole, such as an entry of a list.
    pub fn note_here(&mut self, kind: ErrorKind) {
        if !self.describes() {
            self.reader.note(self.path.pointer(), kind);
        }
    }

    /// The place of this group in its list, as it was written; 0 outside of lists.
    pub fn index(&self) -> usize {
        match self.path {
            FieldPath::Index(_, index) => index,
            _ => 0,
        }
    }

    /// Notes a problem with an entry of the list under a key.
    pub fn note_entry(&mut self, key: &str, index: usize, kind: ErrorKind) {
        self.reader.note(self.path.key(key).index(index).pointer(), kind);
    }

    /// Errors noted so far: the same number before and after means that what was read between is whole.
    pub fn errors(&self) -> usize {
        self.reader.errors()
    }

    /// Whether a key was given a value, without judging it.
    pub fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// Whether a key holds a text, for values that can be written in two ways.
    pub fn is_text(&mut self, key: &'static str) -> bool {
        if self.describes() {
            return self.describe_is_text(key);
        }
        matches!(self.find(key), Some(Node::Text(_)))
    }

    /// What stands under a key, whatever it is: for what gives a robot away, which must never lead to a problem.
    pub fn unjudged(&mut self, key: &'static str, schema: impl FnOnce() -> Schema) -> Option<&'r Node> {
        self.describe(key, false, |_| schema());
        self.ask(key)
    }

    /// A required text on one or more lines, normalised (NFC) and trimmed.
    pub fn text(&mut self, key: &'static str, limit: Limit) -> Option<String> {
        self.formatted(key, limit, Format::Plain)
    }

    /// A text that may be left out.
    pub fn optional_text(&mut self, key: &'static str, limit: Limit) -> Option<String> {
        self.optional_formatted(key, limit, Format::Plain)
    }

    /// A required text of a format, which is the caller's to check.
    pub fn formatted(&mut self, key: &'static str, limit: Limit, format: Format) -> Option<String> {
        self.line_or_text(key, true, limit, format).map(Cow::into_owned)
    }

    /// A text of a format that may be left out.
    pub fn optional_formatted(&mut self, key: &'static str, limit: Limit, format: Format) -> Option<String> {
        self.line_or_text(key, false, limit, format).map(Cow::into_owned)
    }

    /// A text that only stays until it is understood.
    fn line_or_text(
        &mut self,
        key: &'static str,
        required: bool,
        limit: Limit,
        format: Format,
    ) -> Option<Cow<'r, str>> {
        let node = self.value(key, required, |_| text_schema(limit, format))?;
        self.reader.as_formatted(self.path.key(key), node, limit, format)
    }

    /// A required text, in one or several languages.
    pub fn localized(&mut self, key: &'static str, limit: Limit) -> Option<LocalizedText> {
        let node = self.value(key, true, |fields| fields.sketch_localized(limit))?;
        self.reader.as_localized(self.path.key(key), node, limit)
    }

    /// A text in one or several languages that may be left out.
    pub fn optional_localized(&mut self, key: &'static str, limit: Limit) -> Option<LocalizedText> {
        let node = self.value(key, false, |fields| fields.sketch_localized(limit))?;
        self.reader.as_localized(self.path.key(key), node, limit)
    }

    /// A list of plain texts, none twice.
    pub fn texts(&mut self, key: &'static str, limit: Limit) -> Vec<String> {
        self.describe(key, false, |_| Schema::list(text_schema(limit, Format::Plain), 0, MOST_TEXTS));
        let items = self.items(key, 0, MOST_TEXTS);
        self.note_doubles(key, items, MOST_TEXTS);
        let path = self.path.key(key);
        let texts = items.iter().enumerate();
        texts
            .filter_map(|(position, item)| self.reader.as_text(path.index(position), item, limit))
            .map(Cow::into_owned)
            .collect()
    }

    /// A list of texts, each in one or several languages.
    pub fn localized_list(&mut self, key: &'static str, least: usize, limit: Limit) -> Vec<LocalizedText> {
        self.describe(key, least > 0, |fields| Schema::list(fields.sketch_localized(limit), least, MOST_TEXTS));
        let items = self.items(key, least, MOST_TEXTS);
        self.note_doubles(key, items, MOST_TEXTS);
        let path = self.path.key(key);
        let mut texts = Vec::with_capacity(items.len());
        for (position, item) in items.iter().enumerate() {
            texts.extend(self.reader.as_localized(path.index(position), item, limit));
        }
        texts
    }

    /// A required code of the vocabulary of `T`.
    pub fn code<T: Term>(&mut self, key: &'static str) -> Option<Code<T>> {
        let node = self.value(key, true, |fields| fields.sketch_code::<T>())?;
        self.reader.as_code(self.path.key(key), node)
    }

    /// A code of the vocabulary of `T` that may be left out.
    pub fn optional_code<T: Term>(&mut self, key: &'static str) -> Option<Code<T>> {
        let node = self.value(key, false, |fields| fields.sketch_code::<T>())?;
        self.reader.as_code(self.path.key(key), node)
    }

    /// A list of codes of the vocabulary of `T`, at least `least` of them, none twice.
    pub fn codes<T: Term>(&mut self, key: &'static str, least: usize) -> Vec<Code<T>> {
        self.describe(key, least > 0, |fields| Schema {
            unique_items: true,
            ..Schema::list(fields.sketch_code::<T>(), least, MOST_CODES)
        });
        let items = self.items(key, least, MOST_CODES);
        let path = self.path.key(key);
        let mut codes: Vec<Code<T>> = Vec::with_capacity(items.len());
        for (position, item) in items.iter().enumerate() {
            let Some(code) = self.reader.as_code(path.index(position), item) else { continue };
            if codes.contains(&code) {
                let value = code.as_str().to_owned();
                self.reader.note(path.index(position).pointer(), ErrorKind::Repeated { value });
            } else {
                codes.push(code);
            }
        }
        codes
    }

    /// A required choice between fixed words.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&'static str, T)]) -> Option<T> {
        let node = self.value(key, true, |_| one_of(choices))?;
        self.reader.as_choice(self.path.key(key), node, choices).map(|(_, value)| value)
    }

    /// A choice between fixed words that may be left out.
    pub fn optional_choice<T: Copy>(&mut self, key: &'static str, choices: &[(&'static str, T)]) -> Option<T> {
        let node = self.value(key, false, |_| one_of(choices))?;
        self.reader.as_choice(self.path.key(key), node, choices).map(|(_, value)| value)
    }

    /// Some of several fixed words, none twice, in the order in which they were written; `None` where the key is left out.
    pub fn optional_choices<T: Copy + PartialEq>(
        &mut self,
        key: &'static str,
        choices: &[(&'static str, T)],
    ) -> Option<Vec<T>> {
        self.describe(key, false, |_| Schema { unique_items: true, ..Schema::list(one_of(choices), 0, choices.len()) });
        self.ask(key)?;
        let items = self.items(key, 0, choices.len());
        let path = self.path.key(key);
        let mut values = Vec::with_capacity(items.len());
        for (position, item) in items.iter().enumerate() {
            let Some((word, value)) = self.reader.as_choice(path.index(position), item, choices) else { continue };
            if values.contains(&value) {
                self.reader.note(path.index(position).pointer(), ErrorKind::Repeated { value: word.to_owned() });
            } else {
                values.push(value);
            }
        }
        Some(values)
    }

    /// The value of a key, after its schema was taken down if a format is being described.
    fn value(
        &mut self,
        key: &'static str,
        required: bool,
        schema: impl FnOnce(&mut Self) -> Schema,
    ) -> Option<&'r Node> {
        self.describe(key, required, schema);
        if required { self.require(key) } else { self.ask(key) }
    }

    /// A value, or nothing after what is wrong with it was noted.
    pub(crate) fn noted<T>(&mut self, key: &str, value: Result<T, ErrorKind>) -> Option<T> {
        value.map_err(|kind| self.note(key, kind)).ok()
    }
}

fn one_of<T>(choices: &[(&'static str, T)]) -> Schema {
    let mut words = choices.iter().map(|(word, _)| Schema::constant(*word, None));
    match (words.next(), choices.len()) {
        (Some(only), 1) => Schema { kind: Some("string"), ..only },
        (first, _) => Schema { one_of: first.into_iter().chain(words).collect(), ..Schema::of("string") },
    }
}
