//! Slips that editors make, each told at its line and column with what to do; and what they leave out, of which nothing is
//! said.

use std::fs;

use serde_json::Value;
use tests::TestSite;

const OFFER: &str = "content/offers/quay.yaml";
const STORY: &str = "content/case-studies/dual-system.md";
const PAGE: &str = "content/pages/privacy.md";

/// What the check says: severity, code, file, line and column.
fn told(site: &TestSite) -> Vec<String> {
    let checked = site.run(&["check", "--format", "json", "--today", "2026-11-23"]);
    let problems: Vec<Value> = serde_json::from_str(&checked.stdout).expect("JSON");
    let text = |problem: &Value, key: &str| problem[key].as_str().expect("a text").to_owned();
    problems
        .iter()
        .map(|problem| {
            let (severity, code, path) = (text(problem, "severity"), text(problem, "code"), text(problem, "path"));
            format!("{severity} {code} {path}:{}:{}", problem["line"], problem["column"])
        })
        .collect()
}

fn with_body(site: TestSite, text: &str) -> TestSite {
    let page = site.read(PAGE);
    site.with(PAGE, &format!("{page}\n{text}"))
}

#[test]
fn of_what_a_host_has_not_said_nothing_is_said() {
    let site = TestSite::small();
    assert_eq!(site.run(&["build"]).status, 0);
    let page = site.read("public/en/offers/quay/index.html");
    for statement in ["Not received", "Not accepted", "does not plan to visit", "by train"] {
        assert!(!page.contains(statement), "{statement}");
    }
    let data: Value = serde_json::from_str(&site.read("public/data/offers.json")).expect("JSON");
    let offer = &data["offers"][0];
    assert_eq!([&offer["minors"], &offer["reciprocity"], &offer["travel"]["by_rail"]], [&Value::Null; 3]);

    let site =
        site.edit(OFFER, "demo: true", "demo: true\nminors: false\nreciprocity: false\ntravel: {by_rail: false}");
    assert_eq!(site.run(&["build"]).status, 0);
    let data: Value = serde_json::from_str(&site.read("public/data/offers.json")).expect("JSON");
    let offer = &data["offers"][0];
    assert_eq!([&offer["minors"], &offer["reciprocity"], &offer["travel"]["by_rail"]], [&Value::Bool(false); 3]);
    assert!(site.read("public/en/offers/quay/index.html").contains("People under 18"));
}

#[test]
fn a_mistake_behind_another_in_a_list_has_its_own_place() {
    let windows = "windows:\n  - {from: 2099-13-01, until: 2099-06-30}\n  - {from: 2099-07-01, until: 2099-07-01}";
    let site = TestSite::small().edit(OFFER, "windows: [{from: 2099-01-01, until: 2099-06-30}]", windows);
    assert_eq!(told(&site), [format!("error date {OFFER}:16:12"), format!("error window-too-short {OFFER}:17:5")]);
    let terms = "content/vocabulary/stop-kinds.yaml";
    let list = TestSite::small().read(terms);
    let again = list.lines().find(|line| line.starts_with("- ")).expect("an entry").to_owned();
    let site = TestSite::small().with(terms, &format!("- {{cod: x}}\n{list}{again}\n"));
    let last = list.lines().count() + 2;
    let found = told(&site);
    assert!(found.iter().any(|line| line.starts_with(&format!("error duplicate-code {terms}:{last}:"))), "{found:?}");
}

#[test]
fn contact_data_is_noticed_in_every_text() {
    let site = TestSite::small()
        .edit(OFFER, "costs: Nothing but meals.", "costs: Ask anna@example.org for it.")
        .edit(STORY, "They came by train", "Call +32 9 123 45 67. They came by train")
        .with("content/partners/a.yaml", "name: A\nrole: Tel. 093 12 34 56\ncountry: BE\n");
    let site = with_body(site, "Write to <a@example.org> or <communication@earlall.eu>, not to `b@example.org`.\n");
    assert_eq!(
        told(&site),
        [
            format!("warning contact-data {STORY}:19:6"),
            format!("warning contact-data {OFFER}:19:12"),
            format!("warning contact-data {PAGE}:10:11"),
            format!("warning contact-data {PAGE}:10:65"),
            "warning contact-data content/partners/a.yaml:2:12".to_owned(),
        ]
    );
}

