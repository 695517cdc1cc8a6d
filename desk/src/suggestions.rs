//! What the desk suggests: hosts for a wish, groups for an offer, and what was asked before. It advises; people decide.
//!
//! In: a record, the published catalogue, what the store knows of earlier requests and introductions. Out: values for
//! templates. The catalogue is looked through on a thread where that keeps nobody else waiting.

mod axis;
pub(super) mod compare;
mod comparison;
mod excluded;
mod fit;
mod groups;
mod history;
mod hosts;
mod match_task;
mod offer_presenter;
mod related_requests;

use std::sync::Arc;

use domain::case::{CaseState, Status, TimelineEntry};
use serde::Serialize;

pub(super) use self::fit::Fit;
use self::groups::Groups;
use self::history::Past;
pub(super) use self::history::since;
use self::hosts::Hosts;
use self::match_task::MatchTask;
use self::related_requests::RelatedRequests;
use super::context::RequestContext;
use super::error::DeskError;
use store::{Record, StoreError};

/// What a request's page says beside the request.
#[derive(Default, Serialize)]
pub(super) struct Suggestions {
    hosts: Option<Hosts>,
    groups: Option<Groups>,
    seen: RelatedRequests,
    /// Whether the catalogue can't be looked through.
    unknown: bool,
}

impl RequestContext {
    /// Everything that is suggested beside a request.
    pub(super) async fn suggest(&self, record: &Record, timeline: &[TimelineEntry]) -> Result<Suggestions, DeskError> {
        let submission = &record.submission;
        let related = self.store.related(&submission.reference, self.now).await?;
        let seen = RelatedRequests::new(&self.words, self.now, record, &related);
        let waiting = if matches!(record.status, Status::SuspectedSpam | Status::Spam) {
            Vec::new()
        } else {
            groups::waiting(&self.store, &submission.request, self.now).await?
        };
        // Hosts are looked for where one may still be needed.
        if !record.status.is_open() && record.status != Status::Accepted {
            return Ok(Suggestions { seen, ..Suggestions::default() });
        }
        let task = self.match_task(record, timeline).await?;
        Ok(match task.run(move |task| Ok((hosts::find(task)?, groups::find(task, &waiting)?))).await {
            Ok((hosts, groups)) => Suggestions { hosts, groups, seen, unknown: false },
            Err(_) => Suggestions { seen, unknown: true, ..Suggestions::default() },
        })
    }

    /// The timeline tells which hosts were asked; a record of an earlier release does not.
    async fn match_task(&self, record: &Record, timeline: &[TimelineEntry]) -> Result<MatchTask, StoreError> {
        let introductions = self.store.introductions(since(self.now), self.now).await?;
        let own = &record.submission.reference;
        let past = Past::new(&introductions, own, &self.published.reminders(), self.now);
        Ok(MatchTask {
            record: record.clone(),
            published: Arc::clone(&self.published),
            words: Arc::clone(&self.words),
            reasons: Arc::clone(&self.reasons),
            past,
            earlier: CaseState::of(timeline).earlier,
            now: self.now,
        })
    }
}
