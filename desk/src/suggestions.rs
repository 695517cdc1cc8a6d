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

use domain::case::{CaseState, Status, TimelineEntry};
use serde_json::{Value, json};

pub(super) use self::fit::Fit;
use self::history::Past;
pub(super) use self::history::since;
use self::match_task::MatchTask;
use self::related_requests::related_requests;
use super::context::RequestContext;
use super::error::DeskError;
use store::{Record, StoreError};

impl RequestContext {
    /// Everything that is suggested beside a request.
    pub(super) async fn suggest(&self, record: &Record, timeline: &[TimelineEntry]) -> Result<Value, DeskError> {
        let submission = &record.submission;
        let related = self.store.related(&submission.reference, self.now).await?;
        let seen = related_requests(&self.words, self.now, record, &related);
        let waiting = if matches!(record.status, Status::SuspectedSpam | Status::Spam) {
            Vec::new()
        } else {
            groups::waiting(&self.store, &submission.request, self.now).await?
        };
        // Hosts are looked for where one may still be needed.
        if !record.status.is_open() && record.status != Status::Accepted {
            return Ok(json!({ "hosts": null, "groups": null, "seen": seen, "unknown": false }));
        }
        let task = self.match_task(record, timeline).await?;
        let found = task.run(move |task| Ok((hosts::find(task)?, groups::find(task, &waiting)?))).await;
        // Whether the catalogue can't be searched.
        let unknown = found.is_err();
        let (hosts, groups) = found.unwrap_or_default();
        Ok(json!({ "hosts": hosts, "groups": groups, "seen": seen, "unknown": unknown }))
    }

    /// The timeline tells which hosts were asked; a record of an earlier release does not.
    async fn match_task(&self, record: &Record, timeline: &[TimelineEntry]) -> Result<MatchTask, StoreError> {
        let introductions = self.store.introductions(since(self.now), self.now).await?;
        let own = &record.submission.reference;
        let past = Past::new(&introductions, own, &self.published.reminders, self.now);
        Ok(MatchTask { context: self.clone(), record: record.clone(), past, earlier: CaseState::of(timeline).earlier })
    }
}
