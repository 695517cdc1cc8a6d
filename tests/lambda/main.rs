//! The function's binary as it is deployed, in processes of its own: it begins, serves events, good and bad, and ends.
//!
//! Run it as `tests/run` does:
//! ```sh
//! cargo build -p function --no-default-features --features lambda
//! MATCHMAKER_FUNCTION=target/debug/function cargo test -p tests --features lambda --test lambda
//! ```

mod running;
mod runtime_api;
mod table;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};

use running::Running;
use runtime_api::What;

const EVENT: &str = include_str!("../../function/tests/events/http-api-2.0.json");
const EVENTS: [(&str, &str); 4] = [
    ("HTTP API, format 2.0", EVENT),
    ("HTTP API, format 2.0, a stage", include_str!("../../function/tests/events/http-api-2.0-stage.json")),
    ("HTTP API, format 1.0, a stage", include_str!("../../function/tests/events/http-api-1.0-stage.json")),
    ("REST API", include_str!("../../function/tests/events/rest-api-1.0.json")),
];

fn event() -> Value {
    serde_json::from_str(EVENT).expect("an event")
}

fn changed(pointer: &str, value: impl Into<Value>) -> Value {
    let mut event = event();
    *event.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} in the event")) = value.into();
    event
}

/// The event with another body.
fn with_body(body: &str) -> Value {
    changed("/body", BASE64.encode(body))
}

fn get(path: &str) -> Value {
    let mut event = changed("/rawPath", path);
    event["requestContext"]["http"]["method"] = "GET".into();
    event["body"] = Value::Null;
    event
}

/// The form of the event, with one of its values replaced.
fn form_with(name: &str, value: &str) -> String {
    let body = BASE64.decode(event()["body"].as_str().expect("a body")).expect("base64");
    let body = String::from_utf8(body).expect("UTF-8");
    let pairs = body.split('&').map(|pair| match pair.split_once('=') {
        Some((known, _)) if known == name => format!("{name}={value}"),
        _ => pair.to_owned(),
    });
    pairs.collect::<Vec<_>>().join("&")
}

#[test]
fn a_form_is_put_once_whatever_gateway_brings_it_and_its_page_is_found() {
    let function = Running::start();
    let mut location = String::new();
    for (gateway, text) in EVENTS {
        let answer = function.answer(&serde_json::from_str(text).expect("an event"));
        assert_eq!(answer["statusCode"], 303, "{gateway}: {answer}\n{}", function.words());
        let [single, multiple] = [&answer["headers"]["location"], &answer["multiValueHeaders"]["location"][0]];
        single.as_str().or(multiple.as_str()).expect("an address").clone_into(&mut location);
    }
    assert_eq!(function.table.count(), 1);
    let page = function.answer(&get(&location));
    let reference = location.rsplit('/').next().expect("a reference");
    assert_eq!(page["statusCode"], 200, "{location}");
    assert!(page["body"].as_str().is_some_and(|body| body.contains(reference)), "{page}");
}

#[test]
fn an_invalid_form_comes_back_filled_and_a_dead_table_loses_nothing_typed() {
    let mut function = Running::start();
    let invalid = function.answer(&with_body(&form_with("goal", "Too+short")));
    assert_eq!(invalid["statusCode"], 422);
    assert!(invalid["body"].as_str().is_some_and(|body| body.contains("Too short</textarea>")), "{invalid}");
    function.table.stop();
    let unsaved = function.answer(&event());
    assert_eq!(unsaved["statusCode"], 503, "{unsaved}");
    assert!(unsaved["body"].as_str().is_some_and(|body| body.contains("Example School Group")), "{unsaved}");
    assert!(function.words().contains("\"Unavailable\":1"), "{}", function.words());
}

#[test]
fn health_is_told_without_a_table() {
    let mut function = Running::start();
    function.table.stop();
    let answer = function.answer(&get("/prod/api/health"));
    assert_eq!(answer["statusCode"], 404, "a stage that the event does not name is no stage");
    let answer = function.answer(&get("/api/health"));
    let health: Value = serde_json::from_str(answer["body"].as_str().expect("a text")).expect("JSON");
    assert_eq!((&health["status"], &health["site"]["languages"]), (&json!("ok"), &json!(["en"])));
}

/// With `panic = "abort"` the first of these would end the process.
#[test]
fn hostile_events_are_answered_or_reported_and_the_next_event_is_served() {
    let function = Running::start();
    let mut large = event();
    large["body"] = BASE64.encode(vec![b'x'; 4_400_000]).into();
    let hostile = [
        ("invalid base64", changed("/body", "%%%").to_string(), 400),
        ("an invalid host", changed("/headers/host", "a b\\c:99999").to_string(), 400),
        ("a query outside of ASCII", changed("/rawQueryString", "q=größe\u{0}").to_string(), 400),
        ("a path of 70 kB", changed("/rawPath", format!("/{}", "x".repeat(70_000))).to_string(), 400),
        ("no context", changed("/requestContext", Value::Null).to_string(), 400),
        ("an empty object", "{}".to_owned(), 400),
        ("null", "null".to_owned(), 400),
        ("6 MB", large.to_string(), 413),
        ("brackets without end", format!("{{\"a\":{}1{}}}", "[".repeat(100), "]".repeat(100)), 400),
        ("an address that is not there", get("/api/nothing").to_string(), 404),
    ];
    for (what, event, status) in hostile {
        match function.invoke(event) {
            What::Answered(answer) => {
                let answer: Value = serde_json::from_slice(&answer).expect("JSON");
                assert_eq!(answer["statusCode"], status, "{what}: {answer}");
            }
            other => panic!("{what}: {other:?}\n{}", function.words()),
        }
    }
    for (what, event) in [("not JSON", "{\"rawPath\": "), ("nothing", ""), ("depth", &"[".repeat(100_000))] {
        match function.invoke(event) {
            What::Failed(report) => assert!(report.starts_with(b"{\"errorType\""), "{what}: {report:?}"),
            other => panic!("{what}: {other:?}"),
        }
    }
    assert_eq!(function.answer(&event())["statusCode"], 303, "{}", function.words());
    assert_eq!(function.table.count(), 1);
}

