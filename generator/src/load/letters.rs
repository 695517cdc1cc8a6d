//! The templates of messages in `content/letters/`, which the desk uses instead of its own. The site shows nothing of them; they are
//! checked here, so that a mistake is told before somebody needs a message.

use std::path::Path;

use domain::letter::{Letter, LetterKind, LetterProblem};
use domain::problem::{Fault, nearest};
use domain::vocabulary::Vocabulary;

use crate::files::{self, FileError};
use crate::located::{LocatedProblem, Position};

/// Where they lie, below `content/`.
const FOLDER: &str = "letters";

/// What is wrong with the templates.
///
/// # Errors
/// If one can't be read at all.
pub(super) fn check(root: &Path, vocabulary: &Vocabulary) -> Result<Vec<LocatedProblem>, FileError> {
    let folder = root.join("content").join(FOLDER);
    let mut problems = Vec::new();
    for name in files::list(&folder)? {
        let path = format!("content/{FOLDER}/{name}");
        match named(&name, vocabulary) {
            Ok(kind) => {
                let text = files::read_text(&folder.join(&name))?;
                let found = Letter::parse(kind, &text).err().unwrap_or_default();
                problems.extend(found.into_iter().map(|LetterProblem { line, column, fault }| {
                    LocatedProblem::of_text(&path, Position { line, column }, fault)
                }));
            }
            Err(fault) => problems.push(LocatedProblem::of_text(&path, Position::START, fault)),
        }
    }
    Ok(problems)
}

/// The kind that a file's name tells: `<kind>.<language>.txt`.
fn named(name: &str, vocabulary: &Vocabulary) -> Result<LetterKind, Fault> {
    let wrong = |suggestion| Fault::LetterName { value: name.to_owned(), suggestion };
    let stem = name.strip_suffix(".txt").ok_or_else(|| wrong(None))?;
    let (kind, language) = stem.split_once('.').ok_or_else(|| wrong(None))?;
    let kind = LetterKind::from_code(kind).ok_or_else(|| {
        let known = nearest(kind, LetterKind::ALL.map(LetterKind::code));
        wrong(known.map(|kind| format!("{kind}.{language}.txt")))
    })?;
    // A vocabulary that could not be read is told of elsewhere.
    if vocabulary.languages.iter().next().is_some() && vocabulary.languages.find(language).is_none() {
        return Err(Fault::Language { value: language.to_owned() });
    }
    Ok(kind)
}
