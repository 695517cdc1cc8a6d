//! A purge that is held back: what speaks against it, and somebody's word that it is right all the same.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;

use super::posted_form::PostedForm;
use super::state::Desk;
use super::words::Moment;
use store::{HeldPurge, HoldReason, StoreError};

/// Where it is confirmed.
pub(super) const ADDRESS: &str = "/desk/purge";

#[derive(Serialize)]
struct PurgePage {
    /// Nothing where nothing is held.
    held: Option<Held>,
    /// Whether something else would go by now than what was confirmed.
    is_overtaken: bool,
}

#[derive(Serialize)]
struct Held {
    why: String,
    what: String,
    remedy: String,
    confirm: String,
    now: Moment,
    believed: Option<Moment>,
    expired: u64,
}

pub(super) async fn show(State(desk): State<Arc<Desk>>) -> Response {
    match desk.purge_page(false).await {
        Ok(page) => desk.page(StatusCode::OK, "purge.html", &page),
        Err(error) => desk.failed(&error),
    }
}

pub(super) async fn confirm(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let Some(posted) = PostedForm::read(request).await else { return desk.error(StatusCode::BAD_REQUEST) };
    let now = desk.clock.now();
    let held = match desk.records.held_purge(now).await {
        Ok(held) => held,
        Err(error) => return desk.failed(&error),
    };
    let Some(held) = held else { return Redirect::to(ADDRESS).into_response() };
    let confirmed = posted.value("expired").and_then(|number| number.parse().ok());
    if confirmed != Some(held.expired) {
        return match desk.purge_page(true).await {
            Ok(page) => desk.page(StatusCode::CONFLICT, "purge.html", &page),
            Err(error) => desk.failed(&error),
        };
    }
    match desk.records.purge(now).await {
        Ok(removed) => {
            tracing::warn!(removed, "expired requests were erased, as confirmed at the desk");
            Redirect::to(ADDRESS).into_response()
        }
        Err(error @ StoreError::StillInLog { .. }) => {
            tracing::warn!(%error, "expired requests");
            Redirect::to(ADDRESS).into_response()
        }
        Err(error) => desk.failed(&error),
    }
}

impl Desk {
    async fn purge_page(&self, is_overtaken: bool) -> Result<PurgePage, StoreError> {
        let now = self.clock.now();
        let held = self.records.held_purge(now).await?.map(|HeldPurge { reason, expired, total, believed }| {
            let code = match reason {
                HoldReason::ClockAhead => "ahead",
                HoldReason::ClockBehind => "behind",
                HoldReason::LargeShare => "share",
            };
            let say = |key: &str| self.words.format(key, [("expired", expired.into()), ("total", total.into())]);
            Held {
                why: say(&format!("purge-why-{code}")),
                what: say("purge-what"),
                remedy: say(&format!("purge-remedy-{code}")),
                confirm: say("purge-confirm"),
                now: self.words.moment(now, now),
                believed: believed.map(|believed| self.words.moment(believed, now)),
                expired,
            }
        });
        Ok(PurgePage { held, is_overtaken })
    }
}
