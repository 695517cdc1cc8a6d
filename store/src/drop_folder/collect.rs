//! The desk's side of the folder.

use std::fs::{self, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use jiff::Timestamp;

use super::files::{DroppedRequest, PART, REQUEST, SPENT, UNREADABLE, VERSION};
use crate::{Deadlines, StoreError, SubmissionSink};

/// The largest file that is taken in: several times the largest request.
const MAX_BYTES: u64 = 1024 * 1024;

/// After so long, nobody is still writing.
const ABANDONED: Duration = Duration::from_secs(24 * 60 * 60);

/// Seconds after which a request would have been taken in, if it could be opened.
const SETTLED: i64 = 60;

/// What was done at one look into the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CollectedFiles {
    /// Requests that the store has now, or had before.
    pub requests: usize,
    /// Files that could not be read, and were put aside.
    pub unreadable: usize,
}

/// A file that can't be read. It may hold personal data all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableFile {
    path: PathBuf,
    /// When it was put here or aside, by the file system. Nobody can make this earlier than it was.
    pub since: Timestamp,
}

impl UnreadableFile {
    /// Removes it.
    ///
    /// # Errors
    /// If the folder's owner is another user.
    pub fn erase(&self) -> io::Result<()> {
        match fs::symlink_metadata(&self.path)?.is_dir() {
            true => fs::remove_dir_all(&self.path),
            false => fs::remove_file(&self.path),
        }
    }
}

/// What was put aside, and what the last look into the folder left there since it may not be opened; the oldest first.
///
/// # Errors
/// If the folder can't be read.
pub fn unreadable_files(path: &Path, now: Timestamp) -> io::Result<Vec<UnreadableFile>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(UNREADABLE) || name.starts_with(REQUEST) {
            match entry.metadata() {
                // It came after the last look.
                Ok(metadata) if name.starts_with(REQUEST) && now.as_second() - metadata.ctime() < SETTLED => {}
                Ok(metadata) => found.extend(
                    Timestamp::from_second(metadata.ctime()).map(|since| UnreadableFile { path: entry.path(), since }),
                ),
                // Somebody has looked after it meanwhile.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
    }
    found.sort_by_key(|file| file.since);
    Ok(found)
}

/// Takes everything that was put into a folder into a store. A request is removed once the store has it: whoever is stopped in
/// between takes it in again, which changes nothing.
///
/// # Errors
/// If the folder can't be read, or the store does not take something; what is left is taken in next time.
pub async fn collect(path: &Path, sink: &dyn SubmissionSink, now: Timestamp) -> Result<CollectedFiles, StoreError> {
    let failed = |error: io::Error| StoreError::Unusable {
        path: path.to_owned(),
        problem: format!("can't be used: what visitors sent can't be taken out of it: {error}"),
        remedy: "name a folder with --drop that is there, and let the user who runs this own it",
    };
    let mut names: Vec<String> = fs::read_dir(path)
        .and_then(|entries| entries.map(|entry| Ok(entry?.file_name())).collect::<io::Result<Vec<_>>>())
        .map_err(failed)?
        .into_iter()
        .filter_map(|name| name.into_string().ok())
        .collect();
    names.sort();
    let mut taken = CollectedFiles::default();
    for name in &names {
        let file = path.join(name);
        if name.starts_with(PART) {
            remove_if_abandoned(&file);
        } else if name.starts_with(SPENT) {
            remove_if_over(&file, now);
        } else if name.starts_with(REQUEST) {
            match read(&file) {
                Ok(DroppedRequest { submission, until, due, if_absent, .. }) => {
                    let deadlines = Deadlines { until, due };
                    match if_absent {
                        true => sink.put_if_absent(&submission, deadlines).await?,
                        false => sink.put(&submission, deadlines).await?,
                    };
                    fs::remove_file(&file).map_err(failed)?;
                    taken.requests += 1;
                }
                // Perhaps for lack of rights or of memory: it can be read once that is mended. Others need not wait for it.
                Err(error) if error.kind() != io::ErrorKind::InvalidData => {
                    tracing::debug!(file = name, %error, "it is left for later");
                }
                Err(error) => {
                    // Nothing is thrown away that somebody may have sent; and no error quotes it.
                    tracing::error!(file = name, %error, "what was put can't be read; it is put aside");
                    let random = rand::random::<u128>();
                    fs::rename(&file, path.join(format!("{UNREADABLE}{random:032x}"))).map_err(failed)?;
                    taken.unreadable += 1;
                }
            }
        }
    }
    Ok(taken)
}

/// Reads a file that somebody else made: a plain file of a bearable size, and no link to another.
fn read(path: &Path) -> io::Result<DroppedRequest> {
    let invalid = |what: &str| io::Error::new(io::ErrorKind::InvalidData, what.to_owned());
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(invalid("it is no file"));
    }
    // The same again for what may have changed since.
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
    let file = OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path)?;
    if !file.metadata()?.is_file() {
        return Err(invalid("it is no file"));
    }
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(invalid("it is too large"));
    }
    let dropped: DroppedRequest = serde_json::from_slice(&bytes).map_err(|_| invalid("it is no request"))?;
    if dropped.version == VERSION { Ok(dropped) } else { Err(invalid("another release wrote it")) }
}

fn remove_if_abandoned(file: &Path) {
    let written = fs::symlink_metadata(file).and_then(|metadata| metadata.modified());
    let age = written.ok().and_then(|written| SystemTime::now().duration_since(written).ok());
    if age.is_some_and(|age| age > ABANDONED) {
        fs::remove_file(file).ok();
    }
}

/// Whoever may put could write any second into such a file, so one that can't be read is over after a day as well.
fn remove_if_over(file: &Path, now: Timestamp) {
    let until = fs::symlink_metadata(file)
        .ok()
        .filter(|metadata| metadata.is_file() && metadata.len() < 32)
        .and_then(|_| fs::read_to_string(file).ok())
        .and_then(|text| Timestamp::from_second(text.parse().ok()?).ok());
    match until {
        Some(until) if until <= now => drop(fs::remove_file(file)),
        Some(_) => {}
        None => remove_if_abandoned(file),
    }
}
