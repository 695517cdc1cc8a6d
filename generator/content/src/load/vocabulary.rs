//! The vocabularies, from `content/vocabulary/`.

use std::collections::HashSet;
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::content::vocabulary_file::{ReadTerm, read_sectors};
use domain::text::LanguageTag;
use domain::validate::{ErrorKind, ObjectReader, Pointer, Problem, Reader};
use domain::vocabulary::{
    Activity, Audience, Barrier, Country, EventKind, Language, OrganisationKind, Region, Sector, StopKind,
    SupportMeasure, Term, Terms, Theme, Vocabulary,
};

use crate::files;
use crate::fingerprint::{Fingerprint, Fingerprinter};
use crate::read_cache::CachedFiles;
use markup::LocatedProblem;
use markup::yaml;

/// The vocabularies' files.
pub(super) const FILES: [&str; 12] = [
    Activity::FILE,
    Audience::FILE,
    Barrier::FILE,
    Country::FILE,
    EventKind::FILE,
    Language::FILE,
    OrganisationKind::FILE,
    Region::FILE,
    Sector::FILE,
    StopKind::FILE,
    SupportMeasure::FILE,
    Theme::FILE,
];

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
    let files = || FILES.iter().map(|file| root.join(path(file))).collect::<Vec<PathBuf>>();
    let read = || Ok::<_, Infallible>(Reading { root, problems: Vec::new(), fingerprints: Vec::new() }.all());
    let Ok(codes) = CachedFiles::get_or_read(memory, files, Fingerprint::of(b""), read);
    codes
}

fn path(file: &str) -> String {
    format!("content/vocabulary/{file}")
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

    fn terms<T: ReadTerm>(&mut self, vocabulary: &Vocabulary) -> Terms<T> {
        self.terms_by(vocabulary, |fields| T::read(fields).map(|term| vec![term]))
    }

    fn terms_by<T: Term>(
        &mut self,
        vocabulary: &Vocabulary,
        mut read: impl FnMut(&mut ObjectReader) -> Option<Vec<T>>,
    ) -> Terms<T> {
        let path = path(T::FILE);
        let text = match files::text_of(self.root, &path) {
            Ok(text) => text,
            Err(problem) => {
                self.problems.push(problem);
                return Terms::default();
            }
        };
        self.fingerprints.push(Fingerprint::of(text.as_bytes()));
        let (node, found) = yaml::read(&text);
        self.problems.extend(found.into_iter().map(|(kind, place)| LocatedProblem::of_text(&path, place, kind)));
        let Some(node) = node else { return Terms::default() };
        let mut reader = Reader::of_file(vocabulary, LanguageTag::english());
        let entries = reader.entries(&node, |fields| {
            let terms = read(fields);
            terms.map(|terms| (fields.index(), terms))
        });
        let mut found = reader.into_problems();
        let mut seen = HashSet::new();
        for (position, term) in
            entries.iter().flat_map(|(position, terms)| terms.iter().map(move |term| (*position, term)))
        {
            if !seen.insert(term.code().to_owned()) {
                let kind = ErrorKind::DuplicateCode { code: term.code().to_owned() };
                found.push(Problem { pointer: Pointer::root().index(position), kind });
            }
        }
        self.problems.extend(found.iter().map(|problem| {
            let at_key = matches!(problem.kind, ErrorKind::UnknownKey { .. });
            LocatedProblem::new(&path, yaml::locate(&text, &problem.pointer, at_key), problem)
        }));
        entries.into_iter().flat_map(|(_, terms)| terms).collect::<Vec<T>>().into()
    }
}
