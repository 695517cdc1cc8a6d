//! The programs that are compared: ours built for release, the others from their registries, below `target/bench/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use walkdir::WalkDir;

use super::error::CompareError;
use super::measure::run;
use crate::files::repository;

/// Where each program is.
pub struct Tools {
    pub matchmaker: PathBuf,
    pub hugo: PathBuf,
    pub eleventy: PathBuf,
    pub pagefind: PathBuf,
}

impl Tools {
    /// Builds ours.
    ///
    /// # Errors
    /// If it can't be built.
    pub fn ours() -> Result<PathBuf, CompareError> {
        let repository = whole(&repository())?;
        let mut build = Command::new("cargo");
        build.args(["build", "--release", "--package", "matchmaker"]).current_dir(&repository);
        run(build)?;
        Ok(repository.join("target/release/matchmaker"))
    }

    /// Where nobody else takes part.
    pub fn only(matchmaker: PathBuf) -> Self {
        Self { matchmaker, hugo: PathBuf::new(), eleventy: PathBuf::new(), pagefind: PathBuf::new() }
    }

    /// Builds ours, fetches what is not there yet, and prints the versions.
    ///
    /// # Errors
    /// If a program can't be built or fetched.
    pub fn install() -> Result<Self, CompareError> {
        let matchmaker = Self::ours()?;
        let repository = whole(&repository())?;
        let bench = repository.join("target/bench");
        let tools = Self {
            matchmaker,
            hugo: hugo(&bench.join("hugo"))?,
            eleventy: npm(&repository, &bench.join("npm"))?.join("@11ty/eleventy/cmd.cjs"),
            pagefind: bench.join("npm/node_modules/.bin/pagefind"),
        };
        let node = |script: &Path| {
            let mut command = Command::new("node");
            command.arg(script);
            command
        };
        let programs = [Command::new(&tools.hugo), node(&tools.eleventy), node(&tools.pagefind)];
        for (mut program, argument) in programs.into_iter().zip(["version", "--version", "--version"]) {
            program.arg(argument);
            println!("{}", run(program)?.1.trim());
        }
        Ok(tools)
    }
}

fn whole(path: &Path) -> Result<PathBuf, CompareError> {
    fs::canonicalize(path).map_err(CompareError::at(path))
}

/// Hugo's own program of the wheel, without the script that starts it. The newest.
fn hugo(folder: &Path) -> Result<PathBuf, CompareError> {
    let program = |folder: &Path| {
        let files = WalkDir::new(folder).into_iter().filter_map(Result::ok);
        let mut files =
            files.filter(|entry| entry.file_type().is_file() && entry.path().parent().is_some_and(is_binaries));
        files.find(|entry| entry.file_name() == "hugo").map(|entry| entry.into_path())
    };
    if let Some(program) = program(folder) {
        return Ok(program);
    }
    let mut venv = Command::new("python3");
    venv.args(["-m", "venv"]).arg(folder);
    run(venv)?;
    let mut pip = Command::new(folder.join("bin/pip"));
    pip.args(["install", "--quiet", "--disable-pip-version-check", "hugo"]);
    run(pip)?;
    program(folder)
        .ok_or_else(|| CompareError::Failed { command: "pip install hugo".to_owned(), said: "no program".to_owned() })
}

fn is_binaries(folder: &Path) -> bool {
    folder.file_name().is_some_and(|name| name == "binaries")
}

/// Eleventy and Pagefind, as the lock file has them.
fn npm(repository: &Path, folder: &Path) -> Result<PathBuf, CompareError> {
    let modules = folder.join("node_modules");
    let wanted = ["package.json", "package-lock.json"].map(|name| repository.join("bench/peers").join(name));
    let fresh = |from: &PathBuf| {
        let to = folder.join(from.file_name().unwrap_or_default());
        fs::read(from).ok().is_some_and(|bytes| fs::read(to).is_ok_and(|known| known == bytes))
    };
    if modules.is_dir() && wanted.iter().all(fresh) {
        return Ok(modules);
    }
    fs::create_dir_all(folder).map_err(CompareError::at(folder))?;
    let put_beside = || {
        wanted.iter().try_for_each(|from| {
            let to = folder.join(from.file_name().unwrap_or_default());
            fs::copy(from, &to).map(|_| ()).map_err(CompareError::at(from))
        })
    };
    put_beside()?;
    // Not `npm ci`: that wants Pagefind's programs for all systems to be locked, and not every registry has all of them.
    let mut install = Command::new("npm");
    install.args(["install", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder);
    run(install)?;
    put_beside()?;
    Ok(modules)
}
