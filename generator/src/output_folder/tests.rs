//! What a build does to its folder: writes, keeps, deletes, and survives being cut off.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{Output, OutputError, Tally};

fn build(folder: &Path, files: &[(&str, &str)]) -> Tally {
    let output = Output::open(folder).expect("a folder of our own");
    output.begin().expect("a place");
    for (name, text) in files {
        output.write(name, text.as_bytes()).expect("a file");
    }
    output.finish(None, None).expect("a finished build")
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

/// Every file below a folder, with its bytes; but not the lock.
fn all_files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("an entry").into_path())
        .filter(|path| path.is_file() && !path.ends_with(super::LOCK))
        .map(|path| (path.display().to_string(), fs::read(&path).expect("bytes")))
        .collect()
}

#[test]
fn nothing_is_in_its_place_before_the_build_is_done() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    build(folder, &[("en/index.html", "home"), ("en/offers/quay/index.html", "quay")]);
    let before = all_files(folder);
    let output = Output::open(folder).expect("a folder");
    output.begin().expect("a place");
    output.write("en/index.html", b"home, changed").expect("a file");
    output.write("en/offers/port/index.html", b"port").expect("a file");
    let make = |out: &mut (dyn std::io::Write + Send)| out.write_all(b"[]").map_err(|_| foreign());
    output.stream("data/offers.json", make).expect("a file");
    assert_eq!(output.waiting("en/offers/port/index.html").as_deref(), Some(&b"port"[..]));
    assert_eq!(output.waiting("en/index.html").as_deref(), Some(&b"home, changed"[..]));
    let visible = |files: BTreeMap<String, Vec<u8>>| -> BTreeMap<String, Vec<u8>> {
        files.into_iter().filter(|(path, _)| !path.contains(super::staging::FOLDER)).collect()
    };
    assert_eq!(visible(all_files(folder)), before);
    drop(output);
    assert_eq!(all_files(folder), before, "a build that fails leaves nothing");
}

#[test]
fn what_is_in_the_way_is_named_and_nothing_changes() {
    for (stranger, name) in [("en/port/index.html/notes.txt", "en/port/index.html"), ("en/port", "en/port/index.html")]
    {
        let temporary = tempfile::tempdir().expect("a folder");
        let folder = temporary.path();
        build(folder, &[("en/index.html", "home")]);
        let path = folder.join(stranger);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, "ours").expect("a file of somebody else");
        let before = all_files(folder);
        let output = Output::open(folder).expect("a folder");
        output.begin().expect("a place");
        output.write("en/index.html", b"home, changed").expect("a file");
        output.write(name, b"port").expect("a file");
        let error = output.finish(None, None).expect_err("something is in the way").to_string();
        assert!(error.contains("en/port") && error.contains("is in the way"), "{error}");
        assert_eq!(all_files(folder), before);
    }
}

#[test]
fn what_open_pages_fetch_outlives_their_edition_by_one() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    let edition = |number: usize, picture: &str| {
        let output = Output::open(folder).expect("a folder");
        output.begin().expect("a place");
        let text = format!("edition {number}");
        let write = |name: &str, picture: Option<&str>| {
            output.write_page(name, text.as_bytes(), picture.map(str::to_owned)).expect("a file");
        };
        write("en/index.html", Some(picture));
        write(picture, None);
        write(&format!("assets/site.{number}.css"), None);
        write(&format!("media/{number}.jpg"), None);
        output.finish(None, None).expect("a finished build")
    };
    edition(1, "social/1.png");
    assert_eq!(edition(2, "social/2.png").deleted, 1, "a photograph that is not shown any more leaves at once");
    for name in ["assets/site.1.css", "social/1.png", "assets/site.2.css", "social/2.png"] {
        assert!(folder.join(name).exists(), "{name}");
    }
    assert!(Output::open(folder).expect("a folder").is_untouched());
    edition(3, "social/1.png");
    assert!(!folder.join("assets/site.1.css").exists() && folder.join("assets/site.2.css").exists());
    assert!(folder.join("social/1.png").exists(), "it is named again");
    edition(4, "social/4.png");
    assert!(!folder.join("social/2.png").exists() && folder.join("social/1.png").exists());
}

#[test]
fn after_a_crash_the_next_build_repairs() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    build(folder, &[("a.html", "whole")]);
    // What a process leaves that ends while files move to their places.
    for (name, text) in [("7", "hal"), ("new/b.html", "hal"), ("../social/1a.png", "PNG"), ("../a.html", "other")] {
        let path = folder.join(super::staging::FOLDER).join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::create_dir_all(folder.join("social")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    let tally = build(folder, &[("a.html", "whole"), ("b.html", "whole")]);
    assert_eq!(tally, Tally { written: 2, unchanged: 0, deleted: 1 });
    assert!(!folder.join(super::staging::FOLDER).exists());
    assert!(!folder.join("social").exists(), "what was left in a folder of our own goes too");
    assert_eq!(fs::read(folder.join("a.html")).expect("a file"), b"whole");
}

#[test]
fn what_somebody_touched_is_made_again() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    build(folder, &[("a.html", "home"), ("b.html", "quay")]);
    assert!(Output::open(folder).expect("a folder").is_untouched());
    fs::write(folder.join("a.html"), "hemo").expect("an edit by hand");
    let output = Output::open(folder).expect("a folder");
    assert!(!output.is_untouched() && !output.is_as_left("a.html") && output.is_as_left("b.html"));
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
        output.begin().expect("a place");
        let make = |out: &mut dyn std::io::Write| out.write_all(text.as_bytes()).map_err(|_| ());
        output.stream("data/offers.json", |out| make(out).map_err(|()| foreign())).expect("a file");
        output.finish(None, None).expect("a finished build")
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
fn a_list_of_an_earlier_version_is_understood() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    for name in ["a.html", "b.html"] {
        fs::write(folder.join(name), name).expect("a file");
    }
    fs::write(folder.join(super::MANIFEST), r#"{"version":3,"files":{"a.html":["0f",6,7,null],"b.html":null}}"#)
        .expect("a manifest");
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
    fs::write(&manifest, r#"{"version": 3, "files": {"../thesis.odt": null}}"#).expect("a manifest");
    assert!(matches!(Output::open(temporary.path()), Err(OutputError::Manifest { .. })));
}
