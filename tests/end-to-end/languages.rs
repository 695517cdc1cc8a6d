//! A second language: its own addresses, its readers' words where there are any, the original marked where not.

use tests::TestSite;

fn in_two_languages() -> TestSite {
    let site = TestSite::small()
        .edit("site.toml", "languages = [\"en\"]", "languages = [\"en\", \"ca\"]")
        .edit(
            "content/offers/quay.yaml",
            "title: Seen from the quay",
            "title: {en: Seen from the quay, ca: Vist des del moll}",
        )
        .with(
            "content/pages/privacy.ca.md",
            "---\ntitle: Privadesa\nsummary: El que desem.\n---\n\n## Què desem\n\nText.\n",
        )
        .with("content/pages/about.md", "---\ntitle: About\nsummary: Who we are.\n---\n\nText.\n");
    let catalan = site.read("themes/default/i18n/en.ftl").replace("nav-offers = Offers", "nav-offers = Ofertes");
    site.with("themes/default/i18n/ca.ftl", &catalan)
}

#[test]
fn every_page_has_an_address_in_every_language_and_names_the_others() {
    let site = in_two_languages();
    let built = site.run(&["build"]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    let page = site.read("public/ca/offers/quay/index.html");
    assert!(page.contains("<html lang=\"ca\">") && page.contains("Ofertes"));
    assert!(page.contains("hreflang=\"en\" href=\"/en/offers/quay/\""), "a way to the other language");
    assert!(site.read("public/sitemap.xml").contains("hreflang=\"ca\""));
    assert!(!site.read("public/index.html").contains("http-equiv=\"refresh\""), "the reader chooses");
}

#[test]
fn a_reader_gets_the_translation_or_the_original_marked_as_such() {
    let site = in_two_languages();
    site.run(&["build"]);
    let page = site.read("public/ca/offers/quay/index.html");
    assert!(page.contains("<h1>Vist des del moll</h1>"));
    assert!(page.contains("<span lang=\"en\">A school and forty firms share one training plan.</span>"));
    assert!(site.read("public/ca/privacy/index.html").contains("Què desem"));
    assert!(site.read("public/ca/about/index.html").contains("<div class=\"prose prose--page\" lang=\"en\">"));
}

#[test]
fn a_form_answers_in_its_own_language() {
    let site = in_two_languages();
    let catalan = site
        .read("themes/default/i18n/ca.ftl")
        .replace("problem-consent = Without your", "problem-consent = No podem: without your");
    site.write("themes/default/i18n/ca.ftl", &catalan);
    let served = site.serve();
    let form = [("form", "join"), ("language", "ca")].map(|(name, value)| (name.to_owned(), value.to_owned()));
    let answer = served.post_form("/api/requests", &form);
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("<html lang=\"ca\">") && answer.body.contains("No podem"), "{}", answer.body);
}

#[test]
fn a_language_without_messages_is_a_clear_error() {
    let site = TestSite::small().edit("site.toml", "languages = [\"en\"]", "languages = [\"en\", \"sv\"]");
    let built = site.run(&["build"]);
    assert_eq!(built.status, 1);
    assert!(built.stderr.contains("themes/default/i18n/sv.ftl:1:1: error: this file is missing"), "{}", built.stderr);
    assert!(!site.path("public").exists());
}
