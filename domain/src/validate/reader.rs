//! The reader of documents.

use crate::text::LanguageTag;
use crate::validate::sketch::Sketching;
use crate::validate::{ErrorKind, Pointer, Problem};
use crate::vocabulary::Vocabulary;

/// Where a document comes from, and so how its values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A file or a JSON body: numbers are numbers, lists are lists.
    Typed,
    /// A form: everything is text, an untouched field is an empty text, one choice is a list of one.
    Posted,
}

/// What reading needs, and what it found.
pub struct Reader<'v> {
    pub(super) vocabulary: &'v Vocabulary,
    pub(super) source: Source,
    pub(super) language: LanguageTag,
    pub(super) problems: Vec<Problem>,
    /// Whether an editor wrote it: then a key is left out rather than left empty, and days make sense.
    pub(super) file: bool,
    /// Only while a format is being described.
    pub(super) sketching: Option<Sketching>,
}

impl<'v> Reader<'v> {
    /// A reader for documents whose plain texts are in `language`.
    pub fn new(vocabulary: &'v Vocabulary, source: Source, language: LanguageTag) -> Self {
        Self { vocabulary, source, language, problems: Vec::new(), file: false, sketching: None }
    }

    /// A reader for a file that an editor wrote, which is held to all that its schema says.
    pub fn of_file(vocabulary: &'v Vocabulary, language: LanguageTag) -> Self {
        Self { file: true, ..Self::new(vocabulary, Source::Typed, language) }
    }

    pub fn note(&mut self, pointer: Pointer, kind: ErrorKind) {
        self.problems.push(Problem { pointer, kind });
    }

    pub(super) fn errors(&self) -> usize {
        self.problems.iter().filter(|problem| !problem.kind.is_warning()).count()
    }

    /// All problems found, in the order of the document's format.
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }
}
