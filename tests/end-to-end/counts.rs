//! Sentences with numbers in them: right for none, one, some and all.

use std::fs;

use scraper::{Html, Selector};
use tests::TestSite;
use walkdir::WalkDir;

fn build(site: &TestSite) {
    let built = site.run(&["build", "--today", "2026-11-23"]);
    assert_eq!(built.status, 0, "{}", built.stderr);
}

/// The words of what a selector finds on a page, one space apart.
fn words(site: &TestSite, address: &str, selector: &str) -> String {
    let page = Html::parse_document(&site.read(&format!("public/en/{address}index.html")));
    let selector = Selector::parse(selector).expect("a selector");
    page.select(&selector).flat_map(|part| part.text()).flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

/// A site with nothing to find, but with the text pages that count something.
fn empty() -> TestSite {
    let site = TestSite::small();
    for folder in ["offers", "case-studies"] {
        fs::remove_dir_all(site.path("content").join(folder)).expect("a folder of content");
    }
    with_text_pages(site)
}

fn with_text_pages(site: TestSite) -> TestSite {
    let page = site.read("content/pages/privacy.md");
    ["partnership", "fewer-opportunities"]
        .into_iter()
        .fold(site, |site, name| site.with(&format!("content/pages/{name}.md"), &page))
}

#[test]
fn no_page_of_an_empty_site_counts_nothing_as_a_number() {
    let site = empty();
    build(&site);
    let counted = Selector::parse("main *").expect("a selector");
    let mut found = Vec::new();
    for entry in WalkDir::new(site.path("public")).into_iter().map(|entry| entry.expect("an entry")) {
        if entry.path().extension().is_none_or(|ending| ending != "html") {
            continue;
        }
        let page = Html::parse_document(&fs::read_to_string(entry.path()).expect("a page"));
        for element in page.select(&counted).filter(|element| !matches!(element.value().name(), "script" | "template"))
        {
            let own = element.children().filter_map(|child| Some(child.value().as_text()?.to_string()));
            let own = own.collect::<String>();
            let mut before = "";
            for word in own.split_whitespace() {
                if before == "0" && word.starts_with(char::is_alphabetic) {
                    found.push(format!("{}: {}", entry.path().display(), own.trim()));
                }
                before = word;
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn demonstrations_are_counted_as_all_some_or_the_only_one() {
    let notice = "section .notice--demo";
    let site = TestSite::ours();
    build(&site);
    assert!(
        words(&site, "monitoring/", notice).ends_with("All 28 open offers are demonstrations with invented hosts.")
    );
    assert!(words(&site, "partnership/", "main").contains("All of these offers are demonstrations."));

    let site = site.edit("content/offers/container-from-ship-to-shop.yaml", "demo: true\n", "");
    build(&site);
    let told = words(&site, "open-data/", notice);
    assert!(told.ends_with("27 open offers, out of 28, are demonstrations with invented hosts."), "{told}");
    assert!(words(&site, "partnership/", "main").contains("27 of these offers are demonstrations."));

    let site = TestSite::small();
    build(&site);
    let told = words(&site, "monitoring/", notice);
    assert!(told.ends_with("The only open offer is a demonstration with an invented host."), "{told}");
}

#[test]
fn an_offer_is_called_a_demonstration_only_beside_numbers_that_count_it() {
    // The demonstration offers no support, and nothing for staff of authorities.
    let site = with_text_pages(TestSite::small());
    build(&site);
    let plans = words(&site, "partnership/", ".plans");
    assert!(plans.contains("and no open offer with support. Fewer opportunities"), "{plans}");
    assert!(plans.contains("no open offer for staff of authorities."), "{plans}");
    assert_eq!(plans.matches("This offer is a demonstration.").count(), 1, "{plans}");
}

#[test]
fn a_data_set_without_a_date_says_nothing_of_one() {
    let site = empty();
    build(&site);
    assert!(!words(&site, "open-data/", "main").contains("no date"));
    assert_eq!(words(&site, "open-data/", "td[data-label]"), "", "no data set of an empty site bears a date");
    assert!(!words(&site, "open-data/", "#data-offers th").is_empty());
}

#[test]
fn a_list_on_one_page_has_no_range() {
    let site = TestSite::ours();
    build(&site);
    assert_eq!(words(&site, "offers/", ".result-line"), "Offers 1 to 24 of 28");
    assert_eq!(words(&site, "offers/country/es/", ".result-line"), "");
    let small = TestSite::small();
    build(&small);
    assert_eq!(words(&small, "offers/", ".result-line"), "");
}
