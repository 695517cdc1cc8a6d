//! The pages of the forms: their limits are those of the published description, and each says truly who reads what.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use tests::TestSite;

const FORMS: [&str; 3] = ["find-a-host", "offer-to-host", "join"];

fn built(site: TestSite) -> TestSite {
    let run = site.run(&["build", "--today", "2026-11-23"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    site
}

fn selector(written: &str) -> Selector {
    Selector::parse(written).expect("a selector")
}

fn words(element: &ElementRef) -> String {
    element.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

/// The limits of a control or of a value: those of its letters, and those of a number.
type Limits = BTreeMap<&'static str, String>;

/// What a control of a page tells the browser.
fn of_control(control: &ElementRef) -> Limits {
    [("most", "data-most"), ("least", "minlength"), ("min", "min"), ("max", "max")]
        .into_iter()
        .filter_map(|(limit, attribute)| Some((limit, control.attr(attribute)?.to_owned())))
        // A day of today is no limit of the format.
        .filter(|(limit, value)| *limit != "min" || !value.contains('-'))
        .collect()
}

/// What the description says of a field. That a text is not empty, browsers are told by `required`.
fn of_field(schema: &Value, field: &Value) -> Limits {
    let names = [("most", "maxLength"), ("least", "minLength"), ("min", "minimum"), ("max", "maximum")];
    let found = names.into_iter().filter_map(|(limit, name)| Some((limit, find(schema, field, name)?.to_string())));
    found.filter(|(limit, value)| *limit != "least" || value != "1").collect()
}

/// A keyword of a schema, or of those that it names.
fn find<'s>(whole: &'s Value, schema: &'s Value, keyword: &str) -> Option<&'s Value> {
    if let Some(found) = schema.get(keyword) {
        return Some(found);
    }
    let named = schema.get("$ref").and_then(Value::as_str).and_then(|name| whole.pointer(name.strip_prefix('#')?));
    let parts = ["anyOf", "oneOf", "allOf"].into_iter().filter_map(|key| schema.get(key)?.as_array()).flatten();
    named.into_iter().chain(parts).find_map(|part| find(whole, part, keyword))
}

/// Compares every control of the three pages with the published description of its form.
fn compare(site: &TestSite) {
    let description: Value = serde_json::from_str(&site.read("public/data/openapi.json")).expect("JSON");
    for form in FORMS {
        let schema = &description["components"]["schemas"][format!("{form}-fields")];
        let required: BTreeSet<&str> =
            schema["required"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        let page = Html::parse_document(&site.read(&format!("public/en/{form}/index.html")));
        let mut shown = BTreeSet::new();
        for control in page.select(&selector("form input[name], form select[name], form textarea[name]")) {
            let name = control.attr("name").expect("a name");
            let field = &schema["properties"][name];
            if field.is_null() {
                // What the page says of itself, and the field that people don't see.
                assert_eq!(control.attr("required"), None, "{form}: {name} is no field of the description");
                continue;
            }
            shown.insert(name.to_owned());
            // A code is chosen: how long it is limits nobody.
            let is_chosen = control.value().name() == "select" || control.attr("type") == Some("checkbox");
            let limits = if is_chosen { Limits::new() } else { of_field(&description, field) };
            let is_hidden = control.attr("type") == Some("hidden");
            assert!(is_hidden || of_control(&control) == limits, "{form}: {name}: {limits:?} in {}", control.html());
            let asks = control.attr("required").is_some() || is_one_of_a_required_list(&control);
            assert!(is_hidden || asks == required.contains(name), "{form}: {name} is required, or is not");
            for (limit, hint) in hints(&page, &control) {
                assert_eq!(limits.get("most"), Some(&limit), "{form}: {name}: {hint}");
            }
        }
        let left_out: Vec<&str> = required.into_iter().filter(|name| !shown.contains(*name)).collect();
        assert!(left_out.is_empty(), "{form} has no control for {left_out:?}");
    }
}

fn is_one_of_a_required_list(control: &ElementRef) -> bool {
    let mut parents = control.ancestors().filter_map(ElementRef::wrap);
    control.attr("type") == Some("checkbox") && parents.any(|parent| parent.attr("data-at-least-one").is_some())
}

/// Numbers of characters that the hints of a control name.
fn hints(page: &Html, control: &ElementRef) -> Vec<(String, String)> {
    let name = control.attr("name").expect("a name");
    let selector = selector(&format!("[id='hint-{name}']"));
    let number = |hint: String| {
        let before = hint.split(" characters").next().filter(|before| *before != hint)?;
        Some((before.rsplit(' ').next()?.to_owned(), hint))
    };
    page.select(&selector).map(|hint| words(&hint)).filter_map(number).collect()
}

#[test]
fn every_control_has_the_limits_of_the_published_description() {
    compare(&built(TestSite::small()));
}

#[test]
fn an_offer_that_is_typed_since_there_are_too_many_to_choose_from_has_its_limit_too() {
    let site = TestSite::small();
    let offer = site.read("content/offers/quay.yaml");
    for number in 0..200 {
        site.write(&format!("content/offers/quay-{number}.yaml"), &offer);
    }
    let site = built(site);
    assert!(
        site.read("public/en/find-a-host/index.html")
            .contains("<input class=\"input\" type=\"text\" id=\"field-offer\"")
    );
    compare(&site);
}

/// For each field of a page: who is said to read it, beside its group or itself.
fn readers(site: &TestSite, form: &str) -> BTreeMap<String, String> {
    let page = Html::parse_document(&site.read(&format!("public/en/{form}/index.html")));
    let mut readers = BTreeMap::new();
    for group in page.select(&selector("fieldset.group")) {
        let note = group.select(&selector("legend.group-title small")).map(|note| words(&note)).next();
        for control in group.select(&selector("[name]")) {
            let name = control.attr("name").expect("a name");
            let own = page.select(&selector(&format!("[id='hint-{name}']"))).map(|hint| words(&hint)).next();
            readers.insert(name.to_owned(), format!("{} | {}", note.as_deref().unwrap_or(""), own.unwrap_or_default()));
        }
    }
    readers
}

#[test]
fn every_field_says_who_reads_it() {
    let site = built(TestSite::small());
    let offering = readers(&site, "offer-to-host");
    for (name, said) in &offering {
        // What becomes part of the offer is published; a person never is.
        let expected = match name.split('.').next() {
            Some("organisation") => "Your organisation’s name, kind, country and town are published",
            Some("contact") => "Your own name, role and e-mail address never are.",
            _ => "Published with your offer, once you and the secretariat have agreed on its text.",
        };
        assert!(said.contains(expected) && !said.contains("Only the secretariat"), "{name}: {said}");
    }
    assert!(offering["contact.email"].contains("Never published."));

    let joining = readers(&site, "join");
    assert!(joining["organisation.name"].contains("If you allow it below, the name of your organisation is shown"));
    assert!(joining["website"].contains("shown beside your organisation’s name, if you allow that"));
    assert!(joining["motivation"].contains("Only the secretariat reads your reasons."));
    assert!(joining["show_as_supporter"].contains("Please send the logo to communication@earlall.eu"));

    let asking = readers(&site, "find-a-host");
    for (name, said) in &asking {
        let expected = match name.split(['.', '[']).next() {
            Some("organisation" | "contact") => "Only the secretariat sees this, until you agree to be introduced",
            Some("languages" | "support" | "share_support_note") => {
                "we tell it what support you ask for, but not who you are"
            }
            _ => "We may tell possible hosts this, but not who you are.",
        };
        assert!(said.contains(expected), "{name}: {said}");
    }
    assert!(offering.len() > 30 && joining.len() > 8 && asking.len() > 20);
}

#[test]
fn each_form_asks_consent_for_its_own_purpose() {
    let site = built(TestSite::small());
    for (form, purpose) in [
        ("find-a-host", "uses it to find a host for us"),
        ("offer-to-host", "publishes the offer with the name of our organisation"),
        ("join", "uses it to answer our request to join the partnership"),
    ] {
        let page = Html::parse_document(&site.read(&format!("public/en/{form}/index.html")));
        let consent = page.select(&selector("label:has([name=consent])")).map(|label| words(&label)).next();
        let consent = consent.expect("a consent");
        assert!(consent.contains(purpose), "{form}: {consent}");
        assert_eq!(form == "find-a-host", consent.contains("find a host for us"), "{form}: {consent}");
    }
    let thanks = Html::parse_document(&site.read("public/en/thank-you/index.html"));
    let joined = thanks.select(&selector("[data-of-form=join]")).map(|part| words(&part)).next().expect("its part");
    assert!(joined.contains("Your logo can be shown too: please send it as an SVG, or as a PNG"), "{joined}");
}

#[test]
fn languages_and_countries_stand_in_alphabetical_order() {
    let site = built(TestSite::ours());
    for (form, name) in
        [("find-a-host", "languages[0].code"), ("offer-to-host", "languages[0].code"), ("join", "organisation.country")]
    {
        let page = Html::parse_document(&site.read(&format!("public/en/{form}/index.html")));
        let options = selector(&format!("select[name='{name}'] option:not([value=''])"));
        let options = page.select(&options);
        let labels: Vec<String> = options.map(|option| words(&option)).collect();
        assert!(labels.len() > 20, "{form}: {labels:?}");
        assert!(labels.is_sorted(), "{form}: {labels:?}");
    }
}