#[test]
fn a_signal_to_stop_ends_it_well() {
    let mut function = Running::start();
    function.signal("-TERM");
    assert_eq!(function.end().code(), Some(0), "{}", function.words());
}

#[test]
fn what_it_needs_and_has_not_got_is_reported_before_the_first_event() {
    let empty = tempfile::tempdir().expect("a folder");
    type Change = Box<dyn FnOnce(&mut std::process::Command)>;
    let folder = empty.path().to_owned();
    let cases: [(&str, &str, Change); 4] = [
        (
            "Function.Configuration",
            "MATCHMAKER_SITE is not set",
            Box::new(|command| _ = command.env_remove("MATCHMAKER_SITE")),
        ),
        ("Function.Site", "vocabulary.json", Box::new(move |command| _ = command.env("MATCHMAKER_SITE", folder))),
        (
            "Function.Configuration",
            "MATCHMAKER_TABLE is not set",
            Box::new(|command| _ = command.env_remove("MATCHMAKER_TABLE")),
        ),
        (
            "Function.Configuration",
            "MATCHMAKER_REFERENCE_KEY is not set",
            Box::new(|command| _ = command.env_remove("MATCHMAKER_REFERENCE_KEY")),
        ),
    ];
    for (kind, words, change) in cases {
        let mut function = Running::start_with(change);
        match function.hear() {
            What::NotBegun(told, body) => {
                let body: Value = serde_json::from_slice(&body).expect("JSON");
                assert_eq!((told.as_str(), &body["errorType"]), (kind, &kind.into()));
                assert!(body["errorMessage"].as_str().is_some_and(|text| text.contains(words)), "{body}");
            }
            other => panic!("{kind}: {other:?}"),
        }
        assert_eq!(function.end().code(), Some(1));
        assert!(function.words().contains(words), "the log says it too: {}", function.words());
    }
    let mut elsewhere = Running::start_with(|command| _ = command.env_remove("AWS_LAMBDA_RUNTIME_API"));
    assert_eq!(elsewhere.end().code(), Some(1));
    assert!(elsewhere.words().contains("AWS_LAMBDA_RUNTIME_API is not set"), "{}", elsewhere.words());
}

#[test]
fn nothing_of_a_sender_is_in_its_words() {
    const MARK: &str = "zyxmark";
    let mut function = Running::start();
    let marked_everywhere = {
        let mut event = event();
        for pointer in ["/rawQueryString", "/headers/user-agent", "/headers/referer", "/headers/x-forwarded-for"] {
            *event.pointer_mut(pointer).expect(pointer) = MARK.into();
        }
        event["headers"][MARK] = MARK.into();
        event["cookies"] = json!([MARK]);
        event["requestContext"]["http"]["sourceIp"] = MARK.into();
        event["requestContext"]["http"]["userAgent"] = MARK.into();
        event
    };
    let with = |pointer: &str, value: &str| {
        let mut event = marked_everywhere.clone();
        *event.pointer_mut(pointer).expect(pointer) = value.into();
        event
    };
    let form = form_with("contact.name", MARK) + "&" + MARK + "=" + MARK;
    let every_value = form_with("", "").replace('=', &format!("={MARK}"));
    let mut events = vec![
        marked_everywhere.to_string(),
        with("/body", &BASE64.encode(form_with("contact.name", MARK))).to_string(),
        with("/body", &BASE64.encode(form)).to_string(),
        with("/body", &BASE64.encode(every_value)).to_string(),
        with("/body", &BASE64.encode("%zyxmark")).to_string(),
        with("/body", "zyxmark!").to_string(),
        with("/rawPath", "/zyxmark").to_string(),
        with("/rawPath", &format!("/{}", MARK.repeat(10_000))).to_string(),
        with("/rawQueryString", "zyxmark ü\u{0}").to_string(),
        with("/headers/host", "zyxmark zyxmark").to_string(),
        with("/requestContext/http/method", "ZYXMARK").to_string(),
        with("/headers/content-type", MARK).to_string(),
        with("/version", MARK).to_string(),
        "{\"zyxmark\": \"zyxmark\", zyxmark".to_owned(),
        "\"zyxmark\"".to_owned(),
        "{\"requestContext\": \"zyxmark\", \"httpMethod\": \"zyxmark\"}".to_owned(),
    ];
    for kind in ["{\"zyxmark\": \"zyxmark\"}", "{\"form\": \"zyxmark\"", "[\"zyxmark\"]"] {
        let mut event = with("/body", &BASE64.encode(kind));
        event["headers"]["content-type"] = "application/json".into();
        events.push(event.to_string());
    }
    for event in &events {
        function.invoke(event.as_str());
    }
    function.table.stop();
    function.invoke(events[1].as_str());
    let words = function.words();
    let lines = words.lines().filter(|line| line.contains("\"route\"")).count();
    assert!(lines >= events.len() - 1, "each is told: {words}");
    assert!(!words.to_lowercase().contains(MARK), "{words}");
    assert!(!words.contains("203.0.113") && !words.contains("198.51.100"), "no address: {words}");
}