#[test]
fn days_are_checked_against_each_other_and_today() {
    for (edit, problem) in [
        (("published: 2025-03-10", "published: 2025-01-10"), "error date-order"),
        (("dates: 2025-02", "dates: 2025-2"), "error month"),
        (("dates: 2025-02", "dates: {from: 2025-02-03, until: 2025-02-04}"), "error days-exceed"),
        (("dates: 2025-02", "dates: {from: 2025-02-05, until: 2025-02-03}"), "error reversed"),
        (("dates: 2025-02\n", "dates: 0001-02\n"), "error date-out-of-sense"),
        (("published: 2025-03-10", "published: 9999-03-10"), "error date-out-of-sense"),
        (
            (
                "published:",
                "voices: [{name: A, role: b, organisation: C, quote: Fine., consent: 2040-01-01}]\npublished:",
            ),
            "error still-to-come",
        ),
    ] {
        let site = TestSite::small().edit(STORY, edit.0, edit.1);
        let found = told(&site);
        assert!(found.len() == 1 && found[0].starts_with(problem), "{edit:?}: {found:?}");
    }
    let site = TestSite::small().edit(STORY, "dates: 2025-02", "dates: 2031-02").edit(
        STORY,
        "published: 2025",
        "published: 2031",
    );
    assert!(told(&site).iter().any(|line| line.starts_with("error still-to-come")), "{:?}", told(&site));
    let site = TestSite::small().edit(STORY, "published: 2025-03-10", "published: 2031-03-10");
    assert!(told(&site).contains(&format!("warning far-ahead {STORY}:14:12")), "{:?}", told(&site));
    let site = TestSite::small().edit(OFFER, "valid_until: 2099-12-31", "valid_until: 2098-12-31");
    assert_eq!(told(&site), [format!("warning window-after-end {OFFER}:15:18")]);
}

#[test]
fn days_and_consent_fit_the_month_and_the_day_of_publication() {
    let site = TestSite::small().edit(STORY, "days: 3", "days: 29");
    assert_eq!(told(&site), [format!("error days-exceed {STORY}:10:7")]);
    assert_eq!(told(&TestSite::small().edit(STORY, "days: 3", "days: 28")), Vec::<String>::new());
    let voice = |day: &str| {
        format!("voices: [{{name: A, role: b, organisation: C, quote: Fine., consent: {day}}}]\npublished:")
    };
    let site = TestSite::small().edit(STORY, "published:", &voice("2025-03-11"));
    let found = told(&site);
    assert!(found.len() == 1 && found[0].starts_with(&format!("error date-order {STORY}:14:")), "{found:?}");
    assert_eq!(told(&TestSite::small().edit(STORY, "published:", &voice("2025-03-10"))), Vec::<String>::new());
}

#[test]
fn a_partner_s_region_lies_in_its_country() {
    let partner = |region: &str| format!("name: A\nrole: Helps.\ncountry: BE\nregion: {region}\n");
    let site = TestSite::small().with("content/partners/a.yaml", &partner("ES51"));
    assert_eq!(told(&site), ["error other-country content/partners/a.yaml:4:9"]);
    let site = site.with("content/partners/a.yaml", &partner("BE23"));
    assert_eq!(told(&site), Vec::<String>::new());
}

#[test]
fn nothing_is_listed_twice() {
    let (languages, twice) = ("[{code: en, level: B1}]", "[{code: en, level: B1}, {code: en, level: C1}]");
    let windows = "[{from: 2099-01-01, until: 2099-06-30}, {from: 2099-01-01, until: 2099-06-30}]";
    let site = TestSite::small()
        .edit(OFFER, languages, twice)
        .edit(OFFER, "[{from: 2099-01-01, until: 2099-06-30}]", windows)
        .edit(OFFER, "[How one training plan serves forty firms.]", "[How it works., How it works.]");
    assert_eq!(
        told(&site),
        [
            format!("error repeated {OFFER}:12:43"),
            format!("error repeated {OFFER}:15:50"),
            format!("error repeated {OFFER}:18:27")
        ]
    );
    let targets = "[[targets]]\ncode = \"pledge-vet\"\npercent = 99\n";
    let site = TestSite::small();
    let settings = format!("{}\n{targets}", site.read("site.toml"));
    let line = settings.lines().count() - 1;
    let site = site.with("site.toml", &settings);
    assert_eq!(told(&site), [format!("error repeated site.toml:{line}:8")]);
}

