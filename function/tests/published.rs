//! What the function reads of a published site, and how it says what is wrong with one.

use function::{Publication, Published, PublishedError};
use tempfile::TempDir;

use crate::support::{publish, write};

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
    assert_eq!(before.open_offers().iter().map(|slug| slug.as_str()).collect::<Vec<_>>(), ["lace-week"]);
    write(folder.path(), "data/open-offers.json", r#"{"version": 1, "offers": []}"#);
    publication.replace(Published::load(folder.path()).expect("a newer site"));
    assert!(publication.current().open_offers().is_empty());
    assert_eq!(before.open_offers().len(), 1, "whoever began with one build ends with it");
}

#[test]
fn what_can_t_be_read_is_named() {
    for (path, text, expected) in [
        ("data/site.json", "{}", "data/site.json: missing field `languages`"),
        ("data/site.json", r#"{"languages": ["en"]}"#, "data/site.json: missing field `retention`"),
        ("data/site.json", &site(r#"[]"#), "data/site.json: no language is named"),
        ("data/open-offers.json", r#"{"version": 2, "offers": []}"#, "data/open-offers.json: version 2 is not known"),
        ("data/vocabulary.json", "[", "data/vocabulary.json: EOF"),
        ("ca/join/index.html", "<p>", "ca/join/index.html: the page has no element with data-problem-list"),
    ] {
        let error = load_with(path, text).err().expect("an error").to_string();
        assert!(error.contains(expected), "{error}");
    }
    let error = load_with("data/site.json", &site(r#"["sv"]"#)).err().expect("an error").to_string();
    assert!(error.contains("sv/find-a-host/index.html"), "{error}");
}
