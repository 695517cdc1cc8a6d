//! A file that becomes visible whole or not at all.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::files::{beside, create_file, has_our_header, sync_folder};

/// What stands between the name of a file and the mark of what is being made of it.
const PART: &str = ".part-";

/// Digits of a mark.
const MARK: usize = 16;

/// The files of a part; its lock comes last, since whoever has that may remove the others.
const ENDS: [&str; 5] = ["-journal", "-wal", "-shm", "", LOCK];
const LOCK: &str = "-lock";

/// How long nobody must have written to a part of a release that had no locks.
const ABANDONED: Duration = Duration::from_secs(60 * 60);

/// A file that is being made; unless it is put in its place, nothing of it stays. Its process holds a lock, so that
/// others can tell it from what a killed one left.
pub(super) struct TemporaryFile {
    path: PathBuf,
    _lock: File,
}

impl TemporaryFile {
    /// Begins an empty file, for its owner only, in the folder of the one that it is to become.
    pub(super) fn begin(target: &Path) -> io::Result<Self> {
        let path = beside(target, &format!("{PART}{:0MARK$x}", rand::random::<u64>()));
        let lock = beside(&path, LOCK);
        create_file(&lock)?;
        let lock = OpenOptions::new().write(true).open(lock)?;
        lock.lock()?;
        let part = Self { path, _lock: lock };
        create_file(&part.path)?;
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
}

impl Drop for TemporaryFile {
    fn drop(&mut self) {
        clean(&self.path);
    }
}

/// Removes what killed processes left of parts in the folder of a file: they have personal data. What a running one is
/// making stays, and so does every other file.
pub(super) fn remove_leftovers(target: &Path) {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Ok(entries) = fs::read_dir(folder) else { return };
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let parts: BTreeSet<PathBuf> = names.filter_map(|name| part_of(&name).map(|part| folder.join(part))).collect();
    for part in parts {
        let lock = beside(&part, LOCK);
        let is_abandoned = match OpenOptions::new().write(true).open(&lock) {
            // The lock is given up at once, and taken by nobody: marks are never used twice.
            Ok(lock) => lock.try_lock().is_ok(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => is_old_and_ours(&part),
            Err(_) => false,
        };
        if is_abandoned {
            clean(&part);
            tracing::info!(file = %part.display(), "what a copy left that broke off is removed");
        }
    }
}

/// The name of the part that a file belongs to, if it is one's.
fn part_of(name: &str) -> Option<&str> {
    let name = ENDS.into_iter().filter(|end| !end.is_empty()).find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    let (target, mark) = name.rsplit_once(PART)?;
    let has_mark = mark.len() == MARK && mark.bytes().all(|byte| byte.is_ascii_hexdigit());
    // An earlier release marked them with the number of its process.
    let has_process = (1..=10).contains(&mark.len()) && mark.bytes().all(|byte| byte.is_ascii_digit());
    (!target.is_empty() && (has_mark || has_process)).then_some(name)
}

/// Whether a part without a lock was made here, long ago.
fn is_old_and_ours(part: &Path) -> bool {
    let written = ENDS.into_iter().filter_map(|end| beside(part, end).metadata().ok()?.modified().ok());
    let is_old = written.max().is_some_and(|last| last.elapsed().is_ok_and(|passed| passed > ABANDONED));
    let is_empty = || part.metadata().is_ok_and(|file| file.len() == 0);
    is_old && (has_our_header(part).unwrap_or(false) || is_empty())
}

fn clean(part: &Path) {
    for end in ENDS {
        // Most of them are not there, and the next command tries again.
        fs::remove_file(beside(part, end)).ok();
    }
}

#[cfg(test)]
mod tests {
    use super::part_of;

    #[test]
    fn only_parts_are_taken_for_parts() {
        for (name, part) in [
            ("requests.sqlite.part-0123456789abcdef", Some("requests.sqlite.part-0123456789abcdef")),
            ("requests.sqlite.part-0123456789abcdef-lock", Some("requests.sqlite.part-0123456789abcdef")),
            ("requests.sqlite.part-0123456789abcdef-journal", Some("requests.sqlite.part-0123456789abcdef")),
            ("copy.sqlite.part-4711", Some("copy.sqlite.part-4711")),
            ("requests.sqlite", None),
            ("requests.sqlite-lock", None),
            ("book.part-one", None),
            ("book.part-12345678901", None),
            (".part-0123456789abcdef", None),
            ("requests.sqlite.part-0123456789abcdef.gpg", None),
        ] {
            assert_eq!(part_of(name), part, "{name}");
        }
    }
}
