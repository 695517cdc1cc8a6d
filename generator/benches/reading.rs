//! Reading content, one file and a thousand: `CORPUS=/tmp/corpus cargo bench -p generator --bench reading`, where the folder
//! comes from `bench corpus`. Figures are in `bench/README.md`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use divan::Bencher;
use domain::content::offer::Offer;
use domain::text::Slug;
use generator::{Options, check, read_vocabulary, read_yaml};
use jiff::civil::date;

fn main() {
    if env::var_os("CORPUS").is_none() {
        println!("say in CORPUS where content is: a folder that `bench corpus` made");
        return;
    }
    divan::main();
}

fn corpus() -> PathBuf {
    PathBuf::from(env::var_os("CORPUS").unwrap_or_default())
}

fn first_offer(root: &Path) -> String {
    let slug = Slug::parse("offer-000000").expect("a slug");
    fs::read_to_string(root.join(format!("content/offers/{slug}.yaml"))).expect("an offer")
}

/// From its text to a checked value.
#[divan::bench]
fn an_offer(bencher: Bencher) {
    let root = corpus();
    let vocabulary = read_vocabulary(&root).expect("no mistake in the vocabularies");
    let text = first_offer(&root);
    bencher
        .counter(divan::counter::BytesCount::new(text.len()))
        .bench_local(|| read_yaml("offer.yaml", divan::black_box(&text), &vocabulary, Offer::read).expect("an offer"));
}

/// With a mistake in its last line: its place must be found, too.
#[divan::bench]
fn an_offer_with_a_mistake(bencher: Bencher) {
    let root = corpus();
    let vocabulary = read_vocabulary(&root).expect("no mistake in the vocabularies");
    let text = first_offer(&root).replace("demo: true", "demo: perhaps");
    bencher.bench_local(|| {
        read_yaml("offer.yaml", divan::black_box(&text), &vocabulary, Offer::read).expect_err("a mistake")
    });
}

/// All vocabularies, from their files.
#[divan::bench(sample_count = 20)]
fn the_vocabularies(bencher: Bencher) {
    let root = corpus();
    bencher.bench_local(|| read_vocabulary(&root).expect("vocabularies"));
}

/// Everything: offers, case studies with their Markdown, links between them; from files that lie in the system's memory.
#[divan::bench(sample_count = 10)]
fn the_whole_content(bencher: Bencher) {
    let root = corpus();
    let options = Options { out: root.join("public"), root, base_url: None, today: date(2026, 11, 23) };
    bencher.bench_local(|| {
        let report = check(&options).expect("a check");
        assert!(report.problems.is_empty());
    });
}
