//! One group of keys: what a format asks of each.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::{Limit, Reader, Source};
use crate::dates::parse_date;
use crate::node::Node;
use crate::problem::{Fault, Pointer, nearest};
use crate::text::LocalizedText;
use crate::vocabulary::{Code, Term, Vocabulary};

/// One group of keys while it is being read.
pub struct Fields<'r, 'v> {
    pub(super) reader: &'r mut Reader<'v>,
    pub(super) entries: &'r [(String, Node)],
    pub(super) pointer: Pointer,
    pub(super) asked: Vec<&'static str>,
}

impl<'r, 'v> Fields<'r, 'v> {
    pub(super) fn new(reader: &'r mut Reader<'v>, entries: &'r [(String, Node)], pointer: Pointer) -> Self {
        Self { reader, entries, pointer, asked: Vec::new() }
    }

    /// The vocabulary that codes are checked against.
    pub fn vocabulary(&self) -> &'v Vocabulary {
        self.reader.vocabulary
    }

    /// Notes a problem with the value of a key, for rules that look at several fields.
    pub fn note(&mut self, key: &str, fault: Fault) {
        self.reader.note(self.pointer.key(key), fault);
    }

    /// Notes a problem with an entry of the list under a key.
    pub fn note_entry(&mut self, key: &str, index: usize, fault: Fault) {
        self.reader.note(self.pointer.key(key).index(index), fault);
    }

    /// Whether a key was given a value, without judging it.
    pub fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// Whether a key holds a text, for values that can be written in two ways.
    pub fn is_text(&self, key: &str) -> bool {
        matches!(self.find(key), Some(Node::Text(_)))
    }

    /// A required text on one or more lines, normalised (NFC) and trimmed.
    pub fn text(&mut self, key: &'static str, limit: Limit) -> Option<String> {
        let node = self.require(key)?;
        self.as_text(self.pointer.key(key), node, limit)
    }

    /// A text that may be left out.
    pub fn optional_text(&mut self, key: &'static str, limit: Limit) -> Option<String> {
        let node = self.ask(key)?;
        self.as_text(self.pointer.key(key), node, limit)
    }

    /// A required text, in one or several languages.
    pub fn localized(&mut self, key: &'static str, limit: Limit) -> Option<LocalizedText> {
        let node = self.require(key)?;
        self.as_localized(self.pointer.key(key), node, limit)
    }

    /// A text in one or several languages that may be left out.
    pub fn optional_localized(&mut self, key: &'static str, limit: Limit) -> Option<LocalizedText> {
        let node = self.ask(key)?;
        self.as_localized(self.pointer.key(key), node, limit)
    }

    /// A list of texts, each in one or several languages.
    pub fn localized_list(&mut self, key: &'static str, least: usize, limit: Limit) -> Vec<LocalizedText> {
        let items = self.items(key, least, 50);
        let pointer = self.pointer.key(key);
        items
            .iter()
            .enumerate()
            .filter_map(|(position, item)| self.as_localized(pointer.index(position), item, limit))
            .collect()
    }

    /// A required code of the vocabulary of `T`.
    pub fn code<T: Term>(&mut self, key: &'static str) -> Option<Code<T>> {
        let node = self.require(key)?;
        self.as_code(self.pointer.key(key), node)
    }

    /// A code of the vocabulary of `T` that may be left out.
    pub fn optional_code<T: Term>(&mut self, key: &'static str) -> Option<Code<T>> {
        let node = self.ask(key)?;
        self.as_code(self.pointer.key(key), node)
    }

    /// A list of codes of the vocabulary of `T`, at least `least` of them, none twice.
    pub fn codes<T: Term>(&mut self, key: &'static str, least: usize) -> Vec<Code<T>> {
        let items = self.items(key, least, 100);
        let pointer = self.pointer.key(key);
        let mut codes: Vec<Code<T>> = Vec::with_capacity(items.len());
        for (position, item) in items.iter().enumerate() {
            let Some(code) = self.as_code(pointer.index(position), item) else { continue };
            if codes.contains(&code) {
                let value = code.as_str().to_owned();
                self.reader.note(pointer.index(position), Fault::Repeated { value });
            } else {
                codes.push(code);
            }
        }
        codes
    }

    /// A required choice between fixed words.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&'static str, T)]) -> Option<T> {
        let written = self.text(key, Limit::LINE)?;
        let chosen = choices.iter().find(|(word, _)| *word == written).map(|(_, value)| *value);
        if chosen.is_none() {
            let suggestion = nearest(&written, choices.iter().map(|(word, _)| *word));
            let fault =
                Fault::UnknownCode { vocabulary: "one of the choices", file: "README.md", value: written, suggestion };
            self.note(key, fault);
        }
        chosen
    }

    /// A required day.
    pub fn date(&mut self, key: &'static str) -> Option<Date> {
        self.require(key)?;
        self.optional_date(key)
    }

    /// A day that may be left out.
    pub fn optional_date(&mut self, key: &'static str) -> Option<Date> {
        let written = self.optional_text(key, Limit::LINE)?;
        let date = parse_date(&written);
        if date.is_none() {
            self.note(key, Fault::Date { value: written });
        }
        date
    }

    /// A required whole number.
    pub fn integer(&mut self, key: &'static str, bounds: RangeInclusive<i64>) -> Option<i64> {
        self.require(key)?;
        self.optional_integer(key, bounds)
    }

    /// A whole number that may be left out.
    pub fn optional_integer(&mut self, key: &'static str, bounds: RangeInclusive<i64>) -> Option<i64> {
        let node = self.ask(key)?;
        let number = match node {
            Node::Whole(number) => Some(*number),
            Node::Text(text) if self.reader.source == Source::Posted => {
                let number = text.trim().parse().ok();
                if number.is_none() {
                    self.note(key, Fault::Number { value: text.clone() });
                }
                number
            }
            other => {
                self.note(key, Fault::WrongType { expected: "a whole number", found: other.kind() });
                None
            }
        }?;
        if bounds.contains(&number) {
            return Some(number);
        }
        self.note(key, Fault::OutOfRange { value: number, min: *bounds.start(), max: *bounds.end() });
        None
    }

    /// A required number that may have a fraction.
    pub fn decimal(&mut self, key: &'static str, bounds: RangeInclusive<f64>) -> Option<f64> {
        let number = match self.require(key)? {
            Node::Whole(number) => *number as f64,
            Node::Decimal(number) => *number,
            other => {
                self.note(key, Fault::WrongType { expected: "a number", found: other.kind() });
                return None;
            }
        };
        if bounds.contains(&number) {
            return Some(number);
        }
        let (min, max) = (*bounds.start() as i64, *bounds.end() as i64);
        self.note(key, Fault::OutOfRange { value: number as i64, min, max });
        None
    }

    /// True or false; false where the key is left out.
    pub fn flag(&mut self, key: &'static str) -> bool {
        let posted = self.reader.source == Source::Posted;
        match self.ask(key) {
            None => false,
            Some(Node::Flag(flag)) => *flag,
            Some(Node::Text(text)) if posted => match text.trim() {
                "on" | "true" | "yes" | "1" => true,
                "off" | "false" | "no" | "0" => false,
                other => {
                    self.note(key, Fault::Flag { value: other.to_owned() });
                    false
                }
            },
            Some(other) => {
                self.note(key, Fault::WrongType { expected: "true or false", found: other.kind() });
                false
            }
        }
    }

    /// A required group of keys.
    pub fn group<T>(&mut self, key: &'static str, read: impl FnOnce(&mut Fields<'_, 'v>) -> Option<T>) -> Option<T> {
        // In a form every field of the group stands on the page, so each is reported where it stands.
        let empty = Node::Map(Vec::new());
        let node = match self.ask(key) {
            None if self.reader.source == Source::Posted => &empty,
            _ => self.require(key)?,
        };
        self.reader.fields(node, self.pointer.key(key), read)
    }

    /// A group of keys that may be left out.
    pub fn optional_group<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Fields<'_, 'v>) -> Option<T>,
    ) -> Option<T> {
        let node = self.ask(key)?;
        self.reader.fields(node, self.pointer.key(key), read)
    }

    /// A list of groups of keys, at most `most`; empty where the key is left out.
    pub fn list_of<T>(
        &mut self,
        key: &'static str,
        most: usize,
        mut read: impl FnMut(&mut Fields<'_, 'v>) -> Option<T>,
    ) -> Vec<T> {
        let items = self.items(key, 0, most);
        let pointer = self.pointer.key(key);
        let mut values = Vec::with_capacity(items.len());
        for (position, item) in items.iter().enumerate() {
            // A group of a form that was left untouched keeps its place in the list, and asks for nothing.
            if *item != Node::Null {
                values.extend(self.reader.fields(item, pointer.index(position), &mut read));
            }
        }
        values
    }

    /// Like [`Fields::list_of`], with at least one entry.
    pub fn some_of<T>(
        &mut self,
        key: &'static str,
        most: usize,
        mut read: impl FnMut(&mut Fields<'_, 'v>) -> Option<T>,
    ) -> Vec<T> {
        if self.reader.source == Source::Posted && self.ask(key).is_none() {
            let empty = Node::Map(Vec::new());
            return self.reader.fields(&empty, self.pointer.key(key).index(0), read).into_iter().collect();
        }
        if self.require(key).is_none() {
            return Vec::new();
        }
        if matches!(self.find(key), Some(Node::List(items)) if items.is_empty()) {
            self.note(key, Fault::Empty);
        }
        self.list_of(key, most, &mut read)
    }
}
