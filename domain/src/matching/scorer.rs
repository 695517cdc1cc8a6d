//! The parts of a score, each from 0 to 1, and the reason that each gives.

use super::catalogue::{Catalogue, Texts, day_number};
use super::concepts::Concepts;
use super::criterion::Criterion;
use super::history::{History, PastRequests};
use super::nearness::{answered, sector};
use super::reason::Of;
use super::resolved_query::ResolvedQuery;
use super::term_weights::TermWeights;
use super::weights::Weights;
use crate::content::common::Span;
use crate::request::Search;

/// A confirmation counts in full for so many days.
const FRESH: f64 = 60.0;
/// After so many days it counts no more.
const STALE: f64 = 540.0;
/// Levels beyond what is needed that still make work easier.
const EASE: f64 = 2.0;
/// How sure a theme or a field is that nobody ticked, but that the goal names.
const NAMED: f64 = 0.5;
/// Days after which a host has waited long.
const LONG: f64 = 180.0;
/// What a group with fewer opportunities finds at a host who supports at all, where it did not say what it needs.
const SOME_SUPPORT: f64 = 0.5;

/// Everything that parts look at, made once for a request.
pub(super) struct Scorer<'a> {
    pub(super) query: &'a ResolvedQuery<'a>,
    pub(super) catalogue: &'a Catalogue,
    pub(super) goal: &'a TermWeights<'a>,
    past: Vec<(usize, PastRequests)>,
    /// Each part that the request asks for, with its share of the score.
    shares: Vec<(Criterion, f64)>,
    pub(super) asked_for: Option<usize>,
    /// How near each theme of the catalogue is to each that is asked for; likewise for fields.
    pub(super) themes: Nearness,
    pub(super) sectors: Nearness,
    measures: Vec<u16>,
    barriers: Vec<u16>,
}

pub(super) type Nearness = Vec<Vec<f64>>;

impl<'a> Scorer<'a> {
    pub(super) fn new(
        query: &'a ResolvedQuery<'a>,
        concepts: &Concepts,
        goal: &'a TermWeights<'a>,
        weights: &Weights,
        history: &History,
    ) -> Self {
        let (catalogue, support) = (query.catalogue, &query.search.support);
        let mut scorer = Self {
            query,
            catalogue,
            goal,
            past: Vec::new(),
            shares: Vec::new(),
            asked_for: query.search.offer.as_ref().and_then(|offer| catalogue.find(offer.as_str())),
            themes: nearness(&query.themes, catalogue.codes(Of::Themes), |theme, code| concepts.theme(theme, code)),
            sectors: nearness(&query.sectors, catalogue.codes(Of::Sectors), sector),
            measures: catalogue.numbers(Of::SupportMeasures, &support.measures),
            barriers: catalogue.numbers(Of::Barriers, &support.barriers),
        };
        scorer.past = history.iter().filter_map(|(offer, past)| Some((catalogue.find(offer)?, past))).collect();
        scorer.past.sort_unstable_by_key(|(offer, _)| *offer);
        let weighed: Vec<(Criterion, f64)> = Criterion::ALL
            .into_iter()
            .filter(|part| scorer.is_asked(*part))
            .map(|part| (part, weights.of(part) * scorer.sureness(part)))
            .collect();
        let sum: f64 = weighed.iter().map(|(_, weight)| weight).sum();
        scorer.shares =
            weighed.into_iter().map(|(part, weight)| (part, if sum > 0.0 { weight / sum } else { 0.0 })).collect();
        scorer
    }

    /// How much a part counts beside one that was asked for in so many words.
    fn sureness(&self, part: Criterion) -> f64 {
        let search = self.query.search;
        let named = match part {
            Criterion::Themes => search.themes.is_empty(),
            Criterion::Sectors => search.sectors.is_empty(),
            _ => false,
        };
        if named { NAMED } else { 1.0 }
    }

    /// The parts that the request asks for.
    pub(super) fn parts(&self) -> impl Iterator<Item = Criterion> {
        self.shares.iter().map(|(part, _)| *part)
    }

    /// The score of an offer, from 0 to 1.
    pub(super) fn score(&self, offer: usize) -> f64 {
        self.without_text(offer) + self.text_share() * self.goal.score(offer)
    }

    /// The score but for the words of the goal, which take longest to look for.
    pub(super) fn without_text(&self, offer: usize) -> f64 {
        let parts = self.shares.iter().filter(|(part, _)| *part != Criterion::Text);
        parts.map(|(part, share)| share * self.part(*part, offer)).sum()
    }

    /// The most that the words of the goal can give.
    pub(super) fn text_share(&self) -> f64 {
        self.shares.iter().find(|(part, _)| *part == Criterion::Text).map_or(0.0, |(_, share)| *share)
    }

