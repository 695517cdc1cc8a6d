//! What the command writes is content like any other: without a problem, and always the same.

use std::path::Path;
use std::process::Command;

use generator::{Options, build, check};
use jiff::civil::date;

fn corpus(folder: &Path, more: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_bench"))
        .args(["corpus", "--offers", "60"])
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
    assert_eq!(corpus(temporary.path(), &[]), "60 offers and 3 case studies\n");
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
    corpus(one.path(), &[]);
    corpus(two.path(), &[]);
    for name in [
        "content/offers/offer-000000.yaml",
        "content/offers/offer-000059.yaml",
        "content/case-studies/exchange-000002.md",
    ] {
        let read = |folder: &Path| std::fs::read_to_string(folder.join(name)).expect("a file");
        assert_eq!(read(one.path()), read(two.path()), "{name}");
    }
}

#[test]
fn the_theme_for_measuring_has_every_page_in_every_language() {
    let temporary = tempfile::tempdir().expect("a folder");
    corpus(temporary.path(), &["--peers", "--languages", "en,fr"]);
    let read = |name: &str| std::fs::read_to_string(temporary.path().join(name)).expect("a file");
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
