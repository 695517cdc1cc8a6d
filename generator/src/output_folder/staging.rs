//! The files of a build wait here until all of them are made; only then do they take their places. So a build that
//! fails, or is cut off, changes nothing that a visitor could see.
//!
//! A file with a new name waits in a tree like the one of the site, which moves as a whole where nothing is in its way:
//! a first build renames a dozen folders. A file that replaces another waits under a number.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::error::OutputError;
use content::files::FileError;

/// Within the output folder, so that a rename moves a file. It is there while a build writes: a build that finds it
/// knows that an earlier one was cut off.
pub const FOLDER: &str = ".matchmaker-parts";
const TREE: &str = "new";

/// Folders of files that pages name, and that name no page. Their new files have names of their own.
const NAMED_BY_PAGES: [&str; 5] = ["assets", "media", "pagefind", "search", "social"];

/// The place where a build's files wait.
pub struct Staging {
    out: PathBuf,
    folder: PathBuf,
    tree: PathBuf,
    numbers: AtomicUsize,
    numbered: Mutex<Vec<(PathBuf, String)>>,
}

/// When a file takes its place: a visitor should find what a page names, whenever the page was asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rank {
    NewAsset,
    NewPage,
    ChangedPage,
    /// Lists of pages: data, feeds, the search index.
    ChangedList,
}

/// The moves of files and folders to their places.
pub struct Moves(Vec<Move>);

struct Move {
    rank: Rank,
    from: PathBuf,
    to: PathBuf,
}

impl Staging {
    /// The place for an output folder; nothing is touched yet.
    pub fn within(out: &Path) -> Self {
        let folder = out.join(FOLDER);
        let tree = folder.join(TREE);
        Self { out: out.to_owned(), folder, tree, numbers: AtomicUsize::new(0), numbered: Mutex::default() }
    }

    /// Whether a build is at work, or was cut off.
    pub fn exists(&self) -> bool {
        self.folder.exists()
    }

    /// Makes an empty place.
    pub fn begin(&self) -> Result<(), FileError> {
        self.remove()?;
        fs::create_dir_all(&self.tree).map_err(FileError::at(&self.folder))
    }

    /// Removes the place with everything that waits there.
    pub fn remove(&self) -> Result<(), FileError> {
        match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(FileError::at(&self.folder)(error)),
            _ => Ok(()),
        }
    }

    /// Opens a file with a new name.
    pub fn create(&self, name: &str) -> io::Result<File> {
        let path = self.tree.join(name);
        // A page has a folder of its own, so that the folder is missing more often than not; where it can't be made, making
        // the file fails too, and says why.
        if name.ends_with("/index.html")
            && let Some(parent) = path.parent()
        {
            fs::create_dir(parent).ok();
        }
        match File::create(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                make_parent(&path)?;
                File::create(&path)
            }
            created => created,
        }
    }

    /// Opens a file under a number.
    pub fn create_numbered(&self) -> io::Result<(PathBuf, File)> {
        let path = self.number();
        File::create(&path).map(|file| (path, file))
    }

    /// A path that nothing has yet.
    pub fn number(&self) -> PathBuf {
        self.folder.join(self.numbers.fetch_add(1, Ordering::Relaxed).to_string())
    }

    /// A numbered file is whole, and will have this name.
    pub fn name(&self, path: PathBuf, name: &str) {
        self.numbered.lock().unwrap_or_else(PoisonError::into_inner).push((path, name.to_owned()));
    }

    /// The bytes of a file that waits.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        let numbered = self.numbered.lock().unwrap_or_else(PoisonError::into_inner);
        let path = numbered.iter().find(|(_, named)| named == name).map(|(path, _)| path.clone());
        drop(numbered);
        fs::read(path.unwrap_or_else(|| self.tree.join(name))).ok()
    }

    /// What has to move, so that all files that wait take their places.
    pub fn moves(&self) -> Result<Moves, OutputError> {
        let mut moves = Vec::new();
        for entry in fs::read_dir(&self.tree).map_err(FileError::at(&self.tree))? {
            let entry = entry.map_err(FileError::at(&self.tree))?;
            let is_asset = entry.file_name().to_str().is_some_and(|name| NAMED_BY_PAGES.contains(&name));
            let rank = if is_asset { Rank::NewAsset } else { Rank::NewPage };
            plan(&entry.path(), &self.out.join(entry.file_name()), rank, &mut moves)?;
        }
        for (from, name) in self.numbered.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            let to = self.out.join(&name);
            let rank = if name.ends_with(".html") { Rank::ChangedPage } else { Rank::ChangedList };
            if to.is_dir() {
                return Err(in_the_way(&to, "a folder"));
            }
            moves.push(Move { rank, from, to });
        }
        Ok(Moves(moves))
    }
}

impl Moves {
    /// Moves all: what pages name before the pages, and new pages before those that lead to them.
    pub fn carry_out(&self) -> Result<(), FileError> {
        let of = |rank| self.0.par_iter().filter(move |planned| planned.rank == rank);
        [Rank::NewAsset, Rank::NewPage, Rank::ChangedPage, Rank::ChangedList]
            .into_iter()
            .try_for_each(|rank| of(rank).try_for_each(Move::carry_out))
    }
}

/// What moves a file or folder of the tree: one rename, unless a folder is there already.
fn plan(from: &Path, to: &Path, rank: Rank, moves: &mut Vec<Move>) -> Result<(), OutputError> {
    let is_folder = from.is_dir();
    match fs::symlink_metadata(to) {
        Ok(facts) if is_folder && facts.is_dir() => {
            for entry in fs::read_dir(from).map_err(FileError::at(from))? {
                let name = entry.map_err(FileError::at(from))?.file_name();
                plan(&from.join(&name), &to.join(&name), rank, moves)?;
            }
            return Ok(());
        }
        Ok(_) if is_folder => return Err(in_the_way(to, "a file")),
        Ok(facts) if facts.is_dir() => return Err(in_the_way(to, "a folder")),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(FileError::at(to)(error).into()),
    }
    moves.push(Move { rank, from: from.to_owned(), to: to.to_owned() });
    Ok(())
}

fn in_the_way(path: &Path, what: &str) -> OutputError {
    let detail = format!("{what} that no build wrote is in the way; remove it, and build again");
    FileError { path: path.to_owned(), source: io::Error::other(detail) }.into()
}

impl Move {
    fn carry_out(&self) -> Result<(), FileError> {
        let Self { from, to, .. } = self;
        match fs::rename(from, to) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                make_parent(to).and_then(|()| fs::rename(from, to))
            }
            renamed => renamed,
        }
        .map_err(FileError::at(to))
    }
}

fn make_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}
