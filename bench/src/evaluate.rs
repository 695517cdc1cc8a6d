//! How well hosts are found, beside what a search for words and a mere filter would find: `… -- evaluate`.
//!
//! In: the requests of `domain/evaluation`, for which people wrote down which offers suit. Out: a table.

mod error;
mod judged_set;
mod measures;

use std::collections::BTreeMap;
use std::path::Path;

use domain::matching::history::History;
use domain::matching::query::{MatchContext, MatchQuery};
use domain::matching::rank::Matcher;
use domain::matching::weights::Weights;
use domain::vocabulary::Vocabulary;
use generator::read_vocabulary;
use jiff::civil::{Date, date};
use serde::Serialize;

use error::EvaluateError;
pub use judged_set::Half;
use judged_set::{JudgedRequest, JudgedSet, keeps_rules};
use measures::{ndcg, recall, reciprocal_rank};

use crate::files::repository;

/// The day that the set was judged for.
const TODAY: Date = date(2026, 11, 23);
/// How deep each measure looks.
const GAIN_DEPTH: usize = 5;
const RECALL_DEPTH: usize = 3;

/// Measures the judged requests of a folder, or one half of them, and prints a table or each result as JSON.
pub fn run(folder: &Path, half: Option<Half>, json: bool) -> Result<(), EvaluateError> {
    let root = repository();
    let vocabulary = read_vocabulary(&root)?;
    let mut set = JudgedSet::read(&root.join(folder), &vocabulary, TODAY)?;
    if let Some(half) = half {
        set.requests.retain(|request| request.judgement.half == half);
    }
    let outcomes = measure(&set, &vocabulary, &generator::read_weights(&root, &vocabulary));
    if json {
        println!("{}", serde_json::to_string_pretty(&outcomes)?);
    } else {
        print(&outcomes);
    }
    Ok(())
}

/// The result of one method for one request.
#[derive(Serialize)]
struct Outcome {
    method: &'static str,
    half: &'static str,
    request: String,
    difficulty: String,
    #[serde(skip)]
    suits: bool,
    ndcg: f64,
    recall: f64,
    reciprocal_rank: f64,
    /// Of the first offers.
    rules_broken: usize,
    /// Of the first offers.
    tempted: usize,
    /// Near misses that people named, and how many of them were found with the same thing to negotiate.
    near_misses: (usize, usize),
    /// The first offers with their grades.
    first: Vec<(String, u32)>,
}

fn measure(set: &JudgedSet, vocabulary: &Vocabulary, weights: &Weights) -> Vec<Outcome> {
    let matcher = Matcher::new(&set.catalogue, vocabulary, weights);
    let history = History::default();
    let circumstances = MatchContext { today: TODAY, history: &history, most: (GAIN_DEPTH, GAIN_DEPTH) };
    let mut outcomes = Vec::new();
    for request in &set.requests {
        let Some(question) = MatchQuery::of(&request.request) else { continue };
        let ranking = matcher.rank(question, circumstances);
        let found = |rule: &(String, _)| {
            ranking.near_misses.iter().any(|miss| miss.offer.offer == rule.0 && miss.rule == rule.1)
        };
        let near = (
            request.judgement.near_misses.len(),
            request.judgement.near_misses.iter().filter(|rule| found(rule)).count(),
        );
        let slugs = |offers: Vec<usize>| {
            let first = offers.into_iter().take(GAIN_DEPTH);
            first.map(|offer| set.catalogue.slug(offer).to_owned()).collect::<Vec<String>>()
        };
        let methods = [
            ("matching", ranking.matches.iter().map(|found| found.offer.clone()).collect(), near),
            ("keyword search", slugs(matcher.by_words(question, TODAY)), (0, 0)),
            ("filter only", slugs(matcher.by_rules(question, TODAY)), (0, 0)),
        ];
        for (method, first, near_misses) in methods {
            outcomes.push(grade(set, request, vocabulary, method, first, near_misses));
        }
    }
    outcomes
}

fn grade(
    set: &JudgedSet,
    request: &JudgedRequest,
    vocabulary: &Vocabulary,
    method: &'static str,
    first: Vec<String>,
    near_misses: (usize, usize),
) -> Outcome {
    let judgement = &request.judgement;
    let all: Vec<u32> = judgement.grades.values().copied().collect();
    let grades: Vec<u32> = first.iter().map(|offer| judgement.grades.get(offer).copied().unwrap_or(0)).collect();
    let breaks = |offer: &&String| !keeps_rules(&set.offers[*offer], &request.request, vocabulary, TODAY);
    Outcome {
        method,
        half: match judgement.half {
            Half::Tuning => "tuning",
            Half::HeldOut => "held-out",
        },
        request: request.name.clone(),
        difficulty: judgement.difficulty.clone(),
        suits: !all.is_empty(),
        ndcg: ndcg(&grades, &all, GAIN_DEPTH),
        recall: recall(&grades, &all, RECALL_DEPTH),
        reciprocal_rank: reciprocal_rank(&grades),
        rules_broken: first.iter().filter(breaks).count(),
        tempted: first.iter().take(RECALL_DEPTH).filter(|offer| judgement.tempting.contains(offer)).count(),
        near_misses,
        first: first.into_iter().zip(grades).collect(),
    }
}

/// Both halves together.
const ALL: &str = "all";

/// Prints a line for each method, for each half and for both together.
fn print(outcomes: &[Outcome]) {
    let mut lines: BTreeMap<(&str, &str), Vec<&Outcome>> = BTreeMap::new();
    for outcome in outcomes {
        for half in [outcome.half, ALL] {
            lines.entry((half, outcome.method)).or_default().push(outcome);
        }
    }
    println!(
        "half      way             requests  nDCG@{GAIN_DEPTH}  recall@{RECALL_DEPTH}    MRR  rules broken  tempted"
    );
    for half in ["tuning", "held-out", ALL] {
        for method in ["matching", "keyword search", "filter only"] {
            let Some(line) = lines.get(&(half, method)) else { continue };
            // Where nothing suits, there is nothing to find; what is suggested all the same still has to keep the rules.
            let suits: Vec<&&Outcome> = line.iter().filter(|outcome| outcome.suits).collect();
            let mean = |of: fn(&Outcome) -> f64| {
                suits.iter().map(|outcome| of(outcome)).sum::<f64>() / suits.len().max(1) as f64
            };
            let sum = |of: fn(&Outcome) -> usize| line.iter().map(|outcome| of(outcome)).sum::<usize>();
            println!(
                "{half:<9} {method:<15} {:>8}  {:>6.3}  {:>8.3}  {:>5.3}  {:>12}  {:>7}",
                suits.len(),
                mean(|outcome| outcome.ndcg),
                mean(|outcome| outcome.recall),
                mean(|outcome| outcome.reciprocal_rank),
                sum(|outcome| outcome.rules_broken),
                sum(|outcome| outcome.tempted),
            );
        }
        if let Some(line) = lines.get(&(half, "matching")) {
            let (named, found) =
                line.iter().fold((0, 0), |sum, outcome| (sum.0 + outcome.near_misses.0, sum.1 + outcome.near_misses.1));
            println!("{half:<9} near misses found, of those that people named: {found} of {named}\n");
        }
    }
}
