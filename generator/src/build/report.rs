//! What a build came to.

use crate::output_folder::Tally;
use content::model::settings::Limits;
use markup::{LocatedProblem, Severity};

/// What a build came to.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// What is wrong with the content. If one of them is an error, nothing was written.
    pub problems: Vec<LocatedProblem>,
    /// Pages of the site.
    pub pages: usize,
    /// Share images among the files that were written.
    pub share_images: usize,
    /// What happened to the files.
    pub tally: Tally,
    /// What one address may send, for a server that mounts the form; no limit where the settings name none.
    pub limits: Option<Limits>,
}

impl Report {
    /// Adds problems, each once, in the order of their places.
    pub fn add(&mut self, problems: Vec<LocatedProblem>) {
        self.problems.extend(problems);
        self.problems.sort();
        self.problems.dedup();
    }

    /// Whether the site could not be built.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }
}
