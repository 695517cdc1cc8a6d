//! What the pages of the catalogue say, against the data they were made from.

use std::collections::BTreeMap;

use scraper::{Html, Selector};
use tests::TestSite;

fn page(site: &TestSite, address: &str) -> Html {
    Html::parse_document(&site.read(&format!("public{address}index.html")))
}

fn links(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    page.select(&selector).filter_map(|link| link.attr("href")).map(str::to_owned).collect()
}

#[test]
fn an_offer_names_open_offers_like_it_and_an_ended_one_does_so_too() {
    let offer = TestSite::small().read("content/offers/quay.yaml");
    let by = |host: &str| offer.replace("Demonstration Harbour College", host);
    let site = TestSite::small()
        .with("content/offers/crane.yaml", &by("Demonstration Crane School"))
        .with("content/offers/ended.yaml", &by("Demonstration Ferry School").replace("2099-", "2098-"))
        .with(
            "content/offers/song.yaml",
            &by("Demonstration Choir").replace("dual-training", "gender-equality").replace("104", "021"),
        );
    let built = site.run(&["build", "--today", "2099-01-01"]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    let similar = |slug: &str| links(&page(&site, &format!("/en/offers/{slug}/")), ".band--related .offer-title a");
    assert_eq!(similar("quay"), ["/en/offers/crane/"]);
    assert_eq!(
        similar("ended"),
        ["/en/offers/crane/", "/en/offers/quay/"],
        "one offer a host, and none that has ended"
    );
    assert!(similar("song").is_empty());
}

#[test]
fn the_map_and_its_list_say_what_the_data_say() {
    let site = TestSite::ours();
    assert_eq!(site.run(&["build", "--today", "2026-11-23"]).status, 0);
    let data: serde_json::Value = serde_json::from_str(&site.read("public/data/offers.json")).expect("JSON");
    let mut expected: BTreeMap<String, usize> = BTreeMap::new();
    for offer in data["offers"].as_array().expect("offers").iter().filter(|offer| offer["open"] == true) {
        let region = offer["host"]["region"].as_str().expect("a region").to_lowercase();
        *expected.entry(format!("/en/offers/region/{region}/")).or_default() += 1;
    }
    let map = page(&site, "/en/map/");
    let dots = Selector::parse("a.dot").expect("a selector");
    let drawn: BTreeMap<String, usize> = map
        .select(&dots)
        .map(|dot| {
            let said = dot.attr("aria-label").and_then(|label| label.rsplit_once(": ")).expect("a count").1;
            let count = said.split(' ').next().and_then(|word| word.parse().ok()).unwrap_or(1);
            (dot.attr("href").expect("an address").to_owned(), count)
        })
        .collect();
    assert_eq!(drawn, expected);
    // A region that is its whole country stands in the list as the country.
    let listed = links(&map, ".lands li a");
    for address in expected.keys() {
        let country = format!("/en/offers/country/{}/", &address["/en/offers/region/".len()..][..2]);
        assert!(listed.contains(address) || listed.contains(&country), "{address} is not in the list");
    }
}

#[test]
fn an_offer_of_a_detailed_field_is_listed_under_each_field_above_it() {
    let site = TestSite::small().edit("content/offers/quay.yaml", "sectors: [\"104\"]", "sectors: [\"1041\"]");
    let built = site.run(&["build", "--today", "2026-11-23"]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    for code in ["10", "104", "1041"] {
        let listed = links(&page(&site, &format!("/en/offers/sector/{code}/")), "main a");
        assert!(listed.iter().any(|link| link == "/en/offers/quay/"), "{code}: {listed:?}");
    }
}

#[test]
fn only_regions_of_offers_have_pages() {
    let site = TestSite::small();
    assert_eq!(site.run(&["build", "--today", "2026-11-23"]).status, 0);
    let pages = std::fs::read_dir(site.path("public/en/offers/region")).expect("pages of regions");
    let pages: Vec<String> =
        pages.map(|page| page.expect("a page").file_name().into_string().expect("UTF-8")).collect();
    assert_eq!(pages, ["es51"]);
}

#[test]
fn the_form_stays_light_beside_a_large_catalogue() {
    let offer = TestSite::small().read("content/offers/quay.yaml");
    let site = (0..201)
        .fold(TestSite::small(), |site, number| site.with(&format!("content/offers/quay-{number}.yaml"), &offer));
    let built = site.run(&["build", "--today", "2026-11-23"]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    let form = page(&site, "/en/find-a-host/");
    let field = Selector::parse("input[name=offer]").expect("a selector");
    assert_eq!(form.select(&field).count(), 1);
}

#[test]
fn stories_have_pages_by_what_they_share_and_lists_a_page_at_a_time() {
    let story = TestSite::small().read("content/case-studies/dual-system.md");
    let site = (0..24)
        .fold(TestSite::small(), |site, number| site.with(&format!("content/case-studies/story-{number}.md"), &story));
    let built = site.run(&["build", "--today", "2026-11-23"]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    let stories = |address: &str| links(&page(&site, address), ".story-title a").len();
    assert_eq!((stories("/en/case-studies/"), stories("/en/case-studies/page-2/")), (24, 1));
    assert_eq!(stories("/en/case-studies/country/es/page-2/"), 1);
    let choices = links(&page(&site, "/en/case-studies/"), "#filters a");
    assert!(choices.contains(&"/en/case-studies/country/es/".to_owned()), "{choices:?}");
    for address in choices {
        assert!(stories(&address) > 0, "{address} lists nothing");
    }
}