#[test]
fn an_event_is_online_or_somewhere() {
    let event = |more: &str| {
        format!(
            "title: Webinar\nsummary: A webinar.\nkind: {}\nstarts: 2027-03-18\n{more}description: We meet.\n",
            "webinar"
        )
    };
    let file = "content/events/a.yaml";
    for (more, problem) in [
        ("place: Online\nregion: ES51\n", Some("error online-and-elsewhere content/events/a.yaml:6:9")),
        ("state: moved-online\nplace: online\n", Some("error online-and-elsewhere content/events/a.yaml:5:8")),
        ("place: Online\n", None),
        ("state: moved-online\nplace: Barcelona\nregion: ES51\n", None),
    ] {
        let site = TestSite::small().with(file, &event(more));
        assert_eq!(told(&site), problem.into_iter().collect::<Vec<_>>(), "{more}");
    }
}

#[test]
fn quotation_marks_around_a_text_are_noticed() {
    for (marked, marks) in [
        ("\u{201c}Seen from the quay\u{201d}", true),
        ("\u{201e}Seen from the quay\u{201c}", true),
        ("\u{ab}Seen from the quay\u{bb}", true),
        ("\u{201c}Seen\u{201d} from the \u{201c}quay\u{201d}", false),
        ("Seen from the \u{201c}quay\u{201d}", false),
    ] {
        let site = TestSite::small().edit(OFFER, "title: Seen from the quay", &format!("title: {marked}"));
        let expected = if marks { vec![format!("warning quoted-text {OFFER}:1:8")] } else { Vec::new() };
        assert_eq!(told(&site), expected, "{marked}");
    }
}

#[test]
fn blanks_at_a_word_are_told_and_a_number_is_no_text() {
    for (from, to, problem) in [
        ("region: ES51", "region: \"ES51 \"", "error untrimmed"),
        ("[job-shadowing]", "[\"job-shadowing\\u200b\"]", "error untrimmed"),
        ("level: B1", "level: \" B1\"", "error untrimmed"),
        ("confirmed: 2026-10-12", "confirmed: \"2026-10-12 \"", "error untrimmed"),
        ("place: Barcelona", "place: 4.0", "error wrong-type"),
    ] {
        let found = told(&TestSite::small().edit(OFFER, from, to));
        assert!(found.len() == 1 && found[0].starts_with(problem), "{to}: {found:?}");
    }
    let checked = TestSite::small().edit(OFFER, "place: Barcelona", "place: 4.0").run(&["check"]);
    assert!(checked.stderr.contains("put it between quotation marks"), "{}", checked.stderr);
}

#[test]
fn an_address_is_one_that_all_programs_read_alike() {
    for address in [
        "https://example..org/",
        "https://-a.example.org/",
        "https://a-.example.org/",
        "HTTPS://ex.org\\@evil",
        "https://ex.org\\evil.org/",
        "https://ex.org:0/",
    ] {
        let site = TestSite::small().edit(OFFER, "  region:", &format!("  website: {address}\n  region:"));
        assert_eq!(told(&site), [format!("error web-address {OFFER}:6:12")], "{address}");
        let site = with_body(TestSite::small(), &format!("[a](<{}>)\n", address.replace('\\', "\\\\")));
        assert_eq!(told(&site), [format!("error web-address {PAGE}:10:1")], "{address}");
    }
    let fine = "[a](https://example.org) [b](HTTPS://m\u{fc}nchen.example/a?b=c#d) [c](http://localhost:8080/)\n";
    assert_eq!(told(&with_body(TestSite::small(), fine)), Vec::<String>::new());
}

#[test]
fn an_address_of_mail_in_disguise_is_noticed() {
    let site = TestSite::small().edit(OFFER, "costs: Nothing but meals.", "costs: Ask anna (at) example (dot) org.");
    let site = with_body(site, "Write to anna [at] example.org.\n");
    assert_eq!(
        told(&site),
        [format!("warning contact-data {OFFER}:19:12"), format!("warning contact-data {PAGE}:10:10")]
    );
}

#[test]
fn links_to_places_within_pages_and_by_the_full_address_lead_somewhere() {
    let site = TestSite::small();
    let base = "https://matchmaking.example.org";
    let text = format!(
        "## Qu\u{e8} vam veure\n\n[a](#qu%C3%A8-vam-veure)\n[b](/en/privacy/#qu%C3%A8-vam-veure)\n[c](/en/offers/#nothing)\n\
         [d](/en/offers/#main)\n[e]({base}/en/offers/#nothing)\n[f]({base}/en/offers/quai/)\n[g]({base}/en/privacy/#y)\n\
         [h]({base}/en/offers/#main)\n[i]({base}/)\n[j]({base}/en/offers/?activity=job-shadowing)\n[k]({base}/data/offers.json)\n"
    );
    let site = with_body(site, &text);
    let lines = [14, 16, 17, 18].map(|line| format!("error broken-link {PAGE}:{line}:1"));
    assert_eq!(told(&site), lines);
    // The same for a site below a path, and for who builds at once.
    let below = site.edit("site.toml", base, &format!("{base}/mobility"));
    let found = told(&below);
    assert_eq!(found, [format!("error broken-link {PAGE}:14:1")], "the other addresses are no longer the site's");
    assert_eq!(below.run(&["build", "--today", "2026-11-23"]).status, 1);
}

