//! Reads and writes content files for the desk.

use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cap_std::ambient_authority;
use cap_std::fs::{Dir, File, OpenOptions};
use desk::content_repository::{CheckMessage, ContentError, ContentFile, ContentRepository};
use domain::content::offer::Offer;
use domain::text::Slug;
use generator::{BuildError, Severity};
use store::StoreFuture;

use crate::cli::Common;
use crate::site_folder;

#[derive(Clone)]
pub struct ContentFolder {
    common: Common,
    root: PathBuf,
}

impl ContentFolder {
    /// The content of a site's folder; `common` has the options for checks.
    pub fn new(common: Common, root: PathBuf) -> Self {
        Self { common, root }
    }

    fn read_now(&self, file: &ContentFile) -> Result<Option<String>, ContentError> {
        let path = self.root.join(file.path());
        match open(&self.root)?.read_to_string(file.path()) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(at_path(&path)(error)),
        }
    }

    fn write_now(
        &self,
        file: &ContentFile,
        text: &str,
        instead_of: Option<&str>,
    ) -> Result<Vec<CheckMessage>, ContentError> {
        let path = self.root.join(file.path());
        match self.read_now(file)? {
            Some(there) if there == text => {}
            Some(there) if instead_of != Some(&there) => return Err(ContentError::Taken(path)),
            there => write_file(&self.root, Path::new(&file.path()), text, there.is_some())?,
        }
        self.check()
    }

    fn check(&self) -> Result<Vec<CheckMessage>, ContentError> {
        let unchecked = |error: String| ContentError::Unchecked(error);
        let options = site_folder::build_options(&self.common).map_err(|error| unchecked(error.to_string()))?;
        let report = generator::check(&options).map_err(|error: BuildError| unchecked(error.to_string()))?;
        let remarks = report.problems.into_iter().map(|problem| CheckMessage {
            path: problem.path,
            line: problem.line,
            is_error: problem.severity == Severity::Error,
            message: problem.message,
            help: problem.help,
        });
        Ok(remarks.collect())
    }

    /// Runs blocking work on a thread of its own.
    fn spawn_blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, ContentError> + Send + 'static,
    ) -> StoreFuture<'_, T, ContentError> {
        let folder = self.clone();
        Box::pin(async move {
            let done = tokio::task::spawn_blocking(move || work(&folder)).await;
            done.unwrap_or_else(|error| Err(ContentError::Unchecked(error.to_string())))
        })
    }
}

impl ContentRepository for ContentFolder {
    fn read<'a>(&'a self, file: &'a ContentFile) -> StoreFuture<'a, Option<String>, ContentError> {
        let file = file.clone();
        self.spawn_blocking(move |folder| folder.read_now(&file))
    }

    fn offer<'a>(&'a self, slug: &'a Slug) -> StoreFuture<'a, Option<Offer>, ContentError> {
        let slug = slug.clone();
        self.spawn_blocking(move |folder| Ok(generator::read_offer(&folder.root, &slug)))
    }

    fn write<'a>(
        &'a self,
        file: &'a ContentFile,
        text: &'a str,
        instead_of: Option<&'a str>,
    ) -> StoreFuture<'a, Vec<CheckMessage>, ContentError> {
        let (file, text, instead_of) = (file.clone(), text.to_owned(), instead_of.map(str::to_owned));
        self.spawn_blocking(move |folder| folder.write_now(&file, &text, instead_of.as_deref()))
    }
}

/// Opens the site's folder. Neither links nor `..` lead out of it.
fn open(root: &Path) -> Result<Dir, ContentError> {
    Dir::open_ambient_dir(root, ambient_authority()).map_err(at_path(root))
}

/// Writes a whole file at once. Unless it `replaces` one, a file that somebody else creates meanwhile stays.
fn write_file(root: &Path, path: &Path, text: &str, replaces: bool) -> Result<(), ContentError> {
    let site = open(root)?;
    let whole_path = root.join(path);
    let folder = path.parent().unwrap_or(path);
    site.create_dir_all(folder).map_err(at_path(&root.join(folder)))?;
    let folder = site.open_dir(folder).map_err(at_path(&root.join(folder)))?;
    let name = Path::new(path.file_name().unwrap_or_default());
    // Hidden, so that no build reads it; random, so that nobody can create it before.
    let temporary = PathBuf::from(format!(".{}.{:016x}.tmp", name.display(), rand::random::<u64>()));
    create_new(&folder, &temporary, text).map_err(at_path(&whole_path))?;
    let placed = match replaces {
        true => folder.rename(&temporary, &folder, name).map_err(at_path(&whole_path)),
        // Only a hard link fails if there is a file already.
        false => match folder.hard_link(&temporary, &folder, name) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(ContentError::Taken(whole_path)),
            // Some file systems have no hard links.
            Err(_) => create_new(&folder, name, text).map_err(at_path(&whole_path)),
            Ok(()) => Ok(()),
        },
    };
    // After a rename there is nothing to remove.
    drop(folder.remove_file(&temporary));
    placed
}

