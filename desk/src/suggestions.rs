//! What the desk suggests: hosts for a wish, groups for an offer, and what was asked before. It advises; people decide.
//!
//! In: a record, the published catalogue, what the store knows of earlier requests and introductions. Out: values for
//! templates. The catalogue is looked through on a thread where that keeps nobody else waiting.

mod axis;
pub(super) mod compare;
mod excluded;
mod fit;
mod groups;
mod history;
mod hosts;
mod offer_presenter;
mod rows;
mod seen;
mod work;

use std::sync::Arc;

use domain::case::{CaseState, Status, TimelineEntry};
use serde::Serialize;

pub(super) use self::fit::Fit;
use self::groups::Groups;
use self::history::Past;
use self::hosts::Hosts;
use self::seen::Seen;
use self::work::{Unknown, Work};
use super::state::Desk;
use store::{Record, StoreError};
use web::clock::day_of;

/// What a request's page says beside the request.
#[derive(Default, Serialize)]
pub(super) struct Suggestions {
    hosts: Option<Hosts>,
    groups: Option<Groups>,
    seen: Seen,
    /// Whether the catalogue can't be looked through.
    unknown: bool,
}

impl Desk {
    /// Everything that is suggested beside a request.
    pub(super) async fn suggest(&self, record: &Record, timeline: &[TimelineEntry]) -> Result<Suggestions, StoreError> {
        let (now, submission) = (self.clock.now(), &record.submission);
        let related = self.records.related(&submission.reference, now).await?;
        let seen = Seen::new(&self.words, now, record, &related);
        let waiting = if matches!(record.status, Status::SuspectedSpam | Status::Spam) {
            Vec::new()
        } else {
            groups::waiting(&self.records, &submission.request, now).await?
        };
        if !hosts::are_wanted(record.status) && record.status != Status::Accepted {
            return Ok(Suggestions { seen, ..Suggestions::default() });
        }
        let work = self.work(record, timeline).await?;
        let found = work.quietly(move |work| Ok((hosts::find(work)?, groups::find(work, &waiting)?))).await;
        Ok(match found {
            Ok((hosts, groups)) => Suggestions { hosts, groups, seen, unknown: false },
            Err(Unknown) => Suggestions { seen, unknown: true, ..Suggestions::default() },
        })
    }

    /// The timeline tells which hosts were asked; a record of an earlier release does not.
    async fn work(&self, record: &Record, timeline: &[TimelineEntry]) -> Result<Work, StoreError> {
        let now = self.clock.now();
        let introductions = self.records.introductions(history::since(now), now).await?;
        let published = self.publication.current();
        let own = &record.submission.reference;
        let past = Past::new(&introductions, own, &published.reminders(), now, day_of(now));
        let (words, reasons) = (Arc::clone(&self.words), Arc::clone(&self.reasons));
        let earlier = CaseState::of(timeline).earlier;
        Ok(Work { record: record.clone(), published, words, reasons, past, earlier, now })
    }
}
