//! How the command answers to what is typed.

use tests::TestSite;

#[test]
fn every_command_explains_itself() {
    let site = TestSite::small();
    for command in ["build", "check", "serve", "new", "schemas", "desk"] {
        let help = site.run(&[command, "--help"]);
        assert_eq!(help.status, 0);
        for option in ["--root", "--out", "--base-url", "--today"] {
            assert!(help.stdout.contains(option), "{command} {option}: {}", help.stdout);
        }
    }
}

#[test]
fn wrong_use_ends_with_status_two_and_a_hint() {
    let site = TestSite::small();
    for (arguments, hint) in [
        (&["biuld"][..], "build"),
        (&["build", "--today", "23.11.2026"], "YYYY-MM-DD"),
        (&["build", "--today", "9999-12-31"], "between 1950 and 2100"),
        (&["check", "--root", "nowhere"], "no site.toml"),
        (&["build", "--base-url", "example.org"], "https://"),
        (&["new", "offer", "Big Pier"], "lower-case"),
        (&["new", "offer", "page-2"], "further pages of the list"),
        (&["new", "page", "con"], "Windows"),
        (&["build", "--out", "content/built"], "choose a folder of its own with --out"),
        (&["serve", "--port", "0", "--out", "themes"], "choose a folder of its own with --out"),
        (&["check", "--out", "."], "choose a folder of its own with --out"),
        (&["new", "monitoring", "last-year"], "not a year"),
        (&["desk", "--root", "nowhere", "--trusted-proxy", "0.0.0.0/0"], "name the proxy's address"),
        (&["serve", "--root", "nowhere", "--production", "--trusted-proxy", "::/0"], "name the proxy's address"),
    ] {
        let outcome = site.run(arguments);
        assert_eq!(outcome.status, 2, "{arguments:?}");
        assert!(outcome.stderr.contains(hint), "{arguments:?}: {}", outcome.stderr);
    }
}

#[test]
fn the_site_is_found_from_a_folder_below() {
    let site = TestSite::small();
    let output = site.command(&["check"]).current_dir(site.path("content/offers")).output().expect("the command");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn every_kind_of_content_can_be_begun_and_check_tells_what_is_left() {
    let site = TestSite::small();
    for kind in ["offer", "case-study", "page", "event", "promoter", "partner", "monitoring"] {
        let name = if kind == "monitoring" { "2026" } else { "first-try" };
        assert_eq!(site.run(&["new", kind, name]).status, 0, "{kind}");
        let again = site.run(&["new", kind, name]);
        assert_eq!(again.status, 2, "{kind}");
        assert!(again.stderr.contains("is there already"), "{}", again.stderr);
    }
    let checked = site.run(&["check"]);
    assert_eq!(checked.status, 0, "drafts hold nobody up: {}", checked.stderr);
    assert!(!checked.stderr.contains("unknown key"), "a skeleton has only known keys: {}", checked.stderr);
    for file in ["content/offers/first-try.yaml:3:", "content/monitoring/2026.yaml:6:"] {
        assert!(checked.stderr.contains(file), "{file}: {}", checked.stderr);
    }
}

#[test]
fn schemas_follow_the_vocabularies_and_check_tells_when_they_do_not() {
    let site = TestSite::small();
    assert_eq!(site.run(&["check"]).stderr, "", "a site without schemas lacks nothing");
    let written = site.run(&["schemas"]).stdout;
    let numbers: Vec<&str> = written.split_whitespace().filter(|word| word.parse::<u32>().is_ok()).collect();
    assert!(numbers.len() == 2 && numbers[0] == numbers[1], "all of them: {written}");
    assert!(site.read("content/schemas/offer.schema.json").contains("\"const\": \"job-shadowing\""));
    assert!(site.run(&["schemas"]).stdout.starts_with("0 of "));

    let themes = site.read("content/vocabulary/themes.yaml");
    site.write("content/vocabulary/themes.yaml", &format!("{themes}- {{code: slate-roofs, label: Slate roofs}}\n"));
    let checked = site.run(&["check"]);
    assert_eq!(checked.status, 0, "a warning, no error: {}", checked.stderr);
    assert!(checked.stderr.contains("content/schemas/offer.schema.json:1:1: warning"), "{}", checked.stderr);
    assert!(checked.stderr.contains("run `matchmaker schemas`"), "{}", checked.stderr);
    site.run(&["schemas"]);
    assert_eq!(site.run(&["check"]).stderr, "");
}

#[test]
fn a_busy_port_is_a_clear_error() {
    let site = TestSite::small();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port().to_string();
    let outcome = site.run(&["serve", "--port", &port]);
    assert_eq!(outcome.status, 2);
    assert!(outcome.stderr.contains(&format!("port {port} is taken")), "{}", outcome.stderr);
}
