//! Content that is still being written: `draft: true` keeps it out of the site, and its mistakes from holding up the others.

use domain::drafts::case_study::TO_WRITE;
use domain::validate::ErrorKind;

use markup::markdown::{self, Split};
use markup::{LocatedProblem, Position, Severity};

/// Texts that stand for others: what `matchmaker new` wrote once, and what people write to come back to.
const PLACEHOLDERS: [&str; 8] = ["write here.", "write here", "todo", "tbd", "to do", "xxx", "…", "..."];
/// How a text begins that only fills a place.
const FILLING: &str = "lorem ipsum";

/// Where a file says that it is a draft. It counts even where the rest of the file can't be read: whoever is in the middle
/// of a line holds nobody up.
pub(super) fn mark(text: &str) -> Option<Position> {
    let (keys, lines_above) = match markdown::split(text) {
        Ok(parts) => (parts.front_matter, 1),
        Err(_) => (text, 0),
    };
    let line = keys.lines().position(|line| {
        let value = line.strip_prefix("draft:").filter(|value| value.starts_with([' ', '\t']));
        let value = value.map(|value| value.split(" #").next().unwrap_or_default().trim());
        matches!(value, Some("true" | "True" | "TRUE"))
    })?;
    Some(Position { line: line + lines_above + 1, column: 1 })
}

/// The parts of a text that are still to be written.
pub(super) fn unwritten(path: &str, parts: Split) -> Vec<LocatedProblem> {
    let is_left = |line: &str| line.starts_with(TO_WRITE) || is_placeholder(line);
    let lines = parts.body.lines().enumerate();
    let left = lines.filter(|(_, line)| is_left(line.trim()));
    left.map(|(number, _)| {
        let position = Position { line: parts.lines_above + number + 1, column: 1 };
        LocatedProblem::of_text(path, position, ErrorKind::Unwritten)
    })
    .collect()
}

/// A value that is still to be written.
pub(super) fn placeholder(text: &str) -> Option<ErrorKind> {
    let text = text.trim();
    is_placeholder(text).then(|| ErrorKind::Placeholder { value: text.chars().take(60).collect() })
}

fn is_placeholder(text: &str) -> bool {
    let begins = text.get(..FILLING.len()).is_some_and(|start| start.eq_ignore_ascii_case(FILLING));
    begins || PLACEHOLDERS.iter().any(|placeholder| text.eq_ignore_ascii_case(placeholder))
}

/// Returns the problems of a draft: what is left, none of it an error, and that nobody sees it yet.
pub(super) fn problems(path: &str, mark: Position, left: Vec<LocatedProblem>) -> Vec<LocatedProblem> {
    let draft = LocatedProblem::of_text(path, mark, ErrorKind::Draft { left: left.len() });
    let softened = left.into_iter().map(|problem| LocatedProblem { severity: Severity::Warning, ..problem });
    std::iter::once(draft).chain(softened).collect()
}
