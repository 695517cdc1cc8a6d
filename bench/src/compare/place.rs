//! Where the files of a comparison lie.

use std::fs;
use std::path::PathBuf;

use clap::ValueEnum;
use tempfile::TempDir;

use super::CompareError;
use crate::corpus::repository;

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
