//! A problem with its place in a file, as it is shown to editors.

use std::borrow::Cow;
use std::fmt;

use domain::validate::{ErrorKind, Problem};
use serde::{Deserialize, Serialize};

use crate::position::Position;

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
            severity: if problem.kind.is_warning() { Severity::Warning } else { Severity::Error },
            code: problem.kind.code().into(),
            message: problem.to_string(),
            help: problem.kind.help(),
        }
    }

    /// A problem of a place in a text, such as a link in a story.
    pub fn of_text(path: &str, position: Position, kind: ErrorKind) -> Self {
        Self::new(path, position, &Problem { pointer: Default::default(), kind })
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
