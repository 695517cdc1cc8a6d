//! For an offer to host: whether it is in the catalogue already, and which groups wait for such a host.

use std::cmp::Reverse;
use std::sync::Arc;

use domain::case::{Reference, Status};
use domain::matching::demand::Suits;
use domain::request::{Form, Request, Wish};
use domain::text::place::town_behind;
use jiff::Timestamp;
use serde::Serialize;
use tokio::task::JoinSet;

use super::axis::Axis;
use super::offer_presenter::{OfferPresenter, Score};
use super::work::{Unknown, Work};
use crate::request_fields::{self, Value};
use crate::words::{Labelled, Moment};
use store::{CaseStore, Filter, Record, StoreError, Summary, View};

/// Groups that are looked at: the newest of those that wait. Older ones were looked at when they were new.
const LOOKED_AT: usize = 200;
/// Groups and doubles that are shown.
const GROUPS: usize = 5;
const DOUBLES: usize = 5;

/// The statuses in which a group has no host yet.
const HOSTLESS: [Status; 3] = [Status::New, Status::InReview, Status::WaitingForInformation];

/// What is said beside an offer to host.
#[derive(Debug, Serialize)]
pub(super) struct Groups {
    doubles: Vec<DoubleView>,
    heading: String,
    groups: Vec<GroupView>,
}

/// An offer that may be the same.
#[derive(Debug, Serialize)]
struct DoubleView {
    title: String,
    host: String,
    place: Option<String>,
    href: String,
    ended: bool,
    likeness: String,
}

/// A group that waits.
#[derive(Debug, Serialize)]
struct GroupView {
    reference: Reference,
    organisation: String,
    place: Option<String>,
    country: String,
    activity: Value,
    asked: String,
    persons: String,
    received: Moment,
    status: Labelled,
    score: Score,
    pros: Vec<String>,
    negotiate: Option<String>,
}

/// The newest groups without a host that ask for one of these forms of mobility.
pub(super) async fn waiting(
    records: &Arc<dyn CaseStore>,
    proposal: &Request,
    now: Timestamp,
) -> Result<Vec<Record>, StoreError> {
    let Wish::OfferToHost(proposal) = &proposal.wish else { return Ok(Vec::new()) };
    let mut rows: Vec<Summary> = Vec::new();
    for status in HOSTLESS {
        let filter = Filter { view: View::Status(status), form: Some(Form::FindAHost) };
        let (mut after, mut read) = (None, 0);
        while read < LOOKED_AT {
            let page = records.list(&filter, after.as_ref(), now).await?;
            read += page.rows.len();
            rows.extend(page.rows);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
    }
    rows.sort_by(|one, other| {
        (Reverse(one.received), &one.reference).cmp(&(Reverse(other.received), &other.reference))
    });
    rows.truncate(LOOKED_AT);
    let mut reading = JoinSet::new();
    for row in rows.into_iter().filter(|row| row.activities.iter().any(|code| proposal.activities.contains(code))) {
        let records = Arc::clone(records);
        reading.spawn(async move { records.get(&row.reference, now).await });
    }
    let mut waiting = Vec::new();
    while let Some(read) = reading.join_next().await {
        let read = read.map_err(|error| StoreError::unavailable("a request can't be read", error))?;
        waiting.extend(read?);
    }
    Ok(waiting)
}

/// What there is to say of a proposal.
pub(super) fn find(work: &Work, waiting: &[Record]) -> Result<Option<Groups>, Unknown> {
    let request = &work.record.submission.request;
    let Wish::OfferToHost(proposal) = &request.wish else { return Ok(None) };
    let shelf = work.shelf()?;
    let today = work.today();
    let Some(window) = proposal.windows.iter().max_by_key(|window| window.until) else { return Ok(None) };
    let presenter = work.presenter(&shelf, Axis::covering(today, window), *window);
    let Some(supply) = shelf.supply(request, today) else { return Ok(None) };
    let mut suited: Vec<(Suits, &Record)> =
        waiting.iter().filter_map(|group| Some((supply.suits(&group.submission.request, today)?, group))).collect();
    let rank = |(suits, group): &(Suits, &Record)| (suits.score(), group.submission.received);
    // Of two that are as well suited, the one who has waited longer comes first.
    suited.sort_by(|one, other| {
        let ((a, earlier), (b, later)) = (rank(one), rank(other));
        b.total_cmp(&a).then(earlier.cmp(&later))
    });
    let doubles = shelf.catalogue.doubles(&request.organisation, proposal, DOUBLES);
    let fitting = suited.iter().filter(|(suits, _)| matches!(suits, Suits::Well(_))).count();
    Ok(Some(Groups {
        heading: presenter.words.format("groups-fitting", [("count", fitting.into())]),
        doubles: doubles
            .into_iter()
            .map(|double| {
                let likeness =
                    double.likeness.iter().map(|like| presenter.words.text(&format!("likeness-{}", like.code())));
                let catalogue = &shelf.catalogue;
                DoubleView {
                    title: presenter.title(double.offer),
                    host: catalogue.host(double.offer).to_owned(),
                    place: town_behind(catalogue.host(double.offer), catalogue.place(double.offer)).map(str::to_owned),
                    href: presenter.offer_page(catalogue.slug(double.offer)),
                    ended: catalogue.facts(double.offer).ends < today,
                    likeness: presenter.words.list(likeness),
                }
            })
            .collect(),
        groups: suited.iter().take(GROUPS).filter_map(|(suits, group)| presenter.group(suits, group)).collect(),
    }))
}

impl OfferPresenter<'_> {
    fn group(&self, suits: &Suits, record: &Record) -> Option<GroupView> {
        let submission = &record.submission;
        let Wish::FindAHost(search) = &submission.request.wish else { return None };
        let organisation = &submission.request.organisation;
        let (offer, negotiate) = match suits {
            Suits::Well(offer) => (offer, None),
            Suits::Nearly(miss) => (&miss.offer, Some(self.reason(&miss.negotiate))),
        };
        Some(GroupView {
            reference: submission.reference.clone(),
            organisation: organisation.name.clone(),
            place: town_behind(&organisation.name, &organisation.place).map(str::to_owned),
            country: self.words.term(self.vocabulary(), &organisation.country),
            activity: request_fields::activity(self.words, self.vocabulary(), &search.activity),
            asked: self.asked_period(search),
            persons: self.words.format("group-persons", [("count", search.participants.into())]),
            received: self.words.moment(submission.received, self.now),
            status: self.words.status(record.status),
            score: self.score(suits.score()),
            pros: self.pros(offer),
            negotiate,
        })
    }
}
