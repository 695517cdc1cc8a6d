//! The folders of `content/`: the files of each are read and checked in parallel.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::content::event::Event;
use domain::validate::{ErrorKind, ObjectReader, Pointer};

use super::listing::Listing;
use super::source_file::{CheckContext, SourceFile};
use super::{contacts, draft};
use crate::files::{self, Unreadable};
use crate::model::site::{Entry, Written};
use crate::read_cache::CachedFolder;
use markup::markdown;
use markup::merge_conflict;
use markup::yaml;
use markup::{LocatedProblem, Position};

/// Reads folder after folder, and collects the problems of their files.
pub(super) struct ContentReader<'a> {
    pub(super) listing: &'a Listing<'a>,
    pub(super) context: CheckContext<'a>,
    pub(super) problems: Vec<LocatedProblem>,
    /// Ends of the addresses of files that could not be understood.
    pub(super) unread: BTreeSet<String>,
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

/// What a file contains, and its problems.
#[derive(Clone)]
pub(super) struct ReadFile<T> {
    content: FileContent<T>,
    problems: Vec<LocatedProblem>,
}

#[derive(Clone)]
enum FileContent<T> {
    Valid(T),
    /// Of a file with this stem.
    Invalid(String),
    /// Somebody is still writing.
    Draft,
}

/// What a kind of file is recognised by.
struct FileType {
    extensions: &'static [&'static str],
    /// Why other files are a problem.
    reason: &'static str,
}

const YAML: FileType = FileType { extensions: &[".yaml", ".yml"], reason: "only .yaml files belong here" };
const MARKDOWN: FileType = FileType { extensions: &[".md"], reason: "only .md files belong here" };

impl FileType {
    fn stem<'n>(&self, name: &'n str) -> Option<&'n str> {
        self.extensions.iter().find_map(|extension| name.strip_suffix(extension))
    }
}

