//! A build after an edit gives the same files as one that begins anew, whatever was edited.
//!
//! What is skipped, kept or remembered between builds must never be seen. So a site is edited at random, as editors, theme
//! makers and operators do; after each edit it is built by a builder that has built it before, into a folder that it knows,
//! and by a new one into an empty folder. The two folders must be equal.

mod edited;
mod pending;

use std::sync::Arc;

use generator::{Builder, Progress};
use proptest::prelude::*;
use proptest::test_runner::Config;

use edited::{Edit, EditedSite, any_edit, bytes};

proptest! {
    #![proptest_config(Config { cases: 6, max_shrink_iters: 24, ..Config::default() })]

    #[test]
    fn an_edit_and_a_new_beginning_give_the_same_site(edits in prop::collection::vec(any_edit(), 1..10)) {
        let (mut site, mut builder) = (EditedSite::new(), Builder::with_memory());
        compare(&site, &mut builder, "the first build");
        for edit in &edits {
            site.apply(edit, |options| {
                let report = builder.build(options, |_| {}).expect("a report");
                assert!(report.has_errors(), "{edit:?}");
            });
            compare(&site, &mut builder, &format!("{edit:?}"));
        }
    }
}

/// Builds again and anew, and compares.
fn compare(site: &EditedSite, builder: &mut Builder, after: &str) {
    let again = builder.build(&site.options("public"), |_| {}).expect("a build");
    let anew = generator::build(&site.options("anew")).expect("a build");
    assert_eq!(again.problems, anew.problems, "after {after}");
    assert_eq!(again.pages, anew.pages, "after {after}");
    if !anew.has_errors() {
        let (again, anew) = (bytes(&site.beside("public")), bytes(&site.beside("anew")));
        let names = again.keys().chain(anew.keys());
        let differs: Vec<&String> = names.filter(|name| again.get(*name) != anew.get(*name)).collect();
        assert!(differs.is_empty(), "after {after}: {differs:?}");
    }
    std::fs::remove_dir_all(site.beside("anew")).ok();
}

#[test]
fn what_has_not_changed_is_not_made() {
    let mut site = EditedSite::new();
    let first = generator::build(&site.options("public")).expect("a build");
    assert!(first.tally.written > 100, "{:?}", first.problems);
    let again = generator::build(&site.options("public")).expect("a build");
    assert_eq!((again.tally.written, again.tally.unchanged), (0, first.tally.written));

    site.apply(&Edit::Title(0, 7), |_| {});
    let edited = generator::build(&site.options("public")).expect("a build");
    assert!(edited.tally.written > 0);
    assert!(edited.tally.unchanged > first.tally.written / 2, "{:?} of {:?}", edited.tally, first.tally);
}

#[test]
fn a_site_with_a_warning_is_not_read_again_and_the_warning_is_repeated() {
    let site = EditedSite::new();
    std::fs::write(site.beside("site/content/notes.docx"), "notes").expect("an unexpected file");
    let options = site.options("public");
    // What changed within the last hundredths of a second could change once more without a trace.
    while generator::inputs_fingerprint(&options).is_none() {}
    let first = generator::build(&options).expect("a build");
    assert!(first.problems.iter().any(|problem| problem.path == "content/notes.docx"), "{:?}", first.problems);
    assert!(!first.has_errors());
    let progress = Arc::new(Progress::default());
    let again = Builder::default().with_progress(Arc::clone(&progress)).build(&options, |_| {}).expect("a build");
    assert_eq!(again.problems, first.problems);
    assert_eq!((again.tally.written, again.tally.unchanged, again.pages), (0, first.tally.written, first.pages));
    assert_eq!(progress.to_string(), Progress::default().to_string(), "no stage but the first was begun");
}

#[test]
fn the_site_is_the_same_on_one_thread_and_on_many() {
    let site = EditedSite::new();
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let report = pool.install(|| generator::build(&site.options(&format!("public-{threads}")))).expect("a build");
        assert!(report.pages > 50, "{:?}", report.problems);
    }
    assert!(bytes(&site.beside("public-1")) == bytes(&site.beside("public-3")));
}

#[test]
fn whoever_edits_an_offer_sees_its_page_before_all_other_work() {
    let (mut site, mut builder) = (EditedSite::new(), Builder::with_memory());
    let never = |_| panic!("nothing was edited");
    builder.build(&site.options("public"), never).expect("a build");
    site.apply(&Edit::Title(0, 7), |_| {});
    let before = bytes(&site.beside("public"));
    let mut edited = Vec::new();
    let report = builder.build(&site.options("public"), |pages| {
        assert!(bytes(&site.beside("public")) == before, "the folder is as it was");
        edited = pages;
    });
    let written = report.expect("a build").tally.written;
    assert!(!edited.is_empty() && edited.len() < written);
    let after = bytes(&site.beside("public"));
    for page in &edited {
        assert!(page.name.contains("/offers/"), "{}", page.name);
        assert_ne!(before.get(&page.name), Some(&page.html));
        assert_eq!(after.get(&page.name), Some(&page.html));
    }

    // A theme that changed as well may fail on any page: then none goes before the others.
    site.apply(&Edit::Title(0, 8), |_| {});
    site.apply(&Edit::Theme(3, 1), |_| {});
    builder.build(&site.options("public"), never).expect("a build");
}

#[test]
fn an_error_half_way_leaves_the_earlier_site_as_it_was() {
    let mut site = EditedSite::new();
    generator::build(&site.options("public")).expect("a build");
    let before = bytes(&site.beside("public"));
    site.apply(&Edit::Title(0, 7), |_| {});
    site.apply(&Edit::Theme(3, 1), |_| {});
    // One page alone needs this message, and it is missing.
    site.change("themes/default/templates/thank-you.html", |text| {
        text.replace("key=\"thanks-title\"", "key=\"thanks-\" ~ \"nothing\"")
    });
    let report = generator::build(&site.options("public")).expect("a report");
    let problem = report.problems.iter().find(|problem| problem.path.ends_with("templates/thank-you.html"));
    assert!(problem.is_some_and(|problem| problem.message.contains("`thanks-nothing`")), "{:?}", report.problems);
    assert!(bytes(&site.beside("public")) == before, "nothing changed");
    assert!(generator::build(&site.options("anew")).expect("a report").has_errors());
    assert!(bytes(&site.beside("anew")).is_empty(), "a first build that fails leaves no page");
}
