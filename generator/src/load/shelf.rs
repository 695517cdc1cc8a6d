//! The folders of `content/`: each file read and checked for itself, in parallel.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use domain::event::Event;
use domain::page::Page;
use domain::problem::{Fault, Pointer};
use domain::reading::Fields;
use domain::text::{LanguageTag, Slug};
use domain::vocabulary::Vocabulary;
use rayon::prelude::*;

use super::{check, draft};
use crate::files::{self, FileError};
use crate::located::{LocatedProblem, Position};
use crate::markdown::{self, Rendered};
use crate::pictures::Gallery;
use crate::settings::Settings;
use crate::site::{Entry, Written};
use crate::stamp::Stamp;
use crate::view::PhotoView;
use crate::yaml;

/// Where content lies, and what it is read against.
pub(super) struct Shelf<'a> {
    pub(super) root: &'a Path,
    /// Vocabulary files with problems: a code that they lack may be right all the same.
    pub(super) doubtful: BTreeSet<String>,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) language: LanguageTag,
    pub(super) base_path: String,
    pub(super) pictures: &'a Gallery,
}

/// A Markdown file, with the language that its name may carry.
pub(super) struct TextFile<T> {
    pub(super) written: Written<T>,
    pub(super) language: Option<String>,
}

/// What each file of a folder gave.
pub(super) struct Read<T> {
    kind: &'static str,
    files: Vec<(String, Gave<T>, Vec<LocatedProblem>)>,
}

/// What a file gave, beside its problems.
enum Gave<T> {
    /// A checked value.
    Value(T),
    /// Nothing that could be understood.
    Nothing,
    /// Nothing yet: somebody is still writing.
    Draft,
}

impl<T> From<Option<T>> for Gave<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Gave::Nothing, Gave::Value)
    }
}

impl<T> Read<T> {
    pub(super) fn unpack(self, problems: &mut Vec<LocatedProblem>, unread: &mut BTreeSet<String>) -> Vec<T> {
        let mut values = Vec::with_capacity(self.files.len());
        for (stem, value, found) in self.files {
            problems.extend(found);
            match value {
                Gave::Value(value) => values.push(value),
                // A link to a draft leads nowhere until it is published.
                Gave::Draft => {}
                Gave::Nothing if self.kind == "pages" => drop(unread.insert(format!("{stem}/"))),
                Gave::Nothing => drop(unread.insert(format!("{}/{stem}/", self.kind))),
            }
        }
        values
    }
}

const FOLDERS: [&str; 11] = [
    "case-studies",
    "events",
    "images",
    "letters",
    "monitoring",
    "offers",
    "pages",
    "partners",
    "promoters",
    "schemas",
    "vocabulary",
];

