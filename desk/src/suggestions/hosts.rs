//! Hosts for a wish: those that fit, those that nearly do, and what keeps the others from it.

use domain::case::ActionKind;
use domain::dates::Period;
use domain::matching::exclusion_stats::ExclusionStats;
use domain::matching::inspect::InspectedOffer;
use domain::matching::query::MatchQuery;
use domain::matching::rank::Matcher;
use domain::matching::reason::Reason;
use domain::matching::rules::Rule;
use domain::request::{Search, Wish};
use serde_json::{Value, json};

use super::axis::Axis;
use super::excluded::EarlierIntroductions;
use super::match_task::MatchTask;
use super::offer_presenter::OfferPresenter;
use crate::error::DeskError;

/// Hosts that are shown, and near misses.
const MOST: (usize, usize) = (5, 3);

/// Looks for hosts. It takes up to some hundredths of a second with a large catalogue.
pub(super) fn find(task: &MatchTask) -> Result<Option<Value>, DeskError> {
    let request = &task.record.submission.request;
    let (Wish::FindAHost(search), Some(question)) = (&request.wish, MatchQuery::of(request)) else { return Ok(None) };
    let index = task.index()?;
    let presenter = task.presenter(&index, Axis::covering(task.context.today(), &search.period), search.period);
    let matcher = index.matcher();
    let matching = task.match_context(MOST);
    let earlier = EarlierIntroductions::new(task, &index.catalogue);
    let ranking = earlier.without_excluded(matcher.rank(question, earlier.with_room(matching)), MOST);
    let stats = matcher.exclusion_stats(question, matching.today);
    let named = search.offer.as_ref().map(|slug| match index.catalogue.find(slug.as_str()) {
        Some(place) => {
            let inspected = matcher.inspect(question, matching, &[place]);
            let outcome = earlier.outcome(&presenter, place);
            inspected
                .first()
                .map_or_else(|| presenter.gone(slug.as_str()), |inspected| presenter.named(inspected, outcome))
        }
        None => presenter.gone(slug.as_str()),
    });
    let places: Vec<usize> = earlier.places().collect();
    let apart = earlier.views(&presenter, &matcher.inspect(question, matching, &places));
    let (fitting, shown) = (ranking.fitting, ranking.matches.len());
    let heading = if shown < fitting { "hosts-fitting-best" } else { "hosts-fitting" };
    Ok(Some(json!({
        // Whether a host can be introduced where the request stands.
        "can_introduce": ActionKind::Introduce.leads_to(task.record.status, request.wish.form()).is_some(),
        "heading": presenter.words.format(heading, [("count", fitting.into()), ("shown", shown.into())]),
        // The family of the form of mobility, which gives the colour.
        "family": presenter.family(search),
        "axis": presenter.axis.view(presenter.words),
        "asked_bar": presenter.axis.bar(&search.period),
        "asked_period": presenter.asked_period(search),
        "named": named,
        // Hosts that this request was introduced to before, which are not suggested again.
        "apart": apart,
        "matches": ranking.matches.iter().map(|offer| presenter.host(offer)).collect::<Vec<_>>(),
        "near_misses": ranking.near_misses.iter().map(|miss| presenter.near_miss(miss)).collect::<Vec<_>>(),
        "others": presenter.others(&stats, ranking.fitting == 0),
    })))
}

/// The best offers for a request, by their places in the catalogue.
pub(super) fn best(task: &MatchTask, matcher: &Matcher, question: MatchQuery, most: usize) -> Vec<usize> {
    let earlier = EarlierIntroductions::new(task, matcher.catalogue());
    let ranking = earlier
        .without_excluded(matcher.rank(question, earlier.with_room(task.match_context((most, most)))), (most, most));
    let near = ranking.near_misses.iter().map(|miss| &miss.offer);
    let best = ranking.matches.iter().chain(near).take(most);
    best.filter_map(|offer| matcher.catalogue().find(&offer.offer)).collect()
}

impl OfferPresenter<'_> {
    pub(super) fn asked_period(&self, search: &Search) -> String {
        let Period { from, until } = search.period;
        let (from, until) = (self.words.date(from), self.words.date(until));
        let values = [("days", search.days.into()), ("from", from.into()), ("until", until.into())];
        self.words.format("asked-period", values)
    }

    pub(super) fn family(&self, search: &Search) -> Option<&'static str> {
        self.vocabulary().activities.get(&search.activity).map(|activity| activity.family.code())
    }

    /// The offer that was asked about, or what became of its introduction.
    fn named(&self, inspected: &InspectedOffer, outcome: Option<String>) -> Value {
        let slug = &inspected.offer.offer;
        let place = self.index.catalogue.find(slug).unwrap_or_default();
        let key = if inspected.broken.is_empty() { "named-fits" } else { "named-breaks" };
        let text = match &outcome {
            Some(outcome) => self.words.format("named-asked", [("outcome", outcome.as_str().into())]),
            None => self.words.text(key),
        };
        json!({
            // By what it is introduced; nothing for what stands apart.
            "slug": outcome.is_none().then_some(slug),
            "text": text,
            "broken": self.broken(inspected),
            "href": self.context.offer_address(slug),
            "title": self.title(place),
        })
    }

    fn gone(&self, slug: &str) -> Value {
        json!({ "text": self.words.text("named-gone"), "broken": [], "href": null, "title": slug, "slug": null })
    }

    /// Each rule that is broken, with what there is to negotiate about it.
    pub(super) fn broken(&self, inspected: &InspectedOffer) -> Vec<String> {
        let sentence = |(rule, subject): &(Rule, Reason)| {
            let name = self.context.reasons.rule(*rule);
            // The names of these say it already.
            if matches!(subject.code, "negotiate-nothing" | "negotiate-minors") {
                return name;
            }
            let values = [("rule", name.into()), ("subject", self.reason(subject).into())];
            self.words.format("rule-broken", values)
        };
        inspected.broken.iter().map(sentence).collect()
    }

    fn others(&self, stats: &ExclusionStats, nothing_fits: bool) -> Option<Value> {
        let all = stats.all();
        if all == 0 && !nothing_fits {
            return None;
        }
        let mut rules: Vec<Rule> = Rule::ALL.into_iter().filter(|rule| stats.breaking(*rule) > 0).collect();
        rules.retain(|rule| *rule != Rule::Open);
        rules.sort_by_key(|rule| std::cmp::Reverse((stats.breaking_only(*rule), stats.breaking(*rule))));
        let excluded = |rule: Rule| {
            let alone = stats.breaking_only(rule);
            let alone = (alone > 0).then(|| self.words.format("others-alone", [("count", alone.into())]));
            json!({ "rule": self.context.reasons.rule(rule), "count": stats.breaking(rule), "alone": alone })
        };
        let key = if nothing_fits { "others-all" } else { "others" };
        Some(json!({
            "text": self.words.format(key, [("count", all.into())]),
            // Whether nothing fits, so that this is what matters most.
            "open": nothing_fits,
            "rules": rules.into_iter().map(excluded).collect::<Vec<_>>(),
        }))
    }
}
