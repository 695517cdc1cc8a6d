//! Rebuilding: once at the start, then whenever a file that the site is made of changes.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use generator::{Builder, EditedPage};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::Front;
use super::live::{Live, Trouble};
use crate::cli::{Common, Format};
use crate::failure::Failure;
use crate::{progress, report, root};

/// How long files must be quiet before a build begins: editors write several files for one save.
const QUIET: Duration = Duration::from_millis(15);

/// Where sites are built.
pub struct Workshop {
    common: Common,
    builder: Mutex<Builder>,
    front: Arc<Front>,
    live: Arc<Live>,
}

impl Workshop {
    /// A workshop that hands its sites to `front` and its news to `live`.
    pub fn new(common: Common, front: Arc<Front>, live: Arc<Live>) -> Self {
        Self { common, builder: Mutex::new(Builder::with_memory()), front, live }
    }

    /// Builds the site and tells everybody what came of it. Problems of content or theme are told, not returned:
    /// the last good site stays, and the next save may mend them.
    ///
    /// # Errors
    /// If there is no site's folder any more.
    pub fn build(&self) -> Result<(), Failure> {
        let options = root::options(&self.common)?;
        let start = Instant::now();
        let mut builder = self.builder.lock().unwrap_or_else(PoisonError::into_inner);
        // Whoever edits looks at one page, and need not wait for all others.
        let preview = |pages: Vec<EditedPage>| {
            if self.front.preview(pages) {
                self.live.good(true);
            }
        };
        let built = progress::during("Building the site", || builder.build(&options, preview));
        self.front.end_preview();
        let built = match built {
            Ok(built) => built,
            Err(error) => {
                eprintln!("matchmaker: {error}");
                self.tell_bad(vec![Trouble { place: String::new(), message: error.to_string(), help: String::new() }]);
                return Ok(());
            }
        };
        report::print(&built.problems, Format::Human)?;
        if built.has_errors() {
            if let Some(summary) = report::summary(&built) {
                eprintln!("{summary}. The last good site stays.");
            }
            self.tell_bad(built.problems.iter().map(Trouble::from).collect());
            return Ok(());
        }
        let generator::Tally { written, deleted, .. } = built.tally;
        let changed = written + deleted > 0 || !self.front.has_site();
        match self.front.take_up(built.limits) {
            Ok(()) => self.live.good(changed),
            Err(error) => {
                eprintln!("matchmaker: {error}");
                self.tell_bad(vec![Trouble { place: String::new(), message: error.to_string(), help: String::new() }]);
            }
        }
        println!("{} pages in {} ms, {written} files written", built.pages, start.elapsed().as_millis());
        Ok(())
    }

    /// An earlier run may have left a good site: better than none while the problems are mended.
    fn tell_bad(&self, troubles: Vec<Trouble>) {
        if !self.front.has_site() && self.front.take_up(None).is_ok() {
            eprintln!("The site of an earlier build is shown meanwhile.");
        }
        self.live.bad(troubles);
    }

    /// Builds again whenever content, themes or settings change, for as long as the value returned lives.
    ///
    /// # Errors
    /// If the system can't watch files.
    pub fn watch(self, root: &Path) -> Result<RecommendedWatcher, Failure> {
        let root = root.canonicalize().map_err(|source| Failure::File { path: root.to_owned(), source })?;
        let watched = ["content", "themes", "site.toml"].map(|name| root.join(name));
        let (base, concerned) = (root.clone(), watched.clone());
        let (tell, told) = mpsc::channel();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| match event {
            Ok(event) => {
                // A build reads every file: only what changes one may lead to the next.
                let ignored = |path: &Path| {
                    let inside = path.strip_prefix(&base).unwrap_or(path);
                    inside.iter().any(|part| generator::is_ignored(&part.to_string_lossy()))
                };
                let ours = |path: &PathBuf| concerned.iter().any(|watched| path.starts_with(watched)) && !ignored(path);
                if !event.kind.is_access() && event.paths.iter().any(ours) {
                    // Sending fails only when the server is going down, and nobody listens any more.
                    tell.send(()).ok();
                }
            }
            Err(error) => eprintln!("matchmaker: can't watch the files for edits: {error}"),
        })?;
        for folder in watched.iter().filter(|path| path.is_dir()) {
            watcher.watch(folder, RecursiveMode::Recursive)?;
        }
        // Editors replace a file by renaming another: watching the folder sees that, watching the file does not.
        watcher.watch(&root, RecursiveMode::NonRecursive)?;
        thread::spawn(move || {
            while told.recv().is_ok() {
                while told.recv_timeout(QUIET).is_ok() {}
                if let Err(failure) = self.build() {
                    eprintln!("matchmaker: {failure}");
                }
            }
        });
        Ok(watcher)
    }
}
