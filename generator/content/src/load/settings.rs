//! Reads `site.toml`.

use std::path::Path;

use domain::text::{LanguageTag, nearest};
use domain::validate::base_url::BaseUrl;
use domain::validate::{ErrorKind, Pointer, Problem};
use domain::vocabulary::Vocabulary;

use super::check::{check, is_certain, unreliable};
use super::vocabulary::{self, Codes};
use crate::files::{self, Walk};
use crate::inputs::THEMES;
use crate::model::settings::Settings;
use markup::toml;
use markup::{LocatedProblem, Position};

/// Where a problem with an address is that the settings do not name.
const BASE_URL: &str = "--base-url";

/// Reads the settings alone, or what is wrong with them and the vocabularies they name.
pub fn settings(root: &Path, base_url: Option<&str>) -> (Option<Settings>, Vec<LocatedProblem>) {
    let Codes { vocabulary, mut problems, .. } = vocabulary::read(root);
    let settings = read_settings(root, &vocabulary, &files::walk(root, THEMES), base_url, &mut problems);
    (settings, problems)
}

/// Reads `site.toml`, with `base_url` in place of its own, and notes what is wrong with it.
pub(crate) fn read_settings(
    root: &Path,
    vocabulary: &Vocabulary,
    themes: &Walk,
    base_url: Option<&str>,
    problems: &mut Vec<LocatedProblem>,
) -> Option<Settings> {
    let text = match files::text_of(root, Settings::FILE) {
        Ok(text) => text,
        Err(problem) => {
            problems.push(problem);
            return None;
        }
    };
    let node = match toml::parse(&text) {
        Ok(node) => node,
        Err(error) => {
            let kind = ErrorKind::Syntax { format: "TOML", detail: error.detail };
            problems.push(LocatedProblem::of_text(Settings::FILE, error.position, kind));
            return None;
        }
    };
    let (settings, found) = check(vocabulary, LanguageTag::english(), &node, Settings::read);
    let unreliable = unreliable(problems);
    let certain = found.iter().filter(|problem| is_certain(problem, &unreliable));
    let located =
        |problem: &Problem| LocatedProblem::new(Settings::FILE, toml::locate(&text, &problem.pointer), problem);
    let before = problems.len();
    problems.extend(certain.map(located));
    let others: Vec<_> = toml::mistakes(&text)
        .into_iter()
        .map(|(kind, position)| LocatedProblem::of_text(Settings::FILE, position, kind))
        .filter(|problem| {
            problems[before..].iter().all(|known| (known.line, known.column) != (problem.line, problem.column))
        })
        .collect();
    problems.extend(others);
    let mut settings = settings?;
    if let Some(kind) = unknown_theme(themes, &settings.theme) {
        let place = toml::locate(&text, &Pointer::root().key("theme"));
        problems.push(LocatedProblem::of_text(Settings::FILE, place, kind));
    }
    let Some(written) = base_url else { return Some(settings) };
    let mut note = |kind| problems.push(LocatedProblem::of_text(BASE_URL, Position::START, kind));
    settings.base_url = match BaseUrl::parse(written) {
        Ok(url) => url,
        Err(error) => {
            note(ErrorKind::BaseUrl { value: written.to_owned(), reason: error.to_string() });
            return None;
        }
    };
    if !settings.base_url.is_private() {
        note(ErrorKind::Unencrypted { value: written.to_owned() });
    }
    Some(settings)
}

/// What is wrong with a theme's name: it must be a folder with templates.
fn unknown_theme(themes: &Walk, name: &str) -> Option<ErrorKind> {
    let names = theme_names(themes);
    let suggestion = nearest(name, names.iter().map(String::as_str));
    (!names.iter().any(|theme| theme == name)).then(|| ErrorKind::UnknownTheme {
        value: name.to_owned(),
        suggestion,
        themes: names,
    })
}

/// The names of themes: of the folders of `themes/` that have templates.
pub fn theme_names(themes: &Walk) -> Vec<String> {
    let paths = themes.files.iter().chain(themes.problems.iter().map(|(path, _)| path));
    let mut names: Vec<String> = paths
        .filter_map(|path| path.split_once("/templates/").map(|(theme, _)| theme.to_owned()))
        .filter(|theme| !theme.contains('/'))
        .collect();
    names.dedup();
    names
}
