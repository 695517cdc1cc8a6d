//! What is noted while a format is described.

use crate::validate::{Named, Pointer};

/// What is kept while a format is being described.
#[derive(Debug, Default)]
pub(super) struct Sketching {
    /// The question that is answered with yes this time.
    pub(super) yes: Option<Question>,
    /// All questions asked.
    pub(super) asked: Vec<Question>,
    /// What several properties refer to.
    pub(super) definitions: Named,
}

/// Something that a reading function wants to know before it goes on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Question {
    pub(super) group: Pointer,
    pub(super) key: &'static str,
    pub(super) about: About,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum About {
    /// Is the flag set?
    Flag,
    /// Is the value a text?
    Text,
}
