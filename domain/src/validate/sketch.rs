//! What is noted while a format is described.

use crate::validate::{Named, Pointer};

/// What is kept while a format is being described.
#[derive(Debug, Default)]
pub(super) struct Sketching {
    /// The question that is answered with yes this time.
    pub(super) yes: Option<Question>,
    pub(super) asked: Vec<Question>,
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
    Flag,
    Text,
}
