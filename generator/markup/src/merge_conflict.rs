//! Marks of a conflict that Git left in a file, for somebody to choose between two versions.

use crate::Position;

/// Where the first one begins.
pub fn find(text: &str) -> Option<Position> {
    let line = text.lines().position(|line| line.starts_with("<<<<<<< "))?;
    let ends = text.lines().skip(line).any(|line| line.starts_with(">>>>>>> "));
    ends.then_some(Position { line: line + 1, column: 1 })
}
