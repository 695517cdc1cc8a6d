//! The search index: what is in it, and what leaves it. How it is used is tested in a browser.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;

use flate2::read::GzDecoder;
use serde_json::{Map, Value};
use tests::TestSite;

/// Names of the files below `public/pagefind/`.
fn files(site: &TestSite) -> BTreeSet<String> {
    let folder = site.path("public/pagefind");
    walkdir::WalkDir::new(&folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(&folder).expect("below").display().to_string())
        .collect()
}

/// What a browser gets to know of each hit, by its name.
fn fragments(site: &TestSite) -> Vec<(String, Value)> {
    let names = files(site).into_iter().filter(|name| name.ends_with(".pf_fragment"));
    names.flat_map(|name| bundle(site, &name)).collect()
}

/// The hits of a file.
fn bundle(site: &TestSite, name: &str) -> Map<String, Value> {
    let bytes = fs::read(site.path("public/pagefind").join(name)).expect("a file of fragments");
    let mut text = String::new();
    GzDecoder::new(bytes.as_slice()).read_to_string(&mut text).expect("text");
    serde_json::from_str(text.strip_prefix("pagefind_dcd").expect("a signature")).expect("JSON")
}

#[test]
fn the_index_has_what_a_browser_needs_and_no_more() {
    let site = TestSite::small();
    assert_eq!(site.run(&["build"]).status, 0);
    let endings: BTreeSet<String> = files(&site)
        .into_iter()
        .map(|name| if name.contains('.') { name.rsplit('.').next().unwrap_or_default().to_owned() } else { name })
        .collect();
    let expected = ["js", "json", "pagefind", "pf_fragment", "pf_index", "pf_meta"];
    assert_eq!(endings, expected.map(str::to_owned).into());
    let scripts: Vec<String> = files(&site).into_iter().filter(|name| name.ends_with(".js")).collect();
    assert_eq!(scripts, ["pagefind.js"]);
    assert!(site.path("public/pagefind/wasm.en.pagefind").is_file());
}

#[test]
fn a_hit_shows_the_very_line_of_the_list() {
    let site = TestSite::small();
    site.run(&["build"]);
    let fragments = fragments(&site);
    assert_eq!(fragments.len(), 2, "an offer and a case study");
    for (kind, list) in [("offer", "offers"), ("case-study", "case-studies")] {
        let (_, hit) = fragments.iter().find(|(_, fragment)| fragment["meta"]["kind"] == kind).expect("a hit");
        let row = hit["meta"]["row"].as_str().expect("a row");
        assert!(row.starts_with("<article") && row.ends_with("</article>"), "{row}");
        assert!(site.read(&format!("public/en/{list}/index.html")).contains(row), "{row}");
    }
}

#[test]
fn the_table_says_what_each_has_and_where_its_line_is() {
    let site = TestSite::small();
    site.run(&["build", "--today", "2026-11-23"]);
    let table: Value = serde_json::from_str(&site.read("public/search/en.json")).expect("JSON");
    let list = |key: &str| table[key].as_array().expect("a list").clone();
    let kinds: Vec<Value> = list("bundles")
        .iter()
        .zip(list("sizes"))
        .flat_map(|(name, size)| {
            let name = name.as_str().expect("a name");
            let bundle = bundle(&site, &format!("fragment/{name}.pf_fragment"));
            assert_eq!(Some(bundle.len() as u64), size.as_u64());
            (0..bundle.len()).map(move |place| bundle[&format!("{name}.{place}")]["meta"]["kind"].clone())
        })
        .collect();
    assert_eq!(kinds, ["offer", "case-study"]);

    let values = |filter: &str, thing: usize| -> Vec<String> {
        let column = &table["filters"][filter];
        let set = column["of"][thing].as_u64().expect("a place") as usize;
        let places = column["sets"][set].as_array().expect("a set").iter();
        let places = places.map(|place| place.as_u64().expect("a place") as usize);
        let mut values: Vec<String> =
            places.map(|place| column["values"][place].as_str().expect("a value").to_owned()).collect();
        values.sort_unstable();
        values
    };
    assert_eq!(values("language", 0), ["en", "en-b1", "en-b2", "en-c1", "en-c2"]);
    assert_eq!(values("sector", 0), ["10", "104"]);
    assert_eq!((values("country", 0), values("region", 0)), (vec!["es".to_owned()], vec!["es51".to_owned()]));
    assert_eq!(values("group", 0), ["2-5", "6-10"]);
    assert!(values("month", 0).is_empty(), "its window opens in 2099, beyond the months to choose from");
    assert_eq!((values("year", 0), values("year", 1)), (vec![], vec!["2025".to_owned()]));
}

#[test]
fn a_new_word_or_another_line_gives_a_fragment_another_name() {
    let names = |site: &TestSite| fragments(site).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    let site = TestSite::small();
    site.run(&["build", "--today", "2026-11-23"]);
    let before = names(&site);
    // Nothing but "confirmed … ago" differs.
    site.run(&["build", "--today", "2026-12-23"]);
    let after = names(&site);
    assert_ne!(before, after);
    assert_eq!(after.len(), 4, "those of the edition before stay for pages that are open: {after:?}");
    site.run(&["build", "--today", "2027-01-23"]);
    let then = names(&site);
    assert!(before.iter().all(|name| !then.contains(name)), "{then:?}");
}

#[test]
fn what_leaves_the_catalogue_leaves_the_index() {
    let site = TestSite::small();
    site.run(&["build", "--today", "2099-06-30"]);
    assert_eq!(fragments(&site).len(), 2);
    for day in ["2099-07-01", "2099-09-01"] {
        site.run(&["build", "--today", day]);
    }
    let left = fragments(&site);
    assert_eq!(left.len(), 1, "the offer has ended");
    assert_eq!(left[0].1["meta"]["kind"], "case-study");

    fs::remove_file(site.path("content/case-studies/dual-system.md")).expect("the case study");
    for day in ["2099-09-01", "2099-10-01"] {
        assert_eq!(site.run(&["build", "--today", day]).status, 0);
    }
    assert!(!site.path("public/search").exists() && !site.path("public/pagefind").exists(), "there is nothing to find");
}

#[test]
fn offers_are_found_by_the_words_for_their_codes() {
    let site = TestSite::small().edit(
        "content/offers/quay.yaml",
        "\ncosts:",
        "\nsupport: {measures: [step-free-access], barriers: [economic-barriers]}\ncosts:",
    );
    assert_eq!(site.run(&["build"]).status, 0);
    let (_, offer) = fragments(&site).into_iter().find(|(_, hit)| hit["meta"]["kind"] == "offer").expect("the offer");
    let words = offer["content"].as_str().expect("words");
    // The labels of what it is about, other words for its support, and what a barrier covers.
    for word in ["Step-free access", "wheelchair", "Economic barriers", "low income", "English", "Vocational Training"]
    {
        assert!(words.contains(word), "{word}: {words}");
    }
    assert!(!words.contains("Rollstuhl"), "of other languages nothing is known here: {words}");
}