#[test]
fn a_page_or_an_event_without_a_text_is_told() {
    let front = "---\ntitle: Empty\nsummary: Nothing.\n---\n";
    for text in ["", "\n\n", "<!-- later -->\n"] {
        let site = TestSite::small().with("content/pages/empty.md", &format!("{front}{text}"));
        assert_eq!(told(&site), ["error no-text content/pages/empty.md:4:1"], "{text:?}");
    }
}

#[test]
fn copies_are_not_published_by_mistake() {
    let offer = TestSite::small().read(OFFER);
    for name in ["quay (1).yaml", "quay - Copy.yaml", "Copy of quay.yaml"] {
        let site = TestSite::small().with(&format!("content/offers/{name}"), &offer);
        assert_eq!(told(&site), [format!("error named-like-copy content/offers/{name}:1:1")]);
    }
    let site = TestSite::small().with("content/offers/quay-copy.yaml", &offer);
    assert_eq!(told(&site), ["warning same-as-other content/offers/quay-copy.yaml:1:1"]);
    let site = TestSite::small().with("content/offers/quay_LOCAL_4711.yaml", &offer);
    let site = site.with("content/pages/privacy_BASE_4711.md", "x").with("content/pages/privacy.md.orig", "x");
    assert_eq!(told(&site), Vec::<String>::new());
}

#[test]
fn what_is_optional_is_left_out_and_not_left_empty() {
    let site = TestSite::small().edit(OFFER, "demo: true", "demo: true\naccommodation:\nminors: null\nsupport: ~");
    assert_eq!(
        told(&site),
        [
            format!("error empty {OFFER}:23:15"),
            format!("error empty {OFFER}:24:9"),
            format!("error empty {OFFER}:25:10")
        ]
    );
}

#[test]
fn a_region_is_looked_for_in_its_country() {
    let site = TestSite::small().with_regions("DE").edit(OFFER, "region: ES51", "region: DEX");
    let checked = site.run(&["check"]);
    assert!(checked.stderr.contains("did you mean \"DE1\""), "{}", checked.stderr);
    assert!(checked.stderr.contains("choose another code of content/vocabulary/regions/\n"), "{}", checked.stderr);
}

#[test]
fn a_region_code_that_nuts_has_replaced_leads_to_its_successor() {
    // Of NUTS 2021 and NUTS 2016; the first became part of a larger region.
    for (old, new) in [("DEG0N", "DEG0R"), ("BE221", "BE224")] {
        let site = TestSite::small().with_regions("DE").edit(OFFER, "region: ES51", &format!("region: {old}"));
        let checked = site.run(&["check"]);
        assert!(checked.stderr.contains(&format!("\"{old}\" is not a region code")), "{}", checked.stderr);
        assert!(checked.stderr.contains(&format!("did you mean \"{new}\"?")), "{}", checked.stderr);
    }
}

#[test]
fn a_vocabulary_is_a_file_or_a_folder_of_files() {
    let (folder, file) = ("content/vocabulary/regions", "content/vocabulary/regions.yaml");
    let entry = |code: &str, country: &str| {
        format!(
            "- {{code: {code}, label: {{en: A}}, country: {country}, place: A, latitude: 41.39, longitude: 2.17}}\n"
        )
    };
    let spanish = entry("ES51", "ES");
    let site = TestSite::small();
    fs::remove_dir_all(site.path(folder)).expect("the folder");
    assert!(site.run(&["check"]).stderr.contains(file));
    let site = site.with(file, &format!("{spanish}{}", entry("BE23", "BE")));
    assert_eq!(told(&site), Vec::<String>::new());
    let site = site.with(&format!("{folder}/ES.yaml"), &spanish).with(&format!("{folder}/notes.txt"), "x");
    assert_eq!(
        told(&site),
        [format!("error duplicate-code {folder}/ES.yaml:1:3"), format!("warning stray-file {folder}/notes.txt:1:1")]
    );
}

#[test]
fn an_address_with_a_password_is_refused() {
    let site = TestSite::small().edit(OFFER, "  region:", "  website: https://user:secret@example.org/\n  region:");
    assert_eq!(told(&site), [format!("error address-with-user {OFFER}:6:12")]);
    let site = with_body(TestSite::small(), "[a](https://user:secret@example.org/)\n");
    assert!(told(&site).contains(&format!("error address-with-user {PAGE}:10:1")), "{:?}", told(&site));
}

