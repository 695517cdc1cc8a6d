//! Notices when a file changes that the site is made of.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, SystemTime};

use generator::Options;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::failure::Failure;

/// How long files must be quiet before a build begins: editors write several files for one save.
const QUIET: Duration = Duration::from_millis(15);
/// How often folders are looked at, in case another one took their place without a word, as a mount does.
const ROUND: Duration = Duration::from_secs(1);

/// What tells of changes.
pub struct Changes {
    watched: Vec<Watched>,
    told: Receiver<Told>,
    how: How,
}

enum Told {
    Changed,
    /// The system lost events: of folders that were made meanwhile it may not have told.
    Lost,
}

enum How {
    Events(RecommendedWatcher),
    /// For file systems without events. The sender keeps the channel open.
    Polling {
        pause: Duration,
        last: Option<String>,
        _tell: Sender<Told>,
    },
}

/// A folder that is watched, and which one it was when that began: another one of the same name has to be watched anew.
struct Watched {
    path: PathBuf,
    mode: RecursiveMode,
    identity: Option<Identity>,
}

/// Device and inode, and when it was made: numbers of inodes are given again.
type Identity = (u64, u64, Option<SystemTime>);

impl Changes {
    /// Watches a site's folder; `poll` is how often to look at all files instead, where the system does not tell of changes.
    ///
    /// # Errors
    /// If the system can't watch files.
    pub fn of(root: &Path, poll: Option<Duration>) -> Result<Self, Failure> {
        let root = root.canonicalize().map_err(Failure::file(root))?;
        let (tell, told) = mpsc::channel();
        if let Some(pause) = poll {
            return Ok(Self { watched: Vec::new(), told, how: How::Polling { pause, last: None, _tell: tell } });
        }
        let concerned = ["content", "themes", "site.toml"].map(|name| root.join(name));
        let base = root.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| match event {
            Ok(event) => {
                // A build reads every file: only what changes one may lead to the next.
                let ignored = |path: &Path| {
                    let inside = path.strip_prefix(&base).unwrap_or(path);
                    inside.iter().any(|part| generator::is_ignored(&part.to_string_lossy()))
                };
                let ours = |path: &PathBuf| concerned.iter().any(|watched| path.starts_with(watched)) && !ignored(path);
                let told = if event.need_rescan() {
                    Some(Told::Lost)
                } else {
                    (!event.kind.is_access() && event.paths.iter().any(ours)).then_some(Told::Changed)
                };
                // Sending fails only when the server is going down, and nobody listens any more.
                told.map(|told| tell.send(told));
            }
            Err(error) => eprintln!("matchmaker: can't watch the files for edits: {error}"),
        })?;
        let watched = |path: PathBuf, mode| Watched { path, mode, identity: None };
        let watched = vec![
            watched(root.join("content"), RecursiveMode::Recursive),
            watched(root.join("themes"), RecursiveMode::Recursive),
            // Editors replace a file by renaming another: watching the folder sees that, watching the file does not.
            watched(root, RecursiveMode::NonRecursive),
        ];
        let mut changes = Self { watched, told, how: How::Events(watcher) };
        changes.renew()?;
        Ok(changes)
    }

    /// Waits until something changed.
    pub fn wait(&mut self, options: &Options) {
        loop {
            let pause = if let How::Polling { pause, .. } = &self.how { *pause } else { ROUND };
            match self.told.recv_timeout(pause) {
                Ok(told) => {
                    let mut lost = matches!(told, Told::Lost);
                    while let Ok(told) = self.told.recv_timeout(QUIET) {
                        lost |= matches!(told, Told::Lost);
                    }
                    if lost {
                        self.watched.iter_mut().for_each(|watched| watched.identity = None);
                    }
                    // Before the build reads what is in a new folder: a later edit is told.
                    self.renew_or_say();
                    return;
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    if self.renew_or_say() || self.differs(options) {
                        return;
                    }
                }
            }
        }
    }

    fn renew_or_say(&mut self) -> bool {
        self.renew().unwrap_or_else(|failure| {
            eprintln!("matchmaker: {failure}");
            false
        })
    }

    /// Watches folders that took the place of others; whether there was one.
    fn renew(&mut self) -> Result<bool, Failure> {
        let How::Events(watcher) = &mut self.how else { return Ok(false) };
        let mut renewed = false;
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
            renewed = true;
        }
        Ok(renewed)
    }

    /// Whether the files differ from those of the last look; where that can't be said, they may.
    fn differs(&mut self, options: &Options) -> bool {
        let How::Polling { last, .. } = &mut self.how else { return false };
        let now = generator::inputs_fingerprint(options);
        let differs = now.is_none() || now != *last;
        *last = now;
        differs
    }
}

fn identity(path: &Path) -> Option<Identity> {
    let facts = fs::metadata(path).ok().filter(fs::Metadata::is_dir)?;
    #[cfg(unix)]
    let (device, inode) = {
        use std::os::unix::fs::MetadataExt;
        (facts.dev(), facts.ino())
    };
    #[cfg(not(unix))]
    let (device, inode) = (0, 0);
    Some((device, inode, facts.created().ok()))
}
