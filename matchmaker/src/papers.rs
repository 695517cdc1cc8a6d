//! The site's own folder, for papers from the desk.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::Arc;

use domain::offer::Offer;
use domain::text::Slug;
use function::papers::{Paper, Papers, PapersError, Remark};
use function::store::Promise;
use generator::{BuildError, Severity};

use crate::cli::Common;
use crate::root;

/// Papers of the site that a command works with.
#[derive(Clone)]
pub struct ContentFolder {
    common: Common,
    root: PathBuf,
}

impl ContentFolder {
    /// The folder of a site; `common` says how its content is checked.
    pub fn new(common: Common, root: PathBuf) -> Self {
        Self { common, root }
    }

    fn read_now(&self, paper: &Paper) -> Result<Option<String>, PapersError> {
        let path = self.root.join(paper.path());
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(file(&path)(error)),
        }
    }

    fn offer_now(&self, slug: &Slug) -> Option<Offer> {
        generator::read_offer(&self.root, slug)
    }

    fn write_now(&self, paper: &Paper, text: &str, instead_of: Option<&str>) -> Result<Vec<Remark>, PapersError> {
        let path = self.root.join(paper.path());
        match self.read_now(paper)? {
            Some(there) if there == text => {}
            Some(there) if instead_of != Some(&there) => return Err(PapersError::Taken(path)),
            there => put(&path, text, there.is_some())?,
        }
        self.check()
    }

    fn check(&self) -> Result<Vec<Remark>, PapersError> {
        let unchecked = |error: String| PapersError::Unchecked(error);
        let options = root::options(&self.common).map_err(|error| unchecked(error.to_string()))?;
        let report = generator::check(&options).map_err(|error: BuildError| unchecked(error.to_string()))?;
        let remarks = report.problems.into_iter().map(|problem| Remark {
            path: problem.path,
            line: problem.line,
            is_error: problem.severity == Severity::Error,
            message: problem.message,
            help: problem.help,
        });
        Ok(remarks.collect())
    }

    /// Files are read and checked on a thread that may wait.
    fn there<T: Send + 'static>(
        &self,
        what: impl FnOnce(&Self) -> Result<T, PapersError> + Send + 'static,
    ) -> Promise<'_, T, PapersError> {
        let folder = self.clone();
        Box::pin(async move {
            let done = tokio::task::spawn_blocking(move || what(&folder)).await;
            done.unwrap_or_else(|error| Err(PapersError::Unchecked(error.to_string())))
        })
    }
}

impl Papers for ContentFolder {
    fn read<'a>(&'a self, paper: &'a Paper) -> Promise<'a, Option<String>, PapersError> {
        let paper = paper.clone();
        self.there(move |folder| folder.read_now(&paper))
    }

    fn offer<'a>(&'a self, slug: &'a Slug) -> Promise<'a, Option<Offer>, PapersError> {
        let slug = slug.clone();
        self.there(move |folder| Ok(folder.offer_now(&slug)))
    }

    fn write<'a>(
        &'a self,
        paper: &'a Paper,
        text: &'a str,
        instead_of: Option<&'a str>,
    ) -> Promise<'a, Vec<Remark>, PapersError> {
        let (paper, text, instead_of) = (paper.clone(), text.to_owned(), instead_of.map(str::to_owned));
        self.there(move |folder| folder.write_now(&paper, &text, instead_of.as_deref()))
    }
}

/// Puts a whole file in its place. Unless it replaces one, whatever somebody else puts there first stays.
fn put(path: &Path, text: &str, replaces: bool) -> Result<(), PapersError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // Hidden, so that no build takes it for content.
    let new = path.with_file_name(format!(".{name}.{}", process::id()));
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(file(folder))?;
    let written = File::create(&new).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    let placed = written.map_err(file(&new)).and_then(|()| match replaces {
        true => fs::rename(&new, path).map_err(file(path)),
        // A second name for the file is the one way to place it that fails if there is one already.
        false => match fs::hard_link(&new, path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(PapersError::Taken(path.to_owned())),
            // Some file systems know no second names.
            Err(_) => File::create_new(path).and_then(|mut file| file.write_all(text.as_bytes())).map_err(file(path)),
            Ok(()) => Ok(()),
        },
    });
    // Where it was renamed, there is nothing left to remove.
    drop(fs::remove_file(&new));
    placed
}

fn file(path: &Path) -> impl FnOnce(io::Error) -> PapersError {
    let path = path.to_owned();
    move |source| PapersError::File { path, source: Arc::new(source) }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use function::papers::PapersError;

    use super::put;

    #[test]
    fn a_file_is_placed_as_a_whole_and_never_in_anothers_place() {
        let site = tempfile::tempdir().expect("a folder");
        let path = site.path().join("content/offers/quay.yaml");
        put(&path, "title: Quay\n", false).expect("written");
        let again = put(&path, "title: Port\n", false);
        assert!(matches!(again, Err(PapersError::Taken(_))), "{again:?}");
        assert_eq!(fs::read_to_string(&path).expect("a file"), "title: Quay\n");
        put(&path, "title: Port\n", true).expect("replaced");
        assert_eq!(fs::read_to_string(&path).expect("a file"), "title: Port\n");
        let left = fs::read_dir(site.path().join("content/offers")).expect("a folder").count();
        assert_eq!(left, 1, "nothing else is left behind");
    }
}
