//! Groups of keys within a group, one or several.

use crate::validate::{ErrorKind, Node, ObjectReader, Schema, Source};

impl<'v> ObjectReader<'_, 'v> {
    pub fn group<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut ObjectReader<'_, 'v>) -> Option<T>,
    ) -> Option<T> {
        self.nested(key, true, read)
    }

    /// A group of keys that may be left out.
    pub fn optional_group<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut ObjectReader<'_, 'v>) -> Option<T>,
    ) -> Option<T> {
        self.nested(key, false, read)
    }

    fn nested<T>(
        &mut self,
        key: &'static str,
        required: bool,
        read: impl FnOnce(&mut ObjectReader<'_, 'v>) -> Option<T>,
    ) -> Option<T> {
        if self.describes() {
            let group = self.reader.sketch(self.path.key(key), read);
            self.describe(key, required, |_| group);
            return None;
        }
        let empty = Node::Map(Vec::new());
        let node = match self.ask(key) {
            // In a form every field of the group stands on the page, so each is reported where it stands.
            None if required && self.reader.source == Source::Posted => &empty,
            None if required => self.require(key)?,
            node => node?,
        };
        self.reader.fields(node, self.path.key(key), read)
    }

    /// A list of groups of keys, at most `most`; empty where the key is left out.
    pub fn list_of<T>(
        &mut self,
        key: &'static str,
        most: usize,
        mut read: impl FnMut(&mut ObjectReader<'_, 'v>) -> Option<T>,
    ) -> Vec<T> {
        if self.describes() {
            let entry = self.reader.sketch(self.path.key(key).index(0), read);
            self.describe(key, false, |_| Schema::list(entry, 0, most));
            return Vec::new();
        }
        let items = self.items(key, 0, most);
        self.note_doubles(key, items, most);
        let path = self.path.key(key);
        let mut values = Vec::with_capacity(items.len());
        for (position, item) in items.iter().enumerate() {
            // A group of a form that was left untouched keeps its place in the list, and asks for nothing.
            if *item != Node::Null || self.reader.source == Source::Typed {
                values.extend(self.reader.fields(item, path.index(position), &mut read));
            }
        }
        values
    }

    /// Like [`ObjectReader::list_of`], with at least one entry.
    pub fn some_of<T>(
        &mut self,
        key: &'static str,
        most: usize,
        mut read: impl FnMut(&mut ObjectReader<'_, 'v>) -> Option<T>,
    ) -> Vec<T> {
        if self.describes() {
            let entry = self.reader.sketch(self.path.key(key).index(0), read);
            self.describe(key, true, |_| Schema::list(entry, 1, most));
            return Vec::new();
        }
        if self.reader.source == Source::Posted && self.ask(key).is_none() {
            let empty = Node::Map(Vec::new());
            return self.reader.fields(&empty, self.path.key(key).index(0), read).into_iter().collect();
        }
        if self.require(key).is_none() {
            return Vec::new();
        }
        if matches!(self.find(key), Some(Node::List(items)) if items.is_empty()) {
            self.note(key, ErrorKind::Empty);
        }
        self.list_of(key, most, &mut read)
    }
}