#[test]
fn a_mark_within_a_text_is_told_in_the_files_of_any_system() {
    for (line_end, before) in [("\n", ""), ("\r\n", ""), ("\r\n", "\u{feff}")] {
        let site = TestSite::small();
        let (offer, story) = (site.read(OFFER), site.read(STORY));
        for (file, text) in [(OFFER, &offer), (STORY, &story)] {
            let title = text.lines().find(|line| line.starts_with("title:")).expect("a title");
            let text = text.replace(title, "title: 'Visit to l'Escola'").replace('\n', line_end);
            site.write(file, &format!("{before}{text}"));
        }
        let line = |text: &str| text.lines().position(|line| line.starts_with("title:")).expect("a title") + 1;
        let place = |file, text| format!("error early-quote {file}:{}:19", line(text));
        let found = told(&site);
        assert!(found.contains(&place(OFFER, &offer)) && found.contains(&place(STORY, &story)), "{found:?}");
    }
}

#[test]
fn files_of_other_systems_are_read_and_told_of_like_our_own() {
    for (line_end, before) in [("\r\n", ""), ("\r", ""), ("\n", "\u{feff}"), ("\r\n", "\u{feff}")] {
        let site = TestSite::small();
        for file in [OFFER, STORY, PAGE] {
            site.write(file, &format!("{before}{}", site.read(file).replace('\n', line_end)));
        }
        assert_eq!(told(&site), Vec::<String>::new(), "{line_end:?} {before:?}");
        let site = site.edit(STORY, "days: 3", "days: three").edit(OFFER, "min: 2, max: 6", "min: x, max: 6");
        assert_eq!(
            told(&site),
            [format!("error wrong-type {STORY}:10:7"), format!("error wrong-type {OFFER}:13:14")],
            "{line_end:?} {before:?}"
        );
    }
}

#[test]
fn a_draft_of_any_kind_holds_nobody_up_whatever_it_says() {
    let site = TestSite::small();
    let kinds = [
        ("offers/a.yaml", "draft: true\ntitle: \"not closed\n"),
        ("events/b.yaml", "title: Half\ndraft: true # for now\n"),
        ("partners/c.yaml", "draft: true\nname: Write here.\n"),
        ("promoters/d.yaml", "draft: true\n"),
        ("monitoring/2025.yaml", "draft: true\n"),
        ("pages/e.md", "---\ndraft: true\ntitle: E\n---\n\n<b>Write</b>\n"),
        ("case-studies/f.md", "---\ndraft: true\n---\n"),
    ];
    for (file, text) in kinds {
        site.write(&format!("content/{file}"), text);
    }
    let found = told(&site);
    assert!(found.iter().all(|line| line.starts_with("warning")), "{found:?}");
    for (file, _) in kinds {
        assert!(
            found.iter().any(|line| line.starts_with(&format!("warning draft content/{file}:"))),
            "{file}: {found:?}"
        );
    }
    let built = site.run(&["build"]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    assert!(!site.path("public/en/e/index.html").exists() && !site.path("public/en/offers/a/index.html").exists());

    let site = TestSite::small();
    for kind in ["offer", "case-study", "page", "event", "promoter", "partner", "monitoring"] {
        let name = if kind == "monitoring" { "2025" } else { "first-try" };
        assert_eq!(site.run(&["new", kind, name]).status, 0, "{kind}");
    }
    assert_eq!(site.run(&["build"]).status, 0);
}

#[test]
fn what_fills_a_place_is_not_finished() {
    let site = with_body(TestSite::small(), "Write here.\n").edit(OFFER, "costs: Nothing but meals.", "costs: TODO");
    assert_eq!(told(&site), [format!("error placeholder {OFFER}:19:8"), format!("error unwritten {PAGE}:10:1")]);
}

#[test]
fn a_heading_can_be_called_like_a_part_of_the_page() {
    let text = "## Main\n\n## Menu\n\n## Menu\n\n## Content\n\n[up](#main) [in it](/en/privacy/#menu-2)\n";
    let site = with_body(TestSite::small(), text);
    assert_eq!(site.run(&["build"]).status, 0, "{:?}", told(&site));
    let page = site.read("public/en/privacy/index.html");
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "{ids:?}");
    for link in ["href=\"#section_main\"", "href=\"/en/privacy/#section_menu-2\"", "id=\"section_menu-2\""] {
        assert!(page.contains(link), "{link}: {page}");
    }
}
