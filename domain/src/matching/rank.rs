//! Which offers suit a request, in which order, and why.

use std::borrow::Cow;
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::catalogue::Catalogue;
use super::concepts::Concepts;
use super::criterion::Criterion;
use super::negotiation;
use super::query::{MatchContext, MatchQuery};
use super::reason::Reason;
use super::resolved_query::ResolvedQuery;
use super::rules::{Broken, Rule, Verdict};
use super::scorer::Scorer;
use super::term_weights::TermWeights;
use super::weights::Weights;
use crate::vocabulary::Vocabulary;

/// Offers for a request.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ranking {
    /// How many offers keep all rules.
    pub fitting: usize,
    /// The best of them, the best first.
    pub matches: Vec<Match>,
    /// Offers that break exactly one rule, and one that people can talk about; the most hopeful first.
    pub near_misses: Vec<NearMiss>,
}

/// An offer that fits.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Match {
    pub offer: String,
    /// From 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub score: f64,
    /// The parts that the request asks for, each from 0 to 1.
    #[serde(serialize_with = "all_rounded")]
    pub parts: BTreeMap<Criterion, f64>,
    /// What each part has to say, in the order of what it gave to the score: first what this request asks for, then what every
    /// request is measured by.
    pub reasons: Vec<Reason>,
}

/// An offer that would fit if people agreed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NearMiss {
    /// The offer; its score is what is left after the hope for an agreement.
    #[serde(flatten)]
    pub offer: Match,
    pub rule: Rule,
    pub negotiate: Reason,
}

fn rounded<S: Serializer>(score: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(to_places(*score))
}

fn all_rounded<S: Serializer>(parts: &BTreeMap<Criterion, f64>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(parts.iter().map(|(part, score)| (part, to_places(*score))))
}

/// Four places: more would pretend to know.
fn to_places(score: f64) -> f64 {
    (score * 10_000.0).round() / 10_000.0
}

/// A catalogue with the words of its vocabularies, ready for requests.
pub struct Matcher<'c> {
    pub(super) catalogue: &'c Catalogue,
    pub(super) vocabulary: &'c Vocabulary,
    pub(super) concepts: Cow<'c, Concepts>,
    pub(super) weights: &'c Weights,
}

impl<'c> Matcher<'c> {
    /// Makes ready; the vocabulary must be the one that the catalogue was made with.
    pub fn new(catalogue: &'c Catalogue, vocabulary: &'c Vocabulary, weights: &'c Weights) -> Self {
        Self { catalogue, vocabulary, concepts: Cow::Owned(Concepts::new(vocabulary)), weights }
    }

    /// The same with the vocabulary's words as they were made before.
    pub fn with(
        catalogue: &'c Catalogue,
        vocabulary: &'c Vocabulary,
        concepts: &'c Concepts,
        weights: &'c Weights,
    ) -> Self {
        Self { catalogue, vocabulary, concepts: Cow::Borrowed(concepts), weights }
    }

