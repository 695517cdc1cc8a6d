//! Events of API Gateway, as its documentation shows them, through the very router that also answers on one machine.

use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use function::lambda::answer;
use lambda_http::lambda_runtime::{Context, LambdaEvent};
use serde_json::value::to_raw_value;
use serde_json::{Value, json};
use store::{CaseStore, Filter};

use crate::support::{NOW, TestApp, encode, wish_with};

const HTTP_API: &str = include_str!("events/http-api-2.0.json");
const HTTP_API_WITH_STAGE: &str = include_str!("events/http-api-2.0-stage.json");
const HTTP_API_1_0_WITH_STAGE: &str = include_str!("events/http-api-1.0-stage.json");
const REST_API: &str = include_str!("events/rest-api-1.0.json");

fn event(text: &str) -> Value {
    serde_json::from_str(text).expect("an event")
}

/// The HTTP API's event with one member changed, named as JSON pointers name it.
fn changed(pointer: &str, value: Value) -> Value {
    let mut event = event(HTTP_API);
    *event.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} in the event")) = value;
    event
}

async fn invoke(app: &TestApp, event: &Value) -> Value {
    let payload = to_raw_value(event).expect("JSON");
    let answer = answer(app.submit(), LambdaEvent::new(payload, Context::default())).await;
    serde_json::from_str(answer.get()).expect("JSON")
}

/// A header of an answer in either format.
fn header<'a>(answer: &'a Value, name: &str) -> &'a str {
    let single = &answer["headers"][name];
    let multiple = &answer["multiValueHeaders"][name][0];
    single.as_str().or(multiple.as_str()).unwrap_or_default()
}

async fn how_many_are_stored(app: &TestApp) -> usize {
    app.store.list(&Filter::default(), None, NOW.parse().expect("a moment")).await.expect("a page").rows.len()
}

#[tokio::test]
async fn every_gateway_s_event_stores_the_form_and_leads_the_browser_to_an_address_without_a_stage() {
    for (gateway, text) in [
        ("HTTP API, format 2.0", HTTP_API),
        ("HTTP API, format 2.0, a stage", HTTP_API_WITH_STAGE),
        ("HTTP API, format 1.0, a stage", HTTP_API_1_0_WITH_STAGE),
        ("REST API", REST_API),
    ] {
        let app = TestApp::new();
        let answer = invoke(&app, &event(text)).await;
        assert_eq!(answer["statusCode"], 303, "{gateway}: {answer}");
        assert!(header(&answer, "location").starts_with("/api/requests/received/en/find-a-host/MM-"), "{gateway}");
        assert_eq!(header(&answer, "cache-control"), "no-store");
        assert_eq!(how_many_are_stored(&app).await, 1, "{gateway}");
    }
}

#[tokio::test]
async fn all_gateways_events_are_the_same_request() {
    let app = TestApp::new();
    for text in [HTTP_API, HTTP_API_WITH_STAGE, HTTP_API_1_0_WITH_STAGE, REST_API] {
        assert_eq!(invoke(&app, &event(text)).await["statusCode"], 303);
    }
    assert_eq!(how_many_are_stored(&app).await, 1);
}

#[tokio::test]
async fn an_invalid_form_comes_back_as_text_and_not_as_base64() {
    let app = TestApp::new();
    let body = encode(&wish_with(&[("goal", "Too short: « ñ »")]));
    let answer = invoke(&app, &changed("/body", BASE64.encode(body).into())).await;
    assert_eq!((&answer["statusCode"], &answer["isBase64Encoded"]), (&json!(422), &json!(false)));
    let page = answer["body"].as_str().expect("a page");
    assert!(page.contains("Too short: « ñ »</textarea>"), "{page}");
    assert!(header(&answer, "content-type").starts_with("text/html"));
}

#[tokio::test]
async fn a_program_gets_json() {
    let app = TestApp::new();
    let mut event = changed("/headers/accept", "application/json".into());
    assert_eq!(invoke(&app, &event).await["statusCode"], 201);
    event["body"] = BASE64.encode("form=join").into();
    let answer = invoke(&app, &event).await;
    assert_eq!((&answer["statusCode"], header(&answer, "content-type")), (&json!(422), "application/problem+json"));
    let problems: Value = serde_json::from_str(answer["body"].as_str().expect("a text")).expect("JSON");
    assert_eq!(problems["code"], "invalid");
}

#[tokio::test]
async fn health_tells_the_version_and_that_the_site_is_loaded() {
    let app = TestApp::new();
    let mut event = changed("/rawPath", "/api/health".into());
    event["requestContext"]["http"]["method"] = "GET".into();
    let answer = invoke(&app, &event).await;
    let health: Value = serde_json::from_str(answer["body"].as_str().expect("a text")).expect("JSON");
    assert_eq!(health["status"], "ok");
    assert_eq!(health["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(health["site"], json!({ "languages": ["en", "ca"], "open_offers": 1 }));
}

#[tokio::test]
async fn whatever_comes_is_answered_and_the_next_event_is_served() {
    let app = TestApp::new();
    let large = BASE64.encode(vec![b'x'; 6_000_000]);
    let hostile = [
        ("invalid base64", changed("/body", "%%%".into()), StatusCode::BAD_REQUEST),
        ("another host", changed("/headers/host", "a b\\c:99999".into()), StatusCode::BAD_REQUEST),
        ("a query outside of ASCII", changed("/rawQueryString", "q=größe\u{0}".into()), StatusCode::BAD_REQUEST),
        ("a path of 70 kB", changed("/rawPath", format!("/{}", "x".repeat(70_000)).into()), StatusCode::BAD_REQUEST),
        ("a path that is none", changed("/rawPath", ":x".into()), StatusCode::BAD_REQUEST),
        ("a method of its own", changed("/requestContext/http/method", "BREW".into()), StatusCode::METHOD_NOT_ALLOWED),
        ("no method", changed("/requestContext/http", json!({})), StatusCode::BAD_REQUEST),
        ("no context", changed("/requestContext", Value::Null), StatusCode::BAD_REQUEST),
        ("headers that are none", changed("/headers", json!({ "a\nb": "c" })), StatusCode::BAD_REQUEST),
        ("an empty object", json!({}), StatusCode::BAD_REQUEST),
        ("null", Value::Null, StatusCode::BAD_REQUEST),
        ("a text", "event".into(), StatusCode::BAD_REQUEST),
        ("6 MB", changed("/body", large.into()), StatusCode::PAYLOAD_TOO_LARGE),
        ("an address that is not there", changed("/rawPath", "/api/other".into()), StatusCode::NOT_FOUND),
    ];
    for (what, event, status) in hostile {
        let answer = invoke(&app, &event).await;
        assert_eq!(answer["statusCode"], status.as_u16(), "{what}: {answer:.300}");
        assert_eq!(how_many_are_stored(&app).await, 0, "{what}");
    }
    assert_eq!(invoke(&app, &event(HTTP_API)).await["statusCode"], 303);
}
