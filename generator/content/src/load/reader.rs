//! The folders of `content/`: each file read and checked for itself, in parallel.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::content::event::Event;
use domain::content::page::Page;
use domain::text::{LanguageTag, Slug};
use domain::validate::{ErrorKind, ObjectReader, Pointer};
use domain::vocabulary::Vocabulary;

use super::check::{check, is_certain};
use super::listing::Listing;
use super::{contacts, draft, reserved, texts};
use crate::files::{self, Unreadable};
use crate::fingerprint::{Fingerprint, Fingerprinter};
use crate::model::settings::Settings;
use crate::model::site::{Entry, Written};
use crate::read_cache::CachedFolder;
use markup::markdown::{self, Document};
use markup::merge_conflict;
use markup::yaml;
use markup::{LocatedProblem, Position};

/// Where content lies, and what it is read against.
pub(super) struct ContentReader<'a> {
    pub(super) listing: &'a Listing<'a>,
    /// Vocabulary files with problems: a code that they lack may be right all the same.
    pub(super) unreliable: BTreeSet<String>,
    pub(super) vocabulary: &'a Vocabulary,
    /// Of the vocabularies' files.
    pub(super) fingerprint: Fingerprint,
    pub(super) language: LanguageTag,
    /// Addresses of mail that content may name: the secretariat's own.
    pub(super) contacts: Option<Vec<String>>,
}

/// A Markdown file, with the language that its name may carry.
pub(super) struct TextFile<T> {
    pub(super) written: Arc<Written<T>>,
    pub(super) language: Option<String>,
}

impl<T> Clone for TextFile<T> {
    fn clone(&self) -> Self {
        Self { written: Arc::clone(&self.written), language: self.language.clone() }
    }
}

/// What each file of a folder gave.
pub(super) struct Read<T> {
    kind: &'static str,
    files: Vec<File<T>>,
}

/// What a file gave, and its problems.
#[derive(Clone)]
pub(super) struct File<T> {
    gave: Gave<T>,
    problems: Vec<LocatedProblem>,
}

/// What a file gave, beside its problems.
#[derive(Clone)]
enum Gave<T> {
    /// A checked value.
    Value(T),
    /// Nothing that could be understood, of a file with this name.
    Nothing(String),
    /// Nothing yet: somebody is still writing.
    Draft,
}

impl<T> Read<T> {
    pub(super) fn unpack(self, problems: &mut Vec<LocatedProblem>, unread: &mut BTreeSet<String>) -> Vec<T> {
        let mut values = Vec::with_capacity(self.files.len());
        for file in self.files {
            problems.extend(file.problems);
            match file.gave {
                Gave::Value(value) => values.push(value),
                // A link to a draft leads nowhere until it is published.
                Gave::Draft => {}
                Gave::Nothing(stem) if self.kind == "pages" => drop(unread.insert(format!("{stem}/"))),
                Gave::Nothing(stem) => drop(unread.insert(format!("{}/{stem}/", self.kind))),
            }
        }
        values
    }
}

/// What a kind of file is recognised by.
struct Kind {
    endings: &'static [&'static str],
    reason: &'static str,
}

const YAML: Kind = Kind { endings: &[".yaml", ".yml"], reason: "only .yaml files belong here" };
const MARKDOWN: Kind = Kind { endings: &[".md"], reason: "only .md files belong here" };

impl Kind {
    fn stem<'n>(&self, name: &'n str) -> Option<&'n str> {
        self.endings.iter().find_map(|ending| name.strip_suffix(ending))
    }
}

/// A file with its text.
struct Source<'f> {
    path: &'f str,
    stem: &'f str,
    text: &'f str,
}

impl Source<'_> {
    fn entry<T>(&self, stem: &str, value: Option<T>, problems: &mut Vec<LocatedProblem>) -> Option<Entry<T>> {
        let fingerprint = Fingerprinter::new("entry").part(self.path.as_bytes()).part(self.text.as_bytes()).done();
        let slug = slug(self.path, stem, problems);
        let folder = self.path.strip_prefix("content/").and_then(|path| path.split('/').next()).unwrap_or_default();
        if let Some(reason) = slug.as_ref().and_then(|slug| reserved::reason(folder, slug.as_str())) {
            let kind = ErrorKind::ReservedName { value: stem.to_owned(), reason };
            problems.push(LocatedProblem::of_text(self.path, Position::START, kind));
        }
        slug.zip(value).map(|(slug, value)| Entry { slug, path: self.path.to_owned(), value, fingerprint })
    }
}

