//! Taking in what the public server puts into a folder (`serve --production --drop`): for a desk whose store the public side can't
//! read. What can't be read is told at the desk, and erased when a new request would be: it may hold personal data.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use domain::case::Status;
use function::store::StoreError;
use function::store::drop::{keep_from_others, take_in, unreadable};
use function::{Clock, Publication, UnreadableFiles};
use jiff::Timestamp;
use tokio::runtime::{Builder, Runtime};

use crate::failure::Failure;
use crate::store::Store;

/// How long a request may lie in the folder while the desk is open.
const PAUSE: Duration = Duration::from_secs(1);

/// Where requests come from and go to.
pub struct Collector {
    /// The folder.
    pub folder: PathBuf,
    /// Where they are kept.
    pub store: Store,
    /// What tells the time.
    pub clock: Clock,
    /// The site, which says how long a request is kept.
    pub publication: Arc<Publication>,
    /// Where the desk learns what can't be read.
    pub unreadable: UnreadableFiles,
}

impl Collector {
    /// Takes in what is there, then what comes, until the process ends. Whenever that is, nothing is lost: a request leaves the
    /// folder only once the store has it.
    ///
    /// # Errors
    /// If the folder can't be read, or the store takes nothing.
    pub fn start(self) -> Result<(), Failure> {
        let runtime = Builder::new_current_thread().enable_all().build().map_err(Failure::Runtime)?;
        keep_from_others(&self.folder);
        self.look(&runtime)?;
        thread::Builder::new()
            .name("drop".into())
            .spawn(move || {
                let mut failing = false;
                loop {
                    thread::sleep(PAUSE);
                    // Said once, not every second.
                    match self.look(&runtime) {
                        Err(error) if !failing => {
                            tracing::error!(%error, "what visitors sent is not taken in; it stays in the folder meanwhile");
                            failing = true;
                        }
                        Err(_) => {}
                        Ok(()) if failing => {
                            tracing::info!("what visitors send is taken in again");
                            failing = false;
                        }
                        Ok(()) => {}
                    }
                }
            })
            .map_err(Failure::Server)?;
        Ok(())
    }

    fn look(&self, runtime: &Runtime) -> Result<(), StoreError> {
        let now = self.clock.now();
        let taken = runtime.block_on(take_in(&self.folder, self.store.intake.as_ref(), now))?;
        if taken.requests > 0 {
            tracing::info!(requests = taken.requests, "requests were taken in");
        }
        runtime.block_on(self.look_after_unreadable(now))
    }

    /// Tells what can't be read, and erases what has lain there for as long as a new request is kept.
    async fn look_after_unreadable(&self, now: Timestamp) -> Result<(), StoreError> {
        let failed =
            |error: io::Error| StoreError::unavailable(format!("{}: it can't be read", self.folder.display()), error);
        let retention = self.publication.current().retention();
        let erased_at = |since| retention.until(Status::New, since);
        let mut files = unreadable(&self.folder, now).map_err(failed)?;
        let has_expired = files.first().is_some_and(|file| erased_at(file.since) <= now);
        // A clock that is wrong must not erase anything.
        if has_expired && self.store.records.held_purge(now).await?.is_none() {
            let before = files.len();
            // What stays, since it is another user's folder, is told again.
            files.retain(|file| erased_at(file.since) > now || file.erase().is_err());
            let erased = before - files.len();
            if erased > 0 {
                tracing::info!(files = erased, "files that could not be read were erased: their time is over");
            }
        }
        let Some(first) = files.first() else {
            self.unreadable.clear();
            return Ok(());
        };
        let erased_at = erased_at(first.since);
        if self.unreadable.tell(&self.folder, files.len(), erased_at) {
            tracing::warn!(
                folder = %self.folder.display(),
                files = files.len(),
                "visitors sent what can't be read: look into these files. They may hold personal data; the first is erased \
                 at {erased_at}"
            );
        }
        Ok(())
    }
}
