//! What a build writes, and what it never touches.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tests::TestSite;

/// Every file of the site below a folder, with its bytes; what builds keep there for themselves tells of times, too.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    if !folder.exists() {
        return BTreeMap::new();
    }
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).expect("below").display().to_string();
            (name, fs::read(entry.path()).expect("bytes"))
        })
        // A build that was killed leaves what was not in its place yet, for the next one to remove.
        .filter(|(name, _)| !name.starts_with(".matchmaker-"))
        .collect()
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let (one, two) = (TestSite::ours(), TestSite::ours());
    for site in [&one, &two] {
        let built = site.run(&["build", "--today", "2026-11-23"]);
        assert_eq!(built.status, 0, "{}", built.stderr);
    }
    let (one, two) = (files(&one.path("public")), files(&two.path("public")));
    assert!(one.len() > 100, "{} files", one.len());
    assert!(one == two, "{:?}", one.iter().find(|(name, bytes)| two.get(*name) != Some(bytes)).map(|(name, _)| name));
}

#[test]
fn nothing_is_written_when_the_content_is_wrong() {
    let site = TestSite::small().edit("content/offers/quay.yaml", "ES51", "ES5X");
    assert_eq!(site.run(&["build"]).status, 1);
    assert!(!site.path("public").exists());
}

/// Runs a build that can't write files of more than 20 kB, as on a disk that is full: it fails there, or is killed.
#[cfg(unix)]
fn build_on_a_full_disk(site: &TestSite, killed: bool) -> std::process::Output {
    let program = site.command(&[]).get_program().to_owned();
    let script =
        if killed { "ulimit -f 40; exec \"$0\" build" } else { "trap '' XFSZ; ulimit -f 40; exec \"$0\" build" };
    let mut command = std::process::Command::new("sh");
    command.current_dir(site.path("")).arg("-c").arg(script).arg(program).output().expect("a shell")
}

#[cfg(unix)]
#[test]
fn a_build_that_fails_half_way_leaves_the_earlier_site_as_it_was() {
    for killed in [false, true] {
        let site = TestSite::small();
        assert!(!build_on_a_full_disk(&site, killed).status.success());
        assert!(files(&site.path("public")).is_empty(), "a first build leaves no page, whole or not");

        assert_eq!(site.run(&["build"]).status, 0);
        let before = files(&site.path("public"));
        let offer = site.read("content/offers/quay.yaml");
        let site = site
            .edit("content/offers/quay.yaml", "Seen from the quay", "Seen from the crane")
            .edit("content/vocabulary/themes.yaml", "{en: \"", "{en: \"New ")
            .with("content/offers/second.yaml", &offer);
        let built = build_on_a_full_disk(&site, killed);
        assert!(!built.status.success());
        if !killed {
            let told = String::from_utf8_lossy(&built.stderr);
            assert!(told.contains("File too large"), "{told}");
        }
        assert!(files(&site.path("public")) == before, "nothing changed");
        assert_eq!(site.run(&["build"]).status, 0);
        assert!(site.read("public/en/offers/quay/index.html").contains("Seen from the crane"));
        assert!(!site.path("public/.matchmaker-parts").exists());
    }
}

#[test]
fn an_edit_writes_only_the_files_it_changes() {
    let site = TestSite::small();
    assert_eq!(site.run(&["build"]).status, 0);
    let again = site.run(&["build"]);
    assert!(again.stdout.contains(" 0 files written"), "{}", again.stdout);

    let before = files(&site.path("public"));
    site.write("content/pages/privacy.md", &site.read("content/pages/privacy.md").replace("until your", "until the"));
    assert_eq!(site.run(&["build"]).status, 0);
    let after = files(&site.path("public"));
    let changed: Vec<_> =
        after.iter().filter(|(name, bytes)| before.get(*name) != Some(bytes)).map(|(name, _)| name.as_str()).collect();
    assert_eq!(changed, ["en/privacy/index.html"]);
}

#[test]
fn a_removed_offer_leaves_and_a_strangers_file_stays() {
    let site = TestSite::small();
    site.run(&["build"]);
    site.write("public/CNAME", "matchmaking.example.org");
    fs::remove_file(site.path("content/offers/quay.yaml")).expect("the offer");
    assert_eq!(site.run(&["build"]).status, 0);
    assert!(!site.path("public/en/offers/quay").exists());
    assert!(site.path("public/CNAME").exists());
}

#[test]
fn a_folder_that_no_build_made_is_left_alone() {
    let site = TestSite::small().with("thesis/chapter.odt", "years of work");
    let built = site.run(&["build", "--out", "thesis"]);
    assert_eq!(built.status, 2);
    assert!(built.stderr.contains("choose an empty folder"), "{}", built.stderr);
    assert_eq!(files(&site.path("thesis")).len(), 1);
}

#[test]
fn an_offer_past_its_date_leaves_the_catalogue_and_stays_at_its_address() {
    let site = TestSite::small();
    site.run(&["build", "--today", "2099-06-30"]);
    assert!(site.read("public/en/offers/index.html").contains("Seen from the quay"));
    site.run(&["build", "--today", "2099-07-01"]);
    assert!(!site.read("public/en/offers/index.html").contains("Seen from the quay"));
    let page = site.read("public/en/offers/quay/index.html");
    assert!(page.contains("Seen from the quay") && page.contains("This offer ended"));
}

#[test]
fn a_site_below_another_keeps_to_its_path() {
    let site = TestSite::small();
    assert_eq!(site.run(&["build", "--base-url", "https://example.org/matchmaking"]).status, 0);
    let page = site.read("public/en/case-studies/dual-system/index.html");
    assert!(page.contains("href=\"/matchmaking/en/offers/\""));
    assert!(!page.contains("href=\"/en/") && !page.contains("src=\"/assets"), "an address without the path");
    assert!(
        site.read("public/sitemap.xml")
            .contains("<loc>https://example.org/matchmaking/en/case-studies/dual-system/</loc>")
    );
}
