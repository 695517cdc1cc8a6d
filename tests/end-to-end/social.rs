//! What stands beside a shared link: a title, a text and a picture that was drawn at build.

use std::collections::BTreeSet;
use std::fs;

use scraper::{Html, Selector};
use tests::TestSite;

/// What a page says of itself under a name, such as `og:image`.
fn say(site: &TestSite, page: &str, name: &str) -> Option<String> {
    let html = Html::parse_document(&site.read(&format!("public/{page}index.html")));
    let selector = format!("meta[property=\"{name}\"], meta[name=\"{name}\"]");
    let selector = Selector::parse(&selector).expect("a selector");
    html.select(&selector).next().and_then(|meta| meta.attr("content")).map(str::to_owned)
}

/// The picture of a page: its file below `public/`.
fn picture_of(site: &TestSite, page: &str) -> String {
    let address = say(site, page, "og:image").unwrap_or_else(|| panic!("{page} has no picture"));
    address.strip_prefix("https://matchmaking.example.org/").expect("a full address").to_owned()
}

fn pictures(site: &TestSite) -> BTreeSet<String> {
    fs::read_dir(site.path("public/social"))
        .expect("pictures")
        .map(|entry| entry.expect("a file").file_name().into_string().expect("a name"))
        .collect()
}

fn build(site: &TestSite) {
    let built = site.run(&["build", "--today", "2026-11-23"]);
    assert_eq!(built.status, 0, "{}", built.stderr);
}

fn with_pier(site: TestSite) -> TestSite {
    let pier = site.read("content/offers/quay.yaml").replace("Seen from the quay", "Seen from the pier");
    site.with("content/offers/pier.yaml", &pier)
}

#[test]
fn every_offer_has_a_picture_of_its_own() {
    let site = with_pier(TestSite::small().with_social_pictures());
    build(&site);
    let (quay, pier) = (picture_of(&site, "en/offers/quay/"), picture_of(&site, "en/offers/pier/"));
    for name in [&quay, &pier] {
        let bytes = fs::read(site.path("public").join(name)).expect("a picture");
        let picture = image::load_from_memory(&bytes).expect("a picture").into_rgb8();
        assert_eq!(picture.dimensions(), (1200, 630));
        assert_eq!(picture.get_pixel(5, 5).0, [0xf7, 0xf4, 0xec], "paper");
        assert_eq!(picture.get_pixel(5, 625).0, [0x08, 0x50, 0x50], "the hue of visits");
        assert!(bytes.len() < 60_000, "{} bytes", bytes.len());
    }
    assert_ne!(quay, pier);
    assert_ne!(fs::read(site.path("public").join(quay)).ok(), fs::read(site.path("public").join(pier)).ok());
}

#[test]
fn a_page_says_what_it_is() {
    let quay = "content/offers/quay.yaml";
    let site = TestSite::small().edit(quay, "title: Seen from the quay", "title: Ships & \"cranes\"").edit(
        quay,
        "A school and forty firms share one training plan.",
        "A <school> & forty \"firms\".",
    );
    build(&site);
    let said = |name| say(&site, "en/offers/quay/", name);
    assert_eq!(said("og:title").as_deref(), Some("Demonstration: Ships & \"cranes\""));
    assert_eq!(said("og:description").as_deref(), Some("A <school> & forty \"firms\"."));
    assert_eq!(said("description"), said("og:description"));
    assert_eq!(said("og:url").as_deref(), Some("https://matchmaking.example.org/en/offers/quay/"));
    assert_eq!(said("og:type").as_deref(), Some("website"));
    assert_eq!(said("og:locale").as_deref(), Some("en_GB"));
    assert_eq!(said("og:image:width").as_deref(), Some("1200"));
    assert_eq!(said("twitter:card").as_deref(), Some("summary_large_image"));
    assert_eq!(say(&site, "en/case-studies/dual-system/", "og:type").as_deref(), Some("article"));
    assert!(say(&site, "", "og:image").is_some(), "the start page is shared most");
    assert!(say(&site, "en/thank-you/", "og:image").is_none(), "nobody should list it");
}

#[test]
fn the_words_of_a_picture_are_said_to_those_who_cannot_see_it() {
    let site = TestSite::small().with_social_pictures();
    build(&site);
    let alt = say(&site, "en/offers/quay/", "og:image:alt").expect("words");
    assert_eq!(alt, "Job shadowing · Seen from the quay · Barcelona, Spain · 2–6 people · 2–5 days · English");
}

#[test]
fn pages_of_one_list_share_a_picture_and_ended_offers_that_of_the_site() {
    let mut site =
        TestSite::small().with_social_pictures().edit("site.toml", "offers_per_page = 24", "offers_per_page = 4");
    let quay = site.read("content/offers/quay.yaml");
    for number in 1..=4 {
        site =
            site.with(&format!("content/offers/quay-{number}.yaml"), &quay.replace("Seen", &format!("{number} seen")));
    }
    let site =
        site.with("content/offers/ended.yaml", &quay.replace("valid_until: 2099-12-31", "valid_until: 2026-11-01"));
    build(&site);
    assert_eq!(picture_of(&site, "en/offers/"), picture_of(&site, "en/offers/page-2/"));
    assert_eq!(picture_of(&site, "en/offers/ended/"), picture_of(&site, "en/"));
    assert_ne!(picture_of(&site, "en/offers/quay/"), picture_of(&site, "en/"));
}

#[test]
fn an_operator_may_have_one_picture_for_all_pages() {
    let site = with_pier(TestSite::small());
    build(&site);
    assert_eq!(pictures(&site).len(), 1);
    assert_eq!(picture_of(&site, "en/offers/quay/"), picture_of(&site, "en/offers/pier/"));
    assert_ne!(say(&site, "en/offers/quay/", "og:title"), say(&site, "en/offers/pier/", "og:title"));
}

#[test]
fn what_was_drawn_once_is_not_drawn_again() {
    let site = TestSite::small().with_social_pictures();
    build(&site);
    let before = pictures(&site);
    let kept = || -> BTreeSet<_> {
        fs::read_dir(site.path(".matchmaker/pictures"))
            .expect("kept pictures")
            .map(|entry| entry.expect("a file"))
            .map(|entry| (entry.file_name(), entry.metadata().and_then(|facts| facts.modified()).expect("a time")))
            .collect()
    };
    let first = kept();
    fs::remove_dir_all(site.path("public")).expect("a site");
    build(&site);
    assert_eq!(kept(), first);
    assert_eq!(pictures(&site), before);

    site.write("content/offers/quay.yaml", &site.read("content/offers/quay.yaml").replace("Seen", "As seen"));
    build(&site);
    let after = pictures(&site);
    assert_eq!(after.difference(&before).count(), 1, "one picture has come");
    assert!(before.is_subset(&after), "a page that is open may still show the one before");
    site.write("content/offers/quay.yaml", &site.read("content/offers/quay.yaml").replace("As seen", "Seen again"));
    build(&site);
    assert_eq!(before.difference(&pictures(&site)).count(), 1, "now it has gone");
}
