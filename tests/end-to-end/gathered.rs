//! Pages that gather what stands in many files: good practice from the case studies, support from the offers.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use tests::TestSite;

fn page(site: &TestSite, address: &str) -> Html {
    Html::parse_document(&site.read(&format!("public/en/{address}/index.html")))
}

fn all<'p>(page: &'p Html, selector: &str) -> Vec<ElementRef<'p>> {
    page.select(&Selector::parse(selector).expect("a selector")).collect()
}

fn words(element: &ElementRef) -> String {
    element.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

fn data(site: &TestSite, name: &str) -> Value {
    serde_json::from_str(&site.read(&format!("public/data/{name}.json"))).expect("JSON")
}

#[test]
fn good_practice_is_every_lesson_of_every_story_once_and_nothing_else() {
    let site = TestSite::ours();
    site.run(&["build", "--today", "2026-11-23"]);
    let mut learned: BTreeSet<(String, String)> = BTreeSet::new();
    for story in data(&site, "case-studies")["case_studies"].as_array().expect("stories") {
        let address = format!("/en/case-studies/{}/", story["slug"].as_str().expect("a slug"));
        for side in ["hosts", "participants"] {
            for lesson in story["lessons"][side].as_array().expect("lessons") {
                learned.insert((address.clone(), lesson["en"].as_str().expect("a text").to_owned()));
            }
        }
    }
    let page = page(&site, "good-practice");
    let mut told = Vec::new();
    for story in all(&page, ".practice-story") {
        let link = story.select(&Selector::parse(".practice-source").expect("a selector")).next().expect("a link");
        let address = link.attr("href").expect("an address");
        for lesson in story.select(&Selector::parse("li").expect("a selector")) {
            told.push((address.to_owned(), words(&lesson)));
        }
    }
    assert_eq!(told.len(), learned.len());
    assert_eq!(told.into_iter().collect::<BTreeSet<_>>(), learned);
    for link in all(&page, ".index--jump a") {
        let anchor = link.attr("href").expect("an anchor");
        assert_eq!(all(&page, anchor).len(), 1, "{anchor}");
    }
}

#[test]
fn a_theme_of_many_stories_names_the_latest_and_counts_the_others() {
    let site = TestSite::small();
    let story = site.read("content/case-studies/dual-system.md");
    for month in 1..=8 {
        let later = story
            .replace("published: 2025-03-10", "published: 2025-12-01")
            .replace("2025-02", &format!("2025-{:02}", month + 2));
        assert_ne!(later, story);
        site.write(&format!("content/case-studies/copy-{month}.md"), &later);
    }
    let built = site.run(&["build", "--today", "2026-11-23"]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    let page = page(&site, "good-practice");
    let hosts: Vec<String> = all(&page, ".lesson--host .practice-source").iter().map(words).collect();
    assert_eq!(hosts.len(), 6);
    assert!(hosts[0].contains("October 2025") && hosts[5].contains("May 2025"), "{hosts:?}");
    assert!(all(&page, ".practice .band-more").iter().any(|more| words(more) == "3 more stories on this theme"));
}

#[test]
fn support_is_counted_over_the_open_offers() {
    let site = TestSite::ours();
    site.run(&["build", "--today", "2026-11-23"]);
    let data = data(&site, "offers");
    let count = |list: &str, code: &str| {
        let offers = data["offers"].as_array().expect("offers").iter().filter(|offer| offer["open"] == true);
        offers
            .filter(|offer| offer["support"][list].as_array().is_some_and(|codes| codes.contains(&code.into())))
            .count()
    };
    let page = page(&site, "fewer-opportunities");
    let rows: Vec<String> = all(&page, ".tally-row summary").iter().map(words).collect();
    let mentor = format!("A mentor on the spot {} offers", count("measures", "mentor"));
    assert!(rows.contains(&mentor), "{mentor}: {rows:?}");
    let debts = format!("{} offers", count("barriers", "economic-barriers"));
    assert!(rows.iter().any(|row| row.starts_with("Economic barriers") && row.ends_with(&debts)), "{debts}: {rows:?}");
    assert!(all(&page, ".tally-row a[href^='/en/offers/?support=']").iter().all(|link| words(link).contains("more")));
}
