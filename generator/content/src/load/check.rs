//! Checks a document by the function that reads it.

use std::collections::BTreeSet;

use domain::text::LanguageTag;
use domain::validate::{ErrorKind, Node, ObjectReader, Problem, Reader};
use domain::vocabulary::Vocabulary;

use markup::LocatedProblem;

/// The vocabulary files with problems.
pub(super) fn unreliable(problems: &[LocatedProblem]) -> BTreeSet<String> {
    problems.iter().filter_map(|problem| problem.path.strip_prefix("content/vocabulary/")).map(str::to_owned).collect()
}

/// Whether a problem stays once the vocabulary files are mended: a code that one of them lacks may be right.
pub(super) fn is_certain(problem: &Problem, unreliable: &BTreeSet<String>) -> bool {
    !matches!(problem.kind, ErrorKind::UnknownCode { file, .. } if unreliable.contains(file))
}

/// Reads a document; the value, if it is whole, and everything that is wrong with it.
pub(super) fn check<T>(
    vocabulary: &Vocabulary,
    language: LanguageTag,
    node: &Node,
    read: impl FnOnce(&mut ObjectReader) -> Option<T>,
) -> (Option<T>, Vec<Problem>) {
    let mut reader = Reader::of_file(vocabulary, language);
    let value = reader.document(node, read);
    (value, reader.into_problems())
}
