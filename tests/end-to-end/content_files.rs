//! Files that can't be used, and files that are no content: each is told by its path, and nothing else is lost.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tests::TestSite;

/// What is told, as path, line and code.
fn problems(site: &TestSite) -> Vec<(String, u64, String)> {
    let text = |problem: &Value, key: &str| problem[key].as_str().expect("a text").to_owned();
    site.problems()
        .iter()
        .map(|problem| (text(problem, "path"), problem["line"].as_u64().expect("a line"), text(problem, "code")))
        .collect()
}

fn told(problems: &[(String, u64, String)]) -> Vec<(&str, u64, &str)> {
    problems.iter().map(|(path, line, code)| (path.as_str(), *line, code.as_str())).collect()
}

#[test]
fn a_file_that_is_no_text_is_a_problem_like_any_other() {
    let site = TestSite::small().edit("content/case-studies/dual-system.md", "published:", "publisht:");
    let quay = site.read("content/offers/quay.yaml");
    let latin: Vec<u8> = format!("{quay}# Bor\u{e5}s\n").chars().map(|letter| letter as u8).collect();
    site.write_bytes("content/offers/latin.yaml", &latin);
    let wide: Vec<u8> = quay.encode_utf16().flat_map(u16::to_le_bytes).collect();
    site.write_bytes("content/offers/wide.yaml", &[&[0xff, 0xfe], wide.as_slice()].concat());
    site.write_bytes("content/pages/latin.md", b"---\ntitle: Bor\xe5s\n---\n\nText.\n");
    site.write_bytes("content/letters/decline.en.txt", b"Subject: Bor\xe5s\n\nNo.\n");
    let themes = site.read("content/vocabulary/themes.yaml");
    site.write_bytes("content/vocabulary/themes.yaml", &[themes.as_bytes(), b"# \xe5\n"].concat());
    let messages = site.read("themes/default/i18n/en.ftl");
    site.write_bytes("themes/default/i18n/en.ftl", &[b"# \xe5\n", messages.as_bytes()].concat());
    let template = site.read("themes/default/templates/404.html");
    site.write_bytes("themes/default/templates/404.html", &[template.as_bytes(), b"\xe5\n"].concat());
    let found = problems(&site);
    let (themes, quay, template) = (lines(&themes), lines(&quay), lines(&template));
    let expected = [
        ("content/case-studies/dual-system.md", None, "unknown-key"),
        ("content/letters/decline.en.txt", Some(1), "encoding"),
        ("content/offers/latin.yaml", Some(quay + 1), "encoding"),
        ("content/offers/wide.yaml", Some(1), "encoding"),
        ("content/pages/latin.md", Some(2), "encoding"),
        ("content/vocabulary/themes.yaml", Some(themes + 1), "encoding"),
        ("themes/default/i18n/en.ftl", Some(1), "encoding"),
        ("themes/default/templates/404.html", Some(template + 1), "encoding"),
    ];
    for (path, line, code) in expected {
        let is_told =
            told(&found).iter().any(|told| told.0 == path && told.2 == code && line.is_none_or(|line| told.1 == line));
        assert!(is_told, "{path}:{line:?} {code} in {found:?}");
    }
    let unknown = |(_, _, code): &&(String, u64, String)| code == "unknown-code";
    assert_eq!(found.iter().find(unknown), None, "a vocabulary that can't be read makes no other file wrong");
}

fn lines(text: &str) -> u64 {
    text.lines().count() as u64
}

#[test]
fn settings_in_another_encoding_are_told_with_their_line() {
    let site = TestSite::small();
    let settings = site.read("site.toml").replace("EARLALL", "Bor\u{e5}s");
    let latin: Vec<u8> = settings.chars().map(|letter| letter as u8).collect();
    site.write_bytes("site.toml", &latin);
    let line = settings.lines().position(|line| line.contains("Bor")).expect("a line") as u64 + 1;
    assert_eq!(told(&problems(&site)), [("site.toml", line, "encoding")]);
}

