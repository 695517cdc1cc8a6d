//! A site of its own for one test: a small one, or all of our content.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::served::Served;

const REGIONS: &str = "content/vocabulary/regions";
const OFFER: &str = include_str!("fixtures/offer.yaml");
const CASE_STUDY: &str = include_str!("fixtures/case-study.md");
const PAGE: &str = include_str!("fixtures/page.md");

/// The repository this test was built from.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_owned()
}

/// A folder with a site, gone when the test ends.
pub struct TestSite {
    folder: TempDir,
}

/// What a command said and how it ended.
pub struct Outcome {
    /// Its exit status.
    pub status: i32,
    /// What it printed.
    pub stdout: String,
    /// What it complained about.
    pub stderr: String,
}

impl TestSite {
    /// One offer, one case study, one page, with our vocabularies and theme.
    pub fn small() -> Self {
        let site = Self { folder: tempfile::tempdir().expect("a folder") };
        let from = repository();
        copy(&from.join("content/vocabulary"), &site.path("content/vocabulary"));
        copy(&from.join("themes"), &site.path("themes"));
        site.copy_settings(&from);
        // Reading the regions of all countries takes a third of a check.
        fs::remove_dir_all(site.path(REGIONS)).expect("the regions");
        ["BE", "ES", "IT"]
            .into_iter()
            .fold(site, Self::with_regions)
            .with("content/offers/quay.yaml", OFFER)
            .with("content/case-studies/dual-system.md", CASE_STUDY)
            .with("content/pages/privacy.md", PAGE)
    }

    /// The site with the regions of one more country.
    pub fn with_regions(self, country: &str) -> Self {
        let file = format!("{REGIONS}/{country}.yaml");
        let text = fs::read_to_string(repository().join(&file)).expect("a country's regions");
        self.with(&file, &text)
    }

    /// Everything that is published from this repository.
    pub fn ours() -> Self {
        let site = Self { folder: tempfile::tempdir().expect("a folder") };
        let from = repository();
        copy(&from.join("content"), &site.path("content"));
        copy(&from.join("themes"), &site.path("themes"));
        site.copy_settings(&from);
        site
    }

    /// Our settings, but without a picture for every page: drawing takes longer than all the rest of a build, and only
    /// the tests of these pictures look at them.
    fn copy_settings(&self, from: &Path) {
        let settings = fs::read_to_string(from.join("site.toml")).expect("the settings");
        assert!(settings.contains("\npictures = true\n"));
        self.write("site.toml", &settings.replace("\npictures = true\n", "\npictures = false\n"));
    }

    /// The site with a picture for every page.
    pub fn with_social_pictures(self) -> Self {
        self.edit("site.toml", "pictures = false", "pictures = true")
    }

    /// The site without limits for senders.
    pub fn without_limits(self) -> Self {
        let settings = self.read("site.toml");
        let (before, after) = settings.split_once("[limits]").expect("limits");
        let (_, after) = after.split_once("\n\n").expect("more settings");
        let settings = format!("{before}{after}");
        self.with("site.toml", &settings)
    }

    /// The path of a file of the site.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The site with one more file, or another text in it.
    pub fn with(self, name: &str, text: &str) -> Self {
        self.write(name, text);
        self
    }

    /// The site with a piece of a file replaced; the piece must be there.
    pub fn edit(self, name: &str, before: &str, after: &str) -> Self {
        let text = self.read(name);
        assert!(text.contains(before), "{name} has no {before:?}");
        self.with(name, &text.replacen(before, after, 1))
    }

    /// Writes a file.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// Writes a file that is no text.
    pub fn write_bytes(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    /// A file's text.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The command, in the site's folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(program());
        command.current_dir(self.folder.path()).args(arguments);
        command
    }

    /// The command, started by another one.
    pub fn command_through(&self, by: &[&str], arguments: &[&str]) -> Command {
        let Some((first, rest)) = by.split_first() else { return self.command(arguments) };
        let mut command = Command::new(first);
        command.current_dir(self.folder.path()).args(rest).arg(program()).args(arguments);
        command
    }

    /// Runs the command to its end.
    pub fn run(&self, arguments: &[&str]) -> Outcome {
        let Output { status, stdout, stderr } = self.command(arguments).output().expect("the command");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Outcome { status: status.code().expect("an exit status"), stdout: text(stdout), stderr: text(stderr) }
    }

    /// What `check` finds on the 23rd of November 2026, as it tells programs. `build` must find the same, and publish
    /// nothing where something is wrong.
    pub fn problems(&self) -> Vec<Value> {
        let run = |command: &str| {
            let run = self.run(&[command, "--format", "json", "--today", "2026-11-23"]);
            let problems: Vec<Value> =
                serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{command}: {error}: {}", run.stderr));
            (run.status, problems)
        };
        let (checked, built) = (run("check"), run("build"));
        assert_eq!(checked, built, "check and build differ");
        let has_errors = checked.1.iter().any(|problem| problem["severity"] == "error");
        assert_eq!((checked.0, self.path("public/en/index.html").exists()), (i32::from(has_errors), !has_errors));
        checked.1
    }

    /// Serves the site on a free port, until the value returned is dropped.
    pub fn serve(&self) -> Served {
        Served::start(self.command(&["serve", "--port", "0"]))
    }
}

/// The command that `cargo test` built beside this test, or the one that the environment variable `MATCHMAKER` names: a
/// release, for a trial of many rounds.
fn program() -> PathBuf {
    if let Some(program) = std::env::var_os("MATCHMAKER") {
        return program.into();
    }
    let test = std::env::current_exe().expect("this test");
    let folder = test.parent().and_then(Path::parent).expect("target/debug");
    folder.join(format!("matchmaker-under-test{}", std::env::consts::EXE_SUFFIX))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a kind").is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}
