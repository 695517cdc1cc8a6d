//! For an offer to host: whether it is in the catalogue already, and which groups wait for such a host.

use std::cmp::Reverse;
use std::sync::Arc;

use domain::case::Status;
use domain::matching::demand::Suits;
use domain::request::{Form, Request, Wish};
use domain::text::place::town_behind;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::axis::Axis;
use super::match_task::MatchTask;
use super::offer_presenter::OfferPresenter;
use crate::error::DeskError;
use crate::records::read_all;
use crate::request_fields;
use store::{CaseStore, Filter, Record, StoreError, Summary, View};

/// Groups that are looked at: the newest of those that wait. Older ones were looked at when they were new.
const LOOKED_AT: usize = 200;
/// Groups and doubles that are shown.
const GROUPS: usize = 5;
const DOUBLES: usize = 5;

/// The statuses in which a group has no host yet.
const HOSTLESS: [Status; 3] = [Status::New, Status::InReview, Status::WaitingForInformation];

/// The newest groups without a host that ask for one of these forms of mobility.
pub(super) async fn waiting(
    store: &Arc<dyn CaseStore>,
    proposal: &Request,
    now: Timestamp,
) -> Result<Vec<Record>, StoreError> {
    let Wish::OfferToHost(proposal) = &proposal.wish else { return Ok(Vec::new()) };
    let mut rows: Vec<Summary> = Vec::new();
    for status in HOSTLESS {
        let filter = Filter { view: View::Status(status), form: Some(Form::FindAHost) };
        let (mut after, mut read) = (None, 0);
        while read < LOOKED_AT {
            let page = store.list(&filter, after.as_ref(), now).await?;
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
    rows.retain(|row| row.activities.iter().any(|code| proposal.activities.contains(code)));
    read_all(store, rows.iter().map(|row| &row.reference), now).await
}

/// What there is to say of a proposal.
pub(super) fn find(task: &MatchTask, waiting: &[Record]) -> Result<Option<Value>, DeskError> {
    let request = &task.record.submission.request;
    let Wish::OfferToHost(proposal) = &request.wish else { return Ok(None) };
    let index = task.index()?;
    let today = task.context.today();
    let Some(window) = proposal.windows.iter().max_by_key(|window| window.until) else { return Ok(None) };
    let presenter = task.presenter(&index, Axis::covering(today, window), *window);
    let Some(supply) = index.supply(request, today) else { return Ok(None) };
    let mut suited: Vec<(Suits, &Record)> =
        waiting.iter().filter_map(|group| Some((supply.suits(&group.submission.request, today)?, group))).collect();
    let rank = |(suits, group): &(Suits, &Record)| (suits.score(), group.submission.received);
    // Of two that are as well suited, the one who has waited longer comes first.
    suited.sort_by(|one, other| {
        let ((a, earlier), (b, later)) = (rank(one), rank(other));
        b.total_cmp(&a).then(earlier.cmp(&later))
    });
    let doubles = index.catalogue.doubles(&request.organisation, proposal, DOUBLES);
    let fitting = suited.iter().filter(|(suits, _)| matches!(suits, Suits::Well(_))).count();
    let doubles = doubles.into_iter().map(|double| {
        let likeness = double.likeness.iter().map(|like| presenter.words.text(&format!("likeness-{}", like.code())));
        let catalogue = &index.catalogue;
        json!({
            "title": presenter.title(double.offer),
            "host": catalogue.host(double.offer),
            "place": town_behind(catalogue.host(double.offer), catalogue.place(double.offer)),
            "href": presenter.context.offer_address(catalogue.slug(double.offer)),
            "ended": catalogue.facts(double.offer).ends < today,
            "likeness": presenter.words.list(likeness),
        })
    });
    let groups = suited.iter().take(GROUPS).filter_map(|(suits, group)| presenter.group(suits, group));
    Ok(Some(json!({
        "heading": presenter.words.format("groups-fitting", [("count", fitting.into())]),
        "doubles": doubles.collect::<Vec<_>>(),
        "groups": groups.collect::<Vec<_>>(),
    })))
}

impl OfferPresenter<'_> {
    fn group(&self, suits: &Suits, record: &Record) -> Option<Value> {
        let submission = &record.submission;
        let Wish::FindAHost(search) = &submission.request.wish else { return None };
        let organisation = &submission.request.organisation;
        let (offer, negotiate) = match suits {
            Suits::Well(offer) => (offer, None),
            Suits::Nearly(miss) => (&miss.offer, Some(self.reason(&miss.negotiate))),
        };
        Some(json!({
            "reference": submission.reference,
            "organisation": organisation.name,
            "place": town_behind(&organisation.name, &organisation.place),
            "country": self.words.term(self.vocabulary(), &organisation.country),
            "activity": request_fields::activity(self.words, self.vocabulary(), &search.activity),
            "asked": self.asked_period(search),
            "persons": self.words.format("group-persons", [("count", search.participants.into())]),
            "received": self.words.moment(submission.received, self.context.now),
            "status": self.words.status(record.status),
            "score": self.score(suits.score()),
            "pros": self.pros(offer),
            "negotiate": negotiate,
        }))
    }
}