    pub fn catalogue(&self) -> &'c Catalogue {
        self.catalogue
    }

    /// The offers that suit a request, and those that nearly do.
    pub fn rank(&self, query: MatchQuery, context: MatchContext) -> Ranking {
        self.with_scorer(query, context, |scorer, fitting, near| {
            let matches = self.best(scorer, fitting.iter().map(|offer| (*offer, 1.0)).collect(), context.most.0);
            let hope = |&(offer, rule): &(usize, Rule)| {
                Some((offer, negotiation::hope(scorer.query, self.vocabulary, offer, rule)?))
            };
            let near_misses = self.best(scorer, near.iter().filter_map(hope).collect(), context.most.1);
            let near_miss = |(offer, score)| {
                let Verdict::Nearly(rule) = scorer.query.verdict(offer) else { return None };
                let negotiate = negotiation::subject(scorer.query, self.vocabulary, offer, rule);
                Some(NearMiss { offer: to_match(scorer, offer, score), rule, negotiate })
            };
            Ranking {
                fitting: fitting.len(),
                matches: matches.into_iter().map(|(offer, score)| to_match(scorer, offer, score)).collect(),
                near_misses: near_misses.into_iter().filter_map(near_miss).collect(),
            }
        })
    }

    /// The scores of all offers that fit, by their places in the catalogue.
    pub fn scores(&self, query: MatchQuery, context: MatchContext) -> Vec<(usize, f64)> {
        self.with_scorer(query, context, |scorer, fitting, _| {
            fitting.into_iter().map(|offer| (offer, scorer.score(offer))).collect()
        })
    }

    /// Sorts the offers by the rules and prepares their scores, which depend on the offers that fit.
    pub(super) fn with_scorer<T>(
        &self,
        query: MatchQuery,
        context: MatchContext,
        answer: impl FnOnce(&Scorer, Vec<usize>, Vec<(usize, Rule)>) -> T,
    ) -> T {
        let query = self.resolve(query, context.today);
        let (fitting, near) = self.sort(&query);
        let goal = TermWeights::new(&query, &fitting);
        let scorer = Scorer::new(&query, &self.concepts, &goal, self.weights, context.history);
        answer(&scorer, fitting, near)
    }

    /// The rules that an offer breaks, by its place in the catalogue.
    pub fn broken(&self, query: MatchQuery, today: Date, offer: usize) -> Broken {
        self.resolve(query, today).broken(offer)
    }

    /// What somebody would get who only looked for the words of the goal: all offers that have any, the best first,
    /// whether they fit or not. To compare with.
    pub fn by_words(&self, query: MatchQuery, today: Date) -> Vec<usize> {
        let goal = TermWeights::new(&self.resolve(query, today), &[]);
        let scored = (0..self.catalogue.len()).map(|offer| (offer, goal.score(offer)));
        let mut found: Vec<(usize, f64)> = scored.filter(|(_, score)| *score > 0.0).collect();
        found.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        found.into_iter().map(|(offer, _)| offer).collect()
    }

    /// What somebody would get who only left out what does not fit: the most lately confirmed first. To compare with.
    pub fn by_rules(&self, query: MatchQuery, today: Date) -> Vec<usize> {
        let (mut fitting, _) = self.sort(&self.resolve(query, today));
        fitting.sort_by_key(|offer| (Reverse(self.catalogue.confirmed[*offer]), *offer));
        fitting
    }

    pub(super) fn resolve<'a>(&'a self, query: MatchQuery<'a>, today: Date) -> ResolvedQuery<'a> {
        ResolvedQuery::new(query, self.catalogue, &self.concepts, today)
    }

    /// Those that fit, and those that break one rule that people can talk about.
    fn sort(&self, query: &ResolvedQuery) -> (Vec<usize>, Vec<(usize, Rule)>) {
        let (mut fitting, mut near) = (Vec::new(), Vec::new());
        for offer in 0..self.catalogue.len() {
            match query.verdict(offer) {
                Verdict::Fits => fitting.push(offer),
                Verdict::Nearly(rule) => near.push((offer, rule)),
                Verdict::Out => {}
            }
        }
        (fitting, near)
    }

    /// The best offers with their scores, each of which is multiplied by a hope, in their order. Of two that are as good, the
    /// one who has waited longer comes first, then the one who confirmed later, and at last the slug decides, so that there
    /// is one order.
    ///
    /// Offers are looked at in the order of what they could reach, until no other can come among the best.
    fn best(&self, scorer: &Scorer, hopes: Vec<(usize, f64)>, most: usize) -> Vec<(usize, f64)> {
        let text = scorer.text_share();
        let mut candidates: Vec<(usize, f64, f64)> =
            hopes.into_iter().map(|(offer, hope)| (offer, hope, hope * (scorer.without_text(offer) + text))).collect();
        candidates.sort_unstable_by(|one, other| other.2.total_cmp(&one.2).then(one.0.cmp(&other.0)));
        let last = |offer: usize| scorer.past(offer).map(|past| past.last);
        let order = |one: &(usize, f64), other: &(usize, f64)| -> Ordering {
            let (a, b) = (one.0, other.0);
            let confirmed = &self.catalogue.confirmed;
            other
                .1
                .total_cmp(&one.1)
                .then_with(|| last(a).cmp(&last(b)))
                .then_with(|| confirmed[b].cmp(&confirmed[a]))
                .then_with(|| a.cmp(&b))
        };
        let mut best: Vec<(usize, f64)> = Vec::new();
        // Often enough to stop soon, seldom enough not to sort for ever.
        let batch = most.clamp(16, 1_024);
        for candidates in candidates.chunks(batch) {
            if best.len() >= most && best.last().is_none_or(|(_, score)| candidates[0].2 < *score) {
                break;
            }
            best.extend(candidates.iter().map(|(offer, hope, _)| (*offer, hope * scorer.score(*offer))));
            best.sort_unstable_by(order);
            best.truncate(most);
        }
        best
    }
}

pub(super) fn to_match(scorer: &Scorer, offer: usize, score: f64) -> Match {
    let parts: BTreeMap<Criterion, f64> = scorer.parts().map(|part| (part, scorer.part(part, offer))).collect();
    let mut by_gain: Vec<(Criterion, f64)> = scorer.gains(offer);
    by_gain.sort_by(|one, other| {
        let (a, b) = (one.0.is_for_all(), other.0.is_for_all());
        a.cmp(&b).then(other.1.total_cmp(&one.1)).then(one.0.cmp(&other.0))
    });
    let reasons = by_gain.into_iter().map(|(part, _)| scorer.reason(part, offer)).collect();
    Match { offer: scorer.catalogue.slug(offer).to_owned(), score, parts, reasons }
}
