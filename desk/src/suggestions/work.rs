//! What it takes to look through the catalogue, on a thread where that keeps nobody else waiting.

use std::sync::Arc;

use domain::case::Earlier;
use domain::dates::Period;
use jiff::Timestamp;
use jiff::civil::Date;
use tokio::task;

use super::axis::Axis;
use super::history::Past;
use super::offer_presenter::OfferPresenter;
use crate::reasons::ReasonWords;
use crate::words::Words;
use store::Record;
use web::clock::day_of;
use web::published::{MatchIndex, Published, PublishedError};

/// The catalogue can't be looked through; the log says why.
pub(super) struct Unknown;

impl Unknown {
    pub(super) fn because(error: &dyn std::error::Error) -> Self {
        tracing::error!(%error, "the catalogue can't be looked through");
        Self
    }
}

/// Everything that it takes to look for hosts, for a thread of its own.
pub(super) struct Work {
    pub(super) record: Record,
    pub(super) published: Arc<Published>,
    pub(super) words: Arc<Words>,
    pub(super) reasons: Arc<ReasonWords>,
    pub(super) past: Past,
    /// The hosts that this very request was introduced to before.
    pub(super) earlier: Vec<Earlier>,
    pub(super) now: Timestamp,
}

impl Work {
    /// Does something on a thread that may block.
    pub(super) async fn quietly<T: Send + 'static>(
        self,
        work: impl FnOnce(&Self) -> Result<T, Unknown> + Send + 'static,
    ) -> Result<T, Unknown> {
        match task::spawn_blocking(move || work(&self)).await {
            Ok(done) => done,
            Err(error) => Err(Unknown::because(&error)),
        }
    }

    pub(super) fn today(&self) -> Date {
        day_of(self.now)
    }

    pub(super) fn shelf(&self) -> Result<Arc<MatchIndex>, Unknown> {
        self.published.shelf().map_err(|error: PublishedError| Unknown::because(&error))
    }

    pub(super) fn presenter<'a>(&'a self, shelf: &'a MatchIndex, axis: Axis, asked: Period) -> OfferPresenter<'a> {
        let Self { published, words, reasons, past, now, .. } = self;
        OfferPresenter { words, reasons, published, shelf, past, axis, asked, now: *now }
    }
}
