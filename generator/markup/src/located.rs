//! Problems with their place in a file: what an editor is told.

use std::borrow::Cow;
use std::fmt;

use domain::validate::{Fault, Problem};
use serde::{Deserialize, Serialize};

/// A place in a text; both numbers from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Position {
    /// The beginning of a file.
    pub const START: Position = Position { line: 1, column: 1 };

    /// The byte of a text at this place; its end, where the text is shorter.
    pub fn byte_in(self, text: &str) -> usize {
        let line: usize = text.split_inclusive('\n').take(self.line - 1).map(str::len).sum();
        let rest = &text[line..];
        line + rest.char_indices().nth(self.column - 1).map_or(rest.len(), |(place, _)| place)
    }

    /// The place of a byte of a text.
    pub fn of_byte(text: &str, byte: usize) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
    }
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The site can't be built.
    Error,
    /// The site can be built, but somebody should look.
    Warning,
}

/// A problem, its file and its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LocatedProblem {
    /// The file, relative to the root, with `/` between names.
    pub path: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// How bad it is.
    pub severity: Severity,
    /// The stable name of the fault.
    pub code: Cow<'static, str>,
    /// What is wrong, as a sentence.
    pub message: String,
    /// How to mend it.
    pub help: String,
}

impl LocatedProblem {
    /// A problem of a value in a file.
    pub fn new(path: &str, position: Position, problem: &Problem) -> Self {
        Self {
            path: path.to_owned(),
            line: position.line,
            column: position.column,
            severity: if problem.fault.is_warning() { Severity::Warning } else { Severity::Error },
            code: problem.fault.code().into(),
            message: problem.to_string(),
            help: problem.fault.help(),
        }
    }

    /// A problem of a place in a text, such as a link in a story.
    pub fn of_text(path: &str, position: Position, fault: Fault) -> Self {
        Self::new(path, position, &Problem { pointer: Default::default(), fault })
    }
}

impl fmt::Display for LocatedProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let Self { path, line, column, severity, message, help, .. } = self;
        let severity = match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(formatter, "{path}:{line}:{column}: {severity}: {message}\n  {help}")
    }
}
