//! The vocabularies, from `content/vocabulary/`.

use std::collections::HashSet;
use std::convert::Infallible;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use domain::content::vocabulary_file::{ReadTerm, read_sectors};
use domain::text::LanguageTag;
use domain::validate::{ErrorKind, ObjectReader, Pointer, Problem, Reader};
use domain::vocabulary::{
    Activity, Audience, Barrier, Country, EventKind, Language, OrganisationKind, Region, Sector, StopKind,
    SupportMeasure, Term, Terms, Theme, Vocabulary,
};
use rayon::prelude::*;

use crate::files;
use crate::fingerprint::{Fingerprint, Fingerprinter};
use crate::read_cache::CachedFiles;
use markup::{LocatedProblem, Position, yaml};

/// The names of the vocabularies.
fn names() -> [&'static str; 12] {
    [
        Activity::vocabulary_name(),
        Audience::vocabulary_name(),
        Barrier::vocabulary_name(),
        Country::vocabulary_name(),
        EventKind::vocabulary_name(),
        Language::vocabulary_name(),
        OrganisationKind::vocabulary_name(),
        Region::vocabulary_name(),
        Sector::vocabulary_name(),
        StopKind::vocabulary_name(),
        SupportMeasure::vocabulary_name(),
        Theme::vocabulary_name(),
    ]
}

/// The vocabularies, and what is wrong with them.
#[derive(Clone)]
pub struct Codes {
    /// All codes.
    pub vocabulary: Arc<Vocabulary>,
    /// What is wrong with their files.
    pub problems: Vec<LocatedProblem>,
    /// The fingerprint of their files.
    pub fingerprint: Fingerprint,
}

/// Reads all vocabularies.
pub fn read(root: &Path) -> Codes {
    get_or_read(root, None)
}

/// Reads all vocabularies, unless they are as they are remembered.
pub fn get_or_read(root: &Path, memory: Option<&mut CachedFiles<Codes>>) -> Codes {
    let files = || names().iter().flat_map(|name| paths(root, name)).map(|path| root.join(path)).collect();
    let read = || Ok::<_, Infallible>(Reading { root, problems: Vec::new(), fingerprints: Vec::new() }.all());
    let Ok(codes) = CachedFiles::get_or_read(memory, files, Fingerprint::of(b""), read);
    codes
}

/// Whether a vocabulary is read from this path below `content/vocabulary/`.
pub(super) fn is_read(path: &str) -> bool {
    match path.split_once('/') {
        None => path.strip_suffix(".yaml").is_some_and(|name| names().contains(&name)),
        Some((folder, file)) => names().contains(&folder) && is_part(file),
    }
}

/// Whether a file of a vocabulary's folder is a part of it.
fn is_part(file: &str) -> bool {
    file.ends_with(".yaml") && !file.starts_with('.') && !file.contains('/')
}

/// The files of a vocabulary, by their paths below `root`: the file of its name, those of the folder of its name, or both.
fn paths(root: &Path, name: &str) -> Vec<String> {
    let folder = format!("content/vocabulary/{name}");
    let file = format!("{folder}.yaml");
    let entries = fs::read_dir(root.join(&folder)).into_iter().flatten().flatten();
    let parts = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).filter(|part| is_part(part));
    let mut paths: Vec<String> = parts.map(|part| format!("{folder}/{part}")).collect();
    paths.sort();
    if paths.is_empty() || root.join(&file).exists() {
        paths.insert(0, file);
    }
    paths
}

/// The vocabularies while they are being read.
struct Reading<'r> {
    root: &'r Path,
    problems: Vec<LocatedProblem>,
    fingerprints: Vec<Fingerprint>,
}

