//! A folder into which the public side puts what was sent, and out of which the desk's side takes it into its store.
//!
//! On one machine, two Unix users share nothing else: the public process may make files in the folder and do nothing more there
//! (mode 1730: no listing), the desk's user owns it. A name is random, so whoever takes over the public process can neither find
//! nor read what others sent before.
//!
//! | file | what | who removes it |
//! |---|---|---|
//! | `part-<random>` | a request that is being written; never acknowledged | the desk's side, a day later |
//! | `request-<random>.json` | a request that was acknowledged | the desk's side, once its store has it |
//! | `spent-<digest>` | a used proof of work, with the second at which it would be refused anyway | the desk's side, after that second |
//! | `unreadable-<random>` | what the desk's side could not read | a person; else the desk's side, once a new request would be erased |

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use domain::case::Submission;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Deadlines, Intake, Promise, Put, StoreError};
use crate::private;

/// The format of a file; it changes when a file could no longer be read as written.
const VERSION: u32 = 1;

/// The largest file that is taken in: several times the largest request.
const MAX_BYTES: u64 = 1024 * 1024;

/// After so long, nobody is still writing.
const ABANDONED: Duration = Duration::from_secs(24 * 60 * 60);

/// Seconds after which a request would have been taken in, if it could be opened.
const SETTLED: i64 = 60;

const PART: &str = "part-";
const REQUEST: &str = "request-";
const SPENT: &str = "spent-";
const UNREADABLE: &str = "unreadable-";

/// What a file holds.
#[derive(Debug, Serialize, Deserialize)]
struct Dropped {
    version: u32,
    submission: Submission,
    until: Timestamp,
    due: Option<Timestamp>,
    /// Whether it must not take the place of one that is suspected.
    #[serde(default)]
    if_absent: bool,
}

/// The right to put into the folder, and nothing else.
#[derive(Debug, Clone)]
pub struct DropFolder {
    path: PathBuf,
}

impl DropFolder {
    /// A folder that is there.
    ///
    /// # Errors
    /// If nothing can be put into it.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let folder = Self { path: path.to_owned() };
        keep_from_others(path);
        folder.try_file().map_err(|error| StoreError::Unusable {
            path: path.to_owned(),
            problem: format!("can't be used: nothing can be put into it: {error}"),
            remedy: "name a folder with --drop that is there, and into which the user who runs this may put files",
        })?;
        Ok(folder)
    }

    /// A file that is made and removed is the only proof: rights are more than a mode.
    fn try_file(&self) -> io::Result<()> {
        let name = self.path.join(format!("{PART}{:032x}", rand::random::<u128>()));
        write(&name, b"a trial").and_then(|_| fs::remove_file(&name))
    }

    fn failed(&self, what: &str, error: io::Error) -> StoreError {
        StoreError::unavailable(format!("{}: {what}", self.path.display()), error)
    }

    fn put_file(&self, dropped: &Dropped) -> io::Result<()> {
        let bytes = serde_json::to_vec(dropped)?;
        let random = format!("{:032x}", rand::random::<u128>());
        let part = self.path.join(format!("{PART}{random}"));
        let written = write(&part, &bytes).and_then(|file| {
            fs::rename(&part, self.path.join(format!("{REQUEST}{random}.json")))?;
            // The folder can't be opened by who may not list it, so its new name is made to last by way of the file.
            settle(&file)
        });
        if written.is_err() {
            fs::remove_file(&part).ok();
        }
        written
    }

    fn spend_token(&self, token: &str, until: Timestamp) -> io::Result<Put> {
        let digest: String = Sha256::digest(token).iter().map(|byte| format!("{byte:02x}")).collect();
        match write(&self.path.join(format!("{SPENT}{digest}")), until.as_second().to_string().as_bytes()) {
            Ok(_) => Ok(Put::Stored),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(Put::AlreadyThere),
            Err(error) => Err(error),
        }
    }

    async fn drop(&self, submission: &Submission, by: Deadlines, if_absent: bool) -> Result<Put, StoreError> {
        let Deadlines { until, due } = by;
        let dropped = Dropped { version: VERSION, submission: submission.clone(), until, due, if_absent };
        self.run(move |folder| folder.put_file(&dropped)).await.map(|()| Put::Stored)
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> io::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let folder = self.clone();
        let done = tokio::task::spawn_blocking(move || work(&folder)).await;
        let done = done.map_err(|error| StoreError::unavailable("a thread ended", error))?;
        done.map_err(|error| self.failed("it was not written", error))
    }
}

