//! The loop: a form is sent, stored, seen at the desk, and moved on.

use tests::{Served, TestSite, fitting_search, with};

/// The reference in the address of a thank-you page.
fn reference(location: &str) -> String {
    location.rsplit('/').next().expect("a last part").to_owned()
}

#[test]
fn a_request_goes_from_the_form_to_the_desk_and_on() {
    let site = TestSite::small();
    let served = site.serve();
    assert!(served.get("/en/find-a-host/").body.contains("name=\"goal\""));

    let sent = served.post_form("/api/requests", &fitting_search());
    assert_eq!(sent.status, 303, "{}", sent.body);
    let location = sent.location.expect("a way on");
    let reference = reference(&location);
    let thanks = served.get(&location);
    assert!(thanks.body.contains(&reference), "{}", thanks.body);

    let desk = served.desk();
    assert_eq!(desk.references(), [reference.as_str()]);
    assert_eq!(desk.status(&reference), "New");
    assert!(desk.request(&reference).body.contains("one training plan for apprentices"));
    assert_eq!(desk.take_step(&reference, "start-review", "Secretary").status, 303);
    assert_eq!(desk.note(&reference, "Asked the ministry.", "Secretary").status, 303);
    assert_eq!(desk.status(&reference), "In review");
    let timeline = desk.timeline(&reference);
    assert_eq!(timeline.len(), 3, "{timeline:?}");
    assert!(timeline.iter().any(|line| line.contains("Asked the ministry.")), "{timeline:?}");
}

#[test]
fn one_day_governs_site_form_desk_and_expiry() {
    let site = TestSite::small();
    let served = Served::start(site.command(&["serve", "--port", "0", "--today", "2031-05-06"]));
    let gone = with(fitting_search(), "period.from", "2031-05-01");
    let gone = served.post_form("/api/requests", &with(gone, "period.until", "2031-05-05"));
    assert_eq!(gone.status, 422, "for the form these days have gone by");
    let soon = with(with(fitting_search(), "period.from", "2031-06-01"), "period.until", "2031-06-30");
    let reference = reference(&served.post_form("/api/requests", &soon).location.expect("a way on"));
    let page = served.desk().request(&reference).body;
    assert!(page.contains("6 May 2031") && page.contains("just now"), "{page}");
    assert!(page.contains("13 May 2031"), "an answer is due five working days later: {page}");
    drop(served);
    let later = Served::start(site.command(&["serve", "--port", "0", "--today", "2033-05-06"]));
    assert_eq!(later.desk().references(), [""; 0], "it has expired by then");
}

#[test]
fn the_same_request_sent_twice_is_stored_once() {
    let site = TestSite::small();
    let served = site.serve();
    let first = served.post_form("/api/requests", &fitting_search());
    let second = served.post_form("/api/requests", &fitting_search());
    assert_eq!(first.location, second.location);
    assert_eq!(served.desk().references().len(), 1);
}

#[test]
fn three_mistakes_come_back_with_everything_still_filled_in() {
    let site = TestSite::small();
    let served = site.serve();
    let form =
        with(with(with(fitting_search(), "contact.email", "nobody"), "days", "many"), "period.from", "2020-01-01");
    let answer = served.post_form("/api/requests", &form);
    assert_eq!(answer.status, 422);
    for (field, message) in
        [("contact.email", "not an e-mail address"), ("days", "not a whole number"), ("period.from", "in the past")]
    {
        assert!(answer.body.contains(&format!("href=\"#field-{field}\"")), "{field}");
        assert!(answer.body.contains(message), "{message}");
    }
    let page = scraper::Html::parse_document(&answer.body);
    for (name, value) in &form {
        let field = scraper::Selector::parse(&format!("[name=\"{name}\"]")).expect("a selector");
        let kept = page.select(&field).any(|element| match element.value().name() {
            "textarea" => element.text().collect::<String>().trim() == value,
            "select" => {
                let chosen = scraper::Selector::parse("option[selected]").expect("a selector");
                element.select(&chosen).any(|option| option.attr("value") == Some(value))
            }
            _ if matches!(element.attr("type"), Some("checkbox" | "radio")) => {
                element.attr("value") == Some(value) && element.attr("checked").is_some()
            }
            _ => element.attr("value") == Some(value),
        });
        assert!(kept, "{name} = {value} was lost");
    }
    assert!(served.desk().references().is_empty(), "nothing is stored");

    // Mended, and sent twice.
    let (first, second) =
        (served.post_form("/api/requests", &fitting_search()), served.post_form("/api/requests", &fitting_search()));
    assert_eq!((first.status, second.status), (303, 303));
    let reference = reference(&first.location.expect("a way on"));
    assert!(second.location.expect("a way on").ends_with(&reference));
    assert_eq!(served.desk().references(), [reference]);
}

#[test]
fn programs_send_json_and_get_problems_as_data() {
    let site = TestSite::small();
    let served = site.serve();
    let request = r#"{"form": "join", "language": "en",
        "organisation": {"name": "Example Town", "kind": "EPLUS-BODY-PUB-LOC", "country": "SE", "place": "Example"},
        "contact": {"name": "Contact Person", "email": "contact@example.org"},
        "motivation": "We would like to send our apprentices abroad.", "consent": true}"#;
    assert_eq!(served.post_json("/api/requests", request).status, 201);
    let refused = served.post_json("/api/requests", &request.replace("\"SE\"", "\"SX\""));
    assert_eq!((refused.status, refused.kind.as_str()), (422, "application/problem+json"));
    assert!(refused.body.contains("unknown-code") && refused.body.contains("organisation.country"), "{}", refused.body);
}

#[test]
fn all_three_forms_arrive() {
    let site = TestSite::small();
    let served = site.serve();
    let join =
        with(with(fitting_search(), "form", "join"), "motivation", "We would like to send our apprentices abroad.");
    let common = [
        "form",
        "language",
        "organisation.name",
        "organisation.kind",
        "organisation.country",
        "organisation.place",
        "contact.name",
        "contact.email",
        "consent",
        "motivation",
    ];
    let join: Vec<_> = join.into_iter().filter(|(name, _)| common.contains(&name.as_str())).collect();
    assert_eq!(served.post_form("/api/requests", &join).status, 303);

    let mut offer: Vec<_> = join.into_iter().filter(|(name, _)| name != "motivation").collect();
    offer = with(offer, "form", "offer-to-host");
    for (name, value) in [
        ("title", "Seen from the pier"),
        ("summary", "A second quay."),
        ("activities", "job-shadowing"),
        ("audiences", "teachers"),
        ("sectors", "104"),
        ("programme", "The pier, then the warehouse."),
        ("learning", "How it is done."),
        ("languages[0].code", "en"),
        ("languages[0].level", "B1"),
        ("group.min", "1"),
        ("group.max", "4"),
        ("duration.min", "2"),
        ("duration.max", "3"),
        ("windows[0].from", "2099-03-01"),
        ("windows[0].until", "2099-03-31"),
        ("costs", "Nothing."),
    ] {
        offer = with(offer, name, value);
    }
    let answer = served.post_form("/api/requests", &offer);
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(served.desk().references().len(), 2);
}

#[test]
fn what_was_acknowledged_is_there_after_a_restart() {
    let site = TestSite::small();
    let served = site.serve();
    let location = served.post_form("/api/requests", &fitting_search()).location.expect("a way on");
    // Dropping kills the server without a word, as a power cut would.
    drop(served);
    assert_eq!(site.serve().desk().references(), [reference(&location)]);
}
