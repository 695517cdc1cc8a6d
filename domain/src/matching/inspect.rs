//! A closer look than a ranking's: at single offers, whether they fit or not, and at what keeps the others from fitting.

use jiff::civil::Date;
use serde::Serialize;

use super::exclusion_stats::ExclusionStats;
use super::negotiation;
use super::query::{MatchContext, MatchQuery};
use super::rank::{Match, Matcher, to_match};
use super::reason::Reason;
use super::rules::Rule;

/// An offer, looked at by itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InspectedOffer {
    /// The offer, with what each part says of it. Its score is that of a match, whatever it breaks.
    #[serde(flatten)]
    pub offer: Match,
    /// The rules that it breaks, each with what would have to be agreed on; that is `negotiate-nothing` where there is nothing to
    /// talk about.
    pub broken: Vec<(Rule, Reason)>,
}

impl Matcher<'_> {
    /// Single offers for a request, by their places in the catalogue, in the order in which they are named.
    pub fn inspect(&self, query: MatchQuery, context: MatchContext, offers: &[usize]) -> Vec<InspectedOffer> {
        self.with_scorer(query, context, |scorer, _, _| {
            let inspect = |offer: &usize| {
                let subject = |rule| (rule, negotiation::subject(scorer.query, self.vocabulary, *offer, rule));
                InspectedOffer {
                    offer: to_match(scorer, *offer, scorer.score(*offer)),
                    broken: scorer.query.broken(*offer).iter().map(subject).collect(),
                }
            };
            offers.iter().map(inspect).collect()
        })
    }

    /// What keeps the other offers from fitting.
    pub fn exclusion_stats(&self, query: MatchQuery, today: Date) -> ExclusionStats {
        let query = self.resolve(query, today);
        ExclusionStats::new((0..self.catalogue.len()).map(|offer| query.broken(offer)))
    }
}
