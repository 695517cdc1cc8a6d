//! What is wrong with a document, where, and how to mend it.
//!
//! A problem is data: a stable code and values. English sentences for editors are here; a form shows the same
//! problem in its reader's language through the message of that code.

use std::fmt;

pub use crate::validate::Fault;

/// The way from a document's root to a value, such as `languages[0].code`. A form's fields bear the same names.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Pointer(Vec<Step>);

/// One step of a [`Pointer`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// Into the value of a key.
    Key(String),
    /// Into the item of a list, from 0.
    Index(usize),
}

impl Pointer {
    /// The document itself.
    pub fn root() -> Self {
        Self::default()
    }

    /// The value of a key below this one.
    pub fn key(&self, key: &str) -> Self {
        self.with(Step::Key(key.to_owned()))
    }

    /// The item of a list below this one.
    pub fn index(&self, index: usize) -> Self {
        self.with(Step::Index(index))
    }

    /// What holds this value; the document itself holds nothing but itself.
    pub fn parent(&self) -> Self {
        Self(self.0.split_last().map(|(_, steps)| steps.to_vec()).unwrap_or_default())
    }

    /// The steps from the root.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    fn with(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        for (position, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if position == 0 => write!(formatter, "{key}")?,
                Step::Key(key) => write!(formatter, ".{key}")?,
                Step::Index(index) => write!(formatter, "[{index}]")?,
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
    /// What.
    pub fault: Fault,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        // These two name the key themselves; what helps is the group it belongs to.
        let pointer = match self.fault {
            Fault::UnknownKey { .. } | Fault::Missing { .. } => self.pointer.parent().to_string(),
            _ => self.pointer.to_string(),
        };
        if pointer.is_empty() {
            write!(formatter, "{}", self.fault)
        } else {
            write!(formatter, "{pointer}: {}", self.fault)
        }
    }
}

/// The candidate that a typing error most probably stands for, if one is near enough.
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let written = written.to_lowercase();
    let length = written.chars().count();
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let lower = candidate.to_lowercase();
            let other = lower.chars().count();
            let most = 1.max(length.max(other) / 3);
            // No distance is less than the difference in length, and what the public writes may be very long.
            let worth_a_look = length.abs_diff(other) <= most;
            let distance = worth_a_look.then(|| strsim::damerau_levenshtein(&written, &lower))?;
            (distance <= most).then_some((distance, candidate))
        })
        .min_by(|left, right| left.0.cmp(&right.0).then(left.1.cmp(right.1)))
        .map(|(_, candidate)| candidate.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Pointer, nearest};

    #[test]
    fn a_pointer_reads_like_a_field_name() {
        let pointer = Pointer::root().key("languages").index(0).key("code");
        assert_eq!(pointer.to_string(), "languages[0].code");
    }

    #[test]
    fn a_typing_error_finds_what_was_meant() {
        assert_eq!(nearest("sumary", ["title", "summary"]), Some("summary".to_owned()));
        assert_eq!(nearest("09x", ["091", "104"]), Some("091".to_owned()));
        assert_eq!(nearest("colour", ["title", "summary"]), None);
    }
}
