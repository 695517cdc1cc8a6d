//! What an editor is told: every problem of every file, in one run, with its line and its remedy.

use insta::assert_snapshot;
use serde_json::Value;
use tests::TestSite;

#[test]
fn all_mistakes_of_all_files_come_in_one_run_with_their_line() {
    let site = TestSite::small()
        .edit("content/offers/quay.yaml", "summary:", "sumary:")
        .edit("content/offers/quay.yaml", "[\"104\"]", "[\"10x\"]")
        .edit("content/offers/quay.yaml", "confirmed: 2026-10-12", "confirmed: 2026-02-30")
        .edit(
            "content/case-studies/dual-system.md",
            "published:",
            "images:\n  - {file: nowhere.jpg, alt: The quay, credit: Us}\npublished:",
        )
        .edit("content/case-studies/dual-system.md", "(/en/offers/)", "(/en/ofers/)")
        .with("content/pages/how-it-works.md", "title: No front matter\n")
        .with("content/events/day.yaml", "title: a: b\n");
    let quay = site
        .read("content/offers/quay.yaml")
        .replace("sumary", "summary")
        .replace("10x", "104")
        .replace("02-30", "02-28");
    site.write("content/offers/catalonia/pier.yaml", &quay);
    site.write("content/offers/pier.yaml", &quay);

    let checked = site.run(&["check"]);
    assert_eq!(checked.status, 1);
    assert_snapshot!(checked.stderr);
}

#[test]
fn programs_get_the_same_as_one_json_array() {
    let site = TestSite::small().edit("content/offers/quay.yaml", "[job-shadowing]", "[job-shadwing]");
    let checked = site.run(&["check", "--format", "json"]);
    assert_eq!((checked.status, checked.stderr.as_str()), (1, ""));
    assert_snapshot!(checked.stdout);
}

#[test]
fn a_site_without_mistakes_is_an_empty_array() {
    let checked = TestSite::small().run(&["check", "--format", "json", "--today", "2026-11-23"]);
    let problems: Value = serde_json::from_str(&checked.stdout).expect("JSON");
    assert_eq!((checked.status, problems), (0, Value::Array(Vec::new())));
}

#[test]
fn rules_between_fields_name_the_field_to_mend() {
    let site = TestSite::small()
        .edit("content/offers/quay.yaml", "duration: {min: 2, max: 5}", "duration: {min: 70, max: 80}")
        .edit("content/offers/quay.yaml", "group: {min: 2, max: 6}", "group: {min: 6, max: 2}")
        .edit("content/offers/quay.yaml", "until: 2099-06-30", "until: 2099-01-20")
        .edit("content/offers/quay.yaml", "valid_until: 2099-12-31", "valid_until: 2020-01-01\nminors: true");
    assert_snapshot!(site.run(&["check"]).stderr);
}

#[test]
fn a_voice_needs_words_and_the_right_to_print_them() {
    let voices = "voices:\n  - {name: A, role: b, organisation: C, quote: Fine.}\n  - {name: A, role: b, organisation: C, reported: said so}\n  - {name: A, role: b, organisation: C}\npublished:";
    let site = TestSite::small().edit("content/case-studies/dual-system.md", "published:", voices);
    assert_snapshot!(site.run(&["check"]).stderr);
}

#[test]
fn markdown_is_text_and_its_links_lead_somewhere() {
    let story = "\n## One\n\n#### Too deep\n\n<script>alert(1)</script>\n\n[a](javascript:alert(1)) [b](relative/) [c](#nowhere) [d](#one) [e](/en/privacy/#what-we-store) [f](/en/privacy/#nothing) [g](https://example.org/) ![h](none.png)\n";
    let site = TestSite::small();
    let study = site.read("content/case-studies/dual-system.md");
    let site = site.with("content/case-studies/dual-system.md", &format!("{study}{story}"));
    assert_snapshot!(site.run(&["check"]).stderr);
}

#[test]
fn settings_and_vocabularies_are_checked_like_everything_else() {
    let site = TestSite::small()
        .edit("site.toml", "answers_within_days = 5", "answers_within_days = 0")
        .edit("site.toml", "base_url =", "base_adress =")
        .edit("site.toml", "spam_days = 30", "spam_days = 0")
        .edit("content/vocabulary/regions/ES.yaml", "country: ES, place: \"Teruel\"", "country: ESP, place: \"Teruel\"")
        .edit("content/vocabulary/themes.yaml", "inclusion", "dual-training");
    assert_snapshot!(site.run(&["check"]).stderr);
}

#[test]
fn the_address_of_the_site_is_one_that_browsers_and_servers_read_alike() {
    let site = TestSite::small();
    let settings = site.read("site.toml");
    let ours = "base_url = \"https://matchmaking.example.org\"";
    assert!(settings.contains(ours));
    let line = 1 + settings.lines().position(|line| line == ours).expect("a line");
    for (written, reason) in [
        ("https://example.org/#top", "fragment"),
        ("https://example.org/?a=b", "query"),
        ("https://example.org/my site/", "' '"),
        ("https://user:secret@example.org/", "password"),
        ("https:///mobility/", "does not begin with https:// and a host"),
        ("/mobility/", "does not begin with https:// and a host"),
        ("example.org", "does not begin with https:// and a host"),
        ("ftp://example.org", "does not begin with https:// and a host"),
        ("https://example/", "full name of a host"),
        ("https://example.org/a/../b/", "servers read in different ways"),
    ] {
        site.write("site.toml", &settings.replace(ours, &format!("base_url = \"{written}\"")));
        let checked = site.run(&["check"]);
        assert_eq!(checked.status, 1, "{written}");
        let place = format!("site.toml:{line}:12: error: base_url: ");
        assert!(checked.stderr.contains(&place) && checked.stderr.contains(reason), "{written}: {}", checked.stderr);
        let built = site.run(&["build", "--base-url", written]);
        assert!(built.status == 2 && built.stderr.contains(reason), "{written}: {}", built.stderr);
    }
    for (written, published, warns) in [
        ("http://example.org", "http://example.org", true),
        ("http://localhost:8080/a", "http://localhost:8080/a", false),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example", false),
    ] {
        site.write("site.toml", &settings.replace(ours, &format!("base_url = \"{written}\"")));
        let checked = site.run(&["check"]);
        assert_eq!(checked.status, 0, "{written}: {}", checked.stderr);
        assert_eq!(checked.stderr.contains("warning: base_url: \"http://example.org\" is not encrypted"), warns);
        // A warning keeps no site from being built.
        assert_eq!(site.run(&["build"]).status, 0);
        assert!(site.read("public/robots.txt").contains(&format!("{published}/sitemap.xml")), "{written}");
    }
}

#[test]
fn a_file_in_the_wrong_place_is_not_just_missing() {
    let site = TestSite::small()
        .with("content/offer/pier.yaml", "title: Pier\n")
        .with("content/offers/notes.txt", "call them\n")
        .with("content/offers/Big Pier.yaml", "title: Pier\n");
    assert_snapshot!(site.run(&["check"]).stderr);
}
