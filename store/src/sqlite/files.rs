//! The store's file and those beside it, seen without SQLite.

use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::file_mode;

/// Written into the file's header: "MMrq".
pub(super) const APPLICATION: i64 = 0x4D4D_7271;

/// A name with something behind it, as SQLite names the files beside its own.
pub(super) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(end);
    name.into()
}

/// Takes a store or a copy of one, and what lies beside it, away from others. New files beside it get the rights that it has.
pub(super) fn keep_private(path: &Path) {
    for end in ["", "-wal", "-shm"] {
        file_mode::restrict_to_owner(&beside(path, end));
    }
}

/// Creates the folder of a file, for its owner only.
pub(super) fn create_folder(path: &Path) -> io::Result<()> {
    match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => file_mode::create_folder(folder),
        None => Ok(()),
    }
}

/// Creates an empty file for its owner only, unless there is one. SQLite gives its other files the same rights.
pub(super) fn create_file(path: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new();
    file.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut file, 0o600);
    match file.open(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// Whether a file begins as ours do, seen without SQLite: its format names the place of both marks.
///
/// # Errors
/// If it can't be read.
pub(super) fn has_our_header(path: &Path) -> io::Result<bool> {
    let mut header = [0; 72];
    match File::open(path)?.read_exact(&mut header) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
        Ok(()) => Ok(header.starts_with(b"SQLite format 3\0") && header[68..72] == (APPLICATION as u32).to_be_bytes()),
    }
}

/// A new name is on the disk once its folder is.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
