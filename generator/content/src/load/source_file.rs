//! One content file while it is parsed and checked.

use std::collections::BTreeSet;

use domain::text::{LanguageTag, Slug};
use domain::validate::{ErrorKind, ObjectReader};
use domain::vocabulary::Vocabulary;

use super::check::{check, is_certain};
use super::{reserved, texts};
use crate::files;
use crate::fingerprint::{Fingerprint, Fingerprinter};
use crate::model::site::Entry;
use markup::markdown::{self, Document};
use markup::yaml;
use markup::{LocatedProblem, Position};

/// What values are checked against.
pub(super) struct CheckContext<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    /// The fingerprint of the vocabularies' files.
    pub(super) fingerprint: Fingerprint,
    /// Vocabulary files with problems: a code that they lack may be right all the same.
    pub(super) unreliable: BTreeSet<String>,
    pub(super) language: LanguageTag,
    /// Addresses of mail that content may name: the secretariat's own.
    pub(super) contacts: Option<Vec<String>>,
}

impl CheckContext<'_> {
    pub(super) fn fingerprint(&self) -> Fingerprint {
        let language = self.language.as_str().as_bytes();
        let fingerprinter = Fingerprinter::new("codes").fingerprint(self.fingerprint).part(language);
        let contacts = self.contacts.iter().flatten();
        contacts.fold(fingerprinter, |fingerprinter, contact| fingerprinter.part(contact.as_bytes())).done()
    }
}

/// A file with its text and the problems found so far.
pub(super) struct SourceFile<'f> {
    pub(super) path: &'f str,
    pub(super) stem: &'f str,
    pub(super) text: &'f str,
    pub(super) problems: Vec<LocatedProblem>,
}

impl SourceFile<'_> {
    pub(super) fn report(&mut self, position: Position, kind: ErrorKind) {
        self.problems.push(LocatedProblem::of_text(self.path, position, kind));
    }

    /// Reports a problem that leaves nothing of the file.
    pub(super) fn fail<T>(&mut self, position: Position, kind: ErrorKind) -> Option<T> {
        self.report(position, kind);
        None
    }

    /// Returns an entry, if its value is whole and its name can be an address.
    pub(super) fn entry<T>(&mut self, stem: &str, value: Option<T>) -> Option<Entry<T>> {
        let fingerprint = Fingerprinter::new("entry").part(self.path.as_bytes()).part(self.text.as_bytes()).done();
        let slug = Slug::parse(stem);
        let folder = self.path.strip_prefix("content/").and_then(|path| path.split('/').next()).unwrap_or_default();
        if let Some(slug) = &slug {
            if let Some(reason) = reserved::reason(folder, slug.as_str()) {
                self.report(Position::START, ErrorKind::ReservedName { value: stem.to_owned(), reason });
            }
        } else if let Some(original) = files::original_of_copy(stem) {
            let kind = ErrorKind::NamedLikeCopy { value: stem.to_owned(), original: original.to_owned() };
            self.report(Position::START, kind);
        } else {
            self.report(Position::START, ErrorKind::Slug { value: stem.to_owned() });
        }
        slug.zip(value).map(|(slug, value)| Entry { slug, path: self.path.to_owned(), value, fingerprint })
    }

    /// Parses and checks YAML, which begins below some lines of the file.
    pub(super) fn yaml<T>(
        &mut self,
        context: &CheckContext,
        text: &str,
        lines_above: usize,
        read: impl FnOnce(&mut ObjectReader) -> Option<T>,
    ) -> Option<T> {
        let below = |position: Position| Position { line: position.line + lines_above, ..position };
        let (node, found) = yaml::read(text);
        for (kind, position) in found {
            let kind = match kind {
                ErrorKind::DuplicateKey { key, first } => ErrorKind::DuplicateKey { key, first: first + lines_above },
                other => other,
            };
            self.report(below(position), kind);
        }
        let node = node?;
        let (value, found) = check(context.vocabulary, context.language.clone(), &node, read);
        let certain = found.into_iter().filter(|problem| is_certain(problem, &context.unreliable));
        for problem in certain.chain(texts::check(&node, context.contacts.as_deref())) {
            let position = below(yaml::place_of(text, &problem));
            self.problems.push(LocatedProblem::new(self.path, position, &problem));
        }
        value
    }

    /// Parses Markdown, which begins below some lines of the file.
    pub(super) fn markdown(&mut self, text: &str, lines_above: usize) -> Document {
        let below = |position: Position| Position { line: position.line + lines_above, ..position };
        let mut document = markdown::parse(text);
        for target in document.links.iter_mut().chain(&mut document.images) {
            target.position = below(target.position);
        }
        for (kind, position) in std::mem::take(&mut document.problems) {
            self.report(below(position), kind);
        }
        document
    }
}
