//! A year's figures as an editor writes them, and as anybody may read them.

use std::collections::{BTreeMap, BTreeSet};

use domain::statistics::Figures;
use domain::statistics::protection::Count;
use domain::statistics::published::PublishedYear;
use domain::text::LanguageTag;
use domain::validate::{Node, Reader, Source};
use domain::vocabulary::{Activity, Country, Vocabulary};
use jiff::civil::date;
use serde_json::{Value, json};

fn vocabulary() -> Vocabulary {
    let activity = |code: &str| Activity {
        code: code.to_owned(),
        label: domain::text::LocalizedText::new(LanguageTag::english(), code),
        family: domain::vocabulary::Family::Visits,
        who: "staff".to_owned(),
        min_days: None,
        max_days: None,
        min_participants: None,
        max_participants: None,
        min_days_fewer_opportunities: None,
        erasmus: false,
    };
    let country = |code: &str| Country {
        code: code.to_owned(),
        alpha3: code.to_owned(),
        label: domain::text::LocalizedText::new(LanguageTag::english(), code),
        nuts: code.to_owned(),
        status: "eu-member".to_owned(),
    };
    Vocabulary {
        activities: vec![activity("shadowing"), activity("visit"), activity("placement")].into(),
        countries: vec![country("ES"), country("SE")].into(),
        ..Vocabulary::default()
    }
}

/// Reads figures; what is wrong, as sentences.
fn read(document: Value) -> Result<Figures, Vec<String>> {
    let vocabulary = vocabulary();
    let node: Node = serde_json::from_value(document).expect("a document");
    let mut reader = Reader::new(&vocabulary, Source::Typed, LanguageTag::english());
    let figures = reader.document(&node, Figures::read);
    figures.ok_or_else(|| reader.into_problems().iter().map(ToString::to_string).collect())
}

fn activity(code: &str, staff: i64, learners: i64, fewer: i64) -> Value {
    json!({"activity": code, "mobilities": 1, "staff": staff, "learners": learners, "fewer_opportunities": fewer})
}

fn figures(activities: &[Value]) -> Figures {
    read(json!({"activities": activities, "source": "the partners"})).expect("figures")
}

#[test]
fn what_can_not_be_is_told_where_it_stands() {
    let problems = read(json!({
        "activities": [
            {"activity": "shadowing", "mobilities": 9, "staff": 4, "learners": 0, "fewer_opportunities": 5},
            {"activity": "visits", "mobilities": 0, "staff": 4, "learners": 0},
        ],
        "vet": {"learners": 10, "mobile": 11, "source": "the regions"},
        "requests": {"received": 5, "matched": 4, "declined": 2},
        "source": "the partners",
    }));
    assert_eq!(
        problems.expect_err("problems"),
        [
            "activities[0].mobilities: there are more mobilities (9) than participants (4)",
            "activities[0].fewer_opportunities: there are more people with fewer opportunities (5) than participants (4)",
            "activities[1].activity: \"visits\" is not an activity; did you mean \"visit\"?",
            "activities[1].mobilities: 0 is not between 1 and 1000000",
            "vet.mobile: there are more mobile learners (11) than learners (10)",
            "requests.matched: there are more matched and declined requests (6) than requests received (5)",
        ]
    );
}

#[test]
fn the_same_mobilities_counted_twice_have_one_sum() {
    let problems = read(json!({
        "activities": [activity("shadowing", 9, 0, 0), activity("shadowing", 3, 0, 0)],
        "hosts": [{"country": "ES", "mobilities": 2, "participants": 11}],
        "requests": {"received": 1, "matched": 0, "median_days_to_match": 3},
        "source": "the partners",
    }));
    assert_eq!(
        problems.expect_err("problems"),
        [
            "requests.median_days_to_match: there is nothing to measure without a matched request",
            "activities[1]: \"shadowing\" is listed twice",
        ]
    );
    let mut wrong = activity("shadowing", 9, 0, 0);
    wrong["staff"] = json!("many");
    let problems = read(json!({
        "activities": [wrong, activity("visit", 9, 0, 0), activity("visit", 3, 0, 0)],
        "source": "the partners",
    }));
    assert_eq!(
        problems.expect_err("problems").last().map(String::as_str),
        Some("activities[2]: \"visit\" is listed twice"),
        "its place in the file, though an entry before it is wrong"
    );
    let problems = read(json!({
        "activities": [activity("shadowing", 9, 0, 0), activity("shadowing", 3, 0, 0)],
        "hosts": [{"country": "ES", "mobilities": 2, "participants": 11}],
        "source": "the partners",
    }));
    assert_eq!(
        problems.expect_err("problems"),
        [
            "activities[1]: \"shadowing\" is listed twice",
            "hosts: the participants here add up to 11, but those of the activities to 12",
        ]
    );
}

