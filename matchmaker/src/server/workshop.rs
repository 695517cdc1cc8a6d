//! Rebuilding: once at the start, then whenever a file that the site is made of changes.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use generator::{Builder, EditedPage, Options};

use super::Front;
use super::changes::Changes;
use super::live::{Live, Trouble};
use crate::cli::{Common, Format};
use crate::failure::Failure;
use crate::{progress, report, root};

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
        let builder = Builder::with_memory().with_progress(front.progress());
        Self { common, builder: Mutex::new(builder), front, live }
    }

    /// Builds the site and tells everybody what came of it. Problems of content or theme are told, not returned:
    /// the last good site stays, and the next save may mend them.
    ///
    /// # Errors
    /// If there is no site's folder any more.
    fn build(&self) -> Result<(), Failure> {
        let options = root::options(&self.common)?;
        let start = Instant::now();
        let mut builder = self.builder.lock().unwrap_or_else(PoisonError::into_inner);
        // Whoever edits looks at one page, and need not wait for all others.
        let preview = |pages: Vec<EditedPage>| {
            if self.front.preview(pages) {
                self.live.good(true);
            }
        };
        let how_far = self.front.progress();
        let told = || format!("Building the site: {how_far}");
        let built = progress::during(told, || builder.build(&options, preview));
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

    /// Builds now and then again whenever something changes, on a thread of its own. `built` is called after the first
    /// build, whatever came of it.
    pub fn start(self, options: Options, mut changes: Changes, built: impl FnOnce() + Send + 'static) {
        thread::spawn(move || {
            self.build_or_say();
            built();
            loop {
                changes.wait(&root::options(&self.common).unwrap_or_else(|_| options.clone()));
                self.build_or_say();
            }
        });
    }

    fn build_or_say(&self) {
        if let Err(failure) = self.build() {
            eprintln!("matchmaker: {failure}");
        }
    }
}
