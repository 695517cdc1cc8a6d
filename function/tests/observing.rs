//! What is told about requests: one line each, with the figures that CloudWatch reads, and nothing that a sender wrote.

use std::collections::BTreeSet;
use std::io;
use std::process::Command;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{Request, StatusCode};
use domain::case::Submission;
use function::observe::json::JsonLines;
use function::observe::log_panics_by_place;
use function::{SubmitState, submit_router};
use jiff::Timestamp;
use serde_json::Value;
use store::{Deadlines, InsertOutcome, StoreFuture, SubmissionSink};

use crate::support::{TestApp, listen_everywhere, post, post_form, post_json, send, wish_as_json, wish_with};

/// Lines as they were written.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Lines {
    fn read(&self) -> Vec<Value> {
        let text = String::from_utf8(self.0.lock().expect("lines").clone()).expect("UTF-8");
        text.lines().map(|line| serde_json::from_str(line).expect("a line is one JSON object")).collect()
    }
}

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("lines").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Lines of this thread, from now on.
fn listen() -> (Lines, tracing::subscriber::DefaultGuard) {
    listen_everywhere();
    let lines = Lines::default();
    let guard = tracing::subscriber::set_default(JsonLines::new(lines.clone()));
    (lines, guard)
}

/// A store that breaks down and says whom it was about.
struct Panicking;

impl SubmissionSink for Panicking {
    fn put<'a>(&'a self, submission: &'a Submission, _deadlines: Deadlines) -> StoreFuture<'a, InsertOutcome> {
        Box::pin(async { panic!("can't put {}", serde_json::to_string(submission).expect("JSON")) })
    }

    fn spend<'a>(&'a self, token: &'a str, _until: Timestamp, _now: Timestamp) -> StoreFuture<'a, InsertOutcome> {
        Box::pin(async move { panic!("can't spend {token}") })
    }
}

/// The rules of CloudWatch's embedded metric format, as its documentation states them. Panics at what breaks one.
fn check_metrics(line: &Value) {
    let meta = &line["_aws"];
    assert!(meta["Timestamp"].as_u64().is_some_and(|moment| moment > 1_700_000_000_000), "milliseconds: {meta}");
    let directives = meta["CloudWatchMetrics"].as_array().expect("directives");
    assert!(!directives.is_empty());
    for directive in directives {
        let keys: BTreeSet<&str> = directive.as_object().expect("an object").keys().map(String::as_str).collect();
        assert_eq!(keys, BTreeSet::from(["Dimensions", "Metrics", "Namespace"]));
        let namespace = directive["Namespace"].as_str().expect("a namespace");
        assert!((1..=1024).contains(&namespace.len()) && !namespace.starts_with(':') && !namespace.starts_with("AWS/"));
        let sets = directive["Dimensions"].as_array().expect("sets of dimensions");
        assert!(!sets.is_empty());
        for set in sets {
            let set = set.as_array().expect("a set");
            assert!(set.len() <= 30);
            for dimension in set {
                let name = dimension.as_str().expect("a name");
                assert!((1..=250).contains(&name.len()));
                let value = line[name].as_str().expect("a dimension points to a text of the line");
                assert!((1..=1024).contains(&value.len()));
            }
        }
        let metrics = directive["Metrics"].as_array().expect("metrics");
        assert!((1..=100).contains(&metrics.len()));
        for metric in metrics {
            let name = metric["Name"].as_str().expect("a name");
            assert!((1..=1024).contains(&name.len()));
            assert!(matches!(metric["Unit"].as_str(), Some("Count" | "Milliseconds")));
            assert!(line[name].is_number(), "a metric points to a number of the line: {name}");
        }
    }
}

