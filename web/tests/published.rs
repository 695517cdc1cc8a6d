//! What the function reads of a published site, and how it says what is wrong with one.

use std::sync::Arc;

use serde_json::{Value, json};
use tempfile::TempDir;
use web::{Publication, Published, PublishedError};

use fixtures::{publish, write};

fn site(languages: &str) -> String {
    let retention = r#"{"open_days": 4, "completed_days": 3, "declined_days": 2, "spam_days": 1}"#;
    format!(r#"{{"languages": {languages}, "retention": {retention}}}"#)
}

fn load_with(path: &str, text: &str) -> Result<Published, PublishedError> {
    let folder = TempDir::new().expect("a folder");
    publish(folder.path());
    write(folder.path(), path, text);
    Published::load(folder.path())
}

#[test]
fn a_site_is_read_whole_and_swapped_whole() {
    let folder = TempDir::new().expect("a folder");
    publish(folder.path());
    let publication = Publication::new(Published::load(folder.path()).expect("a site"));
    let before = publication.current();
    assert_eq!(before.default_language().as_str(), "en");
    assert_eq!(before.open_offers.iter().map(|slug| slug.as_str()).collect::<Vec<_>>(), ["lace-week"]);
    write(folder.path(), "data/open-offers.json", r#"{"version": 1, "offers": []}"#);
    publication.replace(Published::load(folder.path()).expect("a newer site"));
    assert!(publication.current().open_offers.is_empty());
    assert_eq!(before.open_offers.len(), 1, "whoever began with one build ends with it");
}

#[test]
fn what_can_t_be_read_is_named() {
    for (path, text, expected) in [
        ("data/site.json", "{}", "data/site.json: missing field `languages`"),
        ("data/site.json", r#"{"languages": ["en"]}"#, "data/site.json: missing field `retention`"),
        ("data/site.json", &site(r#"[]"#), "data/site.json: no language is named"),
        ("data/open-offers.json", r#"{"version": 2, "offers": []}"#, "data/open-offers.json: version 2 is not known"),
        ("data/vocabulary.json", "[", "data/vocabulary.json: EOF"),
    ] {
        let error = load_with(path, text).err().expect("an error").to_string();
        assert!(error.contains(expected), "{error}");
    }
    let error = load_with("data/site.json", &site(r#"["sv"]"#)).err().expect("an error").to_string();
    assert!(error.contains("sv/find-a-host/index.html"), "{error}");
}

/// An offer of the published list.
fn offer(slug: &str) -> Value {
    let text = |text: &str| json!({ "en": text });
    json!({
        "slug": slug, "title": text("Lace by hand"), "summary": text("A week at the lace school."),
        "host": { "name": "Lace school", "kind": "school", "region": "BE25", "place": "Bruges" },
        "activities": ["job-shadowing"], "audiences": ["teachers"], "sectors": [], "themes": ["crafts"],
        "languages": [{ "code": "en", "level": "B1" }], "group": { "min": 1, "max": 4 },
        "duration": { "min": 2, "max": 5 }, "windows": [{ "from": "2027-01-01", "until": "2027-03-31" }],
        "programme": [], "learning": [], "support": { "measures": [], "barriers": [], "note": null },
        "costs": text("None."), "travel": {}, "minors": false, "confirmed": "2026-10-01", "published": "2026-10-01",
        "valid_until": "2027-06-30", "demo": false
    })
}

#[test]
fn hosts_are_looked_for_in_what_was_published() {
    let folder = TempDir::new().expect("a folder");
    publish(folder.path());
    let published = Published::load(folder.path()).expect("a site");
    let missing = published.match_index().err().expect("no list yet").to_string();
    assert!(missing.contains("data/offers.json"), "{missing}");

    let list = json!({ "version": 1, "offers": [offer("lace-week")] });
    write(folder.path(), "data/offers.json", &list.to_string());
    let index = published.match_index().expect("the next call tries again");
    assert_eq!(index.catalogue.slug(0), "lace-week");
    assert_eq!(index.matcher().catalogue().len(), 1);
    assert!(Arc::ptr_eq(&index, &published.match_index().expect("the same")), "it is read once");
}

#[test]
fn a_large_catalogue_is_prepared_once() {
    let folder = TempDir::new().expect("a folder");
    publish(folder.path());
    let offers: Vec<Value> = (0..9_000).map(|number| offer(&format!("lace-{number}"))).collect();
    write(folder.path(), "data/offers.json", &json!({ "version": 1, "offers": offers }).to_string());
    let kept = folder.path().join("kept/matching");
    let index = || {
        let published = Published::load(folder.path()).expect("a site").keeping_the_catalogue_in(kept.clone());
        published.match_index().expect("an index")
    };
    assert_eq!(index().catalogue.len(), 9_000);
    // Only who reads what was kept finds what was changed in it.
    let mut bytes = std::fs::read(&kept).expect("it is kept");
    let title = bytes.windows(12).position(|bytes| bytes == b"Lace by hand").expect("a title");
    bytes[title] = b'P';
    std::fs::write(&kept, bytes).expect("written");
    assert_eq!(index().catalogue.title(0), "Pace by hand");

    write(folder.path(), "data/offers.json", &json!({ "version": 1, "offers": offers[1..] }).to_string());
    assert_eq!(index().catalogue.len(), 8_999, "a newer list is prepared anew");
    assert_eq!(index().catalogue.title(0), "Lace by hand");
}