impl Reading<'_> {
    /// Those that others refer to come first.
    fn all(mut self) -> Codes {
        let mut vocabulary = Vocabulary::default();
        vocabulary.languages = self.terms(&vocabulary);
        vocabulary.countries = self.terms(&vocabulary);
        vocabulary.activities = self.terms(&vocabulary);
        vocabulary.audiences = self.terms(&vocabulary);
        vocabulary.barriers = self.terms(&vocabulary);
        vocabulary.event_kinds = self.terms(&vocabulary);
        vocabulary.organisation_kinds = self.terms(&vocabulary);
        vocabulary.regions = self.terms(&vocabulary);
        vocabulary.sectors = self.terms_by(&vocabulary, |fields| Some(read_sectors(fields)));
        vocabulary.stop_kinds = self.terms(&vocabulary);
        vocabulary.support_measures = self.terms(&vocabulary);
        vocabulary.themes = self.terms(&vocabulary);
        let fingerprint = Fingerprinter::new("vocabularies").fingerprints(self.fingerprints).done();
        Codes { vocabulary: Arc::new(vocabulary), problems: self.problems, fingerprint }
    }

    fn terms<T: ReadTerm + Send>(&mut self, vocabulary: &Vocabulary) -> Terms<T> {
        self.terms_by(vocabulary, |fields| T::read(fields).map(|term| vec![term]))
    }

    fn terms_by<T: Term + Send>(
        &mut self,
        vocabulary: &Vocabulary,
        read: impl Fn(&mut ObjectReader) -> Option<Vec<T>> + Sync,
    ) -> Terms<T> {
        let paths = paths(self.root, T::vocabulary_name());
        let root = self.root;
        let files: Vec<_> = paths.par_iter().map(|path| VocabularyFile::read(root, path, vocabulary, &read)).collect();
        let mut terms = Vec::new();
        let mut seen = HashSet::new();
        for file in files {
            match file {
                Ok(file) => {
                    self.fingerprints.push(file.fingerprint());
                    file.add_to(&mut terms, &mut seen, &mut self.problems);
                }
                Err(problem) => self.problems.push(problem),
            }
        }
        terms.into()
    }
}

/// A file of a vocabulary, as it was read.
struct VocabularyFile<'p, T> {
    path: &'p str,
    text: String,
    /// The terms of each entry, with its position.
    entries: Vec<(usize, Vec<T>)>,
    /// What is wrong with the text.
    text_problems: Vec<(ErrorKind, Position)>,
    /// What is wrong with the entries.
    problems: Vec<Problem>,
}

impl<'p, T: Term> VocabularyFile<'p, T> {
    fn read(
        root: &Path,
        path: &'p str,
        vocabulary: &Vocabulary,
        read: impl Fn(&mut ObjectReader) -> Option<Vec<T>>,
    ) -> Result<Self, LocatedProblem> {
        let text = files::text_of(root, path)?;
        let (node, text_problems) = yaml::read(&text);
        let mut reader = Reader::of_file(vocabulary, LanguageTag::english());
        let entries = node.map(|node| {
            reader.entries(&node, |fields| {
                let terms = read(fields);
                terms.map(|terms| (fields.index(), terms))
            })
        });
        let (entries, problems) = (entries.unwrap_or_default(), reader.into_problems());
        Ok(Self { path, text, entries, text_problems, problems })
    }

    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(self.text.as_bytes())
    }

    /// Adds its terms and problems, and reports the codes that are given twice.
    fn add_to(mut self, terms: &mut Vec<T>, seen: &mut HashSet<String>, problems: &mut Vec<LocatedProblem>) {
        for (position, entry) in self.entries {
            for term in entry {
                if !seen.insert(term.code().to_owned()) {
                    let kind = ErrorKind::DuplicateCode { code: term.code().to_owned() };
                    self.problems.push(Problem { pointer: Pointer::root().index(position), kind });
                }
                terms.push(term);
            }
        }
        let (path, text) = (self.path, &self.text);
        problems.extend(self.text_problems.into_iter().map(|(kind, place)| LocatedProblem::of_text(path, place, kind)));
        problems.extend(self.problems.iter().map(|problem| {
            let at_key = matches!(problem.kind, ErrorKind::UnknownKey { .. });
            LocatedProblem::new(path, yaml::locate(text, &problem.pointer, at_key), problem)
        }));
    }
}
