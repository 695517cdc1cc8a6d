//! Where the files of a comparison lie.

use std::cell::Cell;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use tempfile::TempDir;

use super::error::CompareError;
use crate::files::repository;

/// A kind of file system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Place {
    /// In memory.
    Tmpfs,
    /// Where this repository's `target/` is.
    Disk,
}

impl Place {
    /// Its name in words.
    pub fn name(self) -> &'static str {
        match self {
            Place::Tmpfs => "tmpfs",
            Place::Disk => "disk",
        }
    }

    /// A folder there, gone when it is dropped.
    ///
    /// # Errors
    /// If there is none.
    pub fn folder(self) -> Result<TempDir, CompareError> {
        let parents = match self {
            Place::Tmpfs => mounted("tmpfs"),
            Place::Disk => {
                let parent = repository().join("target/bench");
                fs::create_dir_all(&parent).map_err(CompareError::at(&parent))?;
                vec![parent]
            }
        };
        // Not every mounted file system may be written to.
        let made = parents.iter().find_map(|parent| tempfile::Builder::new().prefix("bench-").tempdir_in(parent).ok());
        made.ok_or(CompareError::NoPlace(self.name()))
    }
}

/// Takes away what a build left, so that the next one begins anew.
pub struct Waste {
    /// Where it is put aside; nothing where it is deleted.
    aside: Option<PathBuf>,
    taken: Cell<usize>,
}

impl Waste {
    /// On a disk files are only put aside, below a folder of the comparison: ext4 without a journal passes over each file that
    /// was deleted in the last minutes, one by one, whenever it makes a new one, and that would be most of what is measured.
    pub fn new(place: Place, folder: &Path) -> Self {
        let aside = (place == Place::Disk).then(|| folder.join("aside"));
        Self { aside, taken: Cell::new(0) }
    }

    /// Takes away a file or a folder, if it is there.
    ///
    /// # Errors
    /// If it can't be moved or removed.
    pub fn take(&self, path: &Path) -> Result<(), CompareError> {
        let gone = match &self.aside {
            Some(aside) => fs::create_dir_all(aside).and_then(|()| {
                self.taken.set(self.taken.get() + 1);
                fs::rename(path, aside.join(self.taken.get().to_string()))
            }),
            None if path.is_dir() => fs::remove_dir_all(path),
            None => fs::remove_file(path),
        };
        match gone {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(CompareError::at(path)(error)),
            _ => Ok(()),
        }
    }
}

/// Where file systems of a kind are mounted, those meant for shared memory first: they have the most room.
fn mounted(kind: &str) -> Vec<PathBuf> {
    let table = fs::read_to_string("/proc/mounts").unwrap_or_default();
    let mut points: Vec<PathBuf> = table
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ').skip(1);
            let (point, own) = (words.next()?, words.next()?);
            (own == kind).then(|| PathBuf::from(point))
        })
        .collect();
    points.sort_by_key(|point| !point.ends_with("shm"));
    points
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Place, Waste};

    #[test]
    fn on_a_disk_what_is_taken_away_is_put_aside_and_in_memory_it_is_deleted() {
        for (place, kept) in [(Place::Disk, 2), (Place::Tmpfs, 0)] {
            let temporary = tempfile::tempdir().expect("a folder");
            let waste = Waste::new(place, temporary.path());
            let output = temporary.path().join("public");
            for _ in 0..2 {
                fs::create_dir(&output).expect("a folder");
                fs::write(output.join("page"), "words").expect("a file");
                waste.take(&output).expect("taken away");
                assert!(!output.exists());
            }
            waste.take(&output).expect("what is not there needs no taking away");
            let aside = fs::read_dir(temporary.path().join("aside")).map_or(0, |entries| entries.count());
            assert_eq!(aside, kept);
        }
    }
}
