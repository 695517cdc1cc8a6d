//! Reading whole documents.

use crate::validate::field_path::FieldPath;
use crate::validate::{ErrorKind, Node, ObjectReader, Pointer, Reader};

impl<'v> Reader<'v> {
    /// Reads a whole document that is a group of keys.
    pub fn document<T>(&mut self, node: &Node, read: impl FnOnce(&mut ObjectReader<'_, 'v>) -> Option<T>) -> Option<T> {
        self.fields(node, FieldPath::Root, read)
    }

    /// Reads a document that is a list of groups of keys, as vocabularies are.
    pub fn entries<T>(&mut self, node: &Node, mut read: impl FnMut(&mut ObjectReader<'_, 'v>) -> Option<T>) -> Vec<T> {
        let Node::List(items) = node else {
            self.note(Pointer::root(), ErrorKind::WrongType { expected: "a list", found: node.kind() });
            return Vec::new();
        };
        let mut entries = Vec::with_capacity(items.len());
        for (position, item) in items.iter().enumerate() {
            entries.extend(self.fields(item, FieldPath::Root.index(position), &mut read));
        }
        entries
    }

    pub(super) fn fields<T>(
        &mut self,
        node: &Node,
        path: FieldPath,
        read: impl FnOnce(&mut ObjectReader<'_, 'v>) -> Option<T>,
    ) -> Option<T> {
        let Node::Map(entries) = node else {
            self.note(path.pointer(), ErrorKind::WrongType { expected: "a group of keys", found: node.kind() });
            return None;
        };
        let before = self.errors();
        let mut fields = ObjectReader::new(self, entries, path);
        let value = read(&mut fields);
        fields.report_unknown_keys();
        // A value with an error in it is no value: nothing half right leaves this module.
        if self.errors() == before { value } else { None }
    }
}
