//! Hosts for a wish: those that fit, those that nearly do, and what keeps the others from it.

use domain::case::{ActionKind, Status};
use domain::dates::Period;
use domain::matching::exclusion_stats::ExclusionStats;
use domain::matching::inspect::InspectedOffer;
use domain::matching::query::{MatchContext, MatchQuery};
use domain::matching::rank::Matcher;
use domain::matching::reason::Reason;
use domain::matching::rules::Rule;
use domain::request::{Search, Wish};
use serde::Serialize;

use super::axis::{Axis, AxisView, Bar};
use super::excluded::{Apart, AskedBefore};
use super::offer_presenter::{HostView, OfferPresenter};
use super::work::{Unknown, Work};

/// Hosts that are shown, and near misses.
const MOST: (usize, usize) = (5, 3);

/// What is suggested for a wish.
#[derive(Debug, Serialize)]
pub(super) struct Hosts {
    /// Whether a host can be introduced where the request stands.
    can_introduce: bool,
    heading: String,
    /// The family of the form of mobility, which gives the colour.
    family: Option<&'static str>,
    axis: AxisView,
    asked_bar: Option<Bar>,
    asked_period: String,
    named: Option<Named>,
    /// Hosts that this request was introduced to before, which are not suggested again.
    apart: Vec<Apart>,
    matches: Vec<HostView>,
    near_misses: Vec<HostView>,
    others: Option<Others>,
}

/// What became of the offer that the request names.
#[derive(Debug, Serialize)]
struct Named {
    text: String,
    broken: Vec<String>,
    href: Option<String>,
    title: String,
    /// By what it is introduced; nothing for what the catalogue has no more, or what stands apart.
    slug: Option<String>,
}

/// Why the others are not among them.
#[derive(Debug, Serialize)]
struct Others {
    text: String,
    /// Whether nothing fits, so that this is what matters most.
    open: bool,
    rules: Vec<Excluded>,
}

#[derive(Debug, Serialize)]
struct Excluded {
    rule: String,
    count: u32,
    /// How many would fit if it were none.
    alone: Option<String>,
}

/// Whether hosts are suggested to whoever looks at a request with a status: where one may still be needed.
pub(super) fn are_wanted(status: Status) -> bool {
    status.is_open()
}

/// Looks for hosts. It takes up to some hundredths of a second with a large catalogue.
pub(super) fn find(work: &Work) -> Result<Option<Hosts>, Unknown> {
    let request = &work.record.submission.request;
    let (Wish::FindAHost(search), Some(question)) = (&request.wish, MatchQuery::of(request)) else { return Ok(None) };
    let shelf = work.shelf()?;
    let presenter = work.presenter(&shelf, Axis::covering(work.today(), &search.period), search.period);
    let matcher = shelf.matcher();
    let circumstances = MatchContext { today: presenter.today(), history: &work.past.history, most: MOST };
    let asked = AskedBefore::new(work, &shelf.catalogue);
    let ranking = asked.left_out(matcher.rank(question, asked.room_for(circumstances)), MOST);
    let misfits = matcher.exclusion_stats(question, circumstances.today);
    let named = search.offer.as_ref().map(|slug| match shelf.catalogue.find(slug.as_str()) {
        Some(place) => {
            let looked = matcher.inspect(question, circumstances, &[place]);
            let outcome = asked.outcome(&presenter, place);
            looked.first().map_or_else(|| presenter.gone(slug.as_str()), |looked| presenter.named(looked, outcome))
        }
        None => presenter.gone(slug.as_str()),
    });
    let places: Vec<usize> = asked.places().collect();
    let apart = asked.told(&presenter, &matcher.inspect(question, circumstances, &places));
    let (fitting, shown) = (ranking.fitting, ranking.matches.len());
    let heading = if shown < fitting { "hosts-fitting-best" } else { "hosts-fitting" };
    Ok(Some(Hosts {
        can_introduce: ActionKind::Introduce.leads_to(work.record.status, request.wish.form()).is_some(),
        heading: presenter.words.format(heading, [("count", fitting.into()), ("shown", shown.into())]),
        family: presenter.family(search),
        axis: presenter.axis.view(presenter.words),
        asked_bar: presenter.axis.bar(&search.period),
        asked_period: presenter.asked_period(search),
        named,
        apart,
        matches: ranking.matches.iter().map(|offer| presenter.host(offer)).collect(),
        near_misses: ranking.near_misses.iter().map(|miss| presenter.near_miss(miss)).collect(),
        others: presenter.others(&misfits, ranking.fitting == 0),
    }))
}

/// The best offers for a request, by their places in the catalogue.
pub(super) fn best(work: &Work, matcher: &Matcher, question: MatchQuery, most: usize) -> Vec<usize> {
    let circumstances = MatchContext { today: work.today(), history: &work.past.history, most: (most, most) };
    let asked = AskedBefore::new(work, matcher.catalogue());
    let ranking = asked.left_out(matcher.rank(question, asked.room_for(circumstances)), (most, most));
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
    fn named(&self, looked: &InspectedOffer, outcome: Option<String>) -> Named {
        let slug = &looked.offer.offer;
        let place = self.shelf.catalogue.find(slug).unwrap_or_default();
        let key = if looked.broken.is_empty() { "named-fits" } else { "named-breaks" };
        Named {
            slug: outcome.is_none().then(|| slug.clone()),
            text: match outcome {
                Some(outcome) => self.words.format("named-asked", [("outcome", outcome.into())]),
                None => self.words.text(key),
            },
            broken: self.broken(looked),
            href: Some(self.offer_page(slug)),
            title: self.title(place),
        }
    }

    fn gone(&self, slug: &str) -> Named {
        let text = self.words.text("named-gone");
        Named { text, broken: Vec::new(), href: None, title: slug.to_owned(), slug: None }
    }

    /// Each rule that is broken, with what there is to negotiate about it.
    pub(super) fn broken(&self, looked: &InspectedOffer) -> Vec<String> {
        let told = |(rule, subject): &(Rule, Reason)| {
            let name = self.reasons.rule(*rule);
            // The names of these say it already.
            if matches!(subject.code, "negotiate-nothing" | "negotiate-minors") {
                return name;
            }
            let values = [("rule", name.into()), ("subject", self.reason(subject).into())];
            self.words.format("rule-broken", values)
        };
        looked.broken.iter().map(told).collect()
    }

    fn others(&self, misfits: &ExclusionStats, nothing_fits: bool) -> Option<Others> {
        let all = misfits.all();
        if all == 0 && !nothing_fits {
            return None;
        }
        let mut rules: Vec<Rule> = Rule::ALL.into_iter().filter(|rule| misfits.breaking(*rule) > 0).collect();
        rules.retain(|rule| *rule != Rule::Open);
        rules.sort_by_key(|rule| std::cmp::Reverse((misfits.breaking_only(*rule), misfits.breaking(*rule))));
        let excluded = |rule: Rule| {
            let alone = misfits.breaking_only(rule);
            Excluded {
                rule: self.reasons.rule(rule),
                count: misfits.breaking(rule),
                alone: (alone > 0).then(|| self.words.format("others-alone", [("count", alone.into())])),
            }
        };
        let key = if nothing_fits { "others-all" } else { "others" };
        Some(Others {
            text: self.words.format(key, [("count", all.into())]),
            open: nothing_fits,
            rules: rules.into_iter().map(excluded).collect(),
        })
    }
}
