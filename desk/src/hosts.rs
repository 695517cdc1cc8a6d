//! How hosts answer, and how soon the desk itself does: what the secretariat looks at before it asks a host again.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use domain::case::{Reminders, Responses, median};
use domain::text::Slug;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::context::RequestContext;
use super::error::PageResult;
use super::offer_titles::titled_in;
use super::offers::{OfferFacts, find_all};
use super::suggestions::since;
use super::words::Words;
use store::IntroductionOutcome;

pub(super) async fn show(context: RequestContext) -> PageResult {
    let RequestContext { store, published, words, now, .. } = &context;
    let now = *now;
    let introductions = store.introductions(since(now), now).await?;
    let year = context.today().year();
    let tallies = store.tallies(year).await?;
    let days = tallies.iter().filter_map(|tally| tally.matched).filter(|matched| matched.year == year);
    let own = own_pace(words, days.map(|matched| f64::from(matched.days)).collect());
    let mut requests: BTreeMap<Slug, Vec<Value>> = BTreeMap::new();
    for one in &introductions {
        let (reference, at) = (one.reference.clone(), words.moment(one.at, now));
        let outcome = words.text(match one {
            IntroductionOutcome { answered: Some(_), .. } => "hosts-request-answered",
            IntroductionOutcome { open: true, .. } => "hosts-request-waiting",
            IntroductionOutcome { .. } => "hosts-request-closed",
        });
        let request = json!({ "reference": reference, "at": at, "outcome": outcome });
        requests.entry(one.offer.clone()).or_default().push(request);
    }
    let hosts = by_host(&introductions, &published.reminders, now);
    let slugs: Vec<Slug> = hosts.iter().map(|(offer, _)| offer.clone()).collect();
    let facts = find_all(published, &slugs).await;
    let row = |((offer, responses), facts): ((Slug, Responses), Option<OfferFacts>)| {
        json!({
            "title": facts
                .as_ref()
                .map_or_else(|| offer.to_string(), |facts| titled_in(words, published, &offer, &facts.title)),
            "host": facts.as_ref().map(|facts| facts.host.clone()),
            "place": facts.as_ref().map(|facts| facts.whereabouts(words, published)),
            "href": facts.as_ref().map(|_| context.offer_address(offer.as_str())),
            "asked": responses.asked,
            "answered": responses.answered,
            "waiting": responses.waiting,
            "days": responses.median_days.map(|days| in_days(words, days)),
            "last": words.moment(responses.last, now),
            "silent": words.silence(&responses).filter(|_| responses.never_answers()),
            "requests": requests.get(&offer).cloned().unwrap_or_default(),
            "offer": offer,
        })
    };
    let rows: Vec<Value> = hosts.into_iter().zip(facts).map(row).collect();
    let silent = rows.iter().filter(|row| !row["silent"].is_null()).count();
    context.page("hosts.html", &json!({ "rows": rows, "silent": silent, "own": own }))
}

/// The hosts that were asked: those that never answer first, then those that are waited for, then by how lately they were asked.
fn by_host(introductions: &[IntroductionOutcome], reminders: &Reminders, now: Timestamp) -> Vec<(Slug, Responses)> {
    let mut hosts: Vec<_> = IntroductionOutcome::responses(introductions, reminders, now).into_iter().collect();
    hosts.sort_by_key(|(offer, responses)| {
        (Reverse(responses.never_answers()), Reverse(responses.waiting > 0), Reverse(responses.last), offer.clone())
    });
    hosts
}

fn own_pace(words: &Words, mut days: Vec<f64>) -> Option<String> {
    days.sort_by(f64::total_cmp);
    let half = in_days(words, median(&days)?);
    Some(words.format("hosts-own", [("count", days.len().into()), ("days", half.into())]))
}

/// Days as people say them; less than a day reads as such.
fn in_days(words: &Words, days: f64) -> String {
    #[allow(clippy::cast_possible_truncation)]
    let whole = days.round() as i64;
    words.format("hosts-days", [("count", whole.into())])
}

#[cfg(test)]
mod tests {
    use domain::case::{Reference, Reminders};
    use domain::text::Slug;
    use jiff::Timestamp;

    use super::by_host;
    use store::IntroductionOutcome;

    #[test]
    fn who_never_answers_stands_first_then_who_is_waited_for() {
        let day = |day: i64| Timestamp::from_second(day * 86_400).expect("a moment");
        let introduced = |offer: &str, at, answered: Option<i64>, open, closed: Option<i64>| IntroductionOutcome {
            reference: Reference::parse("MM-7K3M-9QPD-2XWV").expect("a reference"),
            offer: Slug::parse(offer).expect("a slug"),
            at: day(at),
            answered: answered.map(day),
            open,
            closed: closed.map(day),
        };
        let hosts = by_host(
            &[
                introduced("bakery", 50, Some(51), false, None),
                introduced("mill", 20, None, true, None),
                introduced("yard", 10, None, false, Some(20)),
                introduced("yard", 12, None, false, Some(20)),
                introduced("garden", 13, None, false, Some(14)),
                introduced("garden", 15, None, false, Some(16)),
            ],
            &Reminders::default(),
            day(60),
        );
        let order: Vec<(&str, bool, usize)> =
            hosts.iter().map(|(offer, host)| (offer.as_str(), host.never_answers(), host.waiting)).collect();
        assert_eq!(order, [("yard", true, 0), ("mill", false, 1), ("bakery", false, 0), ("garden", false, 0)]);
    }
}