impl ContentReader<'_> {
    /// The fingerprint of all that values are read against.
    fn codes(&self) -> Fingerprint {
        let fingerprinter =
            Fingerprinter::new("codes").fingerprint(self.fingerprint).part(self.language.as_str().as_bytes());
        self.contacts
            .iter()
            .flatten()
            .fold(fingerprinter, |fingerprinter, contact| fingerprinter.part(contact.as_bytes()))
            .done()
    }

    /// Files of a folder of one kind, and the others as problems.
    fn each<T: Clone + Send + Sync>(
        &self,
        folder: &'static str,
        kind: &Kind,
        against: Fingerprint,
        memory: Option<&mut CachedFolder<File<T>>>,
        read: impl Fn(&Source, &mut Vec<LocatedProblem>) -> Option<Gave<T>> + Sync,
    ) -> Read<T> {
        let (place, names) = self.listing.folder(folder);
        let path = |name: &str| format!("content/{folder}/{name}");
        let (belong, unexpected): (Vec<&str>, Vec<&str>) =
            names.into_iter().partition(|name| kind.stem(name).is_some());
        let stem = |name: &str| {
            let stem = kind.stem(name).unwrap_or(name);
            stem.rsplit('/').next().unwrap_or(stem).to_owned()
        };
        let mut files = CachedFolder::get_or_read(memory, &place, &belong, against, usize::MAX, |name, file| {
            let (stem, path, mut problems) = (stem(name), path(name), Vec::new());
            let gave = match files::text(file) {
                Ok(text) => {
                    let gave = read(&Source { path: &path, stem: &stem, text: &text }, &mut problems);
                    match draft::mark(&text) {
                        Some(mark) => {
                            problems = draft::tell(&path, mark, problems);
                            Some(Gave::Draft)
                        }
                        None => gave,
                    }
                }
                Err(Unreadable { position, kind }) => {
                    problems.push(LocatedProblem::of_text(&path, position, kind));
                    None
                }
            };
            File { gave: gave.unwrap_or(Gave::Nothing(stem)), problems }
        });
        // Their problems are told for all folders at once.
        files.extend(
            self.listing.faults(folder).map(|(name, _)| File { gave: Gave::Nothing(stem(name)), problems: Vec::new() }),
        );
        files.extend(unexpected.into_iter().map(|name| {
            let fault = ErrorKind::StrayFile { reason: kind.reason };
            let problems = vec![LocatedProblem::of_text(&path(name), Position::START, fault)];
            File { gave: Gave::Nothing(name.to_owned()), problems }
        }));
        Read { kind: folder, files }
    }

    pub(super) fn records<T: Send + Sync>(
        &self,
        folder: &'static str,
        memory: Option<&mut CachedFolder<File<Arc<Entry<T>>>>>,
        read: impl Fn(&mut ObjectReader) -> Option<T> + Sync,
    ) -> Read<Arc<Entry<T>>> {
        self.each(folder, &YAML, self.codes(), memory, |source, problems| {
            let value = self.yaml(source.path, source.text, 0, problems, &read);
            source.entry(source.stem, value, problems).map(|entry| Gave::Value(Arc::new(entry)))
        })
    }

    pub(super) fn texts<T: Send + Sync>(
        &self,
        folder: &'static str,
        memory: Option<&mut CachedFolder<File<TextFile<T>>>>,
        read: impl Fn(&mut ObjectReader) -> Option<T> + Sync,
    ) -> Read<TextFile<T>> {
        self.each(folder, &MARKDOWN, self.codes(), memory, |source, problems| {
            let path = source.path;
            if let Some(position) = merge_conflict::find(source.text) {
                problems.push(LocatedProblem::of_text(path, position, ErrorKind::Conflict));
                return None;
            }
            let parts = match markdown::split(source.text) {
                Ok(parts) => parts,
                Err((kind, position)) => {
                    problems.push(LocatedProblem::of_text(path, position, kind));
                    return None;
                }
            };
            let value = self.yaml(path, parts.front_matter, 1, problems, &read);
            let text = parse_markdown(path, parts.body, parts.lines_above, problems);
            problems.extend(draft::unwritten(path, parts));
            if let Some(own) = &self.contacts {
                problems.extend(contacts::in_text(path, parts, own));
            }
            let (stem, language) = match source.stem.split_once('.') {
                Some((stem, language)) => (stem, Some(language.to_owned())),
                None => (source.stem, None),
            };
            // A story says what it says in its keys.
            if folder == "pages" && text.is_empty() {
                let position = Position { line: parts.lines_above, column: 1 };
                problems.push(LocatedProblem::of_text(path, position, ErrorKind::NoText));
            }
            let entry = source.entry(stem, value, problems);
            entry.map(|entry| Gave::Value(TextFile { written: Arc::new(Written { entry, text }), language }))
        })
    }

    /// An event's description is Markdown within YAML: its problems stand at its key.
    pub(super) fn events(
        &self,
        memory: Option<&mut CachedFolder<File<Arc<Written<Event>>>>>,
    ) -> Read<Arc<Written<Event>>> {
        self.each("events", &YAML, self.codes(), memory, |source, problems| {
            let value = self.yaml(source.path, source.text, 0, problems, Event::read);
            let entry = source.entry(source.stem, value, problems)?;
            let mut found = Vec::new();
            let mut text = parse_markdown(source.path, entry.value.description.original(), 0, &mut found);
            if text.is_empty() {
                found.push(LocatedProblem::of_text(source.path, Position::START, ErrorKind::NoText));
            }
            if !(found.is_empty() && text.links.is_empty() && text.images.is_empty()) {
                let position = yaml::locate(source.text, &Pointer::root().key("description"), false);
                for target in text.links.iter_mut().chain(&mut text.images) {
                    target.position = position;
                }
                let at_key = |problem| LocatedProblem { line: position.line, column: position.column, ..problem };
                problems.extend(found.into_iter().map(at_key));
            }
            Some(Gave::Value(Arc::new(Written { entry, text })))
        })
    }

    fn yaml<T>(
        &self,
        path: &str,
        text: &str,
        lines_above: usize,
        problems: &mut Vec<LocatedProblem>,
        read: impl FnOnce(&mut ObjectReader) -> Option<T>,
    ) -> Option<T> {
        let below = |position: Position| Position { line: position.line + lines_above, ..position };
        let (node, found) = yaml::read(text);
        problems.extend(found.into_iter().map(|(kind, position)| {
            let kind = match kind {
                ErrorKind::DuplicateKey { key, first } => ErrorKind::DuplicateKey { key, first: first + lines_above },
                other => other,
            };
            LocatedProblem::of_text(path, below(position), kind)
        }));
        let node = node?;
        let (value, found) = check(self.vocabulary, self.language.clone(), &node, read);
        let certain = found.iter().filter(|problem| is_certain(problem, &self.unreliable));
        problems
            .extend(certain.map(|problem| LocatedProblem::new(path, below(yaml::place_of(text, problem)), problem)));
        let found = texts::check(&node, self.contacts.as_deref());
        problems.extend(
            found.iter().map(|problem| LocatedProblem::new(path, below(yaml::place_of(text, problem)), problem)),
        );
        value
    }

    pub(super) fn by_language(
        &self,
        pages: Vec<TextFile<Page>>,
        settings: Option<&Settings>,
        problems: &mut Vec<LocatedProblem>,
    ) -> BTreeMap<Slug, BTreeMap<LanguageTag, Arc<Written<Page>>>> {
        let mut by_slug: BTreeMap<Slug, BTreeMap<LanguageTag, Arc<Written<Page>>>> = BTreeMap::new();
        let Some(settings) = settings else { return by_slug };
        for TextFile { written: page, language } in pages {
            let code = language.unwrap_or_else(|| settings.default_language().to_string());
            let known = settings.languages.iter().find(|known| known.as_str() == code);
            let Some(language) = known else {
                let kind = ErrorKind::Language { value: code };
                problems.push(LocatedProblem::of_text(&page.entry.path, Position::START, kind));
                continue;
            };
            let path = page.entry.path.clone();
            let slug = page.entry.slug.clone();
            if let Some(other) = by_slug.entry(slug.clone()).or_default().insert(language.clone(), page) {
                let kind = ErrorKind::DuplicateSlug { slug: slug.to_string(), other: other.entry.path.clone() };
                problems.push(LocatedProblem::of_text(&path, Position::START, kind));
            }
        }
        by_slug
    }
}

/// Parses Markdown; its places count from the beginning of the file.
fn parse_markdown(path: &str, text: &str, lines_above: usize, problems: &mut Vec<LocatedProblem>) -> Document {
    let below = |position: Position| Position { line: position.line + lines_above, ..position };
    let mut document = markdown::parse(text);
    for target in document.links.iter_mut().chain(&mut document.images) {
        target.position = below(target.position);
    }
    let found = std::mem::take(&mut document.problems).into_iter();
    problems.extend(found.map(|(kind, position)| LocatedProblem::of_text(path, below(position), kind)));
    document
}

fn slug(path: &str, stem: &str, problems: &mut Vec<LocatedProblem>) -> Option<Slug> {
    let slug = Slug::parse(stem);
    if slug.is_none() {
        let value = stem.to_owned();
        let kind = match files::original_of_copy(stem) {
            Some(original) => ErrorKind::NamedLikeCopy { value, original: original.to_owned() },
            None => ErrorKind::Slug { value },
        };
        problems.push(LocatedProblem::of_text(path, Position::START, kind));
    }
    slug
}
