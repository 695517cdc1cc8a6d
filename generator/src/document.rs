//! Single documents that belong to no site: a request in a file, the plan of an event. They are read by the same rules as
//! content, and their problems have the same places.

#[cfg(test)]
mod written;

use std::path::Path;
use std::sync::Arc;

use domain::matching::weights::Weights;
use domain::node::Node;
use domain::offer::Offer;
use domain::problem::{Fault, Problem};
use domain::reading::{Fields, Reader, Source};
use domain::text::{LanguageTag, Slug};
use domain::vocabulary::Vocabulary;

use crate::files::{self, FileError};
use crate::load::{self, vocabulary::Codes};
use crate::located::{LocatedProblem, Position};
use crate::yaml;

/// What reading a document gave: the value, or what is wrong with it.
pub type ReadDocument<T> = Result<T, Vec<LocatedProblem>>;

/// Reads a YAML text; `name` is what problems call it.
pub fn read_yaml<T>(
    name: &str,
    text: &str,
    vocabulary: &Vocabulary,
    read: impl FnOnce(&mut Fields) -> Option<T>,
) -> ReadDocument<T> {
    let node = yaml::parse(text).map_err(|error| {
        let fault = Fault::Syntax { format: "YAML", detail: error.detail };
        vec![LocatedProblem::of_text(name, error.position, fault)]
    })?;
    judge(name, text, &node, vocabulary, LanguageTag::english(), read)
}

/// Reads a JSON text; `name` is what problems call it.
pub fn read_json<T>(
    name: &str,
    text: &str,
    vocabulary: &Vocabulary,
    read: impl FnOnce(&mut Fields) -> Option<T>,
) -> ReadDocument<T> {
    let node: Node = serde_json::from_str(text).map_err(|error| {
        let words = error.to_string();
        let detail = words.split(" at line ").next().unwrap_or(&words).to_owned();
        let position = Position { line: error.line().max(1), column: error.column().max(1) };
        vec![LocatedProblem::of_text(name, position, Fault::Syntax { format: "JSON", detail })]
    })?;
    judge(name, text, &node, vocabulary, LanguageTag::english(), read)
}

fn judge<T>(
    name: &str,
    text: &str,
    node: &Node,
    vocabulary: &Vocabulary,
    language: LanguageTag,
    read: impl FnOnce(&mut Fields) -> Option<T>,
) -> ReadDocument<T> {
    let mut reader = Reader::new(vocabulary, Source::Typed, language);
    let value = reader.document(node, read);
    let located = |problem: &Problem| {
        let at_key = matches!(problem.fault, Fault::UnknownKey { .. });
        // JSON is YAML, as far as places go.
        LocatedProblem::new(name, yaml::locate(text, &problem.pointer, at_key), problem)
    };
    let problems: Vec<LocatedProblem> = reader.into_problems().iter().map(located).collect();
    value.ok_or(problems)
}

/// The vocabularies of a site's folder, or what is wrong with them.
///
/// # Errors
/// If a file can't be read.
pub fn read_vocabulary(root: &Path) -> Result<ReadDocument<Vocabulary>, FileError> {
    let Codes { vocabulary, problems, .. } = load::vocabulary::read(root)?;
    Ok(if problems.is_empty() { Ok(Arc::unwrap_or_clone(vocabulary)) } else { Err(problems) })
}

/// One offer of a site as its file is now; `None` where there is none, or it or the site's settings have a mistake.
///
/// # Errors
/// If a file can't be read.
pub fn read_offer(root: &Path, slug: &Slug) -> Result<Option<Offer>, FileError> {
    let path = root.join(format!("content/offers/{slug}.yaml"));
    if !path.exists() {
        return Ok(None);
    }
    let Codes { vocabulary, .. } = load::vocabulary::read(root)?;
    let settings = load::read_settings(root, &vocabulary, None, &mut Vec::new())?;
    let text = files::read_text(&path)?;
    let (Some(settings), Ok(node)) = (settings, yaml::parse(&text)) else { return Ok(None) };
    let language = settings.default_language().clone();
    Ok(judge(slug.as_str(), &text, &node, &vocabulary, language, Offer::read).ok())
}

/// The offers of a folder of YAML files, by their slugs, or what is wrong with them.
///
/// # Errors
/// If a file can't be read.
pub fn read_offers(folder: &Path, vocabulary: &Vocabulary) -> Result<ReadDocument<Vec<(Slug, Offer)>>, FileError> {
    let mut offers = Vec::new();
    let mut problems = Vec::new();
    for name in files::list(folder)? {
        let Some(slug) = name.strip_suffix(".yaml").and_then(Slug::parse) else { continue };
        let path = folder.join(&name);
        match read_yaml(&path.display().to_string(), &files::read_text(&path)?, vocabulary, Offer::read) {
            Ok(offer) => offers.push((slug, offer)),
            Err(found) => problems.extend(found),
        }
    }
    Ok(if problems.is_empty() { Ok(offers) } else { Err(problems) })
}

/// What counts how much when hosts are suggested, by a site's settings; the defaults where these can't be understood.
///
/// # Errors
/// If the settings can't be read.
pub fn read_weights(root: &Path, vocabulary: &Vocabulary) -> Result<Weights, FileError> {
    let settings = load::read_settings(root, vocabulary, None, &mut Vec::new())?;
    Ok(settings.map(|settings| settings.matching).unwrap_or_default())
}
