//! Days to come: what is published later is nowhere before its day, and nobody can have confirmed anything tomorrow.

use std::fs;

use tests::TestSite;
use walkdir::WalkDir;

/// The files of the site that mention a word.
fn mentions(site: &TestSite, word: &str) -> Vec<String> {
    let files = WalkDir::new(site.path("public")).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    files
        .filter(|entry| {
            let path = entry.path().to_string_lossy().into_owned();
            path.contains(word) || fs::read_to_string(&path).is_ok_and(|text| text.contains(word))
        })
        .map(|entry| entry.path().display().to_string())
        .filter(|path| !path.ends_with(".matchmaker-manifest.json"))
        .collect()
}

#[test]
fn what_is_published_later_is_nowhere_before_its_day() {
    let site = TestSite::small();
    let quay = site.read("content/offers/quay.yaml").replace("Seen from the quay", "Seen from the Lighthouse");
    site.write(
        "content/offers/lighthouse.yaml",
        &quay.replace("confirmed: 2026-10-12", "confirmed: 2026-10-12\npublished: 2027-01-10"),
    );
    let story = site.read("content/case-studies/dual-system.md").replace("The dual system", "The Lighthouse system");
    site.write(
        "content/case-studies/lighthouse-story.md",
        &story.replace("published: 2025-03-10", "published: 2027-01-10"),
    );

    let before = site.run(&["build", "--today", "2027-01-09"]);
    assert_eq!(before.status, 0, "{}", before.stderr);
    let told: Vec<&str> = before.stderr.lines().filter(|line| line.contains("this will be published")).collect();
    assert_eq!(told.len(), 2, "{}", before.stderr);
    assert!(told[0].starts_with("content/case-studies/lighthouse-story.md:"), "{told:?}");
    assert!(told[1].starts_with("content/offers/lighthouse.yaml:") && told[1].contains("on 2027-01-10"), "{told:?}");
    for word in ["lighthouse", "Lighthouse"] {
        assert_eq!(mentions(&site, word), Vec::<String>::new());
    }

    let after = site.run(&["build", "--today", "2027-01-10"]);
    assert_eq!((after.status, after.stderr.contains("will be published")), (0, false), "{}", after.stderr);
    for page in ["public/en/offers/lighthouse/index.html", "public/en/case-studies/lighthouse-story/index.html"] {
        assert!(site.path(page).is_file(), "{page}");
    }
    assert!(site.read("public/en/feed.xml").contains("offers/lighthouse/"));
    assert!(site.read("public/data/offers.json").contains("\"lighthouse\""));
}

#[test]
fn nobody_can_have_confirmed_an_offer_tomorrow() {
    let site = TestSite::small();
    let line =
        site.read("content/offers/quay.yaml").lines().position(|line| line.starts_with("confirmed:")).expect("a line")
            + 1;
    for command in ["check", "build"] {
        let told = site.run(&[command, "--today", "2026-10-11"]);
        assert_eq!(told.status, 1);
        let problem = format!("content/offers/quay.yaml:{line}:12: error: confirmed: 2026-10-12 is in the future");
        assert!(told.stderr.contains(&problem), "{}", told.stderr);
        assert_eq!(site.run(&[command, "--today", "2026-10-12"]).status, 0);
    }
}

#[test]
fn names_that_the_site_needs_are_refused_at_once() {
    let site = TestSite::small();
    let (quay, story) = (site.read("content/offers/quay.yaml"), site.read("content/case-studies/dual-system.md"));
    let page = site.read("content/pages/privacy.md");
    let names = [
        "content/case-studies/page-2.md",
        "content/case-studies/theme.md",
        "content/offers/aux.yaml",
        "content/offers/country.yaml",
        "content/offers/feed.yaml",
        "content/offers/page-3.yaml",
        "content/pages/data.md",
        "content/pages/index.md",
        "content/pages/search.md",
    ];
    for name in names {
        let text = if name.ends_with(".yaml") {
            &quay
        } else if name.contains("pages") {
            &page
        } else {
            &story
        };
        site.write(name, text);
    }
    let told = site.run(&["check", "--today", "2026-11-23"]);
    assert_eq!(told.status, 1);
    for name in names {
        assert!(told.stderr.contains(&format!("{name}:1:1: error: the name")), "{name}: {}", told.stderr);
    }
}
