//! The vocabularies, from `content/vocabulary/`.

use std::collections::HashSet;
use std::path::Path;

use domain::problem::{Fault, Pointer, Problem};
use domain::reading::{Fields, Reader, Source};
use domain::terms::{ReadTerm, read_sectors};
use domain::text::LanguageTag;
use domain::vocabulary::{Term, Terms, Vocabulary};

use crate::files::{self, FileError};
use crate::located::LocatedProblem;
use crate::yaml;

/// Reads all vocabularies; those that others refer to come first.
pub fn read(root: &Path) -> Result<(Vocabulary, Vec<LocatedProblem>), FileError> {
    let mut problems = Vec::new();
    let mut vocabulary = Vocabulary::default();
    vocabulary.languages = terms(root, &vocabulary, &mut problems)?;
    vocabulary.countries = terms(root, &vocabulary, &mut problems)?;
    vocabulary.activities = terms(root, &vocabulary, &mut problems)?;
    vocabulary.audiences = terms(root, &vocabulary, &mut problems)?;
    vocabulary.barriers = terms(root, &vocabulary, &mut problems)?;
    vocabulary.event_kinds = terms(root, &vocabulary, &mut problems)?;
    vocabulary.organisation_kinds = terms(root, &vocabulary, &mut problems)?;
    vocabulary.regions = terms(root, &vocabulary, &mut problems)?;
    vocabulary.sectors = terms_by(root, &vocabulary, &mut problems, |fields| Some(read_sectors(fields)))?;
    vocabulary.stop_kinds = terms(root, &vocabulary, &mut problems)?;
    vocabulary.support_measures = terms(root, &vocabulary, &mut problems)?;
    vocabulary.themes = terms(root, &vocabulary, &mut problems)?;
    Ok((vocabulary, problems))
}

fn terms<T: ReadTerm>(
    root: &Path,
    vocabulary: &Vocabulary,
    problems: &mut Vec<LocatedProblem>,
) -> Result<Terms<T>, FileError> {
    terms_by(root, vocabulary, problems, |fields| T::read(fields).map(|term| vec![term]))
}

fn terms_by<T: Term>(
    root: &Path,
    vocabulary: &Vocabulary,
    problems: &mut Vec<LocatedProblem>,
    read: impl FnMut(&mut Fields) -> Option<Vec<T>>,
) -> Result<Terms<T>, FileError> {
    let path = format!("content/vocabulary/{}", T::FILE);
    let text = files::read_text(&root.join(&path))?;
    let node = match yaml::parse(&text) {
        Ok(node) => node,
        Err(error) => {
            let fault = Fault::Syntax { format: "YAML", detail: error.detail };
            problems.push(LocatedProblem::of_text(&path, error.position, fault));
            return Ok(Terms::default());
        }
    };
    let mut reader = Reader::new(vocabulary, Source::Typed, LanguageTag::english());
    let entries = reader.entries(&node, read);
    let mut found = reader.into_problems();
    let mut seen = HashSet::new();
    for (position, term) in
        entries.iter().enumerate().flat_map(|(position, terms)| terms.iter().map(move |term| (position, term)))
    {
        if !seen.insert(term.code().to_owned()) {
            let fault = Fault::DuplicateCode { code: term.code().to_owned() };
            found.push(Problem { pointer: Pointer::root().index(position), fault });
        }
    }
    problems.extend(found.iter().map(|problem| {
        let at_key = matches!(problem.fault, Fault::UnknownKey { .. });
        LocatedProblem::new(&path, yaml::locate(&text, &problem.pointer, at_key), problem)
    }));
    Ok(entries.into_iter().flatten().collect::<Vec<T>>().into())
}