#[test]
fn a_byte_order_mark_is_no_part_of_a_text() {
    let site = TestSite::small();
    for name in [
        "site.toml",
        "content/offers/quay.yaml",
        "content/case-studies/dual-system.md",
        "content/vocabulary/themes.yaml",
        "themes/default/i18n/en.ftl",
        "themes/default/templates/base.html",
        "themes/default/css/20-base.css",
    ] {
        site.write(name, &format!("\u{feff}{}", site.read(name)));
    }
    assert_eq!(told(&problems(&site)), []);
    let page = site.read("public/en/index.html");
    assert!(page.starts_with("<!doctype html>") && !page.contains('\u{feff}'));
    assert!(!site.read("public/assets/site.css").contains('\u{feff}'));
}

#[test]
fn a_folder_with_the_name_of_a_file_is_told() {
    let site = TestSite::small();
    for name in ["content/offers/pier.yaml", "content/pages/pier.md", "themes/default/templates/extra.html"] {
        fs::create_dir_all(site.path(name)).expect("a folder");
    }
    fs::remove_file(site.path("content/vocabulary/sectors.yaml")).expect("a vocabulary");
    fs::create_dir(site.path("content/vocabulary/sectors.yaml")).expect("a folder");
    assert_eq!(
        told(&problems(&site)),
        [
            ("content/offers/pier.yaml", 1, "not-a-file"),
            ("content/pages/pier.md", 1, "not-a-file"),
            ("content/vocabulary/sectors.yaml", 1, "not-a-file"),
            ("themes/default/templates/extra.html", 1, "not-a-file"),
        ]
    );
}

#[test]
fn a_vocabulary_that_is_missing_is_told_once() {
    let site = TestSite::small();
    fs::remove_file(site.path("content/vocabulary/sectors.yaml")).expect("a vocabulary");
    assert_eq!(told(&problems(&site)), [("content/vocabulary/sectors.yaml", 1, "missing-file")]);
}

#[test]
fn leftovers_of_other_programs_are_passed_over() {
    let site = TestSite::small();
    for name in [
        "content/Thumbs.db",
        "content/offers/Thumbs.db",
        "content/offers/desktop.ini",
        "content/offers/.DS_Store",
        "content/offers/._quay.yaml",
        "content/offers/#quay.yaml#",
        "content/offers/quay.yaml~",
        "content/offers/quay.yaml.orig",
        "content/offers/quay.yaml.bak",
        "content/offers/quay.yaml.rej",
        "content/offers/.quay.yaml.swp",
        "content/offers/quay.yaml___jb_tmp___",
        "content/offers/quay.sync-conflict-20261130-101500-ABCDEFG.yaml",
        "content/offers/quay (conflicted copy 2026-11-30).yaml",
        "content/case-studies/~$dual-system.docx",
        "content/images/Thumbs.db",
        "content/letters/desktop.ini",
        "content/vocabulary/themes.yaml.orig",
        "themes/default/templates/base.html.orig",
        "themes/default/static/Thumbs.db",
        "themes/default/css/20-base.css~",
    ] {
        site.write(name, "{{ broken");
    }
    assert_eq!(told(&problems(&site)), []);
    assert!(!site.path("public/assets/Thumbs.db").exists());
}

#[test]
fn what_else_lies_in_content_is_a_warning() {
    let site = TestSite::small();
    for name in
        ["content/notes.txt", "content/offers/plan.docx", "content/vocabulary/colours.yaml", "content/ofers/quay.yaml"]
    {
        site.write(name, "notes");
    }
    assert_eq!(
        told(&problems(&site)),
        [
            ("content/notes.txt", 1, "stray-file"),
            ("content/ofers/quay.yaml", 1, "stray-file"),
            ("content/offers/plan.docx", 1, "stray-file"),
            ("content/vocabulary/colours.yaml", 1, "stray-file"),
        ]
    );
}