    pub(super) fn past(&self, offer: usize) -> Option<PastRequests> {
        let place = self.past.binary_search_by_key(&offer, |(offer, _)| *offer).ok()?;
        Some(self.past[place].1)
    }

    /// What each part gives to the score of an offer.
    pub(super) fn gains(&self, offer: usize) -> Vec<(Criterion, f64)> {
        self.shares.iter().map(|(part, share)| (*part, share * self.part(*part, offer))).collect()
    }

    /// Whether a request says anything that the part could be measured by. What it does not ask for counts for nobody.
    fn is_asked(&self, part: Criterion) -> bool {
        let search = self.query.search;
        match part {
            Criterion::AskedFor => self.asked_for.is_some(),
            Criterion::Sectors => !self.query.sectors.is_empty(),
            Criterion::Themes => !self.query.themes.is_empty(),
            Criterion::Text => !self.goal.is_empty(),
            Criterion::Place => !search.countries.is_empty(),
            Criterion::Support => self.needs() > 0 || search.fewer_opportunities.is_some_and(|number| number > 0),
            part => part.is_for_all(),
        }
    }

    /// One part of an offer's score, from 0 to 1.
    pub(super) fn part(&self, part: Criterion, offer: usize) -> f64 {
        let (query, catalogue) = (self.query, self.catalogue);
        match part {
            Criterion::AskedFor => f64::from(u8::from(self.asked_for == Some(offer))),
            Criterion::Sectors => near(&self.sectors, catalogue.numbers_of(Of::Sectors, offer)),
            Criterion::Themes => near(&self.themes, catalogue.numbers_of(Of::Themes, offer)),
            Criterion::Text => self.goal.score(offer),
            Criterion::Place => f64::from(u8::from(query.countries.contains(&catalogue.countries[offer]))),
            Criterion::Support => self.support(offer),
            Criterion::Fit => self.fit(offer),
            Criterion::Language => match query.best_language(offer) {
                Some((_, margin)) if margin >= 0 => (1.0 + f64::from(margin).min(EASE)) / (1.0 + EASE),
                _ => 0.0,
            },
            Criterion::Confirmed => {
                let age = f64::from(query.today - catalogue.confirmed[offer]);
                ((STALE - age) / (STALE - FRESH)).clamp(0.0, 1.0)
            }
            Criterion::Load => self.past(offer).map_or(1.0, |past| {
                let waited = f64::from(query.today - day_number(past.last)) / LONG;
                (0.5 + 0.5 * waited.clamp(0.0, 1.0)) / f64::from(past.times + 1)
            }),
        }
    }

    pub(super) fn needs(&self) -> usize {
        let support = &self.query.search.support;
        support.measures.len() + support.barriers.len()
    }

    fn support(&self, offer: usize) -> f64 {
        let measures = self.catalogue.numbers_of(Of::SupportMeasures, offer);
        let barriers = self.catalogue.numbers_of(Of::Barriers, offer);
        if self.needs() == 0 {
            return if measures.is_empty() && barriers.is_empty() { 0.0 } else { 1.0 };
        }
        let met = count(&self.measures, measures) + count(&self.barriers, barriers);
        let share = met as f64 / self.needs() as f64;
        // Who supports others may well support these too.
        let some = if measures.is_empty() && barriers.is_empty() { 0.0 } else { SOME_SUPPORT / self.needs() as f64 };
        share.max(some)
    }

    /// How well days and persons fit: in full within the host's bounds, else less the further away the nearer bound is.
    fn fit(&self, offer: usize) -> f64 {
        let Search { days, participants, .. } = self.query.search;
        within(*days, self.catalogue.duration(offer)) * within(*participants, self.catalogue.group(offer))
    }
}

/// How near each code of the catalogue is to each that is asked for.
fn nearness(wanted: &[String], codes: &Texts, near: impl Fn(&str, &str) -> f64) -> Nearness {
    wanted.iter().map(|wanted| codes.iter().map(|code| near(wanted, code)).collect()).collect()
}

fn near(rows: &Nearness, own: &[u16]) -> f64 {
    answered(rows, own, |row, code| row[usize::from(*code)])
}

fn count(wanted: &[u16], own: &[u16]) -> usize {
    wanted.iter().filter(|code| own.contains(code)).count()
}

/// 1 within the bounds; outside, the nearer bound and the number as a share of each other.
pub(super) fn within(number: i64, bounds: Span) -> f64 {
    if bounds.contains(number) {
        return 1.0;
    }
    let bound = number.clamp(bounds.min, bounds.max);
    number.min(bound) as f64 / number.max(bound) as f64
}