#[tokio::test]
async fn each_request_is_one_line_with_its_figures() {
    let (lines, guard) = listen();
    let app = TestApp::new();
    let router = app.submit();
    post_form(&router, &wish_with(&[])).await;
    post_form(&router, &wish_with(&[])).await;
    post_form(&router, &wish_with(&[("goal", "")])).await;
    post(&router, "text/plain", "*/*", "x").await;
    post_form(&app.submit_without_store(), &wish_with(&[])).await;
    let page = Request::get("/api/requests/received/en/join/MM-7K3M-9QPD-2XWV").body(Body::empty());
    send(&router, page.expect("a request")).await;
    let health = Request::get("/api/health").body(Body::empty());
    send(&router, health.expect("a request")).await;
    drop(guard);

    let lines = lines.read();
    let told: Vec<_> = lines.iter().filter(|line| !line["route"].is_null()).collect();
    assert_eq!(told.len(), 7, "{lines:#?}");
    for (line, (route, status, outcome, figure)) in told.iter().zip([
        ("/api/requests", 303, "stored", "Stored"),
        ("/api/requests", 303, "again", "Again"),
        ("/api/requests", 422, "invalid", "Invalid"),
        ("/api/requests", 415, "wrong-type", "Refused"),
        ("/api/requests", 503, "unavailable", "Unavailable"),
    ]) {
        assert_eq!(
            (&line["route"], &line["status"], &line["outcome"]),
            (&route.into(), &status.into(), &outcome.into())
        );
        assert_eq!(line[figure], 1, "{line}");
        check_metrics(line);
    }
    assert_eq!(told[5]["route"], "/api/requests/received/{language}/{form}/{reference}");
    assert!(told[5]["_aws"].is_null() && told[6]["_aws"].is_null(), "only submissions have figures");
    let (stored, refused) = (told[0], told[3]);
    assert!(stored["reference"].as_str().is_some_and(|reference| reference.starts_with("MM-")));
    assert_eq!((&stored["form"], &stored["Form"]), (&"find-a-host".into(), &"find-a-host".into()));
    assert!(stored["StoreMilliseconds"].is_number() && stored["HandlerMilliseconds"].is_number());
    assert!(refused["StoreMilliseconds"].is_null() && refused["Form"].is_null());
    assert_eq!((&told[0]["cold"], &told[1]["cold"]), (&true.into(), &false.into()));
}

#[tokio::test]
async fn nothing_of_a_sender_is_in_a_line() {
    let (lines, guard) = listen();
    let app = TestApp::new();
    let every_field_marked = wish_with(&[]).into_iter().map(|(name, value)| (name, format!("{value} zyxmark")));
    let every_field_marked: Vec<(&str, String)> = every_field_marked.collect();
    let fields: Vec<(&str, &str)> = every_field_marked.iter().map(|(name, value)| (*name, value.as_str())).collect();
    post_form(&app.submit(), &fields).await;
    let fitting = [("contact.name", "Zyxmark"), ("contact.email", "zyxmark@zyxmark.example"), ("zyxmark", "zyxmark")];
    post_form(&app.submit(), &wish_with(&fitting[..2])).await;
    post_form(&app.submit(), &wish_with(&fitting)).await;
    post_form(&app.submit_without_store(), &wish_with(&fitting[..2])).await;
    let mut document = wish_as_json();
    document["contact"]["zyxmark"] = "zyxmark".into();
    post_json(&app.submit(), &document).await;
    for (kind, body) in [
        ("application/json", "{\"zyxmark\": zyxmark"),
        ("application/json", "\"zyxmark\""),
        ("application/x-www-form-urlencoded", "zyxmark=%zyxmark"),
        ("application/zyxmark", "zyxmark"),
    ] {
        post(&app.submit(), kind, "text/zyxmark", body).await;
    }
    for address in ["/zyxmark?zyxmark=zyxmark", "/api/requests/received/zyxmark/zyxmark/zyxmark"] {
        let request = Request::builder().method("ZYXMARK").uri(address).header("zyxmark", "zyxmark");
        send(&app.submit(), request.body(Body::from("zyxmark")).expect("a request")).await;
    }
    drop(guard);
    let lines = lines.read();
    assert!(lines.len() >= 11, "{lines:#?}");
    for line in lines {
        assert!(!line.to_string().to_lowercase().contains("zyxmark"), "{line}");
    }
}

/// Runs in a process of its own, because it changes how that process tells of panics.
#[tokio::test]
#[ignore = "the test below runs it"]
async fn a_store_that_panics() {
    tracing::subscriber::set_global_default(JsonLines::stdout()).expect("the first");
    log_panics_by_place();
    let app = TestApp::new();
    let router = submit_router(SubmitState { sink: Arc::new(Panicking), ..app.submit_state() });
    let answer = post_form(&router, &wish_with(&[("contact.name", "Zyxmark")])).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.shows("data-outcome=\"unavailable\""), "a person reads that nothing was saved: {}", answer.body);
    let answer = post_form(&router, &wish_with(&[("goal", "")])).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "the next one is served");
}

#[test]
fn a_panic_is_answered_and_told_by_its_place_alone() {
    let this = std::env::current_exe().expect("this test");
    let test = ["--exact", "observing::a_store_that_panics", "--ignored", "--nocapture"];
    let output = Command::new(this).args(test).output().expect("a process");
    let told = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    assert!(told.contains("tests/observing.rs:") && told.contains("\"outcome\":\"failed\""), "{told}");
    assert!(told.contains("\"Failed\":1"), "{told}");
    assert!(!told.contains("Zyxmark"), "{told}");
}
