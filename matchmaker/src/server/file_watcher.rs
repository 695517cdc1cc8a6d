//! Watches the files of a site.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, SystemTime};

use generator::Options;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::error::CommandError;

/// How long no event may come before a build begins: editors write several files for one save.
const QUIET_PERIOD: Duration = Duration::from_millis(15);
/// How often to check whether a folder was replaced without an event, as by a mount.
const FOLDER_CHECK_INTERVAL: Duration = Duration::from_secs(1);

/// Waits for changes of a site's files.
pub struct FileWatcher {
    watched: Vec<WatchedFolder>,
    events: Receiver<FileEvent>,
    /// Keeps the channel open, too.
    sender: Sender<FileEvent>,
    backend: Backend,
}

enum FileEvent {
    Changed,
    /// The system lost events, among them perhaps those of new folders.
    EventsLost,
}

enum Backend {
    Events(RecommendedWatcher),
    /// For file systems without events.
    Polling {
        interval: Duration,
        last: Option<String>,
    },
}

/// A watched folder with its identity when the watch began: if another folder takes its place, that one is watched.
struct WatchedFolder {
    path: PathBuf,
    mode: RecursiveMode,
    identity: Option<Identity>,
}

/// Device, inode and time of creation, since numbers of inodes are used again.
type Identity = (u64, u64, Option<SystemTime>);

impl FileWatcher {
    /// Watches a site's folder. With `poll`, compares all files that often, for file systems without events.
    pub fn new(root: &Path, poll: Option<Duration>) -> Result<Self, CommandError> {
        let root = root.canonicalize().map_err(CommandError::file(root))?;
        let (sender, events) = mpsc::channel();
        if let Some(interval) = poll {
            let backend = Backend::Polling { interval, last: None };
            return Ok(Self { watched: Vec::new(), events, sender, backend });
        }
        let inputs = ["content", "themes", "site.toml"].map(|name| root.join(name));
        let base = root.clone();
        let changes = sender.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| match event {
            Ok(event) => {
                // A build reads every file: only what changes one may lead to the next.
                let is_ignored = |path: &Path| {
                    let inside = path.strip_prefix(&base).unwrap_or(path);
                    inside.iter().any(|part| generator::is_ignored(&part.to_string_lossy()))
                };
                let is_input =
                    |path: &PathBuf| inputs.iter().any(|watched| path.starts_with(watched)) && !is_ignored(path);
                let file_event = if event.need_rescan() {
                    Some(FileEvent::EventsLost)
                } else {
                    (!event.kind.is_access() && event.paths.iter().any(is_input)).then_some(FileEvent::Changed)
                };
                // Sending fails only when the server is going down, and nobody listens any more.
                file_event.map(|event| changes.send(event));
            }
            Err(error) => eprintln!("matchmaker: can't watch the files for edits: {error}"),
        })?;
        let watched = |path: PathBuf, mode| WatchedFolder { path, mode, identity: None };
        let watched = vec![
            watched(root.join("content"), RecursiveMode::Recursive),
            watched(root.join("themes"), RecursiveMode::Recursive),
            // Editors replace a file by renaming another: watching the folder sees that, watching the file does not.
            watched(root, RecursiveMode::NonRecursive),
        ];
        let mut watcher = Self { watched, events, sender, backend: Backend::Events(watcher) };
        watcher.rewatch()?;
        Ok(watcher)
    }

    /// Returns a function that ends the wait as a change of a file does.
    pub fn waker(&self) -> impl FnOnce() + Send + use<> {
        let sender = self.sender.clone();
        // Sending fails only when the server is going down.
        move || drop(sender.send(FileEvent::Changed))
    }

    pub fn wait(&mut self, options: &Options) {
        loop {
            let interval =
                if let Backend::Polling { interval, .. } = &self.backend { *interval } else { FOLDER_CHECK_INTERVAL };
            match self.events.recv_timeout(interval) {
                Ok(event) => {
                    let mut lost = matches!(event, FileEvent::EventsLost);
                    while let Ok(event) = self.events.recv_timeout(QUIET_PERIOD) {
                        lost |= matches!(event, FileEvent::EventsLost);
                    }
                    if lost {
                        self.watched.iter_mut().for_each(|watched| watched.identity = None);
                    }
                    // Before the build reads a new folder, so that no later edit is missed.
                    self.rewatch_or_report();
                    return;
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    if self.rewatch_or_report() || self.has_changed(options) {
                        return;
                    }
                }
            }
        }
    }

    fn rewatch_or_report(&mut self) -> bool {
        self.rewatch().unwrap_or_else(|error| {
            eprintln!("matchmaker: {error}");
            false
        })
    }

    /// Watches folders that took the place of others. Returns whether there was one.
    fn rewatch(&mut self) -> Result<bool, CommandError> {
        let Backend::Events(watcher) = &mut self.backend else { return Ok(false) };
        let mut changed = false;
        for watched in &mut self.watched {
            let identity = identity(&watched.path);
            if identity == watched.identity {
                continue;
            }
            // What is gone is not watched any more; the system may know that already.
            watcher.unwatch(&watched.path).ok();
            if identity.is_some() {
                watcher.watch(&watched.path, watched.mode)?;
            }
            watched.identity = identity;
            changed = true;
        }
        Ok(changed)
    }

    /// Whether the files differ from those of the last call, or may differ.
    fn has_changed(&mut self, options: &Options) -> bool {
        let Backend::Polling { last, .. } = &mut self.backend else { return false };
        let now = generator::inputs_fingerprint(options);
        let has_changed = now.is_none() || now != *last;
        *last = now;
        has_changed
    }
}

fn identity(path: &Path) -> Option<Identity> {
    let metadata = fs::metadata(path).ok().filter(fs::Metadata::is_dir)?;
    #[cfg(unix)]
    let (device, inode) = {
        use std::os::unix::fs::MetadataExt;
        (metadata.dev(), metadata.ino())
    };
    #[cfg(not(unix))]
    let (device, inode) = (0, 0);
    Some((device, inode, metadata.created().ok()))
}
