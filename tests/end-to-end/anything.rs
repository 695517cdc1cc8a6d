//! Whatever is sent: the seeds and the regressions of the fuzz targets (`fuzz/corpus/`), and some thousands of messages
//! that are nearly right. What must hold of the answers stands in `tests/oracles`.

use std::fs;
use std::sync::OnceLock;

use oracles::Bench;
use proptest::prelude::{Just, Strategy, any, prop, prop_oneof};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tests::{TestSite, fitting_search, repository};

/// One built site for all tests here. The bench belongs to its thread, so each test takes its own.
fn bench() -> Bench {
    static SITE: OnceLock<TestSite> = OnceLock::new();
    let site = SITE.get_or_init(|| {
        let site = TestSite::small();
        let built = site.run(&["build", "--today", "2026-11-23"]);
        assert_eq!(built.status, 0, "{}", built.stderr);
        site
    });
    Bench::new(&site.path("public")).expect("a built site")
}

fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = repository().join("fuzz/corpus").join(target);
    let mut seeds: Vec<_> = fs::read_dir(folder)
        .expect("a corpus")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (path.display().to_string(), fs::read(&path).expect("a seed")))
        .collect();
    seeds.sort();
    assert!(seeds.len() >= 8, "{} seeds", seeds.len());
    seeds
}

/// The same cases at every run.
fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

/// A value that somebody might send: fitting, or of another kind, or harmful.
fn value() -> impl Strategy<Value = String> {
    const NASTY: [&str; 16] = [
        "",
        " ",
        "on",
        "-1",
        "2099-02-30",
        "99999999999999999999",
        "</textarea><script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "\u{202e}\u{2028}\u{feff}\u{0}",
        "{value} {{ 7 * 7 }}",
        "\n\r\n\r",
        "]]><!--",
        "e\u{301}&amp;&#60;&lt",
        "job-shadowing",
        "en",
        "\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}",
    ];
    prop_oneof![
        prop::sample::select(&NASTY[..]).prop_map(str::to_owned),
        any::<String>(),
        "[ -~]{0,40}",
        (prop::sample::select(&NASTY[..]), 1_usize..3_000).prop_map(|(text, times)| text.repeat(times)),
    ]
}

/// The name of a field, or something like it.
fn name() -> impl Strategy<Value = String> {
    let known: Vec<String> = fitting_search().into_iter().map(|(name, _)| name).collect();
    prop_oneof![
        4 => prop::sample::select(known),
        1 => prop::sample::select(vec!["support.note", "support.note.en", "elapsed", "subject_line_two", "proof", "themes"])
            .prop_map(str::to_owned),
        1 => "[a-z]{1,8}(\\.[a-z]{1,8}|\\[[0-9]{1,3}\\]){0,3}",
        1 => value(),
    ]
}

/// A fitting form with some fields changed, added or left out.
fn fields() -> impl Strategy<Value = Vec<(String, String)>> {
    let change = (name(), prop_oneof![4 => value().prop_map(Some), 1 => Just(None)]);
    prop::collection::vec(change, 0..6).prop_map(|changes| {
        let mut form = fitting_search();
        for (name, value) in changes {
            match value {
                Some(value) => form = tests::with(form, &name, &value),
                None => form.retain(|(known, _)| *known != name),
            }
        }
        form
    })
}

fn encode(fields: &[(String, String)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

#[test]
fn every_seed_of_sending_is_answered_as_it_should_be() {
    let bench = bench();
    for (name, seed) in corpus("send") {
        println!("{name}");
        bench.send(&seed);
    }
}

#[test]
fn every_seed_of_filling_in_leaves_the_page_what_it_is() {
    let bench = bench();
    for (name, seed) in corpus("fill") {
        println!("{name}");
        bench.fill(&seed);
    }
}

#[test]
fn whatever_form_is_sent_is_answered_as_it_should_be() {
    let bench = bench();
    let accept = prop::sample::select(vec!["text/html", "application/json", "*/*"]);
    runner(300)
        .run(&(fields(), accept), |(fields, accept)| {
            let head = format!("content-type: application/x-www-form-urlencoded\naccept: {accept}\n\n");
            bench.send((head + &encode(&fields)).as_bytes());
            Ok(())
        })
        .expect("no case fails");
}

#[test]
fn whatever_document_is_sent_is_answered_as_it_should_be() {
    let bench = bench();
    let seeds: Vec<Vec<u8>> = corpus("send").into_iter().map(|(_, seed)| seed).collect();
    // A seed with a piece taken out, put in, or doubled.
    let spliced = (prop::sample::select(seeds), any::<prop::sample::Index>(), 0_usize..40, value());
    runner(1_500)
        .run(&spliced, |(mut seed, at, length, value)| {
            let start = at.index(seed.len() + 1);
            let end = (start + length).min(seed.len());
            seed.splice(start..end, value.bytes());
            bench.send(&seed);
            Ok(())
        })
        .expect("no case fails");
}

#[test]
fn whatever_was_typed_comes_back_as_text() {
    let bench = bench();
    let forms = prop::sample::select(vec!["find-a-host", "offer-to-host", "join"]);
    let problems = prop::collection::vec((name(), value()), 0..4);
    runner(150)
        .run(&(forms, fields(), problems), |(form, fields, problems)| {
            let mut input = format!("{form} unavailable\n");
            for field in &fields {
                input += &format!("{}\n", encode(std::slice::from_ref(field)));
            }
            for problem in &problems {
                input += &format!("!{}\n", encode(std::slice::from_ref(problem)));
            }
            bench.fill(input.as_bytes());
            Ok(())
        })
        .expect("no case fails");
}
