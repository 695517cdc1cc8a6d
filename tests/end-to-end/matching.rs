//! Hosts for a request, from the command line: as people and as programs read it.

use serde_json::{Value, json};
use tests::TestSite;

const TODAY: &str = "2026-11-23";

fn built() -> TestSite {
    let site = TestSite::ours();
    assert_eq!(site.run(&["build", "--today", TODAY]).status, 0);
    site
}

fn request(changes: Value) -> String {
    let mut request = json!({
        "form": "find-a-host", "language": "en",
        "organisation": {"name": "Example School", "kind": "EPLUS-EDU-VOC-SEC", "country": "BE", "place": "Ghent"},
        "contact": {"name": "Contact Person", "email": "contact@example.org"},
        "activity": "job-shadowing", "audiences": ["teachers"],
        "goal": "How does the dual system serve small firms with one training plan for many apprentices?",
        "period": {"from": "2027-02-01", "until": "2027-06-30"}, "days": 3, "participants": 4,
        "languages": [{"code": "en", "level": "B2"}], "consent": true,
    });
    for (key, value) in changes.as_object().expect("keys") {
        request[key] = value.clone();
    }
    serde_json::to_string_pretty(&request).expect("JSON")
}

#[test]
fn a_request_finds_its_hosts_with_reasons() {
    let site = built().with("request.json", &request(json!({})));
    let told = site.run(&["match", "--request", "request.json", "--today", TODAY]);
    assert_eq!(told.status, 0, "{}", told.stderr);
    assert!(told.stdout.contains("keep all rules") && told.stdout.contains(" 1.  "), "{}", told.stdout);
    assert!(!told.stdout.contains('⟦'), "every reason has words: {}", told.stdout);

    let arguments = ["match", "--request", "request.json", "--today", TODAY, "--format", "json", "--limit", "2"];
    let found: Value = serde_json::from_str(&site.run(&arguments).stdout).expect("JSON");
    let matches = found["matches"].as_array().expect("matches");
    assert!(!matches.is_empty() && matches.len() <= 2);
    for found in matches {
        assert!(found["offer"].is_string() && found["score"].is_f64() && found["parts"]["text"].is_number(), "{found}");
        assert!(found["reasons"][0]["code"].is_string(), "{found}");
    }
    for miss in found["near_misses"].as_array().expect("near misses") {
        assert!(miss["rule"].is_string() && miss["negotiate"]["code"].is_string(), "{miss}");
    }
}

#[test]
fn what_is_wrong_with_a_request_is_told_with_its_line() {
    let site = built().with("request.json", &request(json!({"activity": "job-shadwing"})));
    let told = site.run(&["match", "--request", "request.json", "--today", TODAY]);
    assert_eq!(told.status, 1);
    assert!(
        told.stderr.contains("request.json:") && told.stderr.contains("did you mean \"job-shadowing\"?"),
        "{}",
        told.stderr
    );
    site.write("request.json", "{\"form\": ");
    assert!(site.run(&["match", "--request", "request.json"]).stderr.contains("request.json:1:9: error"));
    assert_eq!(site.run(&["match", "--request", "nowhere.json"]).status, 2);
    assert_eq!(site.run(&["match"]).status, 2);
}

#[test]
fn an_event_is_planned_and_nobody_is_in_two_places() {
    let event = "title: Matchmaking day\nrequests: requests\nslots: [\"10:00\", \"10:20\"]\nrooms: [Blue room, Garden]\n\
                 meetings: 2\ncapacity: 1\n";
    let site = built().with("event.yaml", event).with("requests/first.json", &request(json!({}))).with(
        "requests/second.json",
        &request(json!({"goal": "Port logistics: how apprentices follow one container."})),
    );
    let told = site.run(&["match", "--event", "event.yaml", "--today", TODAY]);
    assert_eq!(told.status, 0, "{}", told.stderr);
    assert!(told.stdout.starts_with("Matchmaking day: ") && told.stdout.contains("10:00"), "{}", told.stdout);
    let arguments = ["match", "--event", "event.yaml", "--today", TODAY, "--format", "json"];
    let plan: Value = serde_json::from_str(&site.run(&arguments).stdout).expect("JSON");
    let meetings = plan["meetings"].as_array().expect("meetings");
    assert!(meetings.len() >= 2, "{plan}");
    for (place, one) in meetings.iter().enumerate() {
        for other in &meetings[place + 1..] {
            assert!(one["slot"] != other["slot"] || one["request"] != other["request"], "{plan}");
            assert_ne!(one["offer"], other["offer"], "a host meets one group: {plan}");
        }
    }

    // Whoever meets nobody learns why.
    let nobody = json!({"period": {"from": "2028-02-01", "until": "2028-02-10"}});
    let alone = site.with("requests/third.json", &request(nobody));
    let told = alone.run(&["match", "--event", "event.yaml", "--today", TODAY]);
    assert!(told.stdout.contains("third: no host who comes suits"), "{}", told.stdout);
    let site = alone;

    site.write("event.yaml", &event.replace("requests: requests", "requests: content/pages"));
    let told = site.run(&["match", "--event", "event.yaml", "--today", TODAY]);
    assert_eq!(told.status, 2);
    assert!(told.stderr.contains("content/pages has no requests"), "{}", told.stderr);

    for (from, to, told) in [
        ("\"10:20\"", "\" 10:00\"", "error: slots: \"10:00\" is listed twice"),
        ("Garden", "blue room", "error: rooms: \"blue room\" is listed twice"),
        (
            "\"10:00\", \"10:20\"",
            "\"10:00-10:20\", \"10:20-10:40\", \"10:30-10:50\"",
            "error: slots: \"10:20-10:40\" and \"10:30-10:50\" overlap",
        ),
    ] {
        site.write("event.yaml", &event.replace(from, to));
        let refused = site.run(&["match", "--event", "event.yaml", "--today", TODAY]);
        assert_eq!(refused.status, 1, "{to}");
        assert!(refused.stderr.contains(told), "{}", refused.stderr);
    }

    site.write(
        "event.yaml",
        &event.replace("rooms: [Blue room, Garden]", "rooms: []\nhosts: [{offer: no-such-offer}]"),
    );
    let told = site.run(&["match", "--event", "event.yaml", "--today", TODAY]);
    assert_eq!(told.status, 1);
    assert!(told.stderr.contains("event.yaml:4:") && told.stderr.contains("no-such-offer"), "{}", told.stderr);
}
