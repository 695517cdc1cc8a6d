//! What can go wrong with a comparison.

use std::io;
use std::path::{Path, PathBuf};

use crate::files::CorpusError;

/// A comparison that can't be made, or would not be one.
#[derive(Debug, thiserror::Error)]
pub enum CompareError {
    /// The corpus can't be written.
    #[error(transparent)]
    Corpus(#[from] CorpusError),
    /// A file can't be read or written, or a program not started.
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
    /// A program did not do what it was asked.
    #[error("{command} failed:\n{said}")]
    Failed { command: String, said: String },
    /// Pages are not the same.
    #[error("{peer} does not make the pages that we make: {difference}")]
    Unequal { peer: &'static str, difference: String },
    /// No folder of this kind.
    #[error("this machine has no {0} that can be written to")]
    NoPlace(&'static str),
    /// A server never showed a page or a change.
    #[error("{0} did not answer within {1} seconds")]
    Silent(String, u64),
}

impl CompareError {
    /// Names the path.
    pub fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| CompareError::File { path, source }
    }
}
