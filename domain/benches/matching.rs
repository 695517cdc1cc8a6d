//! Matching over a large catalogue: `OFFERS=corpus/public/data cargo bench -p domain --bench matching`.
//!
//! `OFFERS` is the folder of published data of a corpus (`bench/README.md`). Medians, in milliseconds.

use std::path::PathBuf;
use std::time::{Duration, Instant};
use std::{env, fs, hint};

use domain::matching::catalogue::Catalogue;
use domain::matching::history::History;
use domain::matching::query::{MatchContext, MatchQuery};
use domain::matching::rank::Matcher;
use domain::matching::weights::Weights;
use domain::meetings::assign::{Candidate, assign};
use domain::meetings::schedule::schedule;
use domain::request::Search;
use domain::text::LanguageTag;
use domain::vocabulary::other_words::OtherWords;
use domain::vocabulary::{Code, Country, Vocabulary};
use jiff::civil::date;
use serde_json::json;

fn main() {
    let Some(folder) = env::var_os("OFFERS").map(PathBuf::from) else {
        println!("name the folder of a corpus' published data in OFFERS");
        return;
    };
    let vocabulary = fs::read(folder.join("vocabulary.json")).expect("vocabulary.json");
    let mut vocabulary: Vocabulary = serde_json::from_slice(&vocabulary).expect("a vocabulary");
    let words = fs::read(folder.join("other-words.json")).expect("other-words.json");
    serde_json::from_slice::<OtherWords>(&words).expect("other words").give(&mut vocabulary);

    let published = fs::read(folder.join("offers.json")).expect("offers.json");
    println!("published list: {} MB", published.len() / 1_000_000);
    let catalogue =
        told("prepare the published list", 3, || Catalogue::from_published(&published, &vocabulary).expect("offers"));
    let bytes = catalogue.to_bytes();
    println!("{} offers, prepared: {} MB", catalogue.len(), bytes.len() / 1_000_000);
    let prepared = env::temp_dir().join("matching-bench.catalogue");
    fs::write(&prepared, &bytes).expect("a file");
    let read = told("load the prepared catalogue from its file", 9, || {
        Catalogue::from_bytes(&fs::read(&prepared).expect("the file")).expect("a catalogue")
    });
    assert_eq!(read, catalogue);
    fs::remove_file(&prepared).expect("removed");

    let weights = Weights::default();
    let matcher = Matcher::new(&catalogue, &vocabulary, &weights);
    let belgium: Code<Country> = serde_json::from_value(json!("BE")).expect("a code");
    let english = LanguageTag::english();
    let history = History::default();
    let circumstances = MatchContext { today: date(2026, 11, 23), history: &history, most: (5, 5) };
    let long = "Apprentices weave nets and mend pumps in the machine hall, learners test solar panels outdoors, mentors \
        translate menus and timetables, and teachers explain how engines, robots and cables are repaired in small groups. "
        .repeat(12);
    for (name, search) in [
        (
            "an ordinary request",
            search("Teachers want to see how apprentices repair engines in a machine hall.", &["teachers"]),
        ),
        ("a long one that fits many", search(&long, &["teachers"])),
    ] {
        let question = MatchQuery { search: &search, country: &belgium, language: &english };
        let ranking = told(&format!("rank: {name}"), 31, || matcher.rank(question, circumstances));
        println!(
            "    {} fit, {} shown, {} near misses shown",
            ranking.fitting,
            ranking.matches.len(),
            ranking.near_misses.len()
        );
        let misfits = told("    what keeps the others from fitting", 31, || {
            matcher.exclusion_stats(question, circumstances.today)
        });
        let places: Vec<usize> =
            ranking.matches.iter().take(3).filter_map(|offer| catalogue.find(&offer.offer)).collect();
        let looked = told("    three hosts side by side", 31, || matcher.inspect(question, circumstances, &places));
        println!("    {} others, {} side by side", misfits.all(), looked.len());
    }

    for capacity in [1, 3] {
        // A score for every pair, all different, so that many give way to others.
        let pairs = (0..500).flat_map(|request| (0..500).map(move |offer| (request, offer)));
        let candidates: Vec<Candidate> = pairs
            .map(|(request, offer)| Candidate {
                request,
                offer,
                score: f64::from((request as u32 * 7919 + offer as u32 * 104_729) % 10_007) / 10_007.0,
            })
            .collect();
        let capacities = vec![capacity; if capacity == 1 { 500 } else { 150 }];
        let candidates: Vec<Candidate> =
            candidates.into_iter().filter(|candidate| candidate.offer < capacities.len()).collect();
        let found = told(&format!("assign: 500 requests, {} offers that take {capacity}", capacities.len()), 5, || {
            assign(&candidates, &capacities, &[0.0; 500], 0.1)
        });
        println!("    {} assigned", found.offers.iter().flatten().count());
    }
    let meetings: Vec<(usize, usize)> =
        (0..500).flat_map(|guest| (0..6).map(move |turn| (guest, (guest * 7 + turn * 31) % 500))).collect();
    let plan =
        told("schedule: 3,000 meetings of 500 guests and 500 hosts in 300 rooms", 3, || schedule(&meetings, 14, 300));
    println!("    {} placed, {} left out", plan.placed.len(), plan.left_out.len());
}

fn search(goal: &str, audiences: &[&str]) -> Search {
    let languages = ["en", "de", "fr", "es", "it", "nl", "sv", "pl", "pt", "fi"];
    let languages = languages.map(|code| json!({"code": code, "level": "C2"}));
    let search = json!({
        "offer": null, "activity": "job-shadowing", "audiences": audiences, "sectors": ["071", "101"],
        "themes": ["dual-training", "crafts"], "goal": goal, "countries": ["AT", "ES", "FI"], "own_country_welcome": true,
        "period": {"from": "2026-12-01", "until": "2027-06-30"}, "days": 3, "participants": 4, "fewer_opportunities": 2,
        "minors": false, "support": {"measures": ["mentor"], "barriers": ["disabilities"], "note": null},
        "languages": languages,
    });
    serde_json::from_value(search).expect("a search")
}

/// Runs something several times and tells the median, in time of the processor where the system counts it for a thread:
/// neighbours on the machine then make no difference.
fn told<T>(name: &str, times: usize, mut work: impl FnMut() -> T) -> T {
    let mut durations: Vec<Duration> = Vec::with_capacity(times);
    let mut last = None;
    for _ in 0..times {
        let (start, used) = (Instant::now(), processor_time());
        last = Some(hint::black_box(work()));
        let taken = processor_time().zip(used).map_or_else(|| start.elapsed(), |(now, before)| now - before);
        durations.push(taken);
    }
    durations.sort_unstable();
    let of = |duration: Duration| duration.as_secs_f64() * 1_000.0;
    println!(
        "{name}: {:.1} ms (from {:.1} to {:.1})",
        of(durations[times / 2]),
        of(durations[0]),
        of(durations[times - 1])
    );
    last.expect("at least once")
}

/// What this thread has used of a processor so far (Linux).
fn processor_time() -> Option<Duration> {
    let counts = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    counts.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}