impl Intake for DropFolder {
    /// Always stored: whether the same was there before, the desk's store finds out.
    fn put<'a>(&'a self, submission: &'a Submission, deadlines: Deadlines) -> Promise<'a, Put> {
        Box::pin(self.drop(submission, deadlines, false))
    }

    fn put_if_absent<'a>(&'a self, submission: &'a Submission, deadlines: Deadlines) -> Promise<'a, Put> {
        Box::pin(self.drop(submission, deadlines, true))
    }

    fn spend<'a>(&'a self, token: &'a str, until: Timestamp, _now: Timestamp) -> Promise<'a, Put> {
        let token = token.to_owned();
        Box::pin(self.run(move |folder| folder.spend_token(&token, until)))
    }

    fn try_put(&self) -> Option<Promise<'_, ()>> {
        Some(Box::pin(self.run(DropFolder::try_file)))
    }
}

/// A new file, which its owner and its folder's group may read.
fn create(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(0o640).open(path)
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<File> {
    let mut file = create(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        fs::remove_file(path).ok();
    }
    written.map(|()| file)
}

#[cfg(target_os = "linux")]
fn settle(file: &File) -> io::Result<()> {
    Ok(rustix::fs::syncfs(file)?)
}

#[cfg(not(target_os = "linux"))]
fn settle(file: &File) -> io::Result<()> {
    file.sync_all()
}

/// What was done at one look into the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TakenIn {
    /// Requests that the store has now, or had before.
    pub requests: usize,
    /// Files that could not be read, and were put aside.
    pub unreadable: usize,
}

/// A file that can't be read. It may hold personal data all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    path: PathBuf,
    /// When it was put here or aside, by the file system. Nobody can make this earlier than it was.
    pub since: Timestamp,
}

