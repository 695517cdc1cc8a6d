//! Single documents that belong to no site: a request in a file, the plan of an event. They are read by the same rules as
//! content, and their problems have the same places.

#[cfg(test)]
mod written;

use std::path::Path;
use std::sync::Arc;

use domain::content::offer::Offer;
use domain::matching::weights::Weights;
use domain::text::{LanguageTag, Slug};
use domain::validate::{ErrorKind, Node, ObjectReader, Problem, Reader, Source};
use domain::vocabulary::Vocabulary;

use crate::files::{self, Unreadable, Walk};
use crate::inputs::THEMES;
use crate::load::{self, is_draft, vocabulary::Codes};
use markup::yaml;
use markup::{LocatedProblem, Position};

/// What reading a document gave: the value, or what is wrong with it.
pub type ReadDocument<T> = Result<T, Vec<LocatedProblem>>;

/// Reads a YAML text; `name` is what problems call it.
pub fn read_yaml<T>(
    name: &str,
    text: &str,
    vocabulary: &Vocabulary,
    read: impl FnOnce(&mut ObjectReader) -> Option<T>,
) -> ReadDocument<T> {
    let (node, found) = yaml::read(text);
    let found: Vec<_> =
        found.into_iter().map(|(kind, position)| LocatedProblem::of_text(name, position, kind)).collect();
    let Some(node) = node.filter(|_| found.is_empty()) else { return Err(found) };
    check_document(name, text, &node, vocabulary, LanguageTag::english(), read)
}

/// Reads a JSON text; `name` is what problems call it.
pub fn read_json<T>(
    name: &str,
    text: &str,
    vocabulary: &Vocabulary,
    read: impl FnOnce(&mut ObjectReader) -> Option<T>,
) -> ReadDocument<T> {
    let node: Node = serde_json::from_str(text).map_err(|error| {
        let words = error.to_string();
        let detail = words.split(" at line ").next().unwrap_or(&words).to_owned();
        let position = Position { line: error.line().max(1), column: error.column().max(1) };
        vec![LocatedProblem::of_text(name, position, ErrorKind::Syntax { format: "JSON", detail })]
    })?;
    check_document(name, text, &node, vocabulary, LanguageTag::english(), read)
}

fn check_document<T>(
    name: &str,
    text: &str,
    node: &Node,
    vocabulary: &Vocabulary,
    language: LanguageTag,
    read: impl FnOnce(&mut ObjectReader) -> Option<T>,
) -> ReadDocument<T> {
    let mut reader = Reader::new(vocabulary, Source::Typed, language);
    let value = reader.document(node, read);
    let located = |problem: &Problem| {
        // JSON is YAML, as far as places go.
        LocatedProblem::new(name, yaml::place_of(text, problem), problem)
    };
    let problems: Vec<LocatedProblem> = reader.into_problems().iter().map(located).collect();
    value.ok_or(problems)
}

/// The vocabularies of a site's folder, or what is wrong with them.
pub fn read_vocabulary(root: &Path) -> ReadDocument<Vocabulary> {
    let Codes { vocabulary, problems, .. } = load::vocabulary::read(root);
    if problems.is_empty() { Ok(Arc::unwrap_or_clone(vocabulary)) } else { Err(problems) }
}

/// One offer of a site as its file is now; `None` where there is none, or it or the site's settings have a mistake.
pub fn read_offer(root: &Path, slug: &Slug) -> Option<Offer> {
    let text = files::text_of(root, &format!("content/offers/{slug}.yaml")).ok()?;
    let Codes { vocabulary, .. } = load::vocabulary::read(root);
    let settings = load::read_settings(root, &vocabulary, &files::walk(root, THEMES), None, &mut Vec::new())?;
    let node = yaml::parse(&text).ok().filter(|_| !is_draft(&text))?;
    let language = settings.default_language().clone();
    check_document(slug.as_str(), &text, &node, &vocabulary, language, Offer::read).ok()
}

/// The offers of a folder of YAML files, by their slugs, or what is wrong with them.
pub fn read_offers(folder: &Path, vocabulary: &Vocabulary) -> ReadDocument<Vec<(Slug, Offer)>> {
    let mut offers = Vec::new();
    let Walk { files: names, problems: unusable } = files::walk(folder, "");
    let named = |name: &str| folder.join(name).display().to_string();
    let mut problems: Vec<LocatedProblem> = unusable
        .into_iter()
        .map(|(name, kind)| LocatedProblem::of_text(&named(&name), Position::START, kind))
        .collect();
    for name in names {
        let Some(slug) = name.strip_suffix(".yaml").and_then(Slug::parse) else { continue };
        let read = files::text(&folder.join(&name))
            .map_err(|Unreadable { position, kind }| vec![LocatedProblem::of_text(&named(&name), position, kind)]);
        if read.as_deref().is_ok_and(is_draft) {
            continue;
        }
        match read.and_then(|text| read_yaml(&named(&name), &text, vocabulary, Offer::read)) {
            Ok(offer) => offers.push((slug, offer)),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() { Ok(offers) } else { Err(problems) }
}

/// The weights of [`read_weights`], for a program that has not read the vocabularies.
pub fn weights(root: &Path) -> Weights {
    read_weights(root, &load::vocabulary::read(root).vocabulary)
}

/// What counts how much when hosts are suggested, by a site's settings; the defaults where these can't be understood.
pub fn read_weights(root: &Path, vocabulary: &Vocabulary) -> Weights {
    let settings = load::read_settings(root, vocabulary, &files::walk(root, THEMES), None, &mut Vec::new());
    settings.map(|settings| settings.matching).unwrap_or_default()
}