impl ContentReader<'_> {
    /// Reads the files of one type; others in the folder are problems.
    fn read_folder<T: Clone + Send + Sync>(
        &mut self,
        folder: &'static str,
        file_type: &FileType,
        cache: Option<&mut CachedFolder<ReadFile<T>>>,
        read: impl Fn(&CheckContext, &mut SourceFile) -> Option<T> + Sync,
    ) -> Vec<T> {
        let (place, names) = self.listing.folder(folder);
        let path = |name: &str| format!("content/{folder}/{name}");
        let (names, unexpected): (Vec<&str>, Vec<&str>) =
            names.into_iter().partition(|name| file_type.stem(name).is_some());
        let stem = |name: &str| {
            let stem = file_type.stem(name).unwrap_or(name);
            stem.rsplit('/').next().unwrap_or(stem).to_owned()
        };
        let context = &self.context;
        let read_file = |name: &str, file: &std::path::Path| {
            let (stem, path) = (stem(name), path(name));
            let text = match files::text(file) {
                Ok(text) => text,
                Err(Unreadable { position, kind }) => {
                    let problems = vec![LocatedProblem::of_text(&path, position, kind)];
                    return ReadFile { content: FileContent::Invalid(stem), problems };
                }
            };
            let mut source = SourceFile { path: &path, stem: &stem, text: &text, problems: Vec::new() };
            let value = read(context, &mut source);
            let problems = source.problems;
            match draft::mark(&text) {
                Some(mark) => {
                    ReadFile { content: FileContent::Draft, problems: draft::problems(&path, mark, problems) }
                }
                None => ReadFile { content: value.map_or(FileContent::Invalid(stem), FileContent::Valid), problems },
            }
        };
        let files = CachedFolder::get_or_read(cache, &place, &names, context.fingerprint(), usize::MAX, read_file);
        let mut values = Vec::with_capacity(files.len());
        let mut invalid = Vec::new();
        for file in files {
            self.problems.extend(file.problems);
            match file.content {
                FileContent::Valid(value) => values.push(value),
                // A link to a draft leads nowhere until it is published.
                FileContent::Draft => {}
                FileContent::Invalid(stem) => invalid.push(stem),
            }
        }
        // The problems of these are those of the listing.
        invalid.extend(self.listing.unusable(folder).map(|(name, _)| stem(name)));
        for name in unexpected {
            let kind = ErrorKind::StrayFile { reason: file_type.reason };
            self.problems.push(LocatedProblem::of_text(&path(name), Position::START, kind));
            invalid.push(name.to_owned());
        }
        let address = |stem: String| if folder == "pages" { format!("{stem}/") } else { format!("{folder}/{stem}/") };
        self.unread.extend(invalid.into_iter().map(address));
        values
    }

    /// Reads files of YAML.
    pub(super) fn records<T: Send + Sync>(
        &mut self,
        folder: &'static str,
        cache: Option<&mut CachedFolder<ReadFile<Arc<Entry<T>>>>>,
        read: impl Fn(&mut ObjectReader) -> Option<T> + Sync,
    ) -> Vec<Arc<Entry<T>>> {
        self.read_folder(folder, &YAML, cache, |context, source| {
            let value = source.yaml(context, source.text, 0, &read);
            source.entry(source.stem, value).map(Arc::new)
        })
    }

    /// Reads files of Markdown with front matter.
    pub(super) fn texts<T: Send + Sync>(
        &mut self,
        folder: &'static str,
        cache: Option<&mut CachedFolder<ReadFile<TextFile<T>>>>,
        read: impl Fn(&mut ObjectReader) -> Option<T> + Sync,
    ) -> Vec<TextFile<T>> {
        self.read_folder(folder, &MARKDOWN, cache, |context, source| {
            let parts = match (merge_conflict::find(source.text), markdown::split(source.text)) {
                (Some(position), _) => return source.fail(position, ErrorKind::Conflict),
                (None, Err((kind, position))) => return source.fail(position, kind),
                (None, Ok(parts)) => parts,
            };
            let value = source.yaml(context, parts.front_matter, 1, &read);
            let text = source.markdown(parts.body, parts.lines_above);
            source.problems.extend(draft::unwritten(source.path, parts));
            if let Some(own) = &context.contacts {
                source.problems.extend(contacts::in_text(source.path, parts, own));
            }
            // A story says what it says in its keys.
            if folder == "pages" && text.is_empty() {
                source.report(Position { line: parts.lines_above, column: 1 }, ErrorKind::NoText);
            }
            let (stem, language) = match source.stem.split_once('.') {
                Some((stem, language)) => (stem, Some(language.to_owned())),
                None => (source.stem, None),
            };
            let entry = source.entry(stem, value)?;
            Some(TextFile { written: Arc::new(Written { entry, text }), language })
        })
    }

    /// Reads events. Their descriptions are Markdown within YAML, so problems of these stand at the key.
    pub(super) fn events(
        &mut self,
        cache: Option<&mut CachedFolder<ReadFile<Arc<Written<Event>>>>>,
    ) -> Vec<Arc<Written<Event>>> {
        self.read_folder("events", &YAML, cache, |context, source| {
            let value = source.yaml(context, source.text, 0, Event::read);
            let entry = source.entry(source.stem, value)?;
            let before = source.problems.len();
            let mut text = source.markdown(entry.value.description.original(), 0);
            if text.is_empty() {
                source.report(Position::START, ErrorKind::NoText);
            }
            if source.problems.len() > before || !(text.links.is_empty() && text.images.is_empty()) {
                let position = yaml::locate(source.text, &Pointer::root().key("description"), false);
                for target in text.links.iter_mut().chain(&mut text.images) {
                    target.position = position;
                }
                for problem in &mut source.problems[before..] {
                    (problem.line, problem.column) = (position.line, position.column);
                }
            }
            Some(Arc::new(Written { entry, text }))
        })
    }
}
