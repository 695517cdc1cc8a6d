//! Up to three hosts side by side.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::case::{ActionKind, Reference};
use domain::matching::inspect::InspectedOffer;
use domain::matching::query::{MatchContext, MatchQuery};
use domain::request::Wish;
use serde::Serialize;

use super::axis::{Axis, AxisView, Bar};
use super::hosts::best;
use super::offer_presenter::{OfferPresenter, Strip};
use super::rows::{Row, Table};
use super::work::{Unknown, Work};
use crate::state::Desk;

/// Hosts that have room side by side.
const MOST: usize = 3;

/// The page that compares.
#[derive(Debug, Serialize)]
struct ComparePage {
    reference: Reference,
    organisation: String,
    can_introduce: bool,
    asked: String,
    asked_bar: Option<Bar>,
    family: Option<&'static str>,
    axis: AxisView,
    hosts: Vec<Column>,
    why: Vec<Row>,
    facts: Vec<Row>,
    notices: Vec<String>,
    /// Those that were chosen and had no room.
    left_out: Vec<Link>,
}

/// A host's head.
#[derive(Debug, Serialize)]
struct Column {
    slug: String,
    title: String,
    host: String,
    place: String,
    href: String,
    strip: Strip,
    windows: Vec<String>,
    fits: bool,
}

#[derive(Debug, Serialize)]
struct Link {
    title: String,
    href: String,
}

/// Shows the hosts that the query names; the best where it names none.
pub(crate) async fn compare(
    State(desk): State<Arc<Desk>>,
    Path(reference): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let Some(reference) = Reference::parse(&reference) else { return desk.error(StatusCode::NOT_FOUND) };
    let record = match desk.records.get(&reference, desk.clock.now()).await {
        Ok(Some(record)) => record,
        Ok(None) => return desk.error(StatusCode::NOT_FOUND),
        Err(error) => return desk.failed(&error),
    };
    let mut chosen: Vec<String> = Vec::new();
    for (key, slug) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
        if key == "offer" && !chosen.iter().any(|known| *known == slug) {
            chosen.push(slug.into_owned());
        }
    }
    let timeline = match desk.records.timeline(&reference, desk.clock.now()).await {
        Ok(timeline) => timeline,
        Err(error) => return desk.failed(&error),
    };
    let work = match desk.work(&record, &timeline).await {
        Ok(work) => work,
        Err(error) => return desk.failed(&error),
    };
    match work.quietly(move |work| page(work, &chosen)).await {
        Ok(Some(page)) => desk.page(StatusCode::OK, "compare.html", &page),
        Ok(None) => desk.error(StatusCode::NOT_FOUND),
        Err(Unknown) => desk.error(StatusCode::SERVICE_UNAVAILABLE),
    }
}

fn page(work: &Work, chosen: &[String]) -> Result<Option<ComparePage>, Unknown> {
    let request = &work.record.submission.request;
    let (Wish::FindAHost(search), Some(question)) = (&request.wish, MatchQuery::of(request)) else { return Ok(None) };
    let shelf = work.shelf()?;
    let matcher = shelf.matcher();
    let mut notices = Vec::new();
    let mut places = Vec::new();
    for slug in chosen {
        match shelf.catalogue.find(slug) {
            Some(place) => places.push(place),
            None => notices.push(work.words.format("compare-unknown", [("offer", slug.as_str().into())])),
        }
    }
    if places.is_empty() {
        places = best(work, &matcher, question, MOST);
        notices.extend((!places.is_empty()).then(|| work.words.text("compare-best")));
    }
    let left_out = places.split_off(places.len().min(MOST));
    notices.extend((!left_out.is_empty()).then(|| work.words.format("compare-most", [("most", MOST.into())])));

    let windows = places.iter().flat_map(|place| shelf.catalogue.facts(*place).windows);
    let last = windows.chain([search.period]).max_by_key(|period| period.until.min(search.period.until));
    let axis = Axis::covering(work.today(), &last.unwrap_or(search.period));
    let presenter = work.presenter(&shelf, axis, search.period);
    let circumstances = MatchContext { today: work.today(), history: &work.past.history, most: (0, 0) };
    let looked = matcher.inspect(question, circumstances, &places);
    let offers = shelf.offers(&places).map_err(|error| Unknown::because(&error))?;
    let table = Table { presenter: &presenter, search, places: &places, looked: &looked, offers: &offers };
    Ok(Some(ComparePage {
        reference: work.record.submission.reference.clone(),
        organisation: request.organisation.name.clone(),
        can_introduce: ActionKind::Introduce.leads_to(work.record.status, request.wish.form()).is_some(),
        asked: presenter.asked_period(search),
        asked_bar: axis.bar(&search.period),
        family: presenter.family(search),
        axis: axis.view(&work.words),
        why: table.why(),
        facts: table.facts(),
        hosts: looked.iter().map(|looked| presenter.column(looked)).collect(),
        left_out: left_out.into_iter().map(|place| link(&presenter, place)).collect(),
        notices,
    }))
}

fn link(presenter: &OfferPresenter, place: usize) -> Link {
    Link { title: presenter.title(place), href: presenter.offer_page(presenter.shelf.catalogue.slug(place)) }
}

impl OfferPresenter<'_> {
    fn column(&self, looked: &InspectedOffer) -> Column {
        let told = self.host(&looked.offer);
        let catalogue = &self.shelf.catalogue;
        let facts = catalogue.facts(catalogue.find(&told.slug).unwrap_or_default());
        Column {
            slug: told.slug,
            title: told.title,
            place: told.place.unwrap_or_else(|| told.host.clone()),
            host: told.host,
            href: told.href,
            strip: told.strip,
            windows: self.windows(&facts),
            fits: looked.broken.is_empty(),
        }
    }
}
