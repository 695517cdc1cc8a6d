//! Up to three hosts side by side.

use axum::extract::RawQuery;
use domain::case::ActionKind;
use domain::matching::query::MatchQuery;
use domain::request::Wish;
use serde_json::{Value, json};

use super::axis::Axis;
use super::comparison::Comparison;
use super::hosts::best;
use super::match_task::{MatchTask, unreadable};
use super::offer_presenter::OfferPresenter;
use crate::context::{Case, RequestContext};
use crate::error::{DeskError, PageResult};

/// Hosts that have room side by side.
const MOST: usize = 3;

/// Shows the hosts that the query names; the best where it names none.
pub(crate) async fn compare(context: RequestContext, Case(record): Case, RawQuery(query): RawQuery) -> PageResult {
    let mut chosen: Vec<String> = Vec::new();
    for (key, slug) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
        if key == "offer" && !chosen.iter().any(|known| *known == slug) {
            chosen.push(slug.into_owned());
        }
    }
    let timeline = context.timeline(&record).await?;
    let task = context.match_task(&record, &timeline).await?;
    let page = task.run(move |task| page(task, &chosen)).await?.ok_or(DeskError::NotFound)?;
    context.page("compare.html", &page)
}

fn page(task: &MatchTask, chosen: &[String]) -> Result<Option<Value>, DeskError> {
    let request = &task.record.submission.request;
    let (Wish::FindAHost(search), Some(question)) = (&request.wish, MatchQuery::of(request)) else { return Ok(None) };
    let index = task.index()?;
    let matcher = index.matcher();
    let mut notices = Vec::new();
    let mut places = Vec::new();
    for slug in chosen {
        match index.catalogue.find(slug) {
            Some(place) => places.push(place),
            None => notices.push(task.context.words.format("compare-unknown", [("offer", slug.as_str().into())])),
        }
    }
    if places.is_empty() {
        places = best(task, &matcher, question, MOST);
        notices.extend((!places.is_empty()).then(|| task.context.words.text("compare-best")));
    }
    let left_out = places.split_off(places.len().min(MOST));
    notices.extend((!left_out.is_empty()).then(|| task.context.words.format("compare-most", [("most", MOST.into())])));

    let windows = places.iter().flat_map(|place| index.catalogue.facts(*place).windows);
    let last = windows.chain([search.period]).max_by_key(|period| period.until.min(search.period.until));
    let axis = Axis::covering(task.context.today(), &last.unwrap_or(search.period));
    let presenter = task.presenter(&index, axis, search.period);
    let inspected = matcher.inspect(question, task.match_context((0, 0)), &places);
    let offers = index.offers(&places).map_err(|error| unreadable(&error))?;
    let comparison =
        Comparison { presenter: &presenter, search, places: &places, inspected: &inspected, offers: &offers };
    Ok(Some(json!({
        "reference": task.record.submission.reference,
        "organisation": request.organisation.name,
        "can_introduce": ActionKind::Introduce.leads_to(task.record.status, request.wish.form()).is_some(),
        "asked": presenter.asked_period(search),
        "asked_bar": axis.bar(&search.period),
        "family": presenter.family(search),
        "axis": axis.view(&task.context.words),
        "why": comparison.why(),
        "facts": comparison.facts(),
        "first_fits": inspected.first().is_some_and(|first| first.broken.is_empty()),
        "hosts": inspected.iter().map(|inspected| presenter.host(&inspected.offer)).collect::<Vec<_>>(),
        "left_out": left_out.into_iter().map(|place| link(&presenter, place)).collect::<Vec<_>>(),
        "notices": notices,
    })))
}

fn link(presenter: &OfferPresenter, place: usize) -> Value {
    let href = presenter.context.offer_address(presenter.index.catalogue.slug(place));
    json!({ "title": presenter.title(place), "href": href })
}
