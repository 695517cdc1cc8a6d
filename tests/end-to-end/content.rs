//! What this repository publishes.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use tests::TestSite;

#[test]
fn our_content_has_no_problem() {
    let checked = TestSite::ours().run(&["check", "--today", "2026-11-23"]);
    // Slow machines are told that the check goes on.
    let told: Vec<&str> = checked.stderr.lines().filter(|line| !line.starts_with("Checking the content")).collect();
    assert_eq!((checked.status, checked.stdout.as_str(), told), (0, "No problems.\n", Vec::new()));
}

#[test]
fn offers_are_varied_and_every_page_that_shows_a_demonstration_says_so() {
    let site = TestSite::ours();
    site.run(&["build", "--today", "2026-11-23"]);
    let data: Value = serde_json::from_str(&site.read("public/data/offers.json")).expect("JSON");
    let vocabulary: Value = serde_json::from_str(&site.read("public/data/vocabulary.json")).expect("JSON");
    let offers = data["offers"].as_array().expect("offers");
    assert!(offers.len() >= 24);

    let regions: BTreeSet<&str> = offers.iter().filter_map(|offer| offer["host"]["region"].as_str()).collect();
    let country = |code: &&str| {
        let regions = vocabulary["regions"].as_array().expect("regions");
        regions.iter().find(|region| region["code"] == **code).map(|region| region["country"].to_string())
    };
    let countries: BTreeSet<String> = regions.iter().filter_map(country).collect();
    assert!(regions.len() >= 12 && countries.len() >= 10, "{regions:?} {countries:?}");

    let covered: BTreeSet<&str> = offers
        .iter()
        .flat_map(|offer| offer["activities"].as_array().expect("a list"))
        .filter_map(Value::as_str)
        .collect();
    for activity in vocabulary["activities"].as_array().expect("activities") {
        assert!(covered.contains(activity["code"].as_str().expect("a code")), "{activity}");
    }

    let mut shown = 0;
    for entry in walkdir::WalkDir::new(site.path("public/en")).into_iter().map(|entry| entry.expect("an entry")) {
        if entry.file_name() == "index.html" {
            let page = fs::read_to_string(entry.path()).expect("a page");
            if offers
                .iter()
                .filter_map(|offer| offer["title"]["en"].as_str())
                .any(|title| page.contains(&title.replace('\'', "&#x27;")))
            {
                assert!(page.contains("demonstration"), "{}", entry.path().display());
                shown += 1;
            }
        }
    }
    assert!(shown > offers.len(), "{shown}");
}

#[test]
fn every_link_of_every_page_leads_somewhere() {
    let site = TestSite::ours();
    site.run(&["build", "--today", "2026-11-23"]);
    assert!(follow_links(&site) > 1_000);
}

#[test]
fn what_a_site_leaves_out_is_linked_from_nowhere() {
    let all = "# facets = [\"activity\", \"country\", \"theme\", \"sector\", \"audience\", \"region\"]";
    let site = TestSite::ours().edit("site.toml", all, "facets = [\"country\"]");
    assert_eq!(site.run(&["build", "--today", "2026-11-23"]).status, 0);
    follow_links(&site);
    let folders = |folder: &str| -> BTreeSet<String> {
        let entries = fs::read_dir(site.path(folder)).expect("a folder").map(|entry| entry.expect("an entry"));
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    };
    let facets = ["activity", "theme", "sector", "audience", "region"];
    for list in ["public/en/offers", "public/en/case-studies", "public/embed/en"] {
        let folders = folders(list);
        assert!(folders.contains("country") && !facets.iter().any(|facet| folders.contains(*facet)), "{folders:?}");
    }
    assert!(site.path("public/en/offers/country/es/feed.xml").is_file());
    let offers = site.read("public/en/offers/index.html");
    assert!(offers.contains("name=\"activity\" value="), "one can still filter by it");

    let site = site.edit("site.toml", "facets = [\"country\"]", "facets = []").edit(
        "site.toml",
        "# embeds = true",
        "embeds = false",
    );
    let site = site.edit("site.toml", "# workbooks = true", "workbooks = false");
    let site = site.edit("site.toml", "# [search]\n# words = true", "[search]\nwords = false");
    assert_eq!(site.run(&["build", "--today", "2026-11-23"]).status, 0);
    follow_links(&site);
    // Files that open pages fetch outlive their edition by one.
    assert_eq!(site.run(&["build", "--today", "2026-11-24"]).status, 0);
    for gone in [
        "public/en/offers/country",
        "public/en/case-studies/country",
        "public/embed",
        "public/data/offers.xlsx",
        "public/pagefind",
        "public/search",
    ] {
        assert!(!site.path(gone).exists(), "{gone}");
    }
    for page in ["offers", "case-studies", "search"] {
        let page = site.read(&format!("public/en/{page}/index.html"));
        assert!(!page.contains("data-search") && !page.contains("find.js") && !page.contains("name=\"activity\""));
    }
    let browse = site.read("public/en/search/index.html");
    assert!(browse.contains("<h1>Browse</h1>") && !browse.contains("Search offers and stories"));
    assert!(!site.read("public/en/index.html").contains("SearchAction"));
    assert!(!site.read("public/en/open-data/index.html").contains("iframe"));
}

#[test]
fn a_facet_that_nobody_knows_is_named_with_its_place() {
    let site =
        TestSite::small().edit("site.toml", "# embeds = true", "facets = [\"country\", \"countri\", \"country\"]");
    let checked = site.run(&["check"]);
    assert_eq!(checked.status, 1);
    assert!(
        checked.stderr.contains("facets[1]") && checked.stderr.contains("did you mean \"country\""),
        "{}",
        checked.stderr
    );
    assert!(checked.stderr.contains("facets[2]"), "{}", checked.stderr);
}

/// Follows every link of every page, and returns how many there are.
fn follow_links(site: &TestSite) -> usize {
    let public = site.path("public");
    let wanted = scraper::Selector::parse("[href], [src]").expect("a selector");
    let mut links = 0;
    for entry in walkdir::WalkDir::new(&public).into_iter().map(|entry| entry.expect("an entry")) {
        if entry.path().extension().is_none_or(|ending| ending != "html") {
            continue;
        }
        let page = fs::read_to_string(entry.path()).expect("a page");
        let document = scraper::Html::parse_document(&page);
        for element in document.select(&wanted) {
            let target = element.attr("href").or_else(|| element.attr("src")).expect("an address");
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            let path = path.split('?').next().unwrap_or(path);
            links += 1;
            if let Some(path) = path.strip_prefix('/') {
                let file =
                    public.join(path).join(if path.is_empty() || path.ends_with('/') { "index.html" } else { "" });
                let file = if path.is_empty() || path.ends_with('/') { file } else { public.join(path) };
                assert!(
                    file.is_file() || path.starts_with("api/requests/ask/"),
                    "{}: {target}",
                    entry.path().display()
                );
            } else if path.is_empty() && !anchor.is_empty() {
                assert!(page.contains(&format!("id=\"{anchor}\"")), "{}: {target}", entry.path().display());
            } else {
                let schemes = ["https://", "http://", "mailto:"];
                assert!(
                    schemes.iter().any(|scheme| target.starts_with(scheme)),
                    "{}: {target}",
                    entry.path().display()
                );
            }
        }
    }
    links
}