#[cfg(unix)]
fn link(site: &TestSite, target: impl AsRef<Path>, name: &str) {
    let path = site.path(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    if path.is_file() {
        fs::remove_file(&path).expect("a file");
    }
    std::os::unix::fs::symlink(target, path).expect("a link");
}

#[cfg(unix)]
#[test]
fn links_that_leave_the_site_are_refused() {
    let outside = tempfile::tempdir().expect("a folder");
    let secret = outside.path().join("secret");
    fs::write(&secret, "a secret").expect("a file");
    let site = TestSite::small();
    let links = [
        "content/images/quay.jpg",
        "content/letters/decline.en.txt",
        "content/offers/pier.yaml",
        "content/pages/x.md",
        "content/vocabulary/sectors.yaml",
        "themes/default/css/99-x.css",
        "themes/default/static/x.txt",
        "themes/default/templates/x.html",
    ];
    for name in links {
        link(&site, &secret, name);
    }
    link(&site, outside.path(), "themes/default/static/folder");
    link(&site, "nowhere.yaml", "content/offers/lost.yaml");
    let found = problems(&site);
    let mut expected: Vec<(&str, u64, &str)> = links.map(|name| (name, 1, "forbidden-target")).to_vec();
    expected.extend([
        ("themes/default/static/folder", 1, "forbidden-target"),
        ("content/offers/lost.yaml", 1, "dangling-link"),
    ]);
    expected.sort();
    assert_eq!(told(&found), expected);
}

#[cfg(unix)]
#[test]
fn whole_folders_that_lie_elsewhere_are_refused() {
    let elsewhere = TestSite::small();
    for name in ["content", "themes", "themes/default"] {
        let site = TestSite::small();
        fs::remove_dir_all(site.path(name)).expect("a folder");
        link(&site, elsewhere.path(name), name);
        let found = problems(&site);
        assert!(told(&found).contains(&(name, 1, "forbidden-target")), "{found:?}");
        assert!(told(&found).iter().all(|(_, _, code)| *code != "unknown-code"), "{found:?}");
    }
}

#[cfg(unix)]
#[test]
fn links_within_the_site_are_fine_unless_they_lead_to_something_hidden() {
    let site = TestSite::small().with("shared/note.txt", "shared").with(".matchmaker/store", "personal data");
    let quay = site.read("content/offers/quay.yaml");
    site.write("shared/pier.yaml", &quay.replacen("title: ", "title: Pier and ", 1));
    link(&site, "../../shared/pier.yaml", "content/offers/pier.yaml");
    link(&site, "../../../shared", "themes/default/static/shared");
    assert_eq!(told(&problems(&site)), []);
    assert_eq!(site.read("public/assets/shared/note.txt"), "shared");
    assert!(site.path("public/en/offers/pier/index.html").exists());
    fs::remove_dir_all(site.path("public")).expect("the site");
    link(&site, "../../../.matchmaker/store", "themes/default/static/x.txt");
    assert_eq!(told(&problems(&site)), [("themes/default/static/x.txt", 1, "forbidden-target")]);
}

#[cfg(unix)]
#[test]
fn links_out_of_the_published_folder_are_refused() {
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("secret"), "a secret").expect("a file");
    let site = TestSite::small();
    assert_eq!(site.run(&["build"]).status, 0);
    link(&site, outside.path().join("secret"), "public/x.txt");
    link(&site, outside.path(), "public/more");
    link(&site, "en/index.html", "public/fine.html");
    for command in ["check", "build"] {
        // A build that has nothing to do looks all the same.
        let run = site.run(&[command]);
        assert_eq!(run.status, 1, "{command}: {}", run.stderr);
        for name in ["public/x.txt", "public/more"] {
            assert!(run.stderr.contains(&format!("{name}:1:1: error: this is a link to")), "{}", run.stderr);
        }
        assert!(!run.stderr.contains("fine.html"), "{}", run.stderr);
    }
}
