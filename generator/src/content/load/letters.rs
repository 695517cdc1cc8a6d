//! The templates of messages in `content/letters/`, which the desk uses instead of its own. The site shows nothing of them; they are
//! checked here, so that a mistake is told before somebody needs a message.

use domain::email::{Letter, LetterKind, LetterProblem};
use domain::validate::{Fault, nearest};
use domain::vocabulary::Vocabulary;

use super::listing::Listing;
use super::vocabulary::Codes;
use crate::fs::files::{self, Unreadable};
use crate::fs::read_cache::Folder;
use markup::{LocatedProblem, Position};

/// Where they lie, below `content/`.
const FOLDER: &str = "letters";

/// What is wrong with the templates.
pub(super) fn check(
    listing: &Listing,
    codes: &Codes,
    memory: Option<&mut Folder<Vec<LocatedProblem>>>,
) -> Vec<LocatedProblem> {
    let (folder, names) = listing.folder(FOLDER);
    let problems = Folder::recall(memory, &folder, &names, codes.stamp, usize::MAX, |name, file| {
        let path = format!("content/{FOLDER}/{name}");
        let kind = match named(name, &codes.vocabulary) {
            Ok(kind) => kind,
            Err(fault) => return vec![LocatedProblem::of_text(&path, Position::START, fault)],
        };
        let text = match files::text(file) {
            Ok(text) => text,
            Err(Unreadable { position, fault }) => return vec![LocatedProblem::of_text(&path, position, fault)],
        };
        let found = Letter::parse(kind, &text).err().unwrap_or_default();
        let located =
            |LetterProblem { line, column, fault }| LocatedProblem::of_text(&path, Position { line, column }, fault);
        found.into_iter().map(located).collect()
    });
    problems.into_iter().flatten().collect()
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
