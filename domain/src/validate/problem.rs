//! What is wrong with a document, where, and how to mend it.
//!
//! A problem is data: a stable code and values. English sentences for editors are here; a form shows the same
//! problem in its reader's language through the message of that code.

use std::fmt;

use crate::validate::ErrorKind;

/// The way from a document's root to a value, such as `languages[0].code`. A form's fields bear the same names.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Pointer(Vec<PathSegment>);

/// One step of a [`Pointer`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PathSegment {
    /// Into the value of a key.
    Key(String),
    /// Into the item of a list, from 0.
    Index(usize),
}

impl Pointer {
    pub fn root() -> Self {
        Self::default()
    }

    pub fn key(&self, key: &str) -> Self {
        self.with(PathSegment::Key(key.to_owned()))
    }

    pub fn index(&self, index: usize) -> Self {
        self.with(PathSegment::Index(index))
    }

    /// What holds this value; the document itself holds nothing but itself.
    pub fn parent(&self) -> Self {
        Self(self.0.split_last().map(|(_, steps)| steps.to_vec()).unwrap_or_default())
    }

    pub fn steps(&self) -> &[PathSegment] {
        &self.0
    }

    fn with(&self, step: PathSegment) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        for (position, step) in self.0.iter().enumerate() {
            match step {
                PathSegment::Key(key) if position == 0 => write!(formatter, "{key}")?,
                PathSegment::Key(key) => write!(formatter, ".{key}")?,
                PathSegment::Index(index) => write!(formatter, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// A fault and its place in a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// Where. For an unknown key, the key itself; for a missing one, what should hold it.
    pub pointer: Pointer,
    pub kind: ErrorKind,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        // These two name the key themselves; what helps is the group it belongs to.
        let pointer = match self.kind {
            ErrorKind::UnknownKey { .. } | ErrorKind::Missing { .. } => self.pointer.parent().to_string(),
            _ => self.pointer.to_string(),
        };
        if pointer.is_empty() {
            write!(formatter, "{}", self.kind)
        } else {
            write!(formatter, "{pointer}: {}", self.kind)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Pointer;

    #[test]
    fn a_pointer_reads_like_a_field_name() {
        let pointer = Pointer::root().key("languages").index(0).key("code");
        assert_eq!(pointer.to_string(), "languages[0].code");
    }
}
