//! The page of one request.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::case::Reference;

use super::actions::Shown;
use super::offers;
use super::state::Desk;
use super::views::{Beside, RequestPage};
use store::StoreError;

pub(super) async fn show(State(desk): State<Arc<Desk>>, Path(reference): Path<String>) -> Response {
    let shown = Shown { by: desk.remembered_name(), ..Shown::default() };
    desk.show(StatusCode::OK, &reference, shown).await
}

impl Desk {
    /// The page of a request, with what there is to say beside it.
    pub(super) async fn show(&self, status: StatusCode, reference: &str, shown: Shown) -> Response {
        let Some(reference) = Reference::parse(reference) else { return self.error(StatusCode::NOT_FOUND) };
        match self.read_request(&reference, shown).await {
            Ok(Some(page)) => self.page(status, "request.html", &page),
            Ok(None) => self.error(StatusCode::NOT_FOUND),
            Err(error) => self.failed(&error),
        }
    }

    async fn read_request(&self, reference: &Reference, shown: Shown) -> Result<Option<RequestPage>, StoreError> {
        let now = self.clock.now();
        let Some(record) = self.records.get(reference, now).await? else { return Ok(None) };
        let timeline = self.records.timeline(reference, now).await?;
        let published = self.publication.current();
        let suggestions = self.suggest(&record, &timeline).await?;
        let offer = match &record.handling.introduced {
            Some(introduced) => offers::find(&published, &introduced.introduction.offer).await,
            None => None,
        };
        let beside = Beside { offer: offer.as_ref(), suggestions };
        Ok(Some(RequestPage::new(&self.words, &published, now, &record, &timeline, shown, beside)))
    }
}
