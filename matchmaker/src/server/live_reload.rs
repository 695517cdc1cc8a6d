//! Tells open pages that there is a newer site, or that the last edit has problems.

use std::convert::Infallible;
use std::sync::Arc;

use axum::response::sse::{Event, KeepAlive, Sse};
use generator::LocatedProblem;
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

/// Broadcasts the outcome of builds to open pages.
pub struct LiveReload {
    status: watch::Sender<BuildStatus>,
}

/// The state after the last build.
#[derive(Debug, Clone, Default)]
pub struct BuildStatus {
    /// Grows with every build that changed the site.
    pub edition: u64,
    /// The problems of the last edit; empty if the site shows the files as they are.
    pub problems: Arc<[BuildProblem]>,
    closing: bool,
}

/// One problem, as an open page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildProblem {
    /// File, line and column, where it has a place.
    pub place: String,
    pub message: String,
    pub help: String,
}

impl From<&LocatedProblem> for BuildProblem {
    fn from(problem: &LocatedProblem) -> Self {
        Self {
            place: format!("{}:{}:{}", problem.path, problem.line, problem.column),
            message: problem.message.clone(),
            help: problem.help.clone(),
        }
    }
}

impl LiveReload {
    pub fn new() -> Self {
        Self { status: watch::Sender::new(BuildStatus::default()) }
    }

    pub fn status(&self) -> BuildStatus {
        self.status.borrow().clone()
    }

    /// Reports a good build; `changed` says whether a page looks different now.
    pub fn build_succeeded(&self, changed: bool) {
        self.status.send_if_modified(|status| {
            let mended = !status.problems.is_empty();
            status.problems = Arc::default();
            status.edition += u64::from(changed || mended);
            changed || mended
        });
    }

    /// Reports a failed build. The last good site stays, and pages show why.
    pub fn build_failed(&self, problems: Vec<BuildProblem>) {
        self.status.send_if_modified(|status| {
            let changed = *status.problems != *problems;
            status.problems = problems.into();
            status.edition += u64::from(changed);
            changed
        });
    }

    /// Ends the streams of all open pages.
    pub fn close(&self) {
        self.status.send_modify(|status| status.closing = true);
    }

    /// Waits until [`LiveReload::close`] was called.
    pub async fn closed(&self) {
        // The sender lives as long as `self`, so waiting can't fail.
        drop(self.status.subscribe().wait_for(|status| status.closing).await);
    }

    /// The stream that an open page listens to: an event with the edition, now and after every change.
    pub fn stream(&self) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<>> {
        let editions = WatchStream::new(self.status.subscribe())
            .take_while(|status| !status.closing)
            .map(|status| Ok(Event::default().event("edition").data(status.edition.to_string())));
        Sse::new(editions).keep_alive(KeepAlive::default())
    }
}
