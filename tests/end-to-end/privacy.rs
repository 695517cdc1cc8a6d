//! Personal data stays in the store: not in the site, not in the log.

use std::fs;
use std::io::Read;
use std::process::Stdio;

use tests::{Served, TestSite, fitting_search, with};

#[test]
fn what_a_person_typed_is_in_the_store_and_nowhere_else() {
    let site = TestSite::small();
    let log = site.path("log.txt");
    let mut command = site.command(&["serve", "--port", "0"]);
    let file = fs::File::create(&log).expect("a log");
    command.env("RUST_LOG", "trace");
    let served = Served::start_with(command, Stdio::from(file));
    let form = with(with(fitting_search(), "contact.name", "Zyxwv Marked"), "contact.email", "zyxwv@example.org");
    assert_eq!(served.post_form("/api/requests", &form).status, 303);
    assert_eq!(served.post_form("/api/requests", &with(form, "days", "none")).status, 422);
    let reference = served.desk().references().into_iter().next().expect("a request");
    assert!(served.desk().request(&reference).body.contains("Zyxwv Marked"), "the desk shows it");
    drop(served);

    let mut text = String::new();
    fs::File::open(log).and_then(|mut file| file.read_to_string(&mut text)).expect("a log");
    assert!(text.contains(&reference), "the log names the reference: {text}");
    assert!(!text.to_lowercase().contains("zyxwv"), "{text}");
    for entry in walkdir::WalkDir::new(site.path("public")).into_iter().map(|entry| entry.expect("an entry")) {
        if entry.file_type().is_file() {
            let bytes = fs::read(entry.path()).expect("bytes");
            assert!(!String::from_utf8_lossy(&bytes).contains("yxwv"), "{}", entry.path().display());
        }
    }
}

#[test]
fn the_notice_tells_the_days_that_are_set_and_the_function_is_told_the_same() {
    let site = TestSite::small().edit("site.toml", "declined_days = 90", "declined_days = 77");
    assert_eq!(site.run(&["build"]).status, 0);
    let notice = site.read("public/en/privacy/index.html");
    let shown = notice.split("id=\"retention\"").nth(1).expect("the terms");
    for days in ["540 days", "365 days", "77 days", "30 days"] {
        assert!(shown.contains(days), "{days} in {shown}");
    }
    assert!(site.read("public/data/site.json").contains("\"declined_days\": 77"));
}
