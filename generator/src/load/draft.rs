//! Stories that are still being written: `draft: true` keeps one out of the site, and its mistakes from holding up the others.

use domain::node::Node;
use domain::papers::story::TO_WRITE;
use domain::problem::{Fault, Pointer};

use crate::located::{LocatedProblem, Position, Severity};
use crate::markdown::Split;
use crate::yaml;

/// The folder whose files may be drafts.
pub(super) const FOLDER: &str = "case-studies";

const KEY: &str = "draft";

/// Whether front matter says that its story is a draft.
pub(super) fn is_one(front_matter: &str) -> bool {
    // Few files are drafts, and the others need not be read twice.
    front_matter.contains(KEY)
        && matches!(yaml::parse(front_matter), Ok(Node::Map(entries))
            if entries.iter().any(|(key, value)| key == KEY && *value == Node::Flag(true)))
}

/// The parts of a story that are still to be written.
pub(super) fn unwritten(path: &str, parts: Split) -> Vec<LocatedProblem> {
    let lines = parts.body.lines().enumerate();
    let left = lines.filter(|(_, line)| line.trim_start().starts_with(TO_WRITE));
    left.map(|(number, _)| {
        let position = Position { line: parts.lines_above + number + 1, column: 1 };
        LocatedProblem::of_text(path, position, Fault::Unwritten)
    })
    .collect()
}

/// What is said of a draft: what is left, none of it an error, and that nobody sees it yet.
pub(super) fn tell(path: &str, parts: Split, left: Vec<LocatedProblem>) -> Vec<LocatedProblem> {
    let at = yaml::locate(parts.front_matter, &Pointer::root().key(KEY), true);
    let position = Position { line: at.line + 1, ..at };
    let draft = LocatedProblem::of_text(path, position, Fault::Draft { left: left.len() });
    let softened = left.into_iter().map(|problem| LocatedProblem { severity: Severity::Warning, ..problem });
    std::iter::once(draft).chain(softened).collect()
}
