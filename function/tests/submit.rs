//! The submit route: every outcome, as a browser and as a program sees it. Long, because the table of outcomes is.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use domain::case::{Reference, Status};
use domain::request::Suspicion;
use serde_json::json;
use store::{CaseStore, Filter, Summary};

use crate::support::{Answer, TestApp, encode, now, post, post_form, post_json, send, wish_as_json, wish_with};

const FORM: &str = "application/x-www-form-urlencoded";
const HTML: &str = "text/html";
const JSON: &str = "application/json";

async fn stored(app: &TestApp) -> Vec<Summary> {
    app.store.list(&Filter::default(), None, now()).await.expect("a page").rows
}

async fn get(router: &Router, address: &str, accept: &str) -> Answer {
    let request = Request::get(address).header("accept", accept).body(Body::empty());
    send(router, request.expect("a request")).await
}

#[tokio::test]
async fn a_stored_form_leads_to_a_page_with_its_reference() {
    let app = TestApp::new();
    let answer = post_form(&app.submit(), &wish_with(&[("language", "ca")])).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let address = answer.header("location");
    let reference = address.strip_prefix("/api/requests/received/ca/find-a-host/").expect("the address of the page");
    let page = get(&app.submit(), address, HTML).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains(&format!("<strong data-reference>{reference}</strong>")));
    assert!(page.body.contains("lang=\"ca\""));
    let rows = stored(&app).await;
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].reference.as_str(), rows[0].status), (reference, Status::New));
}

#[tokio::test]
async fn a_stored_document_gets_201_and_its_reference() {
    let app = TestApp::new();
    let answer = post_json(&app.submit(), &wish_as_json()).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let reference = answer.json()["reference"].as_str().map(str::to_owned).expect("a reference");
    assert_eq!(answer.header("location"), format!("/api/requests/received/en/find-a-host/{reference}"));
    assert_eq!(stored(&app).await[0].reference.as_str(), reference);
}

