//! Links between the pages of a site: each leads to a page that the site has, whatever its editors wrote.

use std::collections::BTreeSet;
use std::fs;

use scraper::{Html, Selector};
use tests::TestSite;
use walkdir::WalkDir;

/// Links of built pages to pages that were not built.
fn broken(site: &TestSite) -> BTreeSet<String> {
    let links = Selector::parse("a[href^='/en/']").expect("a selector");
    let mut broken = BTreeSet::new();
    for entry in WalkDir::new(site.path("public")).into_iter().map(|entry| entry.expect("an entry")) {
        if entry.path().extension().is_none_or(|ending| ending != "html") {
            continue;
        }
        let page = Html::parse_document(&fs::read_to_string(entry.path()).expect("a page"));
        for href in page.select(&links).filter_map(|link| link.attr("href")) {
            let path = href.split(['#', '?']).next().unwrap_or_default();
            let file = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
            if !site.path(&format!("public{file}")).is_file() {
                broken.insert(path.to_owned());
            }
        }
    }
    broken
}

#[test]
fn the_theme_links_only_to_text_pages_that_the_site_has() {
    let site = TestSite::small();
    assert_eq!(site.run(&["build"]).status, 0);
    assert_eq!(broken(&site), BTreeSet::new());
    let head = |site: &TestSite| site.read("public/en/offers/quay/index.html").contains("href=\"/en/how-it-works/\"");
    assert!(!head(&site), "nobody wrote the page");

    // A page that is written later is linked to from all others, also from those that were built before.
    let page = site.read("content/pages/privacy.md");
    let site = site.with("content/pages/how-it-works.md", &page).with("content/pages/partnership.md", &page);
    assert_eq!(site.run(&["build"]).status, 0);
    assert!(head(&site));
    assert_eq!(broken(&site), BTreeSet::new());

    fs::remove_file(site.path("content/pages/privacy.md")).expect("a page");
    assert_eq!(site.run(&["build"]).status, 0);
    assert_eq!(broken(&site), BTreeSet::new());
}
