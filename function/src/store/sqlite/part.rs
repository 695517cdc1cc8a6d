//! A file that becomes visible whole or not at all.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::occupancy::beside;
use super::schema;

/// A file that is being made; unless it is put in its place, nothing of it stays.
pub(super) struct Part {
    path: PathBuf,
}

impl Part {
    /// Begins an empty file, for its owner only, in the folder of the one that it is to become.
    pub(super) fn begin(target: &Path) -> io::Result<Self> {
        let path = beside(target, &format!(".part-{}", std::process::id()));
        let part = Self { path };
        part.clean();
        schema::create_file(&part.path)?;
        Ok(part)
    }

    /// Where it is made.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Puts it in its place, on the disk; what is there already stays, and this fails.
    pub(super) fn become_new(self, target: &Path) -> io::Result<()> {
        self.sync()?;
        match fs::hard_link(&self.path, target) {
            // Some file systems know no second name. Then two who do this at the same moment could meet.
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists && !target.try_exists()? => {
                fs::rename(&self.path, target)?;
            }
            linked => linked?,
        }
        sync_folder(target)
    }

    /// Puts it in the place of another, at once.
    pub(super) fn replace(self, target: &Path) -> io::Result<()> {
        self.sync()?;
        fs::rename(&self.path, target)?;
        sync_folder(target)
    }

    fn sync(&self) -> io::Result<()> {
        File::open(&self.path)?.sync_all()
    }

    fn clean(&self) {
        for end in ["", "-journal", "-wal", "-shm"] {
            // Most of them are not there, and a leftover does no harm.
            fs::remove_file(beside(&self.path, end)).ok();
        }
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        self.clean();
    }
}

/// A new name is on the disk once its folder is.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
