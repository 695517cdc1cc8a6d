//! The inbox: which requests somebody wants to see, and the pages that list them.

use std::collections::BTreeMap;

use axum::extract::Query;
use domain::case::Status;

use super::context::RequestContext;
use super::error::{DeskError, PageResult};
use super::list_position::{InboxQuery, ListPosition};
use super::spam_signs;
use super::views::{inbox, most_overdue};
use store::{Filter, Page, View};

/// How many of what is overdue are named before anything else.
const MAX_FIRST: usize = 3;

/// The list that an address asks for.
pub(super) async fn show(context: RequestContext, Query(query): Query<InboxQuery>) -> PageResult {
    let desired = ListPosition::from_query(&query, &context.remembered_name()).ok_or(DeskError::NotFound)?;
    let (store, now) = (&context.store, context.now);
    let counts = match &context.session.counts {
        Some(counts) => counts.clone(),
        None => store.counts(now, None).await?,
    };
    let page = if desired.lacks_name() {
        Page { rows: Vec::new(), next: None }
    } else {
        store.list(&desired.filter, desired.after.as_ref(), now).await?
    };
    let suspects = if desired.filter.view == View::Status(Status::SuspectedSpam) {
        spam_signs::read(store, &context.words, &page, now).await?
    } else {
        BTreeMap::new()
    };
    let first = if desired == ListPosition::default() && counts.overdue > 0 {
        let longest = store.list(&Filter { view: View::Overdue, form: None }, None, now).await?;
        Some(most_overdue(&context, counts.overdue, longest.rows.iter().take(MAX_FIRST)))
    } else {
        None
    };
    context.page("inbox.html", &inbox(&context, &desired, &counts, &page, &suspects, first))
}
