//! The path to the value that is being read, kept without cost: it is a [`Pointer`] only once there is a problem to tell of.

use crate::validate::Pointer;

/// A step, and the steps before it.
#[derive(Debug, Clone, Copy)]
pub(super) enum FieldPath<'w> {
    Root,
    Key(&'w FieldPath<'w>, &'w str),
    /// The item of a list, from 0.
    Index(&'w FieldPath<'w>, usize),
}

impl<'w> FieldPath<'w> {
    pub(super) fn key(&'w self, key: &'w str) -> Self {
        FieldPath::Key(self, key)
    }

    pub(super) fn index(&'w self, index: usize) -> Self {
        FieldPath::Index(self, index)
    }

    /// The same, to be kept.
    pub(super) fn pointer(&self) -> Pointer {
        match self {
            FieldPath::Root => Pointer::root(),
            FieldPath::Key(before, key) => before.pointer().key(key),
            FieldPath::Index(before, index) => before.pointer().index(*index),
        }
    }
}
