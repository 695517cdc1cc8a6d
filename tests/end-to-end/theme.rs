//! Mistakes in the theme and the settings: `check` finds all that `build` would, at the place in the file as it was written.

use std::fs;

use serde_json::Value;
use tests::TestSite;

const TEMPLATE: &str = "themes/default/templates/404.html";

/// What is told, as place, code and message.
fn problems(site: &TestSite) -> Vec<(String, String, String)> {
    let text = |problem: &Value, key: &str| problem[key].as_str().expect("a text").to_owned();
    site.problems()
        .iter()
        .map(|problem| {
            let place = format!("{}:{}:{}", text(problem, "path"), problem["line"], problem["column"]);
            (place, text(problem, "code"), text(problem, "message"))
        })
        .collect()
}

/// The one problem of a site with a line more in a template.
fn problem_of_line(template: &str, line: &str) -> (String, String, String) {
    let name = format!("themes/default/templates/{template}");
    let site = TestSite::small();
    let text = site.read(&name);
    // In the last block of the page, so that it is rendered.
    let end = text.rfind("{% endblock %}").unwrap_or(text.len());
    site.write(&name, &format!("{}\n{line}\n{}", &text[..end], &text[end..]));
    let number = text[..end].lines().count() + 1;
    let mut found = problems(&site);
    assert_eq!(found.len(), 1, "{line}: {found:?}");
    let (place, code, message) = found.remove(0);
    let column = place.strip_prefix(&format!("{name}:{number}:")).unwrap_or_else(|| panic!("{line}: {place}"));
    (column.to_owned(), code, message)
}

#[test]
fn a_mistake_in_a_template_is_told_where_it_was_written() {
    let name =
        |kind: &str, value: &str, meant: &str| format!("there is no {kind} `{value}`; did you mean \"{meant}\"?");
    // Each follows calls that are answered before the templates are compiled, and so are longer or shorter there.
    let before = r#"<a href="{{ page(path="offers/") }}">{{ t(key="nav-offers") }}</a>"#;
    let column = (before.len() + 1).to_string();
    for (mistake, at, code, message) in [
        ("{{ 1 + }}", None, "template", None),
        ("{{ t(key=\"nav-ofers\") }}", Some(10), "unknown-name", Some(name("message", "nav-ofers", "nav-offers"))),
        ("{{ site_nam }}", Some(3), "unknown-name", Some(name("variable", "site_nam", "site_name"))),
        ("{{ secretariat.emial }}", None, "unknown-name", Some(name("field", "emial", "email"))),
        ("{{ site_name | uper }}", None, "unknown-name", Some(name("filter", "uper", "upper"))),
        ("{{ asst(path=\"site.css\") }}", Some(3), "unknown-name", Some(name("function", "asst", "asset"))),
        ("{% if site_name is defind %}{% endif %}", None, "unknown-name", Some(name("test", "defind", "defined"))),
        ("{% include \"ro.html\" %}", None, "unknown-name", Some(name("template", "ro.html", "row.html"))),
        ("{{<sgn name=\"mark\"/>}}", None, "unknown-name", Some(name("component", "sgn", "sign"))),
    ] {
        let (found_at, found_code, found_message) = problem_of_line("404.html", &format!("{before}{mistake}"));
        assert_eq!(found_code, code, "{mistake}: {found_message}");
        if let Some(message) = message {
            assert_eq!(found_message, message);
        }
        let found_at: usize = found_at.parse().expect("a column");
        let start: usize = column.parse().expect("a column");
        assert!((start..=start + mistake.len()).contains(&found_at), "{mistake}: column {found_at}");
        if let Some(at) = at {
            assert_eq!(found_at, start + at, "{mistake}");
        }
    }
}

