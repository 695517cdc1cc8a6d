//! Letters: the templates that an operator may write are checked like all content and never on the site, and each reader is written to
//! in words of the reader's own language.

use serde_json::Value;
use tests::{TestSite, fitting_search, repository, with};

/// The languages that the desk has templates in.
fn letter_languages() -> Vec<String> {
    let folder = repository().join("desk/letters");
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut languages: Vec<String> = entries.map(|name| name.into_string().expect("a language's code")).collect();
    languages.sort();
    assert_eq!(languages, ["ca", "de", "en", "es", "fr", "it", "nl", "sv"]);
    languages
}

/// The vocabularies as the site publishes them.
fn vocabulary(site: &TestSite) -> Value {
    assert_eq!(site.run(&["build"]).status, 0);
    serde_json::from_str(&site.read("public/data/vocabulary.json")).expect("JSON")
}

#[test]
fn every_code_of_every_vocabulary_has_a_label_in_each_language_of_letters() {
    let vocabulary = vocabulary(&TestSite::small());
    let lists: Vec<_> = vocabulary.as_object().expect("lists").iter().filter(|(_, list)| list.is_array()).collect();
    assert!(lists.len() >= 12, "{:?}", lists.iter().map(|(name, _)| name).collect::<Vec<_>>());
    let mut missing = Vec::new();
    for (name, list) in lists {
        let terms = list.as_array().expect("a list");
        assert!(!terms.is_empty(), "{name}");
        // Where a language has no other name for a region, its own name stands.
        if name == "regions" {
            continue;
        }
        for term in terms {
            let labels = term["label"].as_object().expect("labels");
            let without = |language: &String| labels.get(language).and_then(Value::as_str).is_none_or(str::is_empty);
            missing
                .extend(letter_languages().into_iter().filter(without).map(|language| (name, &term["code"], language)));
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_letter_has_labels_title_and_days_in_its_readers_language() {
    let titles = letter_languages().into_iter().map(|language| format!("  {language}: Title in {language}\n"));
    let titles = format!("title:\n{}", titles.collect::<String>());
    let site = TestSite::small().edit("content/offers/quay.yaml", "title: Seen from the quay\n", &titles);
    let vocabulary = vocabulary(&site);
    let served = site.serve();
    let label = |list: &str, code: &str, language: &str| {
        let terms = vocabulary[list].as_array().expect("a list");
        let term = terms.iter().find(|term| term["code"] == code).expect("a term");
        term["label"][language].as_str().expect("a label").to_owned()
    };
    let search = with(with(fitting_search(), "support.measures", "mentor"), "languages[0].code", "sv");
    let reference = served.post_form("/api/requests", &search).location.expect("a way on");
    let reference = reference.rsplit('/').next().expect("a reference").to_owned();
    let desk = served.desk();
    for language in letter_languages() {
        let fields = [
            ("version", desk.version(&reference)),
            ("by", "Marta".to_owned()),
            ("introduce.offer", "quay".to_owned()),
            ("introduce.host.organisation", "Port".to_owned()),
            ("introduce.host.name", "Pau".to_owned()),
            ("introduce.host.email", "pau@example.org".to_owned()),
            ("introduce.host.language", language.clone()),
        ];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let page = desk.send(&reference, "write/introduce", &fields).body;
        let letters: String =
            page.split("<textarea").skip(1).filter_map(|rest| rest.split("</textarea>").next()).collect();
        for (list, code) in [
            ("activities", "job-shadowing"),
            ("audiences", "teachers"),
            ("languages", "sv"),
            ("countries", "BE"),
            ("support_measures", "mentor"),
        ] {
            let told = label(list, code, &language);
            assert!(letters.contains(&told), "{told:?} of {list} in {language}: {letters}");
        }
        assert!(letters.contains(&format!("Title in {language}")), "{letters}");
    }
}

#[test]
fn a_mistake_in_a_template_is_told_with_its_place() {
    let site = TestSite::small()
        .with("content/letters/question.fr.txt", "Subject: Une question\n\nBonjour {group_nam},\n\n{question}\n")
        .with("content/letters/declin.de.txt", "Subject: x\n\ny\n")
        .with("content/letters/decline.xx.txt", "Subject: x\n\ny\n")
        .with("content/letters/accepted.en.txt", "Welcome\n");
    let checked = site.run(&["check"]);
    assert_eq!(checked.status, 1);
    for told in [
        "content/letters/question.fr.txt:3:9: error: such a letter has no blank `{group_nam}`; did you mean \"group_name\"?",
        "  write {group_name}; content/README.md lists the blanks of each letter",
        "content/letters/declin.de.txt:1:1: error: \"declin.de.txt\" is not the name of a letter; did you mean \"decline.de.txt\"?",
        "content/letters/decline.xx.txt:1:1: error: \"xx\" is not a language code",
        "content/letters/accepted.en.txt:1:1: error: `Subject:` is missing",
    ] {
        assert!(checked.stderr.contains(told), "{told} in {}", checked.stderr);
    }
}

#[test]
fn a_template_is_used_by_the_desk_and_not_published() {
    let site =
        TestSite::small().with("content/letters/decline.en.txt", "Subject: Marked words\n\nDear {group_name},\n");
    let built = site.run(&["build"]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    let public = walk(&site.path("public"));
    assert!(!public.is_empty());
    for file in public {
        let bytes = std::fs::read(&file).expect("a file");
        assert!(!bytes.windows(12).any(|words| words == b"Marked words"), "{}", file.display());
    }
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}
