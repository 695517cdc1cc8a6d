//! The arrows between the crates: `domain ← generator`, `domain ← store ← web ← function`, `web ← desk`, all
//! `← matchmaker ← tests`. And what the default build must not carry.

mod modules;
mod source;

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use serde_json::Value;
use tests::repository;

use self::modules::ModuleGraph;

fn metadata(arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO"))
        .current_dir(repository())
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .args(arguments)
        .output()
        .expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn crates_know_each_other_in_one_direction_only() {
    let metadata = metadata(&["--no-deps"]);
    // Tests of any crate may use `fixtures`.
    let ours = [
        "domain",
        "spreadsheet",
        "generator",
        "content",
        "imaging",
        "markup",
        "pagefind-index",
        "store",
        "web",
        "function",
        "desk",
        "matchmaker",
        "tests",
        "oracles",
        "bench",
    ];
    for (name, allowed) in [
        ("domain", &[][..]),
        ("spreadsheet", &[]),
        ("generator", &["content", "domain", "imaging", "markup", "pagefind-index", "spreadsheet"]),
        ("content", &["domain", "imaging", "markup"]),
        ("imaging", &["domain"]),
        ("markup", &["domain"]),
        ("pagefind-index", &[]),
        ("store", &["domain"]),
        ("web", &["domain", "store"]),
        ("function", &["domain", "store", "web"]),
        ("desk", &["domain", "spreadsheet", "store", "web"]),
        ("fixtures", &["domain", "store", "web"]),
        ("matchmaker", &["desk", "domain", "function", "generator", "store", "web"]),
        ("tests", &["matchmaker", "oracles"]),
        // They judge the function by its answers; the site is built by the command.
        ("oracles", &["domain", "function", "store", "web"]),
        // It makes content, and measures matching.
        ("bench", &["domain", "generator"]),
    ] {
        let packages = metadata["packages"].as_array().expect("packages");
        let package = packages.iter().find(|package| package["name"] == name).expect("a package");
        let known: BTreeSet<&str> = package["dependencies"]
            .as_array()
            .expect("dependencies")
            .iter()
            .filter_map(|dependency| dependency["name"].as_str())
            .filter(|dependency| ours.contains(dependency))
            .collect();
        assert_eq!(known, allowed.iter().copied().collect(), "{name}");
    }
}

#[test]
fn modules_import_each_other_in_one_direction_only() {
    for root in [
        "bench",
        "desk",
        "domain",
        "function",
        "generator",
        "generator/content",
        "generator/imaging",
        "generator/markup",
        "generator/pagefind-index",
        "matchmaker",
        "spreadsheet",
        "store",
        "tests/fixtures",
        "tests/oracles",
        "web",
    ] {
        let file = if root == "bench" { "src/main.rs" } else { "src/lib.rs" };
        let graph = ModuleGraph::read(&repository().join(root).join(file)).expect("a crate");
        let cycles: String = graph.cycles().iter().map(ToString::to_string).collect();
        assert!(cycles.is_empty(), "{root} has modules that import each other:\n{cycles}");
    }
}

#[test]
fn the_rules_know_no_file_no_clock_and_no_network() {
    for entry in walkdir::WalkDir::new(repository().join("domain/src")) {
        let entry = entry.expect("a file");
        if entry.file_type().is_file() {
            let text = fs::read_to_string(entry.path()).expect("a text");
            for forbidden in
                ["std::fs", "std::net", "std::env", "SystemTime", "Timestamp::now", "Zoned::now", "tokio", "async fn"]
            {
                assert!(!text.contains(forbidden), "{}: {forbidden}", entry.path().display());
            }
        }
    }
}

#[test]
fn the_default_build_carries_no_aws_crate() {
    let output = Command::new(env!("CARGO"))
        .current_dir(repository())
        .args(["tree", "--locked", "--offline", "-p", "matchmaker", "-e", "normal", "--prefix", "none"])
        .output()
        .expect("cargo");
    let tree = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(tree.contains("rusqlite"), "{tree}");
    let aws: Vec<_> = tree.lines().filter(|line| line.starts_with("aws-") || line.starts_with("lambda")).collect();
    assert!(aws.is_empty(), "{aws:?}");
}

#[test]
fn what_runs_on_lambda_carries_no_desk_no_sqlite_and_no_old_http() {
    let output = Command::new(env!("CARGO"))
        .current_dir(repository())
        .args(["tree", "--locked", "--offline", "-p", "function", "--no-default-features", "--features", "lambda"])
        .args(["-e", "normal", "--prefix", "none"])
        .output()
        .expect("cargo");
    let tree = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(tree.contains("lambda_http"), "{tree}");
    for unwanted in
        ["desk ", "rusqlite ", "tera ", "tracing-subscriber ", "aws-lc-", "hyper v0", "rustls v0.21", "h2 v0.3"]
    {
        assert!(!tree.lines().any(|line| line.starts_with(unwanted)), "{unwanted} in {tree}");
    }
}

#[test]
fn templates_hold_no_text_of_their_own() {
    // Letters between tags, outside of what Tera fills in, would be words that no translation reaches.
    let folder = repository().join("themes/default/templates");
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.expect("a file");
        if !entry.file_type().is_file() {
            continue;
        }
        let template = fs::read_to_string(entry.path()).expect("a text");
        // A block for a class is no text, though it stands between no angle brackets.
        let mut text =
            template.lines().filter(|line| !line.starts_with("{% block class %}")).collect::<Vec<_>>().join("\n");
        for (open, close) in
            [("{#", "#}"), ("{%", "%}"), ("{{", "}}"), ("<!--", "-->"), ("<style", "</style>"), ("<", ">")]
        {
            while let Some(start) = text.find(open) {
                let end = text[start..].find(close).expect("an end") + start + close.len();
                text.replace_range(start..end, " ");
            }
        }
        let words: Vec<_> = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).collect();
        assert!(words.is_empty(), "{}: {words:?}", entry.path().display());
    }
}
