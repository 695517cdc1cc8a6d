//! The templates of messages in `content/letters/`, which the desk uses instead of its own. The site shows nothing of them; they are
//! checked here, so that a mistake is reported before somebody needs a message.

use domain::email::{EmailKind, EmailTemplate, TemplateProblem};
use domain::text::nearest;
use domain::validate::ErrorKind;
use domain::vocabulary::Vocabulary;

use super::listing::Listing;
use super::vocabulary::Codes;
use crate::files::{self, Unreadable};
use crate::read_cache::CachedFolder;
use markup::{LocatedProblem, Position};

/// Where they lie, below `content/`.
const FOLDER: &str = "letters";

/// What is wrong with the templates.
pub(super) fn check(
    listing: &Listing,
    codes: &Codes,
    memory: Option<&mut CachedFolder<Vec<LocatedProblem>>>,
) -> Vec<LocatedProblem> {
    let (folder, names) = listing.folder(FOLDER);
    let problems = CachedFolder::get_or_read(memory, &folder, &names, codes.fingerprint, usize::MAX, |name, file| {
        let path = format!("content/{FOLDER}/{name}");
        let kind = match named(name, &codes.vocabulary) {
            Ok(kind) => kind,
            Err(kind) => return vec![LocatedProblem::of_text(&path, Position::START, kind)],
        };
        let text = match files::text(file) {
            Ok(text) => text,
            Err(Unreadable { position, kind }) => return vec![LocatedProblem::of_text(&path, position, kind)],
        };
        let found = EmailTemplate::parse(kind, &text).err().unwrap_or_default();
        let located =
            |TemplateProblem { line, column, kind }| LocatedProblem::of_text(&path, Position { line, column }, kind);
        found.into_iter().map(located).collect()
    });
    problems.into_iter().flatten().collect()
}

/// Returns the kind in the name of a file: `<kind>.<language>.txt`.
fn named(name: &str, vocabulary: &Vocabulary) -> Result<EmailKind, ErrorKind> {
    let wrong = |suggestion| ErrorKind::LetterName { value: name.to_owned(), suggestion };
    let stem = name.strip_suffix(".txt").ok_or_else(|| wrong(None))?;
    let (kind, language) = stem.split_once('.').ok_or_else(|| wrong(None))?;
    let kind = EmailKind::from_code(kind).ok_or_else(|| {
        let known = nearest(kind, EmailKind::ALL.map(EmailKind::code));
        wrong(known.map(|kind| format!("{kind}.{language}.txt")))
    })?;
    // A vocabulary that could not be read is reported elsewhere.
    if vocabulary.languages.iter().next().is_some() && vocabulary.languages.find(language).is_none() {
        return Err(ErrorKind::Language { value: language.to_owned() });
    }
    Ok(kind)
}
