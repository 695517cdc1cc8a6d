//! Requests, judged: as a form posts them, and as a program sends them.

mod references;

use std::collections::BTreeSet;

use domain::request::{Elapsed, Form, ReadContext, Request, Search, Traces, Wish, node_from_pairs};
use domain::text::{LanguageTag, Slug};
use domain::validate::{Node, Problem, Reader, Source};
use domain::vocabulary::Vocabulary;
use jiff::civil::date;

fn vocabulary() -> Vocabulary {
    let term = |code: &str| serde_json::json!({"code": code, "label": {"en": code}});
    let vocabulary = serde_json::json!({
        "activities": [{
            "code": "job-shadowing", "label": {"en": "Job shadowing"}, "family": "visits", "who": "staff",
            "min_days": 2, "max_days": 60, "min_participants": null, "max_participants": null,
            "min_days_fewer_opportunities": null, "erasmus": true,
        }],
        "audiences": [term("teachers"), term("leaders")],
        "barriers": [],
        "countries": [{"code": "BE", "alpha3": "BEL", "label": {"en": "Belgium"}, "nuts": "BE", "status": "eu-member"}],
        "event_kinds": [],
        "languages": [{"code": "en", "alpha3": "eng", "label": {"en": "English"}, "autonym": "English", "official": true}],
        "organisation_kinds": [{"code": "EPLUS-EDU-VOC-SEC", "label": {"en": "School"}, "short": true}],
        "regions": [],
        "sectors": [term("10"), term("104")],
        "stop_kinds": [],
        "support_measures": [term("mentor")],
        "themes": [term("inclusion")],
    });
    serde_json::from_value(vocabulary).expect("a vocabulary")
}

fn read(node: &Node, source: Source, form: Form) -> (Option<(Request, Traces)>, Vec<Problem>) {
    let vocabulary = vocabulary();
    let open_offers: BTreeSet<Slug> = Slug::parse("quay").into_iter().collect();
    let context = ReadContext { today: date(2026, 11, 23), open_offers: &open_offers };
    let mut reader = Reader::new(&vocabulary, source, LanguageTag::english());
    let request = reader.document(node, |fields| Request::read(fields, form, context));
    (request, reader.into_problems())
}

const FITTING: [(&str, &str); 18] = [
    ("form", "find-a-host"),
    ("language", "en"),
    ("organisation.name", "Example School Group"),
    ("organisation.kind", "EPLUS-EDU-VOC-SEC"),
    ("organisation.country", "BE"),
    ("organisation.place", "Ghent"),
    ("contact.name", "Contact Person"),
    ("contact.email", "contact@example.org"),
    ("activity", "job-shadowing"),
    ("audiences", "teachers"),
    ("goal", "How one training plan can serve forty firms."),
    ("period.from", "2027-03-01"),
    ("period.until", "2027-03-31"),
    ("days", "3"),
    ("participants", "4"),
    ("languages[0].code", "en"),
    ("languages[0].level", "B2"),
    ("consent", "on"),
];

/// The fitting form with some fields changed or added, as a browser posts it.
fn posted(changes: &[(&str, &str)]) -> (Option<(Request, Traces)>, Vec<Problem>) {
    let mut fields = FITTING.to_vec();
    for (name, value) in changes {
        match fields.iter_mut().find(|(known, _)| known == name) {
            Some(field) => field.1 = value,
            None => fields.push((name, value)),
        }
    }
    read(&node_from_pairs(fields).expect("fields"), Source::Posted, Form::FindAHost)
}

fn faults(problems: &[Problem]) -> Vec<(String, &'static str)> {
    problems.iter().map(|problem| (problem.pointer.to_string(), problem.kind.code())).collect()
}

#[test]
fn a_fitting_form_is_a_request() {
    let (request, problems) = posted(&[]);
    assert_eq!(problems, []);
    let (request, traces) = request.expect("a request");
    assert_eq!(traces, Traces::default());
    let Wish::FindAHost(search) = request.wish else { panic!("a wish for a host") };
    assert_eq!((search.days, search.participants, search.period.days()), (3, 4, 31));
}

#[test]
fn a_host_may_read_the_note_about_support_only_where_the_group_agreed() {
    for (tick, note, for_host, kept) in [
        ("on", "A lift.", Some("A lift."), false),
        ("", "A lift.", None, true),
        ("on", "", None, false),
        ("", "", None, false),
    ] {
        let (request, problems) = posted(&[("support.note", note), ("share_support_note", tick)]);
        assert_eq!(problems, []);
        let Wish::FindAHost(search) = request.expect("a request").0.wish else { panic!("a wish for a host") };
        let read = search.note_for_host().map(|note| note.original().to_owned());
        assert_eq!((read.as_deref(), search.keeps_note_from_host()), (for_host, kept), "{tick:?} {note:?}");
        let stored = serde_json::to_value(&search).expect("JSON");
        assert_eq!(stored.get("share_support_note").is_some(), tick == "on", "one without consent is stored as ever");
        assert_eq!(serde_json::from_value::<Search>(stored).expect("a stored wish"), search);
    }
}