#[test]
fn a_year_to_come_has_no_figures() {
    let figures = Figures { until: Some(date(2026, 9, 30)), ..figures(&[activity("visit", 9, 0, 0)]) };
    let told =
        |year, today| -> Vec<String> { figures.check_year(year, today).iter().map(ToString::to_string).collect() };
    assert_eq!(told(2026, date(2026, 11, 23)), Vec::<String>::new());
    assert_eq!(told(2026, date(2026, 9, 1)), ["until: 2026-09-30 is still to come"]);
    assert_eq!(told(2027, date(2026, 11, 23)), ["2027 is still to come", "until: 2026-09-30 does not lie in 2027"]);
    assert_eq!(
        (Figures::year_of("2026"), Figures::year_of("1999"), Figures::year_of("last")),
        (Some(2026), None, None)
    );
}

#[test]
fn what_is_published_has_no_small_number_and_no_share_of_one() {
    let figures =
        figures(&[activity("shadowing", 30, 0, 2), activity("visit", 3, 0, 1), activity("placement", 0, 12, 0)]);
    let year = PublishedYear::new(2025, &figures);
    assert_eq!((year.participants, year.learners, year.staff), (Count::Exact(45), Count::Exact(12), Count::Exact(33)));
    assert_eq!((year.fewer_opportunities, year.fewer_opportunities_percent), (Some(Count::Few), None));
    let rows: Vec<(Vec<&str>, i64)> = year
        .activities
        .iter()
        .map(|row| (row.codes.iter().map(|code| code.as_str()).collect(), row.participants))
        .collect();
    assert_eq!(rows, [(vec!["shadowing"], 30), (vec!["placement", "visit"], 15)]);
}

#[test]
fn nobody_can_work_out_a_withheld_number_of_a_whole_year() {
    // Every year of up to twelve participants that two activities can have, grouped by what is published of it.
    let mut worlds: BTreeMap<String, Vec<[i64; 5]>> = BTreeMap::new();
    for code in 0..13_i64.pow(4) {
        let [s1, l1, s2, l2] = [0, 1, 2, 3].map(|digit| code / 13_i64.pow(digit) % 13);
        let (first, second) = (s1 + l1, s2 + l2);
        if first == 0 || second == 0 || first + second > 12 {
            continue;
        }
        for fewer in 0..=first + second {
            let of_first = fewer.min(first);
            let figures =
                figures(&[activity("shadowing", s1, l1, of_first), activity("visit", s2, l2, fewer - of_first)]);
            let published = serde_json::to_string(&PublishedYear::new(2025, &figures)).expect("JSON");
            worlds.entry(published).or_default().push([first + second, s1 + s2, l1 + l2, fewer, first]);
        }
    }
    let mut withheld = 0;
    for (published, worlds) in worlds {
        let year: Value = serde_json::from_str(&published).expect("JSON");
        for (place, name) in ["participants", "staff", "learners", "fewer_opportunities"].into_iter().enumerate() {
            if let Some(count) = year[name]["count"].as_i64() {
                assert!(!(1..5).contains(&count), "{published}");
                continue;
            }
            withheld += 1;
            let possible: BTreeSet<i64> = worlds.iter().map(|world| world[place]).collect();
            assert!(possible.len() > 1, "{name} can only be {possible:?} in {published}");
        }
        // Without a list, the numbers of both activities are withheld.
        if year["activities"].as_array().is_some_and(Vec::is_empty) {
            let possible: BTreeSet<i64> = worlds.iter().map(|world| world[4]).collect();
            assert!(possible.len() > 1, "the first activity can only be {possible:?} in {published}");
        }
    }
    assert!(withheld > 20, "{withheld}");
}
