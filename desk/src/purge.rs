//! A purge that is held back: what speaks against it, and somebody's word that it is right all the same.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use serde_json::json;

use super::context::RequestContext;
use super::error::PageResult;
use super::posted_form::PostedForm;
use store::{HeldPurge, HoldReason, StoreError};

/// Where it is confirmed.
pub(super) const ADDRESS: &str = "/desk/purge";

pub(super) async fn show(context: RequestContext) -> PageResult {
    let held = context.store.held_purge(context.now).await?;
    context.purge_page(StatusCode::OK, held, false)
}

pub(super) async fn confirm(context: RequestContext, form: PostedForm) -> PageResult {
    let Some(held) = context.store.held_purge(context.now).await? else {
        return Ok(Redirect::to(ADDRESS).into_response());
    };
    if form.value("expired").parse() != Ok(held.expired) {
        return context.purge_page(StatusCode::CONFLICT, Some(held), true);
    }
    match context.store.purge(context.now).await {
        Ok(removed) => tracing::warn!(removed, "expired requests were erased, as confirmed at the desk"),
        Err(error @ StoreError::StillInLog { .. }) => tracing::warn!(%error, "expired requests"),
        Err(error) => return Err(error.into()),
    }
    Ok(Redirect::to(ADDRESS).into_response())
}

impl RequestContext {
    fn purge_page(&self, status: StatusCode, held: Option<HeldPurge>, is_overtaken: bool) -> PageResult {
        let held = held.map(|HeldPurge { reason, expired, total, believed }| {
            let code = match reason {
                HoldReason::ClockAhead => "ahead",
                HoldReason::ClockBehind => "behind",
                HoldReason::LargeShare => "share",
            };
            let say = |key: &str| self.words.format(key, [("expired", expired.into()), ("total", total.into())]);
            json!({
                "why": say(&format!("purge-why-{code}")),
                "what": say("purge-what"),
                "remedy": say(&format!("purge-remedy-{code}")),
                "confirm": say("purge-confirm"),
                "now": self.words.moment(self.now, self.now),
                "believed": believed.map(|believed| self.words.moment(believed, self.now)),
                "expired": expired,
            })
        });
        self.page_with_status(status, "purge.html", &json!({ "held": held, "is_overtaken": is_overtaken }))
    }
}