#[test]
fn every_template_with_a_mistake_is_told_at_once() {
    let site = TestSite::small();
    for name in ["404.html", "events.html"] {
        let path = format!("themes/default/templates/{name}");
        site.write(&path, &format!("{}\n{{{{ 1 + }}}}\n", site.read(&path)));
    }
    let found = problems(&site);
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn a_field_that_no_value_has_is_told_even_where_nothing_would_show_it() {
    for (template, line, field, meant) in [
        ("offer.html", "{% if offer.card.titel %}{% endif %}", "titel", Some("title")),
        ("offer.html", "{% for stop in offer.programme %}{{ stop.kind.lable }}{% endfor %}", "lable", Some("label")),
        ("home.html", "{% for card in offers %}{% if card.typo %}{% endif %}{% endfor %}", "typo", None),
        ("offers.html", "{% for filter in filters %}{% for x in filter.rowz %}{% endfor %}{% endfor %}", "rowz", None),
        ("offers.html", "{% if list.nxet %}{% endif %}", "nxet", Some("next")),
        ("case-study.html", "{% set card = story.card %}{% if card.adress %}{% endif %}", "adress", Some("address")),
        ("events.html", "{% for event in coming %}{{ event.titel }}{% endfor %}", "titel", Some("title")),
    ] {
        let (column, code, message) = problem_of_line(template, line);
        let place = line.find(field).expect("the field") + 1;
        assert_eq!((column, code.as_str()), (place.to_string(), "unknown-name"), "{line}: {message}");
        let suggestion = meant.map(|meant| format!("; did you mean \"{meant}\"?")).unwrap_or_default();
        assert_eq!(message, format!("there is no field `{field}`{suggestion}"));
    }
}

#[test]
fn a_theme_that_lacks_something_is_told_by_check_too() {
    for (name, code) in [
        ("i18n/en.ftl", "missing-file"),
        ("map/land.json", "missing-file"),
        ("fonts/sans.ttf", "missing-file"),
        ("templates/home.html", "missing-file"),
        ("templates/base.html", "unknown-name"),
    ] {
        let site = TestSite::small();
        fs::remove_file(site.path(&format!("themes/default/{name}"))).expect("a file of the theme");
        let found = problems(&site);
        assert!(found.iter().all(|(_, found, _)| found == code), "{name}: {found:?}");
        assert!(code != "missing-file" || found[0].0 == format!("themes/default/{name}:1:1"), "{name}: {found:?}");
    }
}

#[test]
fn a_damaged_file_of_the_theme_is_told_with_its_line() {
    let site = TestSite::small();
    let messages = site.read("themes/default/i18n/en.ftl");
    site.write("themes/default/i18n/en.ftl", &format!("{messages}\n= nothing\n"));
    site.write("themes/default/map/land.json", "[\n  {\"rings\": 1}\n]");
    site.write("themes/default/fonts/sans.ttf", "no font");
    let found = problems(&site);
    let places: Vec<&str> = found.iter().map(|(place, ..)| place.as_str()).collect();
    let line = messages.lines().count() + 2;
    assert_eq!(places[0], "themes/default/fonts/sans.ttf:1:1");
    assert_eq!(places[1], format!("themes/default/i18n/en.ftl:{line}:1"));
    assert!(places[2].starts_with("themes/default/map/land.json:2:"), "{places:?}");
    let site = TestSite::small();
    site.write("themes/default/i18n/en.ftl", &format!("{messages}\nnav-offers = Twice\n"));
    let (place, code, message) = problems(&site).remove(0);
    assert_eq!((place, code.as_str()), (format!("themes/default/i18n/en.ftl:{line}:1"), "messages"));
    assert!(message.contains("`nav-offers` is given twice"), "{message}");
}

#[test]
fn an_empty_file_of_the_theme_is_told() {
    for name in ["templates/404.html", "templates/offer.html", "css/20-base.css"] {
        let path = format!("themes/default/{name}");
        for text in ["", " \n\n"] {
            let site = TestSite::small().with(&path, text);
            let codes: Vec<_> = problems(&site).into_iter().map(|(place, code, _)| (place, code)).collect();
            assert!(codes.contains(&(format!("{path}:1:1"), "empty-file".to_owned())), "{name}: {codes:?}");
        }
    }
}

#[test]
fn characters_that_nobody_sees_are_told_in_templates_messages_and_styles() {
    for (name, character, code) in [
        ("templates/404.html", '\u{1}', "control-character"),
        ("templates/404.html", '\u{202e}', "text-direction"),
        ("i18n/en.ftl", '\0', "control-character"),
        ("i18n/en.ftl", '\u{1b}', "control-character"),
        ("css/20-base.css", '\u{8}', "control-character"),
    ] {
        let path = format!("themes/default/{name}");
        let site = TestSite::small();
        let text = site.read(&path);
        let line = text.lines().count() + 1;
        let comment = match name.rsplit('.').next() {
            Some("ftl") => "# a",
            Some("css") => "/* a */",
            _ => "{# a #}",
        };
        let site = site.with(&path, &format!("{}\n{comment}{character}\n", text.trim_end_matches('\n')));
        let found = problems(&site);
        let (place, told, _) = found.first().expect("a problem");
        let column = comment.len() + 1;
        assert_eq!((place.as_str(), told.as_str()), (&*format!("{path}:{line}:{column}"), code), "{found:?}");
    }
}

#[test]
fn mistakes_of_content_and_theme_come_in_one_run() {
    let site = TestSite::small().edit("content/offers/quay.yaml", "summary:", "sumary:");
    site.write(TEMPLATE, &format!("{}\n{{{{ 1 + }}}}\n", site.read(TEMPLATE)));
    let found = problems(&site);
    let has = |path: &str| found.iter().any(|(place, ..)| place.starts_with(path));
    assert!(has("content/offers/quay.yaml") && has(TEMPLATE), "{found:?}");
}

#[test]
fn settings_are_checked_with_their_place() {
    let line = |text: &str, start: &str| text.lines().position(|line| line.starts_with(start)).expect("a line") + 1;
    for (from, to, start, column, code) in [
        ("theme = \"default\"", "theme = \"defualt\"", "theme", 9, "unknown-theme"),
        ("theme = \"default\"", "theme = \"../themes/default\"", "theme", 9, "unknown-theme"),
        ("email = \"communication@earlall.eu\"", "email = \"not a mail\"", "email", 9, "email-address"),
        ("website = \"https://www.earlall.eu/\"", "website = \"earlall\"", "website", 11, "web-address"),
        ("website = \"https://www", "website = \"https://user:pw@www", "website", 11, "address-with-user"),
        ("name = \"Mobility", "name = \"https://user:pw@example.org Mobility", "name", 8, "address-with-user"),
        ("answers_within_days = 5", "answers_within_days = 0x5", "answers_within_days", 23, "number-notation"),
        ("answers_within_days = 5", "answers_within_days = +5", "answers_within_days", 23, "number-notation"),
    ] {
        let site = TestSite::small().edit("site.toml", from, to);
        let settings = site.read("site.toml");
        let found = problems(&site);
        assert_eq!(found.len(), 1, "{to}: {found:?}");
        assert_eq!(found[0].0, format!("site.toml:{}:{column}", line(&settings, start)), "{to}");
        assert_eq!(found[0].1, code, "{to}");
    }
    let site = TestSite::small().edit("site.toml", "theme = \"default\"", "theme = \"zzz\"");
    let checked = site.run(&["check"]);
    assert!(checked.stderr.contains("choose one of the folders in themes/: default"), "{}", checked.stderr);
    let settings = ("site.toml", "answers_within_days = 5", "answers_within_days = \"five\"");
    let site = TestSite::small().edit(settings.0, settings.1, settings.2);
    let page = site.read("content/pages/privacy.md") + "\nWrite to communication@earlall.eu.\n";
    let site = site.with("content/pages/privacy.md", &page);
    assert_eq!(problems(&site).len(), 1, "whose addresses may be named is not known: none is a mistake");
    let security = "[security]\nemail = \"nobody\"\npage = \"example\"\npolicy = \"ftp://example.org/\"\n\n[catalogue]";
    let site = TestSite::small().edit("site.toml", "[catalogue]", security);
    let codes: Vec<String> = problems(&site).into_iter().map(|(_, code, _)| code).collect();
    assert_eq!(codes, ["email-address", "web-address", "web-address"]);
}

#[test]
fn mail_to_a_domain_in_other_letters_is_linked_as_mail_servers_know_it() {
    let site = TestSite::small().edit("site.toml", "communication@earlall.eu", "info@münchen.example");
    let built = site.run(&["build"]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    for file in [
        "en/index.html",
        "en/promoters/index.html",
        "en/thank-you/index.html",
        ".well-known/security.txt",
        "data/catalogue.jsonld",
    ] {
        let text = site.read(&format!("public/{file}"));
        assert!(text.contains("mailto:info@xn--mnchen-3ya.example"), "{file}: {text}");
        assert!(!text.contains("mailto:info@m\u{fc}nchen"), "{file}");
    }
}
