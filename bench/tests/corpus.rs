//! What the command writes is content like any other: without a problem, and always the same.

use std::fs;
use std::path::Path;
use std::process::Command;

use generator::{Options, build, check};
use jiff::civil::date;
use walkdir::WalkDir;

fn corpus(folder: &Path, offers: usize, more: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_bench"))
        .args(["corpus", "--offers", &offers.to_string()])
        .args(more)
        .arg(folder)
        .output()
        .expect("the command");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).expect("UTF-8")
}

#[test]
fn a_corpus_is_content_without_a_problem() {
    let temporary = tempfile::tempdir().expect("a folder");
    // So many that rare choices are among them.
    assert_eq!(corpus(temporary.path(), 400, &[]), "400 offers and 20 case studies\n");
    let options = Options {
        root: temporary.path().to_owned(),
        out: temporary.path().join("public"),
        base_url: None,
        today: date(2026, 11, 23),
    };
    let report = check(&options).expect("a check");
    assert!(report.problems.is_empty(), "{:?}", report.problems);
}

#[test]
fn the_same_number_gives_the_same_bytes() {
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    corpus(one.path(), 60, &[]);
    corpus(two.path(), 60, &[]);
    for name in [
        "content/offers/offer-000000.yaml",
        "content/offers/offer-000059.yaml",
        "content/case-studies/exchange-000002.md",
    ] {
        let read = |folder: &Path| fs::read_to_string(folder.join(name)).expect("a file");
        assert_eq!(read(one.path()), read(two.path()), "{name}");
    }
}

#[test]
fn the_theme_for_measuring_has_every_page_in_every_language() {
    let temporary = tempfile::tempdir().expect("a folder");
    corpus(temporary.path(), 60, &["--peers", "--languages", "en,fr"]);
    let read = |name: &str| fs::read_to_string(temporary.path().join(name)).expect("a file");
    let options = Options {
        root: temporary.path().to_owned(),
        out: temporary.path().join("public"),
        base_url: None,
        today: date(2026, 11, 23),
    };
    let report = build(&options).expect("a build");
    assert!(report.problems.is_empty(), "{:?}", report.problems);
    let (english, french) =
        (read("public/en/offers/offer-000003/index.html"), read("public/fr/offers/offer-000003/index.html"));
    let title = "First-year learners paint houses by hand at the machine hall, visit 3";
    assert!(english.contains(&format!("<h1>{title}</h1>")), "{english}");
    assert!(!french.contains(title) && french.contains("/fr/offers/country/it/"), "{french}");
    for peer in ["hugo", "eleventy"] {
        let front = read(&format!("peers/{peer}/content/offers/offer-000003.md"));
        assert!(front.starts_with("---\ntitle: {en: ") && front.contains("\nlist_country: [\"it\"]\n"), "{front}");
    }
}

/// The texts of all files below a folder.
fn texts(folder: &str) -> String {
    let files = WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).into_iter().flatten();
    let texts = files.filter(|entry| entry.file_type().is_file()).map(|entry| fs::read_to_string(entry.path()));
    texts.collect::<Result<_, _>>().expect("texts")
}

#[test]
fn the_other_generators_write_the_words_of_our_site() {
    let messages = texts("../themes/default/i18n");
    // What all generators make; `same.rs` compares the pages.
    let made = ["base", "case-studies", "case-study", "facet", "home", "offer", "offers", "plain"];
    let templates: String = made.iter().map(|name| texts(&format!("peers/theme/templates/{name}.html"))).collect();
    let keys = templates.split("t(key=\"").skip(1).filter_map(|rest| rest.split('"').next());
    // A text with values in it is written in other ways elsewhere.
    let words: Vec<&str> = keys
        .filter_map(|key| messages.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = ")))
        .filter(|words| !words.contains('{'))
        .collect();
    assert!(words.len() >= 60, "{words:?}");
    for peer in ["hugo", "eleventy"] {
        let pages = texts(&format!("peers/{peer}"));
        let missing: Vec<&&str> = words.iter().filter(|words| !pages.contains(**words)).collect();
        assert!(missing.is_empty(), "{peer} does not write {missing:?}");
    }
}