#[test]
fn every_mistake_is_told_at_its_field_and_all_at_once() {
    let (request, problems) = posted(&[
        ("contact.email", "anna@nowhere"),
        ("activity", "job-shadwing"),
        ("period.until", "2027-02-01"),
        ("days", "many"),
        ("goal", "Dual training"),
        ("offer", "quai"),
        ("languages[0].level", ""),
        ("consent", ""),
        ("colour", "blue"),
    ]);
    assert!(request.is_none());
    let expected = [
        ("contact.email", "email-address"),
        ("activity", "unknown-code"),
        ("goal", "too-short"),
        ("period.until", "reversed"),
        ("days", "number"),
        ("languages[0].level", "missing"),
        ("offer", "unknown-reference"),
        ("consent", "consent"),
        ("colour", "unknown-key"),
    ];
    assert_eq!(faults(&problems), expected.map(|(field, code)| (field.to_owned(), code)));
}

#[test]
fn a_window_behind_a_wrong_one_keeps_its_place_in_the_form() {
    let fields = [
        ("form", "offer-to-host"),
        ("language", "en"),
        ("duration.min", "3"),
        ("duration.max", "5"),
        ("windows[0].from", "soon"),
        ("windows[0].until", "2027-03-31"),
        ("windows[1].from", "2027-04-01"),
        ("windows[1].until", "2027-04-02"),
        ("windows[2].from", "2026-03-01"),
        ("windows[2].until", "2026-03-31"),
    ];
    let node = node_from_pairs(fields).expect("a form");
    let (_, problems) = read(&node, Source::Posted, Form::OfferToHost);
    let windows: Vec<_> = faults(&problems).into_iter().filter(|(field, _)| field.starts_with("windows")).collect();
    let expected = [("windows[0].from", "date"), ("windows[1]", "window-too-short"), ("windows[2]", "past")];
    assert_eq!(windows, expected.map(|(field, code)| (field.to_owned(), code)));
}

#[test]
fn rules_look_at_several_fields() {
    for (changes, expected) in [
        (&[("period.from", "2026-11-22")][..], ("period.from", "past")),
        (&[("days", "40")], ("days", "window-too-short")),
        (&[("days", "61"), ("period.until", "2027-12-31")], ("days", "activity-bound")),
        (&[("organisation.name", "Example\nBcc: all")], ("organisation.name", "line-break")),
        (&[("participants", "0")], ("participants", "out-of-range")),
        (&[("fewer_opportunities", "5")], ("fewer_opportunities", "part-exceeds-whole")),
    ] {
        let (_, problems) = posted(changes);
        assert_eq!(faults(&problems), [(expected.0.to_owned(), expected.1)], "{changes:?}");
    }
}

#[test]
fn an_empty_form_names_every_required_field_where_it_stands() {
    let fields = [("form", "find-a-host"), ("language", "en")];
    let (_, problems) = read(&node_from_pairs(fields).expect("fields"), Source::Posted, Form::FindAHost);
    let fields: Vec<String> = problems.iter().map(|problem| problem.pointer.to_string()).collect();
    for field in ["organisation.name", "contact.email", "period.from", "languages[0].code", "days", "consent"] {
        assert!(fields.iter().any(|named| named == field), "{field}: {fields:?}");
    }
}

#[test]
fn a_host_of_minors_says_how_they_are_kept_safe() {
    let fields = [("form", "offer-to-host"), ("language", "en"), ("minors", "on")];
    let (_, problems) = read(&node_from_pairs(fields).expect("fields"), Source::Posted, Form::OfferToHost);
    assert!(faults(&problems).contains(&("safeguarding".to_owned(), "missing")));
}

