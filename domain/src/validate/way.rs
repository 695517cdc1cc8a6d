//! The way to the value that is being read, kept without cost: it is a [`Pointer`] only once there is a problem to tell of.

use crate::validate::Pointer;

/// A step, and the steps before it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Way<'w> {
    /// The document.
    Root,
    /// The value of a key.
    Key(&'w Way<'w>, &'w str),
    /// The item of a list, from 0.
    Index(&'w Way<'w>, usize),
}

impl<'w> Way<'w> {
    /// The value of a key below this one.
    pub(super) fn key(&'w self, key: &'w str) -> Self {
        Way::Key(self, key)
    }

    /// The item of a list below this one.
    pub(super) fn index(&'w self, index: usize) -> Self {
        Way::Index(self, index)
    }

    /// The same, to be kept.
    pub(super) fn pointer(&self) -> Pointer {
        match self {
            Way::Root => Pointer::root(),
            Way::Key(before, key) => before.pointer().key(key),
            Way::Index(before, index) => before.pointer().index(*index),
        }
    }
}
