//! What it takes to look through the catalogue, on a thread where that keeps nobody else waiting.

use std::sync::Arc;

use domain::case::Earlier;
use domain::dates::Period;
use domain::matching::query::MatchContext;
use tokio::task;

use super::axis::Axis;
use super::history::Past;
use super::offer_presenter::OfferPresenter;
use crate::context::RequestContext;
use crate::error::DeskError;
use store::Record;
use web::published::MatchIndex;

/// Everything that it takes to look for hosts, for a thread of its own.
pub(super) struct MatchTask {
    pub(super) context: RequestContext,
    pub(super) record: Record,
    pub(super) past: Past,
    /// The hosts that this very request was introduced to before.
    pub(super) earlier: Vec<Earlier>,
}

/// That the catalogue can't be looked through: the log says why.
pub(super) fn unreadable(error: &dyn std::error::Error) -> DeskError {
    tracing::error!(%error, "the catalogue can't be looked through");
    DeskError::Catalogue
}

impl MatchTask {
    /// Runs on a thread that may block.
    pub(super) async fn run<T: Send + 'static>(
        self,
        search: impl FnOnce(&Self) -> Result<T, DeskError> + Send + 'static,
    ) -> Result<T, DeskError> {
        task::spawn_blocking(move || search(&self)).await.unwrap_or_else(|error| Err(unreadable(&error)))
    }

    pub(super) fn index(&self) -> Result<Arc<MatchIndex>, DeskError> {
        self.context.published.match_index().map_err(|error| unreadable(&error))
    }

    /// What offers are ranked by, for so many matches and near misses.
    pub(super) fn match_context(&self, most: (usize, usize)) -> MatchContext<'_> {
        MatchContext { today: self.context.today(), history: &self.past.history, most }
    }

    /// Presents offers beside a period that is asked for.
    pub(super) fn presenter<'a>(&'a self, index: &'a MatchIndex, axis: Axis, asked: Period) -> OfferPresenter<'a> {
        let Self { context, past, .. } = self;
        OfferPresenter { context, words: &context.words, index, past, axis, asked }
    }
}