/// Writes a new file. Does not follow an existing link.
fn create_new(folder: &Dir, name: &Path, text: &str) -> io::Result<()> {
    let mut file: File = folder.open_with(name, OpenOptions::new().write(true).create_new(true))?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn at_path(path: &Path) -> impl FnOnce(io::Error) -> ContentError {
    let path = path.to_owned();
    move |source| ContentError::File { path, source: Arc::new(source) }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use desk::content_repository::ContentError;

    use super::{open, write_file};

    #[test]
    fn a_file_is_placed_as_a_whole_and_never_in_anothers_place() {
        let site = tempfile::tempdir().expect("a folder");
        let path = Path::new("content/offers/quay.yaml");
        let read = || fs::read_to_string(site.path().join(path)).expect("a file");
        write_file(site.path(), path, "title: Quay\n", false).expect("written");
        let again = write_file(site.path(), path, "title: Port\n", false);
        assert!(matches!(again, Err(ContentError::Taken(_))), "{again:?}");
        assert_eq!(read(), "title: Quay\n");
        write_file(site.path(), path, "title: Port\n", true).expect("replaced");
        assert_eq!(read(), "title: Port\n");
        let left = fs::read_dir(site.path().join("content/offers")).expect("a folder").count();
        assert_eq!(left, 1, "nothing else is left behind");
    }

    #[cfg(unix)]
    #[test]
    fn no_link_leads_out_of_the_site() {
        use std::os::unix::fs::symlink;

        let (site, elsewhere) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let secret = elsewhere.path().join("secret.yaml");
        fs::write(&secret, "secret: yes\n").expect("a file");
        let content = site.path().join("content");
        fs::create_dir_all(content.join("offers")).expect("a folder");
        symlink(elsewhere.path(), content.join("case-studies")).expect("a link");
        symlink(&secret, content.join("offers/planted.yaml")).expect("a link");
        symlink(elsewhere.path().join("new.yaml"), content.join("offers/dangling.yaml")).expect("a link");

        for (path, replaces) in
            [("content/case-studies/quay.md", false), ("content/case-studies/secret.yaml", true), ("../x.yaml", false)]
        {
            let refused = write_file(site.path(), Path::new(path), "title: Quay\n", replaces);
            assert!(matches!(refused, Err(ContentError::File { .. })), "{path}: {refused:?}");
        }
        for path in ["content/offers/planted.yaml", "content/case-studies/secret.yaml"] {
            let read = open(site.path()).expect("a folder").read_to_string(path);
            assert!(read.is_err(), "{path}: {read:?}");
        }
        // A link that stands where the file goes is never written through.
        let taken = write_file(site.path(), Path::new("content/offers/dangling.yaml"), "title: Quay\n", false);
        assert!(matches!(taken, Err(ContentError::Taken(_))), "{taken:?}");
        write_file(site.path(), Path::new("content/offers/planted.yaml"), "title: Quay\n", true).expect("replaced");
        assert_eq!(fs::read_to_string(&secret).expect("a file"), "secret: yes\n");
        assert_eq!(fs::read_dir(elsewhere.path()).expect("a folder").count(), 1, "nothing was written there");
        assert!(!content.join("offers/planted.yaml").is_symlink());
    }

    #[cfg(unix)]
    #[test]
    fn nothing_planted_at_the_names_of_earlier_temporary_files_is_written() {
        use std::os::unix::fs::symlink;

        let site = tempfile::tempdir().expect("a folder");
        let target = site.path().join("target");
        fs::write(&target, "mine\n").expect("a file");
        fs::create_dir_all(site.path().join("content/offers")).expect("a folder");
        let planted = site.path().join(format!("content/offers/.quay.yaml.{}", std::process::id()));
        symlink(&target, &planted).expect("a link");
        write_file(site.path(), Path::new("content/offers/quay.yaml"), "title: Quay\n", false).expect("written");
        assert_eq!(fs::read_to_string(&target).expect("a file"), "mine\n");
        assert!(planted.is_symlink(), "what somebody else put there stays");
    }
}
