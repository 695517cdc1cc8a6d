//! The public side of the folder.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use domain::case::Submission;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::files::{DroppedRequest, PART, REQUEST, SPENT, VERSION, write};
use crate::file_mode::restrict_to_owner_and_group;
use crate::{Deadlines, InsertOutcome, StoreError, StoreFuture, SubmissionSink};

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
        restrict_to_owner_and_group(path);
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

    fn put_file(&self, dropped: &DroppedRequest) -> io::Result<()> {
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

    fn spend_token(&self, token: &str, until: Timestamp) -> io::Result<InsertOutcome> {
        let digest: String = Sha256::digest(token).iter().map(|byte| format!("{byte:02x}")).collect();
        match write(&self.path.join(format!("{SPENT}{digest}")), until.as_second().to_string().as_bytes()) {
            Ok(_) => Ok(InsertOutcome::Inserted),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(InsertOutcome::AlreadyExists),
            Err(error) => Err(error),
        }
    }

    async fn drop(&self, submission: &Submission, by: Deadlines, if_absent: bool) -> Result<InsertOutcome, StoreError> {
        let Deadlines { until, due } = by;
        let dropped = DroppedRequest { version: VERSION, submission: submission.clone(), until, due, if_absent };
        self.run(move |folder| folder.put_file(&dropped)).await.map(|()| InsertOutcome::Inserted)
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

impl SubmissionSink for DropFolder {
    /// Always stored: whether the same was there before, the desk's store finds out.
    fn put<'a>(&'a self, submission: &'a Submission, deadlines: Deadlines) -> StoreFuture<'a, InsertOutcome> {
        Box::pin(self.drop(submission, deadlines, false))
    }

    fn put_if_absent<'a>(&'a self, submission: &'a Submission, deadlines: Deadlines) -> StoreFuture<'a, InsertOutcome> {
        Box::pin(self.drop(submission, deadlines, true))
    }

    fn spend<'a>(&'a self, token: &'a str, until: Timestamp, _now: Timestamp) -> StoreFuture<'a, InsertOutcome> {
        let token = token.to_owned();
        Box::pin(self.run(move |folder| folder.spend_token(&token, until)))
    }

    fn try_put(&self) -> Option<StoreFuture<'_, ()>> {
        Some(Box::pin(self.run(DropFolder::try_file)))
    }
}

#[cfg(target_os = "linux")]
fn settle(file: &File) -> io::Result<()> {
    Ok(rustix::fs::syncfs(file)?)
}

#[cfg(not(target_os = "linux"))]
fn settle(file: &File) -> io::Result<()> {
    file.sync_all()
}
