//! The inbox: which requests somebody wants to see, and the pages that list them.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::case::Status;

use super::list_position::{InboxQuery, ListPosition};
use super::spam_signs;
use super::state::Desk;
use super::views::{Inbox, MostOverdue, SpamReview};
use store::{Counts, Filter, Page, StoreError, View};

/// How many of what is overdue are named before anything else.
const MOST_FIRST: usize = 3;

/// The list that an address asks for.
pub(super) async fn show(State(desk): State<Arc<Desk>>, Query(query): Query<InboxQuery>) -> Response {
    let Some(desired) = ListPosition::from_query(&query, &desk.remembered_name()) else {
        return desk.error(StatusCode::NOT_FOUND);
    };
    match desk.read_inbox(desired).await {
        Ok(inbox) => desk.page(StatusCode::OK, "inbox.html", &inbox),
        Err(error) => desk.failed(&error),
    }
}

impl Desk {
    async fn read_inbox(&self, desired: ListPosition) -> Result<Inbox, StoreError> {
        let now = self.clock.now();
        let counts = self.counts().await?;
        let page = if desired.lacks_name() {
            Page { rows: Vec::new(), next: None }
        } else {
            self.records.list(&desired.filter, desired.after.as_ref(), now).await?
        };
        let suspects = if desired.filter.view == View::Status(Status::SuspectedSpam) {
            spam_signs::read(&self.records, &self.words, &page, now).await?
        } else {
            BTreeMap::new()
        };
        let published = self.publication.current();
        let first = if desired == ListPosition::default() && counts.overdue > 0 {
            let overdue = Filter { view: View::Overdue, form: None };
            let longest = self.records.list(&overdue, None, now).await?;
            Some(MostOverdue::new(&self.words, now, counts.overdue, longest.rows.iter().take(MOST_FIRST)))
        } else {
            None
        };
        let judge = SpamReview { by: self.remembered_name(), suspects };
        Ok(Inbox::new(&self.words, &published, now, &desired, &counts, &page, judge, first))
    }

    /// How much there is to do, as the frame of this visit says it.
    async fn counts(&self) -> Result<Counts, StoreError> {
        match self.session.counts() {
            Some(counts) => Ok(counts.clone()),
            None => self.records.counts(self.clock.now(), None).await,
        }
    }
}
