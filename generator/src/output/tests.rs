//! What a build does to its folder: writes, keeps, deletes, and survives being cut off.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::{Output, OutputError, Stamp, Tally};

fn build(folder: &Path, files: &[(&str, &str)]) -> Tally {
    let names: BTreeSet<String> = files.iter().map(|(name, _)| (*name).to_owned()).collect();
    let output = Output::open(folder).expect("a folder of our own");
    output.announce(names.iter().map(String::as_str)).expect("a manifest");
    for (name, text) in files {
        let made_of = Stamp::of(text.as_bytes());
        if output.is_current(name, made_of) {
            output.keep(name);
        } else {
            output.write(name, made_of, text.as_bytes()).expect("a file");
        }
    }
    output.finish(None).expect("a finished build")
}

#[test]
fn only_what_changed_is_written_and_only_our_own_is_deleted() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path().join("public");
    build(&folder, &[("en/index.html", "home"), ("en/offers/quay/index.html", "quay")]);
    fs::write(folder.join("CNAME"), "ours").expect("a file of somebody else");
    let tally = build(&folder, &[("en/index.html", "home, changed")]);
    assert_eq!(tally, Tally { written: 1, unchanged: 0, deleted: 1 });
    assert!(!folder.join("en/offers").exists(), "an empty folder goes too");
    assert!(folder.join("CNAME").exists(), "what no build wrote stays");
    assert_eq!(build(&folder, &[("en/index.html", "home, changed")]), Tally { unchanged: 1, ..Tally::default() });
}

#[test]
fn a_folder_that_no_build_made_is_refused() {
    let temporary = tempfile::tempdir().expect("a folder");
    fs::write(temporary.path().join("thesis.odt"), "years of work").expect("a file");
    assert!(matches!(Output::open(temporary.path()), Err(OutputError::Foreign { .. })));
}

#[test]
fn after_a_crash_the_next_build_repairs() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    let crashed = Output::open(folder).expect("a folder");
    crashed.announce(["a.html", "b.html"]).expect("a manifest");
    crashed.write("a.html", Stamp::of(b"half"), b"hal").expect("half a file");
    crashed.write("social/1a.png", Stamp::of(b"1a"), b"PNG").expect("a picture that was not announced");
    fs::write(folder.join(super::PARTS).join("7"), "hal").expect("a file that was never whole");
    drop(crashed);
    let tally = build(folder, &[("b.html", "whole")]);
    assert_eq!(tally, Tally { written: 1, unchanged: 0, deleted: 2 });
    assert!(!folder.join("a.html").exists() && !folder.join(super::PARTS).exists());
    assert!(!folder.join("social").exists(), "what was left in a folder of our own goes too");
}

#[test]
fn what_somebody_touched_is_made_again() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    build(folder, &[("a.html", "home"), ("b.html", "quay")]);
    assert!(Output::open(folder).expect("a folder").is_untouched());
    fs::write(folder.join("a.html"), "hemo").expect("an edit by hand");
    let output = Output::open(folder).expect("a folder");
    assert!(!output.is_untouched() && !output.is_current("a.html", Stamp::of(b"home")));
    assert!(output.is_current("b.html", Stamp::of(b"quay")) && !output.is_current("b.html", Stamp::of(b"port")));
    drop(output);
    let tally = build(folder, &[("a.html", "home"), ("b.html", "quay")]);
    assert_eq!(tally, Tally { written: 1, unchanged: 1, deleted: 0 });
    assert_eq!(fs::read(folder.join("a.html")).expect("a file"), b"home");
}

#[test]
fn a_large_file_is_replaced_only_by_other_bytes() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    let build = |text: &str| {
        let output = Output::open(folder).expect("a folder");
        output.announce(["data/offers.json"]).expect("a manifest");
        let made_of = Stamp::of(text.as_bytes());
        let make = |out: &mut dyn std::io::Write| out.write_all(text.as_bytes()).map_err(|_| ());
        output.stream("data/offers.json", made_of, |out| make(out).map_err(|()| foreign())).expect("a file");
        output.finish(None).expect("a finished build")
    };
    let foreign_text = "x".repeat(100_000);
    assert_eq!(build(&foreign_text).written, 1);
    assert_eq!(build(&foreign_text), Tally { unchanged: 1, ..Tally::default() });
    let other = foreign_text.replacen('x', "y", 1);
    assert_eq!(build(&other).written, 1);
    assert_eq!(fs::read(folder.join("data/offers.json")).expect("a file"), other.as_bytes());
}

fn foreign() -> OutputError {
    OutputError::Busy { folder: "elsewhere".into() }
}

#[test]
fn a_list_of_the_first_version_is_understood() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    for name in ["a.html", "b.html"] {
        fs::write(folder.join(name), name).expect("a file");
    }
    fs::write(folder.join(super::MANIFEST), r#"{"version":1,"files":["a.html","b.html"]}"#).expect("a manifest");
    let tally = build(folder, &[("a.html", "a.html")]);
    assert_eq!(tally, Tally { written: 0, unchanged: 1, deleted: 1 });
}

#[test]
fn two_builds_never_write_at_once() {
    let temporary = tempfile::tempdir().expect("a folder");
    let _first = Output::open(temporary.path()).expect("a folder");
    assert!(matches!(Output::open(temporary.path()), Err(OutputError::Busy { .. })));
}

#[test]
fn a_tampered_list_deletes_nothing_outside() {
    let temporary = tempfile::tempdir().expect("a folder");
    build(temporary.path(), &[("a.html", "a")]);
    let manifest = temporary.path().join(super::MANIFEST);
    fs::write(&manifest, r#"{"version": 1, "files": ["../thesis.odt"]}"#).expect("a manifest");
    assert!(matches!(Output::open(temporary.path()), Err(OutputError::Manifest { .. })));
}