impl Shelf<'_> {
    fn folder(&self, kind: &str) -> PathBuf {
        self.root.join("content").join(kind)
    }

    /// Files of a folder with one ending, and the others as problems.
    fn each<T: Send>(
        &self,
        kind: &'static str,
        endings: &[&str],
        reason: &'static str,
        read: impl Fn(&str, &str, &str) -> (Gave<T>, Vec<LocatedProblem>) + Sync,
    ) -> Result<Read<T>, FileError> {
        let folder = self.folder(kind);
        let results: Result<Vec<_>, FileError> = files::list(&folder)?
            .par_iter()
            .map(|name| {
                let path = format!("content/{kind}/{name}");
                let stem = endings.iter().find_map(|ending| name.strip_suffix(ending));
                let Some(stem) = stem else {
                    let fault = Fault::StrayFile { reason };
                    let problem = LocatedProblem::of_text(&path, Position::START, fault);
                    return Ok((name.clone(), Gave::Nothing, vec![problem]));
                };
                let stem = stem.rsplit('/').next().unwrap_or(stem);
                let text = files::read_text(&folder.join(name))?;
                let (value, problems) = read(&path, stem, &text);
                Ok((stem.to_owned(), value, problems))
            })
            .collect();
        Ok(Read { kind, files: results? })
    }

    pub(super) fn records<T: Send>(
        &self,
        kind: &'static str,
        read: impl Fn(&mut Fields) -> Option<T> + Sync,
    ) -> Result<Read<Entry<T>>, FileError> {
        self.each(kind, &[".yaml", ".yml"], "only .yaml files belong here", |path, stem, text| {
            let (value, mut problems) = self.yaml(path, text, 0, &read);
            let entry = slug(path, stem, &mut problems).zip(value).map(|(slug, value)| Entry {
                slug,
                path: path.to_owned(),
                value,
                stamp: Stamp::of(text.as_bytes()),
            });
            (entry.into(), problems)
        })
    }

    pub(super) fn texts<T: Send>(
        &self,
        kind: &'static str,
        read: impl Fn(&mut Fields) -> Option<T> + Sync,
    ) -> Result<Read<TextFile<T>>, FileError> {
        self.each(kind, &[".md"], "only .md files belong here", |path, stem, text| {
            let parts = match markdown::split(text) {
                Ok(parts) => parts,
                Err((fault, position)) => return (Gave::Nothing, vec![LocatedProblem::of_text(path, position, fault)]),
            };
            let (value, mut problems) = self.yaml(path, parts.front_matter, 1, &read);
            let stamp = Stamp::of(text.as_bytes());
            let text = self.markdown(path, parts.body, parts.lines_above, &mut problems);
            if kind == draft::FOLDER {
                problems.extend(draft::unwritten(path, parts));
                if draft::is_one(parts.front_matter) {
                    return (Gave::Draft, draft::tell(path, parts, problems));
                }
            }
            let (stem, language) = match stem.split_once('.') {
                Some((stem, language)) => (stem, Some(language.to_owned())),
                None => (stem, None),
            };
            let written = slug(path, stem, &mut problems).zip(value).map(|(slug, value)| TextFile {
                written: Written { entry: Entry { slug, path: path.to_owned(), value, stamp }, text },
                language,
            });
            (written.into(), problems)
        })
    }

    fn yaml<T>(
        &self,
        path: &str,
        text: &str,
        lines_above: usize,
        read: impl FnOnce(&mut Fields) -> Option<T>,
    ) -> (Option<T>, Vec<LocatedProblem>) {
        let below = |position: Position| Position { line: position.line + lines_above, ..position };
        let node = match yaml::parse(text) {
            Ok(node) => node,
            Err(error) => {
                let fault = Fault::Syntax { format: "YAML", detail: error.detail };
                return (None, vec![LocatedProblem::of_text(path, below(error.position), fault)]);
            }
        };
        let (value, problems) = check(self.vocabulary, self.language.clone(), &node, read);
        let problems = problems
            .iter()
            .filter(|problem| !matches!(problem.fault, Fault::UnknownCode { file, .. } if self.doubtful.contains(file)))
            .map(|problem| {
                let at_key = matches!(problem.fault, Fault::UnknownKey { .. });
                LocatedProblem::new(path, below(yaml::locate(text, &problem.pointer, at_key)), problem)
            })
            .collect();
        (value, problems)
    }

    fn markdown(&self, path: &str, text: &str, lines_above: usize, problems: &mut Vec<LocatedProblem>) -> Rendered {
        let base = &self.base_path;
        let link = |address: &str| {
            if address.starts_with('/') { format!("{base}{address}") } else { address.to_owned() }
        };
        let picture = |file: &str, alt: &str| match self.pictures.get(file) {
            Some(Ok(picture)) => PhotoView::new(picture, base).markup(alt),
            // Without a picture there is no site either, and the problem is told where all references are checked.
            _ => markdown::escape(alt),
        };
        let mut rendered = markdown::render(text, &link, &picture);
        let below = |position: Position| Position { line: position.line + lines_above, ..position };
        for target in rendered.links.iter_mut().chain(&mut rendered.images) {
            target.position = below(target.position);
        }
        let faults = std::mem::take(&mut rendered.faults);
        problems
            .extend(faults.into_iter().map(|(fault, position)| LocatedProblem::of_text(path, below(position), fault)));
        rendered
    }

    /// An event's description is Markdown within YAML: its problems stand at its key.
    ///
    /// # Errors
    /// If the event's file has gone meanwhile.
    pub(super) fn describe(
        &self,
        entry: Entry<Event>,
        problems: &mut Vec<LocatedProblem>,
    ) -> Result<Written<Event>, FileError> {
        let mut found = Vec::new();
        let mut text = self.markdown(&entry.path, entry.value.description.original(), 0, &mut found);
        if !(found.is_empty() && text.links.is_empty() && text.images.is_empty()) {
            let file = files::read_text(&self.root.join(&entry.path))?;
            let position = yaml::locate(&file, &Pointer::root().key("description"), false);
            for target in text.links.iter_mut().chain(&mut text.images) {
                target.position = position;
            }
            let at_key = |problem| LocatedProblem { line: position.line, column: position.column, ..problem };
            problems.extend(found.into_iter().map(at_key));
        }
        Ok(Written { entry, text })
    }

    pub(super) fn by_language(
        &self,
        pages: Vec<TextFile<Page>>,
        settings: Option<&Settings>,
        problems: &mut Vec<LocatedProblem>,
    ) -> BTreeMap<Slug, BTreeMap<LanguageTag, Written<Page>>> {
        let mut by_slug: BTreeMap<Slug, BTreeMap<LanguageTag, Written<Page>>> = BTreeMap::new();
        let Some(settings) = settings else { return by_slug };
        for TextFile { written: page, language } in pages {
            let code = language.unwrap_or_else(|| settings.default_language().to_string());
            let known = settings.languages.iter().find(|known| known.as_str() == code);
            let Some(language) = known else {
                let fault = Fault::Language { value: code };
                problems.push(LocatedProblem::of_text(&page.entry.path, Position::START, fault));
                continue;
            };
            let path = page.entry.path.clone();
            let slug = page.entry.slug.clone();
            if let Some(other) = by_slug.entry(slug.clone()).or_default().insert(language.clone(), page) {
                let fault = Fault::DuplicateSlug { slug: slug.to_string(), other: other.entry.path };
                problems.push(LocatedProblem::of_text(&path, Position::START, fault));
            }
        }
        by_slug
    }

    /// Files beside the folders: a case study saved one level too high would otherwise just be missing.
    pub(super) fn strays(&self, problems: &mut Vec<LocatedProblem>) -> Result<(), FileError> {
        for name in files::list(&self.folder(""))? {
            let belongs = match name.split_once('/') {
                Some((folder, _)) => FOLDERS.contains(&folder),
                None => name == "README.md",
            };
            if !belongs {
                let fault = Fault::StrayFile { reason: "no kind of content lives in this folder" };
                problems.push(LocatedProblem::of_text(&format!("content/{name}"), Position::START, fault));
            }
        }
        Ok(())
    }
}

fn slug(path: &str, stem: &str, problems: &mut Vec<LocatedProblem>) -> Option<Slug> {
    let slug = Slug::parse(stem);
    if slug.is_none() {
        let fault = Fault::Slug { value: stem.to_owned() };
        problems.push(LocatedProblem::of_text(path, Position::START, fault));
    }
    slug
}
