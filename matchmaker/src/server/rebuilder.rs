//! Builds the site at the start, and again whenever one of its files changes.

use std::sync::Arc;
use std::thread;
use std::time::Instant;

use generator::{Builder, EditedPage, Options};

use super::dev_server::DevServer;
use super::file_watcher::FileWatcher;
use super::live_reload::{BuildProblem, LiveReload};
use crate::cli::{Common, Format};
use crate::error::CommandError;
use crate::{problems, progress, site_folder};

/// Builds the site for a [`DevServer`].
pub struct Rebuilder {
    common: Common,
    builder: Builder,
    server: Arc<DevServer>,
    live: Arc<LiveReload>,
}

impl Rebuilder {
    /// A rebuilder that loads its sites into `server` and reports to `live`.
    pub fn new(common: Common, server: Arc<DevServer>, live: Arc<LiveReload>) -> Self {
        let builder = Builder::with_memory().with_progress(server.progress()).leaving_images(server.pending_images());
        Self { common, builder, server, live }
    }

    /// Builds now and after every change, on a thread of its own. `first_build_done` is called after the first build,
    /// whether it succeeded or not.
    pub fn start(
        mut self,
        options: Options,
        mut watcher: FileWatcher,
        first_build_done: impl FnOnce() + Send + 'static,
    ) {
        thread::spawn(move || {
            self.build_or_report();
            first_build_done();
            loop {
                self.draw_pending_images(watcher.waker());
                watcher.wait(&site_folder::build_options(&self.common).unwrap_or_else(|_| options.clone()));
                self.build_or_report();
            }
        });
    }

    /// Draws share images that the last build left, on a thread of its own. The next build finds them in the cache and
    /// writes them into the site.
    fn draw_pending_images(&self, build_again: impl FnOnce() + Send + 'static) {
        let images = self.server.pending_images();
        thread::spawn(move || match images.draw_all() {
            Ok(true) => build_again(),
            Ok(false) => {}
            Err(error) => eprintln!("matchmaker: {error}"),
        });
    }

    fn build_or_report(&mut self) {
        if let Err(error) = self.build() {
            eprintln!("matchmaker: {error}");
        }
    }

    /// Builds the site and reports the outcome. Problems of content or theme are no errors: the last good site stays, and the
    /// next save may mend them.
    fn build(&mut self) -> Result<(), CommandError> {
        let options = site_folder::build_options(&self.common)?;
        let start = Instant::now();
        // An editor looks at one page, and need not wait for all others.
        let show_preview = |pages: Vec<EditedPage>| {
            if self.server.show_preview(pages) {
                self.live.build_succeeded(true);
            }
        };
        let progress = self.server.progress();
        let message = || format!("Building the site: {progress}");
        let built = progress::show_during(message, || self.builder.build(&options, show_preview));
        self.server.end_preview();
        let built = match built {
            Ok(built) => built,
            Err(error) => {
                self.report_error(&error.to_string());
                return Ok(());
            }
        };
        problems::print(&built.problems, Format::Human)?;
        if built.has_errors() {
            if let Some(summary) = problems::summary(&built) {
                eprintln!("{summary}. The last good site stays.");
            }
            self.report_problems(built.problems.iter().map(BuildProblem::from).collect());
            return Ok(());
        }
        let generator::Tally { written, deleted, .. } = built.tally;
        // No page shows its own share image.
        let changed = written + deleted > built.share_images || !self.server.has_site();
        match self.server.load_site(built.limits) {
            Ok(()) => self.live.build_succeeded(changed),
            Err(error) => self.report_error(&error.to_string()),
        }
        println!("{} pages in {} ms, {written} files written", built.pages, start.elapsed().as_millis());
        let pending = self.server.pending_images().len();
        if pending > 0 {
            println!("{pending} pictures for shared links are drawn in the background");
        }
        Ok(())
    }

    fn report_error(&self, message: &str) {
        eprintln!("matchmaker: {message}");
        self.report_problems(vec![BuildProblem {
            place: String::new(),
            message: message.to_owned(),
            help: String::new(),
        }]);
    }

    /// Shows the problems in open pages; if there is no site yet, the one of an earlier run, if it left one.
    fn report_problems(&self, problems: Vec<BuildProblem>) {
        if !self.server.has_site() && self.server.load_site(None).is_ok() {
            eprintln!("The site of an earlier build is shown meanwhile.");
        }
        self.live.build_failed(problems);
    }
}
