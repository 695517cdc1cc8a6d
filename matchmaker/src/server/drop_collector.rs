//! Moves requests from the folder of the public server (`serve --production --drop`) into the desk's store, which that server
//! can't read. Unreadable files are reported at the desk and erased after the retention of a new request, since they may hold
//! personal data.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use desk::UnreadableFiles;
use domain::case::Status;
use jiff::Timestamp;
use store::StoreError;
use store::drop_folder::{collect, unreadable_files};
use store::file_mode::restrict_to_owner_and_group;
use tokio::runtime::{Builder, Runtime};
use web::{Clock, Publication};

use crate::error::CommandError;
use crate::open_store::OpenStore;

/// How often the folder is read.
const INTERVAL: Duration = Duration::from_secs(1);

/// Moves requests from a folder into a store.
pub struct DropCollector {
    pub folder: PathBuf,
    pub store: OpenStore,
    pub clock: Clock,
    /// The site, which says how long a request is kept.
    pub publication: Arc<Publication>,
    /// Shows the desk which files can't be read.
    pub unreadable: UnreadableFiles,
}

impl DropCollector {
    /// Moves the requests of the folder, now and until the process ends. A request leaves the folder only once the store has
    /// it, so nothing is lost when the process ends.
    pub fn start(self) -> Result<(), CommandError> {
        let runtime = Builder::new_current_thread().enable_all().build().map_err(CommandError::Runtime)?;
        restrict_to_owner_and_group(&self.folder);
        self.collect(&runtime)?;
        thread::Builder::new()
            .name("drop".into())
            .spawn(move || {
                let mut failing = false;
                loop {
                    thread::sleep(INTERVAL);
                    // Logged once, not every second.
                    match self.collect(&runtime) {
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
            .map_err(CommandError::Server)?;
        Ok(())
    }

    fn collect(&self, runtime: &Runtime) -> Result<(), StoreError> {
        let now = self.clock.now();
        let collected = runtime.block_on(collect(&self.folder, self.store.sink.as_ref(), now))?;
        if collected.requests > 0 {
            tracing::info!(requests = collected.requests, "requests were taken in");
        }
        runtime.block_on(self.handle_unreadable(now))
    }

    /// Reports unreadable files, and erases those older than the retention of a new request.
    async fn handle_unreadable(&self, now: Timestamp) -> Result<(), StoreError> {
        let failed =
            |error: io::Error| StoreError::unavailable(format!("{}: it can't be read", self.folder.display()), error);
        let retention = self.publication.current().retention;
        let erased_at = |since| retention.until(Status::New, since);
        let mut files = unreadable_files(&self.folder, now).map_err(failed)?;
        let has_expired = files.first().is_some_and(|file| erased_at(file.since) <= now);
        // A clock that is wrong must not erase anything.
        if has_expired && self.store.records.held_purge(now).await?.is_none() {
            let before = files.len();
            // A file that can't be erased is reported again.
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
        if self.unreadable.report(&self.folder, files.len(), erased_at) {
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
