//! Conflict markers of Git.

use crate::position::Position;

/// Returns the position of the first one.
pub fn find(text: &str) -> Option<Position> {
    let line = text.lines().position(|line| line.starts_with("<<<<<<< "))?;
    let ends = text.lines().skip(line).any(|line| line.starts_with(">>>>>>> "));
    ends.then_some(Position { line: line + 1, column: 1 })
}
