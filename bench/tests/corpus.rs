//! What the command writes is content like any other: without a problem, and always the same.

use std::path::Path;
use std::process::Command;

use generator::{Options, check};
use jiff::civil::date;

fn corpus(folder: &Path) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_bench"))
        .args(["corpus", "--offers", "60"])
        .arg(folder)
        .output()
        .expect("the command");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).expect("UTF-8")
}

#[test]
fn a_corpus_is_content_without_a_problem() {
    let temporary = tempfile::tempdir().expect("a folder");
    assert_eq!(corpus(temporary.path()), "60 offers and 3 case studies\n");
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
    corpus(one.path());
    corpus(two.path());
    for name in [
        "content/offers/offer-000000.yaml",
        "content/offers/offer-000059.yaml",
        "content/case-studies/exchange-000002.md",
    ] {
        let read = |folder: &Path| std::fs::read_to_string(folder.join(name)).expect("a file");
        assert_eq!(read(one.path()), read(two.path()), "{name}");
    }
}