#[test]
fn a_program_writes_types_and_is_told_when_they_are_wrong() {
    let document = |days: &str| {
        format!(
            r#"{{"form": "find-a-host", "language": "en",
                "organisation": {{"name": "A", "kind": "EPLUS-EDU-VOC-SEC", "country": "BE", "place": "Ghent"}},
                "contact": {{"name": "B", "email": "b@example.org"}},
                "activity": "job-shadowing", "audiences": ["teachers"], "goal": "How one training plan serves all.",
                "period": {{"from": "2027-03-01", "until": "2027-03-31"}}, "days": {days}, "participants": 4,
                "languages": [{{"code": "en", "level": "B2"}}], "consent": true}}"#
        )
    };
    let parse = |days| serde_json::from_str::<Node>(&document(days)).expect("JSON");
    assert!(read(&parse("3"), Source::Typed, Form::FindAHost).0.is_some());
    let (_, problems) = read(&parse("\"3\""), Source::Typed, Form::FindAHost);
    assert_eq!(faults(&problems), [("days".to_owned(), "wrong-type")]);
}

#[test]
fn what_gives_a_robot_away_is_noticed_and_is_no_part_of_the_request() {
    let (request, traces) = posted(&[(Form::HONEYPOT, "buy"), ("elapsed", "12")]).0.expect("a request");
    let expected = Traces { honeypot_filled: true, elapsed: Elapsed::Milliseconds(12) };
    assert_eq!(traces, expected);
    assert_eq!(request, posted(&[]).0.expect("a request").0);
}

#[test]
fn nothing_in_a_field_that_people_don_t_see_is_ever_a_problem() {
    let long = "x".repeat(9_000);
    for changes in [
        [(Form::HONEYPOT, long.as_str()), ("elapsed", "-1")],
        [(Form::HONEYPOT, "a\u{0}b"), ("elapsed", "soon")],
        [(Form::HONEYPOT, "two\nlines"), ("proof", "%%%")],
    ] {
        let (request, problems) = posted(&changes);
        assert_eq!(problems, []);
        assert!(request.expect("a request").1.honeypot_filled);
    }
    let twice = FITTING.into_iter().chain([("elapsed", "9000"), ("elapsed", "9000")]);
    let (request, problems) = read(&node_from_pairs(twice).expect("fields"), Source::Posted, Form::FindAHost);
    assert_eq!(problems, []);
    assert_eq!(request.expect("a request").1.elapsed, Elapsed::Impossible);
}

#[test]
fn a_limit_counts_letters_as_people_see_them() {
    let composed = "\u{e9}".repeat(160);
    let decomposed = "e\u{301}".repeat(160);
    assert!(posted(&[("organisation.name", &composed)]).0.is_some());
    assert!(posted(&[("organisation.name", &decomposed)]).0.is_some());
    let (_, problems) = posted(&[("organisation.name", &"e\u{301}".repeat(161))]);
    assert_eq!(faults(&problems), [("organisation.name".to_owned(), "too-long")]);
}

#[test]
fn a_field_that_came_twice_is_told_so() {
    let twice = FITTING.into_iter().chain([("goal", "Another goal, just as long as the first."), ("days", "4")]);
    let (_, problems) = read(&node_from_pairs(twice).expect("fields"), Source::Posted, Form::FindAHost);
    assert_eq!(faults(&problems), [("goal".to_owned(), "given-twice"), ("days".to_owned(), "given-twice")]);
}

#[test]
fn a_form_describes_what_it_reads() {
    let schema = |form: Form| serde_json::to_value(form.schema(&vocabulary())).expect("JSON");
    let search = schema(Form::FindAHost);
    assert_eq!(search["properties"]["form"]["const"], "find-a-host");
    assert_eq!(search["properties"]["days"]["maximum"], 366);
    assert_eq!(search["properties"]["contact"]["properties"]["email"]["format"], "email");
    assert_eq!(search["properties"]["language"]["$ref"], "#/$defs/languages");
    let required = search["required"].as_array().expect("keys");
    assert!(required.contains(&"consent".into()) && !required.contains(&"themes".into()));
    assert_eq!(search["properties"]["consent"], serde_json::json!({"type": "boolean", "const": true}));
    // What gives robots away is nobody's to know.
    for trace in [Form::HONEYPOT, "elapsed"] {
        assert!(search["properties"].get(trace).is_none(), "{trace}");
    }
    let minors = &schema(Form::OfferToHost)["allOf"][0];
    assert_eq!(minors["if"]["required"], serde_json::json!(["minors"]));
    assert_eq!(minors["then"]["required"], serde_json::json!(["safeguarding"]));
}

#[test]
fn nothing_is_no_entry_of_a_list_that_a_program_sends() {
    let document = r#"{"form": "find-a-host", "languages": [null]}"#;
    let (_, problems) = read(&serde_json::from_str(document).expect("JSON"), Source::Typed, Form::FindAHost);
    assert!(faults(&problems).contains(&("languages[0]".to_owned(), "wrong-type")), "{problems:?}");
}
