//! What links are called: who hears only a list of links, or asks for one by its name, knows where it leads.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use scraper::{ElementRef, Html, Selector};
use tests::TestSite;
use walkdir::WalkDir;

/// What assistive technology calls a link: its label, or its words with the texts of its pictures.
fn name(link: ElementRef) -> String {
    let label = link.attr("aria-label").map(str::to_owned).unwrap_or_else(|| {
        let words = link.descendants().filter_map(|node| match node.value() {
            scraper::Node::Text(text) => Some(text.to_string()),
            scraper::Node::Element(element) => element.attr("alt").map(str::to_owned),
            _ => None,
        });
        words.collect()
    });
    label.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_hidden(link: ElementRef) -> bool {
    let hides = |element: ElementRef| element.attr("hidden").is_some() || element.value().name() == "template";
    hides(link) || link.ancestors().filter_map(ElementRef::wrap).any(hides)
}

#[test]
fn links_of_one_name_on_a_page_lead_to_one_place() {
    let site = TestSite::ours();
    assert_eq!(site.run(&["build", "--today", "2026-11-23"]).status, 0);
    let links = Selector::parse("a[href]").expect("a selector");
    let mut pages = 0;
    let mut found = BTreeMap::new();
    for entry in WalkDir::new(site.path("public")).into_iter().map(|entry| entry.expect("an entry")) {
        if entry.path().extension().is_none_or(|ending| ending != "html") {
            continue;
        }
        pages += 1;
        let page = Html::parse_document(&fs::read_to_string(entry.path()).expect("a page"));
        let mut places: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for link in page.select(&links).filter(|link| !is_hidden(*link)) {
            places.entry(name(link)).or_default().insert(link.attr("href").unwrap_or_default().to_owned());
        }
        let unclear = places.into_iter().filter(|(name, places)| places.len() > 1 || name.is_empty());
        found.extend(unclear.map(|link| (link, entry.path().display().to_string())));
    }
    assert!(pages > 300);
    assert!(found.is_empty(), "{found:#?}");
}