#[tokio::test]
async fn the_same_again_gets_the_same_answer_and_is_stored_once() {
    let app = TestApp::new();
    let router = app.submit();
    let fields = wish_with(&[]);
    let (first, second) = tokio::join!(post_form(&router, &fields), post_form(&router, &fields));
    assert_eq!((first.status, second.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
    assert_eq!(first.header("location"), second.header("location"));
    // The form and the document say the same, so they are the same.
    let third = post_json(&router, &wish_as_json()).await;
    assert_eq!(third.status, StatusCode::CREATED, "nobody learns that it was sent before");
    assert!(first.header("location").ends_with(third.json()["reference"].as_str().expect("a reference")));
    assert_eq!(stored(&app).await.len(), 1);
}

#[tokio::test]
async fn a_key_tells_two_equal_documents_apart() {
    let app = TestApp::new();
    let router = app.submit();
    let with_key = |key: &str| {
        let request = Request::post("/api/requests").header("content-type", JSON).header("idempotency-key", key);
        request.body(Body::from(wish_as_json().to_string())).expect("a request")
    };
    assert_eq!(send(&router, with_key("one")).await.status, StatusCode::CREATED);
    assert_eq!(send(&router, with_key("one")).await.status, StatusCode::CREATED);
    assert_eq!(send(&router, with_key("two")).await.status, StatusCode::CREATED);
    assert_eq!(stored(&app).await.len(), 2);
    for bad in [String::new(), "k".repeat(201), "one\ttwo".to_owned()] {
        let answer = send(&router, with_key(&bad)).await;
        assert_eq!((answer.status, &answer.json()["code"]), (StatusCode::BAD_REQUEST, &json!("malformed")));
    }
}

#[tokio::test]
async fn three_mistakes_come_back_with_all_that_was_typed_and_three_links() {
    let app = TestApp::new();
    let fields = wish_with(&[
        ("goal", "Too <b>short</b>"),
        ("contact.email", "anna@home"),
        ("languages[0].code", ""),
        ("organisation.place", "Ghent \"Gand\" & more"),
        ("elapsed", "42000"),
        ("offer", "lace-week"),
        ("minors", "on"),
    ]);
    let answer = post_form(&app.submit(), &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.header("content-type").starts_with("text/html"));
    assert!(answer.body.contains("<title data-problem-title=\"Please check:\">Please check: Find a host</title>"));

    assert!(answer.shows("data-problems"));
    let links: Vec<&str> = answer.body.match_indices("<li>").map(|(at, _)| &answer.body[at..]).collect();
    assert_eq!(links.len(), 3, "{}", answer.body);
    assert!(
        links[0].starts_with("<li><a href=\"#field-contact.email\">E-mail: This is not an e-mail address.</a></li>")
    );
    assert!(
        links[1]
            .starts_with("<li><a href=\"#field-goal\">Goal: At least 20 characters, please: you wrote 16.</a></li>")
    );
    assert!(
        links[2].starts_with("<li><a href=\"#field-languages%5B0%5D.code\">Language: Please fill this in.</a></li>")
    );

    assert!(answer.shows("data-problem=\"goal\""));
    assert!(!answer.shows("data-problem=\"days\""));
    assert!(answer.tag("id=\"field-goal\"").contains("aria-invalid=\"true\""));
    assert!(!answer.tag("id=\"field-days\"").contains("aria-invalid"));

    assert!(answer.body.contains("rows=\"6\" aria-invalid=\"true\">Too &lt;b&gt;short&lt;/b&gt;</textarea>"));
    assert!(answer.tag("id=\"field-organisation.place\"").contains("value=\"Ghent &quot;Gand&quot; &amp; more\""));
    assert!(answer.tag("id=\"field-contact.email\"").contains("value=\"anna@home\""));
    assert!(answer.tag("value=\"BE\"").contains("selected"));
    assert!(!answer.tag("name=\"organisation.country\"").contains("selected"));
    assert!(answer.tag("value=\"teachers\"").contains("checked"));
    assert!(!answer.tag("value=\"learners\"").contains("checked"));
    assert!(answer.tag("name=\"minors\"").contains("checked"));
    assert!(answer.tag("name=\"consent\"").contains("checked"));
    assert!(answer.tag("id=\"field-offer\"").contains("value=\"lace-week\""));
    assert!(answer.tag("name=\"elapsed\"").contains("value=\"\""), "a new page measures anew");
    assert!(stored(&app).await.is_empty());
}

#[tokio::test]
async fn problems_are_told_in_the_readers_language() {
    let app = TestApp::new();
    let fields = wish_with(&[("language", "ca"), ("organisation.name", "")]);
    let page = post_form(&app.submit(), &fields).await;
    assert!(page.body.contains("<html lang=\"ca\">") && page.body.contains("Ompliu aquest camp."));
    let mut document = wish_as_json();
    document["language"] = json!("ca");
    document["contact"]["email"] = json!(null);
    let answer = post_json(&app.submit(), &document).await;
    assert_eq!(answer.json()["problems"][0]["message"], "Ompliu aquest camp.");
}

#[tokio::test]
async fn a_program_gets_every_problem_with_field_code_and_message() {
    let app = TestApp::new();
    let mut document = wish_as_json();
    document["days"] = json!("three");
    document["goal"] = json!("short");
    document["colour"] = json!("green");
    let answer = post_json(&app.submit(), &document).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let problem = answer.json();
    assert_eq!((&problem["status"], &problem["code"]), (&json!(422), &json!("invalid")));
    assert_eq!(
        problem["problems"],
        json!([
            {
                "field": "goal", "code": "too-short",
                "message": "At least 20 characters, please: you wrote 5.",
                "detail": "this text has 5 characters; at least 20 are needed"
            },
            {
                "field": "days", "code": "wrong-type",
                "message": "Please check this.", "detail": "expected a whole number, found a text"
            },
            {
                "field": "colour", "code": "unknown-key",
                "message": "Please check this.", "detail": "unknown key `colour`"
            }
        ])
    );
}

#[tokio::test]
async fn a_problem_without_a_place_on_the_page_stands_in_the_list_without_a_link() {
    let app = TestApp::new();
    let fields = wish_with(&[("colour", "<script>"), ("audiences", "clowns")]);
    let answer = post_form(&app.submit(), &fields).await;
    assert!(answer.body.contains("<li>Please check this.</li>"));
    assert!(answer.body.contains("<li><a href=\"#field-audiences\">Please check this.</a></li>"));
    assert!(answer.shows("data-problem=\"audiences\""));
    assert!(!answer.body.contains("<script>"));
}

#[tokio::test]
async fn a_form_of_no_known_name_is_told_so() {
    let app = TestApp::new();
    let answer = post_json(&app.submit(), &json!({ "form": "find-a-hose" })).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.json()["problems"][0]["field"], "form");
    let page = post_form(&app.submit(), &[("language", "ca")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.shows("data-outcome=\"unknown-form\"") && page.body.contains("lang=\"ca\""));
}

#[tokio::test]
async fn a_body_of_just_the_right_size_is_read() {
    let app = TestApp::new();
    let mut body = encode(&wish_with(&[]));
    body.push_str("&support.note=");
    body.push_str(&"a".repeat(web::body::MAX_BYTES - body.len()));
    let answer = post(&app.submit(), FORM, HTML, body).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "the note is too long, the body is not");
    assert!(answer.body.contains(&"a".repeat(60_000)));
}

#[tokio::test]
async fn the_longest_offer_fits_in_any_alphabet() {
    let app = TestApp::new();
    // A Georgian letter takes nine bytes in a form: no letter of a living language takes more.
    let text = |length: usize| "\u{10d0}".repeat(length);
    let (line, summary, paragraph, page) = (text(160), text(300), text(1_200), text(6_000));
    let fields = [
        ("form", "offer-to-host"),
        ("language", "en"),
        ("organisation.name", &line),
        ("organisation.kind", "EPLUS-EDU-VOC-SEC"),
        ("organisation.country", "BE"),
        ("organisation.place", "Ghent"),
        ("contact.name", "Anna Peeters"),
        ("contact.role", &line),
        ("contact.email", "anna@example.org"),
        ("title", &line),
        ("summary", &summary),
        ("activities", "job-shadowing"),
        ("audiences", "teachers"),
        ("sectors", "07"),
        ("programme", &page),
        ("learning", &paragraph),
        ("languages[0].code", "en"),
        ("languages[0].level", "B2"),
        ("group.min", "1"),
        ("group.max", "4"),
        ("duration.min", "2"),
        ("duration.max", "5"),
        ("windows[0].from", "2027-03-01"),
        ("windows[0].until", "2027-05-31"),
        ("costs", &paragraph),
        ("minors", "on"),
        ("safeguarding", &paragraph),
        ("support.note", &paragraph),
        ("consent", "on"),
    ];
    let answer = post_form(&app.submit(), &fields).await;
    // The same long line is everywhere, which looks like a robot's: stored all the same.
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

#[tokio::test]
async fn a_page_that_can_t_tell_its_language_has_that_of_the_page_before() {
    let app = TestApp::new();
    let request = Request::post("/api/requests")
        .header("content-type", "text/plain")
        .header("accept", HTML)
        .header("accept-language", "en")
        .header("referer", "https://matchmaking.example/ca/find-a-host/?offer=x");
    let answer = send(&app.submit(), request.body(Body::empty()).expect("a request")).await;
    assert!(answer.body.contains("lang=\"ca\""));
}

#[tokio::test]
async fn an_unreachable_store_saves_nothing_and_loses_nothing_typed() {
    let app = TestApp::new();
    let router = app.submit_without_store();
    let page = post_form(&router, &wish_with(&[])).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(!page.header("retry-after").is_empty());
    assert!(page.shows("data-outcome=\"unavailable\"") && !page.shows("data-problems"));
    assert!(page.body.contains(">Please check: Find a host</title>"), "the first words that a screen reader says");
    assert!(page.body.contains("We want to see how apprentices learn"));
    assert!(page.tag("value=\"B2\"").contains("selected"));
    let answer = post_json(&router, &wish_as_json()).await;
    assert_eq!((answer.status, &answer.json()["code"]), (StatusCode::SERVICE_UNAVAILABLE, &json!("unavailable")));
    assert!(!answer.header("retry-after").is_empty());
}

#[tokio::test]
async fn what_looks_like_a_robots_is_kept_apart_and_answered_like_any_other() {
    let app = TestApp::new();
    let router = app.submit();
    let links = format!("We would like to see {}all of these places.", "https://prize.example ".repeat(7));
    for (name, value, suspicion) in [
        ("subject_line_two", "cheap watches", Suspicion::Honeypot),
        ("subject_line_two", "two\nlines and a \u{0}", Suspicion::Honeypot),
        ("elapsed", "1200", Suspicion::TooFast),
        ("elapsed", "-1", Suspicion::ImpossibleTime),
        ("elapsed", "soon", Suspicion::ImpossibleTime),
        ("contact.name", "Win at https://prize.example", Suspicion::LinkInName),
        ("support.note", &links, Suspicion::TooManyLinks),
        ("support.note", "www.prize.example", Suspicion::OnlyLinks),
        ("support.note", "[url=x]prize[/url]", Suspicion::Markup),
        ("support.note", "A goal that is long enough", Suspicion::SameText),
    ] {
        let mut goal = format!("A goal that is long enough, with {name} as {value:?}.");
        let mut changes = vec![(name, value)];
        if suspicion == Suspicion::SameText {
            value.clone_into(&mut goal);
            changes.push(("organisation.place", value));
        }
        if suspicion == Suspicion::TooManyLinks || suspicion == Suspicion::Markup {
            goal.truncate(50);
        }
        changes.push(("goal", &goal));
        let answer = post_form(&router, &wish_with(&changes)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{suspicion:?}");
        let reference = answer.header("location").rsplit('/').next().and_then(Reference::parse).expect("a reference");
        let record = app.store.get(&reference, now()).await.expect("an answer").expect("a record");
        assert_eq!(record.status, Status::SuspectedSpam, "{suspicion:?}");
        assert_eq!(record.submission.suspicions, [suspicion]);
    }
    let patient = post_form(&router, &wish_with(&[("elapsed", "90000")])).await;
    assert_eq!(patient.status, StatusCode::SEE_OTHER);
    assert_eq!(stored(&app).await.iter().filter(|row| row.status == Status::New).count(), 1);
}

#[tokio::test]
async fn only_open_offers_can_be_asked_for() {
    let app = TestApp::new();
    let open = post_form(&app.submit(), &wish_with(&[("offer", "lace-week")])).await;
    assert_eq!(open.status, StatusCode::SEE_OTHER);
    let ended = post_form(&app.submit(), &wish_with(&[("offer", "last-year")])).await;
    assert_eq!(ended.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(ended.shows("data-problem=\"offer\""));
}

#[tokio::test]
async fn an_offer_is_carried_into_the_form_without_script() {
    let app = TestApp::new();
    let page = get(&app.submit(), "/api/requests/ask/ca/lace-week", HTML).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("lang=\"ca\""));
    assert!(page.body.contains("name=\"offer\" value=\"lace-week\""), "{}", page.body);
    assert!(page.body.contains("name=\"form\" value=\"find-a-host\""));
    let ended = get(&app.submit(), "/api/requests/ask/en/last-year", HTML).await;
    assert_eq!(ended.status, StatusCode::NOT_FOUND);
    assert!(ended.body.contains("<a href=\"#field-offer\">"), "{}", ended.body);
    assert_eq!(get(&app.submit(), "/api/requests/ask/xx/lace-week", HTML).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_page_of_a_reference_shows_nothing_else() {
    let app = TestApp::new();
    let router = app.submit();
    for wrong in ["en/find-a-host/MM-1", "xx/join/MM-7K3M-9QPD-2XWV", "en/apply/MM-7K3M-9QPD-2XWV", "en/join/%3Cb%3E"] {
        let answer = get(&router, &format!("/api/requests/received/{wrong}"), HTML).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    let known_shape = get(&router, "/api/requests/received/en/join/mm-7k3m-9qpd-2xwv", HTML).await;
    assert!(known_shape.body.contains("MM-7K3M-9QPD-2XWV"));
}

#[tokio::test]
async fn reading_requests_is_not_allowed_and_health_is() {
    let app = TestApp::new();
    let answer = get(&app.submit(), "/api/requests", JSON).await;
    assert_eq!((answer.status, answer.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "POST,OPTIONS"));
    let health = get(&app.submit(), "/api/health", JSON).await;
    let site = json!({ "languages": ["en", "ca"], "open_offers": 1 });
    assert_eq!(
        (health.status, &health.json()["status"], &health.json()["site"]),
        (StatusCode::OK, &json!("ok"), &site)
    );
}

#[tokio::test]
async fn health_tells_that_requests_can_not_be_stored_and_recovers_by_itself() {
    let app = TestApp::new();
    let router = app.submit();
    let (here, away) = (app.folder().join("store"), app.folder().join("away"));
    assert_eq!(get(&router, "/api/health", JSON).await.json()["store"], "ok");
    let wait_for = async |status: StatusCode| {
        let reached = async {
            loop {
                let health = get(&router, "/api/health", JSON).await;
                if health.status == status {
                    return health.json();
                }
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
        };
        // Ten seconds are no measure of anything: they only end a test that fails.
        tokio::time::timeout(std::time::Duration::from_secs(10), reached).await.expect("it is told")
    };
    std::fs::rename(&here, &away).expect("a store that is gone");
    let health = wait_for(StatusCode::SERVICE_UNAVAILABLE).await;
    assert_eq!((&health["status"], &health["version"]), (&json!("failing"), &json!(env!("CARGO_PKG_VERSION"))));
    assert_eq!(post_form(&router, &wish_with(&[])).await.status, StatusCode::SERVICE_UNAVAILABLE);
    std::fs::rename(&away, &here).expect("a store that is back");
    assert_eq!(wait_for(StatusCode::OK).await["status"], "ok");
    assert_eq!(post_form(&router, &wish_with(&[])).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_store_that_can_only_be_put_to_is_told_by_the_last_put() {
    let app = TestApp::new();
    let router = app.submit_without_store();
    let health = get(&router, "/api/health", JSON).await;
    assert_eq!(health.status, StatusCode::OK);
    assert!(health.json()["store"].as_str().is_some_and(|text| text.starts_with("not known")));
    post_form(&router, &wish_with(&[])).await;
    let health = get(&router, "/api/health", JSON).await;
    assert_eq!((health.status, &health.json()["status"]), (StatusCode::SERVICE_UNAVAILABLE, &json!("failing")));
}

#[tokio::test]
async fn every_answer_bears_the_protecting_headers() {
    let app = TestApp::new();
    let router = app.submit();
    let answers = [
        post_form(&router, &wish_with(&[])).await,
        post_form(&router, &wish_with(&[("goal", "")])).await,
        post(&router, "text/plain", JSON, "x").await,
        get(&router, "/api/requests", HTML).await,
        get(&router, "/api/health", JSON).await,
    ];
    for answer in answers {
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        let policy = "default-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";
        assert_eq!(answer.header("content-security-policy"), policy);
    }
}

#[tokio::test]
async fn the_form_shows_the_offer_that_is_asked_about_and_begins_with_its_kind() {
    let app = TestApp::new();
    let page = get(&app.submit(), "/api/requests/ask/en/lace-week", HTML).await;
    assert_eq!(page.status, StatusCode::OK);
    for shown in [
        "<a href=\"/en/offers/lace-week/\" data-asked-link>Lace by hand</a>",
        "<p data-asked-part=\"group\">2–6 people</p>",
        "<p data-asked-part=\"windows\">1 March – 30 April 2027</p>",
        "<p data-demonstration>Invented.</p>",
        "<option value=\"job-shadowing\" selected=\"\">",
    ] {
        assert!(page.body.contains(shown), "{shown} in {}", page.body);
    }
    let plain = post_form(&app.submit(), &[("form", "find-a-host"), ("language", "en")]).await;
    assert!(plain.body.contains("<section data-asked hidden>"), "{}", plain.body);
}

#[tokio::test]
async fn what_does_not_fit_the_offer_is_told_once_and_can_be_sent_all_the_same() {
    let app = TestApp::new();
    let wish = |changes: &[(&'static str, &'static str)]| {
        let asked = [("offer", "lace-week"), ("participants", "30"), ("minors", "on")];
        wish_with(&asked.into_iter().chain(changes.iter().copied()).collect::<Vec<_>>())
    };
    let told = post_form(&app.submit(), &wish(&[])).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    for shown in [
        "<li><a href=\"#field-participants\">You are 30; the host receives 2–6 people.</a></li>",
        "<li><a href=\"#field-minors\">Nobody under 18.</a></li>",
        "<input type=\"hidden\" name=\"unfit\" value=\"group,minors\">",
        "value=\"School of Crafts\"",
    ] {
        assert!(told.body.contains(shown), "{shown} in {}", told.body);
    }
    assert_eq!(stored(&app).await.len(), 0);

    // Another condition that is not met is news.
    let more = [("unfit", "group,minors"), ("period.from", "2027-05-01")];
    assert_eq!(post_form(&app.submit(), &wish(&more)).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sent = post_form(&app.submit(), &wish(&[("unfit", "group,minors")])).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert_eq!(stored(&app).await.len(), 1);
    // A program has no page to be told on.
    assert!(post(&app.submit(), FORM, JSON, encode(&wish(&[]))).await.status.is_success());
}

#[tokio::test]
async fn the_page_after_sending_speaks_of_its_own_form_and_of_demonstrations() {
    let app = TestApp::new();
    let sent = post_form(&app.submit(), &wish_with(&[("offer", "lace-week")])).await;
    let address = sent.header("location").to_owned();
    let thanks = get(&app.submit(), &address, HTML).await;
    assert!(thanks.body.contains("<div data-of-form=\"find-a-host\"><p data-demonstration>"), "{}", thanks.body);
    let joined = get(&app.submit(), "/api/requests/received/en/join/MM-7K3M-9QPD-2XWV", HTML).await;
    assert!(joined.body.contains("<div data-of-form=\"join\">You are invited."), "{}", joined.body);
    assert!(joined.body.contains("<div data-of-form=\"find-a-host\" hidden>"), "{}", joined.body);
}

#[tokio::test]
async fn choices_from_the_lists_are_filled_into_the_form_and_nothing_else() {
    let app = TestApp::new();
    let query =
        "activity=job-shadowing&languages%5B0%5D.code=ca&period.from=2027-03-01&period.until=soon&contact.name=Eve";
    let page = get(&app.submit(), &format!("/api/requests/ask/en?{query}"), HTML).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("<option value=\"job-shadowing\" selected=\"\">"), "{}", page.body);
    assert!(page.body.contains("<option value=\"ca\" selected=\"\">"), "{}", page.body);
    assert!(page.body.contains("value=\"2027-03-01\""), "{}", page.body);
    assert!(!page.body.contains("soon") && !page.body.contains("Eve"), "{}", page.body);
    assert_eq!(
        get(&app.submit(), "/api/requests/ask/xx?activity=job-shadowing", HTML).await.status,
        StatusCode::NOT_FOUND
    );
}