impl Unreadable {
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
pub fn unreadable(path: &Path, now: Timestamp) -> io::Result<Vec<Unreadable>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(UNREADABLE) || name.starts_with(REQUEST) {
            match entry.metadata() {
                // It came after the last look.
                Ok(metadata) if name.starts_with(REQUEST) && now.as_second() - metadata.ctime() < SETTLED => {}
                Ok(metadata) => found.extend(
                    Timestamp::from_second(metadata.ctime()).map(|since| Unreadable { path: entry.path(), since }),
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

/// Takes the folder away from all but its owner and its group, who can put into it; or tells its owner to.
pub fn keep_from_others(path: &Path) {
    private::keep_for_owner_and_group(path);
}

/// Takes everything that was put into a folder into a store. A request is removed once the store has it: whoever is stopped in
/// between takes it in again, which changes nothing.
///
/// # Errors
/// If the folder can't be read, or the store does not take something; what is left is taken in next time.
pub async fn take_in(path: &Path, intake: &dyn Intake, now: Timestamp) -> Result<TakenIn, StoreError> {
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
    let mut taken = TakenIn::default();
    for name in &names {
        let file = path.join(name);
        if name.starts_with(PART) {
            remove_if_abandoned(&file);
        } else if name.starts_with(SPENT) {
            remove_if_over(&file, now);
        } else if name.starts_with(REQUEST) {
            match read(&file) {
                Ok(Dropped { submission, until, due, if_absent, .. }) => {
                    let deadlines = Deadlines { until, due };
                    match if_absent {
                        true => intake.put_if_absent(&submission, deadlines).await?,
                        false => intake.put(&submission, deadlines).await?,
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
fn read(path: &Path) -> io::Result<Dropped> {
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
    let dropped: Dropped = serde_json::from_slice(&bytes).map_err(|_| invalid("it is no request"))?;
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use jiff::{SignedDuration, Timestamp};
    use tempfile::TempDir;

    use super::{DropFolder, TakenIn, take_in, unreadable};
    use crate::sqlite::SqliteStore;
    use crate::{Intake, Put};

    #[tokio::test]
    async fn a_proof_is_spent_once_and_forgotten_when_it_is_over() {
        let folder = TempDir::new().expect("a folder");
        let store = SqliteStore::open(&folder.path().join("store/requests.sqlite")).expect("a store");
        let drop = folder.path().join("drop");
        fs::create_dir(&drop).expect("a folder");
        let public = DropFolder::open(&drop).expect("a folder to put into");
        let now = Timestamp::from_second(1_000).expect("a moment");
        let until = now + SignedDuration::from_secs(60);
        assert_eq!(public.spend("a-proof", until, now).await.expect("an answer"), Put::Stored);
        assert_eq!(public.spend("a-proof", until, now).await.expect("an answer"), Put::AlreadyThere);
        assert_eq!(public.spend("another", until, now).await.expect("an answer"), Put::Stored);
        for (at, left) in [(now, 2), (until, 0)] {
            assert_eq!(take_in(&drop, &store, at).await.expect("a look"), TakenIn::default());
            assert_eq!(fs::read_dir(&drop).expect("a folder").count(), left);
        }
    }

    #[tokio::test]
    async fn what_is_no_request_is_put_aside_and_holds_nothing_up() {
        let folder = TempDir::new().expect("a folder");
        let store = SqliteStore::open(&folder.path().join("store/requests.sqlite")).expect("a store");
        let drop = folder.path().join("drop");
        fs::create_dir(&drop).expect("a folder");
        fs::write(folder.path().join("secret"), "nobody's business").expect("a file");
        fs::write(drop.join("request-cut.json"), "{\"version\": 1, \"submis").expect("a file");
        fs::write(drop.join("request-large.json"), vec![b' '; 2 * 1024 * 1024]).expect("a file");
        fs::write(drop.join("part-just-begun"), "{").expect("a file");
        fs::create_dir(drop.join("request-folder.json")).expect("a folder");
        symlink("../secret", drop.join("request-link.json")).expect("a link");
        let taken = take_in(&drop, &store, Timestamp::UNIX_EPOCH).await.expect("a look");
        assert_eq!(taken, TakenIn { requests: 0, unreadable: 4 });
        let again = take_in(&drop, &store, Timestamp::UNIX_EPOCH).await.expect("a look");
        assert_eq!(again, TakenIn::default());
        assert!(drop.join("part-just-begun").exists(), "somebody may still be writing it");

        fs::write(drop.join("request-just-come.json"), "{").expect("a file");
        let now = Timestamp::now();
        let aside = unreadable(&drop, now).expect("a list");
        assert!(
            aside.len() == 4 && aside.iter().all(|file| now.duration_since(file.since).as_secs() < 60),
            "{aside:?}"
        );
        for file in aside {
            file.erase().expect("it goes, whatever it is");
        }
        let left: Vec<_> =
            fs::read_dir(&drop).expect("a folder").map(|file| file.expect("a file").file_name()).collect();
        assert!(left.len() == 2 && unreadable(&drop, now).expect("a list").is_empty(), "{left:?}");
        let later = now + SignedDuration::from_mins(2);
        assert_eq!(unreadable(&drop, later).expect("a list").len(), 1, "nobody could open it meanwhile");
        assert_eq!(fs::read_to_string(folder.path().join("secret")).expect("a file"), "nobody's business");
    }

    #[test]
    fn a_folder_that_takes_nothing_is_told_at_the_start() {
        let folder = TempDir::new().expect("a folder");
        let missing = folder.path().join("missing");
        let error = DropFolder::open(&missing).expect_err("no folder");
        assert!(error.to_string().contains("nothing can be put into it"), "{error}");
    }
}
