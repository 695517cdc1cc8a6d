//! What open pages are told: that there is a newer site, or that the last edit has problems.

use std::convert::Infallible;
use std::sync::Arc;

use axum::response::sse::{Event, KeepAlive, Sse};
use generator::LocatedProblem;
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

/// The news for open pages.
pub struct Live {
    news: watch::Sender<News>,
}

/// The state of things after the last build.
#[derive(Debug, Clone, Default)]
pub struct News {
    /// Grows with every build that changed the site.
    pub edition: u64,
    /// What is wrong with the last edit; empty where the site is as the files are.
    pub troubles: Arc<[Trouble]>,
    /// The server is about to stop.
    closing: bool,
}

/// One thing that is wrong, as a person is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// File, line and column, where it has a place.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
}

impl From<&LocatedProblem> for Trouble {
    fn from(problem: &LocatedProblem) -> Self {
        Self {
            place: format!("{}:{}:{}", problem.path, problem.line, problem.column),
            message: problem.message.clone(),
            help: problem.help.clone(),
        }
    }
}

impl Live {
    /// No news yet.
    pub fn new() -> Self {
        Self { news: watch::Sender::new(News::default()) }
    }

    /// The news of this moment.
    pub fn news(&self) -> News {
        self.news.borrow().clone()
    }

    /// A build went well; `changed` tells whether a page looks different now.
    pub fn good(&self, changed: bool) {
        self.news.send_if_modified(|news| {
            let mended = !news.troubles.is_empty();
            news.troubles = Arc::default();
            news.edition += u64::from(changed || mended);
            changed || mended
        });
    }

    /// A build failed: the last good site stays, and pages show why.
    pub fn bad(&self, troubles: Vec<Trouble>) {
        self.news.send_if_modified(|news| {
            let changed = *news.troubles != *troubles;
            news.troubles = troubles.into();
            news.edition += u64::from(changed);
            changed
        });
    }

    /// Ends the streams of all open pages.
    pub fn close(&self) {
        self.news.send_modify(|news| news.closing = true);
    }

    /// Waits until [`Live::close`] was called.
    pub async fn closed(&self) {
        // The sender lives as long as `self`, so waiting can't fail.
        drop(self.news.subscribe().wait_for(|news| news.closing).await);
    }

    /// The stream that an open page listens to: an event with the edition, now and after every change.
    pub fn stream(&self) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<>> {
        let editions = WatchStream::new(self.news.subscribe())
            .take_while(|news| !news.closing)
            .map(|news| Ok(Event::default().event("edition").data(news.edition.to_string())));
        Sse::new(editions).keep_alive(KeepAlive::default())
    }
}
