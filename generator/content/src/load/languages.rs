//! The languages in the names of Markdown files: `privacy.fr.md`.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::content::page::Page;
use domain::text::{LanguageTag, Slug};
use domain::validate::ErrorKind;

use super::reader::TextFile;
use crate::model::settings::Settings;
use crate::model::site::Written;
use markup::{LocatedProblem, Position};

/// Pages by slug, then by language.
pub(super) type Translations = BTreeMap<Slug, BTreeMap<LanguageTag, Arc<Written<Page>>>>;

/// Groups the translations of pages. A language that the site does not have is a problem.
pub(super) fn by_language(
    pages: Vec<TextFile<Page>>,
    settings: Option<&Settings>,
    problems: &mut Vec<LocatedProblem>,
) -> Translations {
    let mut by_slug = Translations::new();
    let Some(settings) = settings else { return by_slug };
    for TextFile { written: page, language } in pages {
        let path = page.entry.path.clone();
        let mut report = |kind| problems.push(LocatedProblem::of_text(&path, Position::START, kind));
        let code = language.unwrap_or_else(|| settings.default_language().to_string());
        let Some(language) = settings.languages.iter().find(|language| language.as_str() == code) else {
            report(ErrorKind::Language { value: code });
            continue;
        };
        let slug = page.entry.slug.clone();
        if let Some(other) = by_slug.entry(slug.clone()).or_default().insert(language.clone(), page) {
            report(ErrorKind::DuplicateSlug { slug: slug.to_string(), other: other.entry.path.clone() });
        }
    }
    by_slug
}

/// Case studies contain their translations: a language in the file's name is a problem.
pub(super) fn without_language<T>(texts: Vec<TextFile<T>>, problems: &mut Vec<LocatedProblem>) -> Vec<Arc<Written<T>>> {
    let written = texts.into_iter().map(|TextFile { written, language }| {
        if let Some(language) = language {
            let kind = ErrorKind::Slug { value: format!("{}.{language}", written.entry.slug) };
            problems.push(LocatedProblem::of_text(&written.entry.path, Position::START, kind));
        }
        written
    });
    written.collect()
}
