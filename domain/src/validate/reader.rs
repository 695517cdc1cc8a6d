//! The reader of documents.

use crate::text::LanguageTag;
use crate::validate::describe::Sketching;
use crate::validate::way::Way;
use crate::validate::{Fault, Fields, Node, Pointer, Problem};
use crate::vocabulary::Vocabulary;

/// How many characters a text may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// The least.
    pub min: usize,
    /// The most.
    pub max: usize,
}

impl Limit {
    /// A name, a title, a short answer.
    pub const LINE: Limit = Limit { min: 1, max: 160 };
    /// One or two sentences.
    pub const SUMMARY: Limit = Limit { min: 1, max: 300 };
    /// A paragraph.
    pub const PARAGRAPH: Limit = Limit { min: 1, max: 1_200 };
    /// A page.
    pub const PAGE: Limit = Limit { min: 1, max: 6_000 };

    /// Whether such a text stands on one line.
    pub fn is_line(self) -> bool {
        self.max <= Self::LINE.max
    }
}

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

    /// Reads a whole document that is a group of keys.
    pub fn document<T>(&mut self, node: &Node, read: impl FnOnce(&mut Fields<'_, 'v>) -> Option<T>) -> Option<T> {
        self.fields(node, Way::Root, read)
    }

    /// Reads a document that is a list of groups of keys, as vocabularies are.
    pub fn entries<T>(&mut self, node: &Node, mut read: impl FnMut(&mut Fields<'_, 'v>) -> Option<T>) -> Vec<T> {
        let Node::List(items) = node else {
            self.note(Pointer::root(), Fault::WrongType { expected: "a list", found: node.kind() });
            return Vec::new();
        };
        let mut entries = Vec::with_capacity(items.len());
        for (position, item) in items.iter().enumerate() {
            entries.extend(self.fields(item, Way::Root.index(position), &mut read));
        }
        entries
    }

    /// Notes a problem.
    pub fn note(&mut self, pointer: Pointer, fault: Fault) {
        self.problems.push(Problem { pointer, fault });
    }

    pub(super) fn errors(&self) -> usize {
        self.problems.iter().filter(|problem| !problem.fault.is_warning()).count()
    }

    /// All problems found, in the order of the document's format.
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    pub(super) fn fields<T>(
        &mut self,
        node: &Node,
        way: Way,
        read: impl FnOnce(&mut Fields<'_, 'v>) -> Option<T>,
    ) -> Option<T> {
        let Node::Map(entries) = node else {
            self.note(way.pointer(), Fault::WrongType { expected: "a group of keys", found: node.kind() });
            return None;
        };
        let before = self.errors();
        let mut fields = Fields::new(self, entries, way);
        let value = read(&mut fields);
        fields.report_unknown_keys();
        // A value with an error in it is no value: nothing half right leaves this module.
        if self.errors() == before { value } else { None }
    }
}
