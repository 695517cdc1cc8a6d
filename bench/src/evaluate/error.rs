//! What can be wrong with a judged set.

use std::io;
use std::path::{Path, PathBuf};

use generator::LocatedProblem;

/// A set that can't be read.
#[derive(Debug, thiserror::Error)]
pub enum EvaluateError {
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n"))]
    Problems(Vec<LocatedProblem>),
    #[error("can't print: {0}")]
    Print(#[from] serde_json::Error),
}

impl EvaluateError {
    pub fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }
}

impl From<Vec<LocatedProblem>> for EvaluateError {
    fn from(problems: Vec<LocatedProblem>) -> Self {
        Self::Problems(problems)
    }
}
