//! How a single key of a group is found, and its value checked.

use std::borrow::Cow;

use crate::text::{LanguageTag, LocalizedText, nearest};
use crate::validate::characters::{Lines, is_blank, tidy, without_marks};
use crate::validate::{ErrorKind, FieldPath, Format, Limit, Node, ObjectReader, README, Reader, Source};
use crate::vocabulary::{Code, Term};

impl<'r, 'v> ObjectReader<'r, 'v> {
    /// The value of a key, unless it is left out; in a form, an empty field is left out.
    pub(super) fn find(&self, key: &str) -> Option<&'r Node> {
        let (_, node) = self.entries.iter().find(|(known, _)| known == key)?;
        match node {
            Node::Null => None,
            Node::Text(text) if self.reader.source == Source::Posted && is_blank(text) => None,
            _ => Some(node),
        }
    }

    pub(super) fn ask(&mut self, key: &'static str) -> Option<&'r Node> {
        self.asked.push(key);
        self.find(key)
    }

    pub(super) fn require(&mut self, key: &'static str) -> Option<&'r Node> {
        let node = self.ask(key);
        if node.is_none() {
            // An empty key is marked where it stands, an absent one at the group it belongs to.
            self.note(key, ErrorKind::Missing { key: key.to_owned() });
        }
        node
    }

    pub(super) fn items(&mut self, key: &'static str, least: usize, most: usize) -> &'r [Node] {
        let node = if least > 0 { self.require(key) } else { self.ask(key) };
        let items = match node {
            None => return &[],
            Some(Node::List(items)) => items.as_slice(),
            Some(single) if self.reader.source == Source::Posted => std::slice::from_ref(single),
            Some(other) => {
                self.note(key, ErrorKind::WrongType { expected: "a list", found: other.kind() });
                return &[];
            }
        };
        if items.len() < least {
            self.note(key, ErrorKind::Empty);
        }
        if items.len() > most {
            self.note(key, ErrorKind::TooMany { max: most, count: items.len() });
        }
        // The rest is refused as it is: judging ten thousand wrong codes one by one would only cost time.
        &items[..items.len().min(most)]
    }

    pub(super) fn report_unknown_keys(&mut self) {
        for (key, node) in self.entries {
            if self.asked.contains(&key.as_str()) {
                if *node == Node::Null && self.reader.file {
                    self.note_empty(key);
                }
            } else {
                let missing = self.asked.iter().copied().filter(|asked| self.find(asked).is_none());
                let suggestion = nearest(key, missing);
                if let Some(meant) = &suggestion {
                    // One mistake, one message: a misspelt key is not also a missing one.
                    let (pointer, kind) = (self.path.key(meant).pointer(), ErrorKind::Missing { key: meant.clone() });
                    self.reader.problems.retain(|problem| problem.pointer != pointer || problem.kind != kind);
                }
                self.reader
                    .note(self.path.key(key).pointer(), ErrorKind::UnknownKey { value: key.clone(), suggestion });
            }
        }
    }
}

impl ObjectReader<'_, '_> {
    /// What an editor listed twice: the same text, or a group of the same code, of the same file, or with the same in all keys.
    /// Lists that may be longer have rules of their own.
    pub(super) fn note_doubles(&mut self, key: &str, items: &[Node], most: usize) {
        if !self.reader.file || most > MOST_COMPARED {
            return;
        }
        for (place, item) in items.iter().enumerate().skip(1) {
            let (own, name) = identity(item);
            let Some(value) = first_text(own).filter(|_| items[..place].iter().any(|other| identity(other).0 == own))
            else {
                continue;
            };
            let path = self.path.key(key);
            let path = path.index(place);
            let pointer = name.map_or_else(|| path.pointer(), |name| path.key(name).pointer());
            self.reader.note(pointer, ErrorKind::Repeated { value: value.to_owned() });
        }
    }

    /// An optional key without a value; a required one was noted as missing already.
    fn note_empty(&mut self, key: &str) {
        let pointer = self.path.key(key).pointer();
        if !self.reader.problems.iter().any(|problem| problem.pointer == pointer) {
            self.reader.note(pointer, ErrorKind::Empty);
        }
    }
}

/// Items of a list that are compared with each other, at most.
const MOST_COMPARED: usize = 50;

/// What tells an item of a list from the others, with its key.
fn identity(item: &Node) -> (&Node, Option<&'static str>) {
    let Node::Map(entries) = item else { return (item, None) };
    let own = ["code", "file"].into_iter().find_map(|name| {
        entries
            .iter()
            .find(|(key, node)| key == name && matches!(node, Node::Text(_)))
            .map(|(_, node)| (node, Some(name)))
    });
    own.unwrap_or((item, None))
}

fn first_text(node: &Node) -> Option<&str> {
    match node {
        Node::Text(text) => Some(text),
        Node::List(items) => items.iter().find_map(first_text),
        Node::Map(entries) => entries.iter().find_map(|(_, node)| first_text(node)),
        _ => None,
    }
}

impl Reader<'_> {
    pub(super) fn as_text<'n>(&mut self, path: FieldPath, node: &'n Node, limit: Limit) -> Option<Cow<'n, str>> {
        let Node::Text(text) = node else {
            let kind = self.mistyped("a text", node);
            self.note(path.pointer(), kind);
            return None;
        };
        let lines = if limit.is_line() { Lines::One } else { Lines::Several };
        match tidy(text, lines).and_then(|text| within(text, limit)) {
            Ok(text) => Some(text),
            Err(kind) => {
                self.note(path.pointer(), kind);
                None
            }
        }
    }

    /// A text whose characters have a format, in which no invisible one has a meaning.
    pub(super) fn as_formatted<'n>(
        &mut self,
        path: FieldPath,
        node: &'n Node,
        limit: Limit,
        format: Format,
    ) -> Option<Cow<'n, str>> {
        match node {
            Node::Text(text) if format != Format::Plain => match self.bare(path, text) {
                Cow::Owned(bare) => {
                    self.as_text(path, &Node::Text(bare), limit).map(|text| Cow::Owned(text.into_owned()))
                }
                Cow::Borrowed(_) => self.as_text(path, node, limit),
            },
            _ => self.as_text(path, node, limit),
        }
    }

    /// A word as it was meant, such as a code or an address. In a file, blanks and invisible characters at it are noted, since
    /// its schema refuses them.
    pub(super) fn bare<'n>(&mut self, path: FieldPath, text: &'n str) -> Cow<'n, str> {
        let bare = without_marks(text);
        if self.file && *bare != *text && !bare.is_empty() {
            self.note(path.pointer(), ErrorKind::Untrimmed { value: text.to_owned(), bare: bare.clone().into_owned() });
        }
        bare
    }

    /// One of several fixed words, with what it stands for.
    pub(super) fn as_choice<T: Copy>(
        &mut self,
        path: FieldPath,
        node: &Node,
        choices: &[(&'static str, T)],
    ) -> Option<(&'static str, T)> {
        if let Node::Text(text) = node {
            self.bare(path, text);
        }
        let written = self.as_text(path, node, Limit::LINE)?;
        let choice = choices.iter().find(|(word, _)| *word == written).copied();
        if choice.is_none() {
            let suggestion = nearest(&written, choices.iter().map(|(word, _)| *word));
            let value = written.into_owned();
            let kind = ErrorKind::UnknownCode { vocabulary: "one of the choices", file: README, value, suggestion };
            self.note(path.pointer(), kind);
        }
        choice
    }

    /// What is wrong where one value was expected and another kind of thing stands.
    pub(super) fn mistyped(&self, expected: &'static str, node: &Node) -> ErrorKind {
        match node {
            // A form knows no lists: a field came more than once.
            Node::List(items) if self.source == Source::Posted => ErrorKind::GivenTwice { count: items.len() },
            other => ErrorKind::WrongType { expected, found: other.kind() },
        }
    }

    pub(super) fn as_localized(&mut self, path: FieldPath, node: &Node, limit: Limit) -> Option<LocalizedText> {
        let Node::Map(entries) = node else {
            let text = self.as_text(path, node, limit)?;
            return Some(LocalizedText::new(self.language.clone(), text));
        };
        if let [(before, _)] = &entries[..]
            && before.contains(' ')
        {
            self.note(path.pointer(), ErrorKind::ColonInText { before: before.clone() });
            return None;
        }
        let mut localized: Option<LocalizedText> = None;
        for (code, node) in entries {
            let text = self.as_text(path.key(code), node, limit);
            // Vocabularies are read before the languages are known, so there only the shape counts.
            let languages = &self.vocabulary.languages;
            let known = languages.find(code).is_some() || languages.iter().next().is_none();
            let Some(language) = LanguageTag::parse(code).filter(|_| known) else {
                self.note(path.key(code).pointer(), ErrorKind::Language { value: code.clone() });
                continue;
            };
            let Some(text) = text else { continue };
            localized = Some(match localized {
                None => LocalizedText::new(language, text),
                Some(others) => others.with(language, text),
            });
        }
        if entries.is_empty() {
            self.note(path.pointer(), ErrorKind::Empty);
        }
        localized
    }

    pub(super) fn as_code<T: Term>(&mut self, path: FieldPath, node: &Node) -> Option<Code<T>> {
        let written = match node {
            Node::Text(text) => self.bare(path, text),
            // `sectors: [041]` is the number 41 in YAML: say so as an unknown code, not as a wrong type.
            Node::Whole(number) => Cow::Owned(number.to_string()),
            other => {
                let kind = self.mistyped(T::NAME, other);
                self.note(path.pointer(), kind);
                return None;
            }
        };
        let terms = T::terms(self.vocabulary);
        let code = if matches!(node, Node::Text(_)) { terms.check(&written) } else { None };
        if code.is_none() {
            let suggestion = terms.nearest(&written);
            let value = written.into_owned();
            let kind = ErrorKind::UnknownCode { vocabulary: T::NAME, file: T::SOURCE, value, suggestion };
            self.note(path.pointer(), kind);
        }
        code
    }
}

/// The text, if it is as long as it may be.
fn within(text: Cow<str>, limit: Limit) -> Result<Cow<str>, ErrorKind> {
    let length = text.chars().count();
    if is_blank(&text) {
        Err(ErrorKind::Empty)
    } else if length < limit.min {
        Err(ErrorKind::TooShort { min: limit.min, length })
    } else if length > limit.max {
        Err(ErrorKind::TooLong { max: limit.max, length })
    } else {
        Ok(text)
    }
}
