//! `matchmaker evaluate`: how well hosts are found, beside what a search for words and a mere filter would find.

use std::collections::BTreeMap;
use std::process::ExitCode;

use domain::matching::history::History;
use domain::matching::rank::{Circumstances, Matcher, Question};
use domain::matching::weights::Weights;
use domain::vocabulary::Vocabulary;
use function::Clock;
use generator::read_vocabulary;
use jiff::civil::{Date, date};
use serde::Serialize;

use crate::cli::{Common, Evaluate, Format};
use crate::failure::Failure;
use crate::matching::evaluation::{Case, Half, Set, keeps_rules};
use crate::matching::quality::{ndcg, recall, reciprocal_rank};
use crate::{report, root};

/// The day that the set was judged for.
const TODAY: Date = date(2026, 11, 23);
/// How deep each measure looks.
const GAIN_DEPTH: usize = 5;
const RECALL_DEPTH: usize = 3;

/// Measures, and prints what came of it.
pub fn run(common: &Common, arguments: &Evaluate) -> Result<ExitCode, Failure> {
    let root = root::find(common.root.as_deref())?;
    let today = common.today.as_ref().map_or(TODAY, Clock::today);
    let vocabulary = match read_vocabulary(&root) {
        Ok(vocabulary) => vocabulary,
        Err(problems) => {
            report::print(&problems, arguments.format)?;
            return Ok(ExitCode::from(1));
        }
    };
    let folder = if arguments.set.is_absolute() { arguments.set.clone() } else { root.join(&arguments.set) };
    let mut set = match Set::read(&folder, &vocabulary, today)? {
        Ok(set) => set,
        Err(problems) => {
            report::print(&problems, arguments.format)?;
            return Ok(ExitCode::from(1));
        }
    };
    if let Some(half) = arguments.half {
        set.cases.retain(|case| case.judgement.half == half);
    }
    let weights = generator::read_weights(&root, &vocabulary);
    let results = measure(&set, &vocabulary, &weights, today);
    match arguments.format {
        Format::Json => println!("{}", serde_json::to_string_pretty(&results)?),
        Format::Human => print(&results),
    }
    Ok(ExitCode::SUCCESS)
}

/// What one way of finding made of one request.
#[derive(Serialize)]
struct Outcome {
    way: &'static str,
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

fn measure(set: &Set, vocabulary: &Vocabulary, weights: &Weights, today: Date) -> Vec<Outcome> {
    let matcher = Matcher::new(&set.catalogue, vocabulary, weights);
    let history = History::default();
    let circumstances = Circumstances { today, history: &history, most: (GAIN_DEPTH, GAIN_DEPTH) };
    let mut outcomes = Vec::new();
    for case in &set.cases {
        let Some(question) = Question::of(&case.request) else { continue };
        let ranking = matcher.rank(question, circumstances);
        let found = |rule: &(String, _)| {
            ranking.near_misses.iter().any(|miss| miss.offer.offer == rule.0 && miss.rule == rule.1)
        };
        let near =
            (case.judgement.near_misses.len(), case.judgement.near_misses.iter().filter(|rule| found(rule)).count());
        let slugs = |offers: Vec<usize>| {
            let first = offers.into_iter().take(GAIN_DEPTH);
            first.map(|offer| set.catalogue.slug(offer).to_owned()).collect::<Vec<String>>()
        };
        let ways = [
            ("matching", ranking.matches.iter().map(|found| found.offer.clone()).collect(), near),
            ("keyword search", slugs(matcher.by_words(question, today)), (0, 0)),
            ("filter only", slugs(matcher.by_rules(question, today)), (0, 0)),
        ];
        for (way, first, near_misses) in ways {
            outcomes.push(judge(set, case, vocabulary, today, (way, first, near_misses)));
        }
    }
    outcomes
}

fn judge(
    set: &Set,
    case: &Case,
    vocabulary: &Vocabulary,
    today: Date,
    (way, first, near_misses): (&'static str, Vec<String>, (usize, usize)),
) -> Outcome {
    let judgement = &case.judgement;
    let all: Vec<u32> = judgement.grades.values().copied().collect();
    let grades: Vec<u32> = first.iter().map(|offer| judgement.grades.get(offer).copied().unwrap_or(0)).collect();
    let breaks = |offer: &&String| !keeps_rules(&set.offers[*offer], &case.request, vocabulary, today);
    Outcome {
        way,
        half: match judgement.half {
            Half::Tuning => "tuning",
            Half::HeldOut => "held-out",
        },
        request: case.name.clone(),
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

/// A line for each way of finding, for each half and for both together.
fn print(outcomes: &[Outcome]) {
    let mut lines: BTreeMap<(&str, &str), Vec<&Outcome>> = BTreeMap::new();
    for outcome in outcomes {
        for half in [outcome.half, ALL] {
            lines.entry((half, outcome.way)).or_default().push(outcome);
        }
    }
    println!(
        "half      way             requests  nDCG@{GAIN_DEPTH}  recall@{RECALL_DEPTH}    MRR  rules broken  tempted"
    );
    for half in ["tuning", "held-out", ALL] {
        for way in ["matching", "keyword search", "filter only"] {
            let Some(line) = lines.get(&(half, way)) else { continue };
            // Where nothing suits, there is nothing to find; what is suggested all the same still has to keep the rules.
            let suits: Vec<&&Outcome> = line.iter().filter(|outcome| outcome.suits).collect();
            let mean = |of: fn(&Outcome) -> f64| {
                suits.iter().map(|outcome| of(outcome)).sum::<f64>() / suits.len().max(1) as f64
            };
            let sum = |of: fn(&Outcome) -> usize| line.iter().map(|outcome| of(outcome)).sum::<usize>();
            println!(
                "{half:<9} {way:<15} {:>8}  {:>6.3}  {:>8.3}  {:>5.3}  {:>12}  {:>7}",
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
