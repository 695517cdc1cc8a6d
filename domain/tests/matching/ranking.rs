//! Rules, order, reasons and near misses, by example.

use domain::content::offer::Offer;
use domain::matching::criterion::Criterion;
use domain::matching::history::History;
use domain::matching::rank::Ranking;
use domain::matching::rules::Rule;
use jiff::civil::date;
use serde_json::json;

use crate::world::{TODAY, names, offer, rank, rank_with, search};

fn reasons(ranking: &Ranking, position: usize) -> Vec<&str> {
    ranking.matches[position].reasons.iter().map(|reason| reason.code).collect()
}

#[test]
fn an_offer_that_breaks_a_rule_is_not_suggested() {
    for (rule, changes) in [
        ("open", json!({"valid_until": "2026-11-22"})),
        ("activity", json!({"activities": ["stay"]})),
        ("audience", json!({"audiences": ["learners"]})),
        ("group", json!({"group": {"min": 5, "max": 9}})),
        ("duration", json!({"duration": {"min": 4, "max": 5}})),
        ("duration", json!({"duration": {"min": 1, "max": 2}})),
        ("dates", json!({"windows": [{"from": "2027-03-30", "until": "2027-06-30"}]})),
        ("dates", json!({"valid_until": "2027-03-02"})),
        ("language", json!({"languages": [{"code": "en", "level": "C1"}]})),
        ("language", json!({"languages": [{"code": "fi", "level": "A1"}]})),
        ("country", json!({"host": {"name": "H", "kind": "school", "website": null, "region": "BE1", "place": "B"}})),
    ] {
        let ranking = rank(&[("one", offer(changes.clone()))], &search(json!({})));
        assert_eq!(ranking.fitting, 0, "{rule}: {changes}");
    }
    let minors = search(json!({"minors": true}));
    assert_eq!(rank(&[("one", offer(json!({})))], &minors).fitting, 0);
    assert_eq!(rank(&[("one", offer(json!({"minors": true})))], &minors).fitting, 1);
}

#[test]
fn the_own_country_fits_only_who_welcomes_it() {
    let here = offer(json!({"host": {"name": "H", "kind": "school", "website": null, "region": "BE1", "place": "B"}}));
    assert_eq!(rank(&[("here", here.clone())], &search(json!({"own_country_welcome": true}))).fitting, 1);
    assert_eq!(
        rank(&[("here", here)], &search(json!({}))).near_misses,
        [],
        "there is nothing to negotiate about a border"
    );
}

#[test]
fn the_subject_decides_and_says_so() {
    let ranking = rank(
        &[
            ("other", offer(json!({"sectors": ["101"]}))),
            ("near", offer(json!({"sectors": ["073"]}))),
            ("same", offer(json!({}))),
        ],
        &search(json!({})),
    );
    assert_eq!(names(&ranking), ["same", "near", "other"]);
    let sectors: Vec<&str> = (0..3)
        .map(|place| *reasons(&ranking, place).iter().find(|code| code.starts_with("sectors")).expect("a reason"))
        .collect();
    assert_eq!(sectors, ["sectors-shared", "sectors-near", "sectors-other"]);
}

#[test]
fn the_dual_system_is_found_where_it_is_called_work_based_learning() {
    let offers = [
        ("crafts", offer(json!({}))),
        ("work-based", offer(json!({"themes": ["work-based-learning"]}))),
        ("told", offer(json!({"themes": [], "summary": {"fr": "Une semaine d'alternance"}}))),
    ];
    for goal in ["How does the dual system work?", "Wie arbeitet das duale System?"] {
        let ranking = rank(&offers, &search(json!({"goal": goal})));
        assert_eq!(names(&ranking)[2], "crafts", "{goal}");
        assert!((0..2).all(|place| reasons(&ranking, place).contains(&"words-shared")), "{goal}");
    }
}

#[test]
fn a_near_miss_says_what_to_negotiate() {
    let ranking = rank(
        &[
            ("group", offer(json!({"group": {"min": 1, "max": 3}}))),
            ("stay", offer(json!({"duration": {"min": 4, "max": 5}}))),
            ("far-too-long", offer(json!({"duration": {"min": 7, "max": 9}}))),
            ("level", offer(json!({"languages": [{"code": "en", "level": "C1"}]}))),
            ("later", offer(json!({"windows": [{"from": "2027-04-05", "until": "2027-04-30"}]}))),
            ("shorter", offer(json!({"windows": [{"from": "2027-03-01", "until": "2027-03-02"}]}))),
            ("form", offer(json!({"activities": ["study-visit"]}))),
            ("people", offer(json!({"audiences": ["learners"]}))),
            ("two", offer(json!({"group": {"min": 1, "max": 3}, "audiences": ["learners"]}))),
            ("far-too-many", offer(json!({"group": {"min": 20, "max": 30}}))),
            ("next-year", offer(json!({"windows": [{"from": "2027-11-01", "until": "2027-11-30"}]}))),
        ],
        &search(json!({})),
    );
    assert_eq!(ranking.fitting, 0);
    let mut told: Vec<(&str, &str)> =
        ranking.near_misses.iter().map(|miss| (miss.offer.offer.as_str(), miss.negotiate.code)).collect();
    told.sort_unstable();
    assert_eq!(
        told,
        [
            ("form", "negotiate-activity"),
            ("group", "negotiate-group"),
            ("later", "negotiate-dates"),
            ("level", "negotiate-language"),
            ("people", "negotiate-audience"),
            ("shorter", "negotiate-stay"),
            ("stay", "negotiate-duration"),
        ]
    );
    let values = |name: &str| {
        let miss = ranking.near_misses.iter().find(|miss| miss.offer.offer == name).expect("a near miss");
        serde_json::to_value(&miss.negotiate.values).expect("JSON")
    };
    let asked =
        json!({"asked_from": "2027-03-01", "asked_until": "2027-03-31", "from": "2027-04-05", "until": "2027-04-30"});
    assert_eq!(values("later"), asked);
    assert_eq!(values("stay"), json!({"days": 3, "least": 4, "most": 5}));
    assert_eq!(values("level"), json!({"language": ["en"], "own": "B2", "level": "C1"}));
    assert_eq!(values("people"), json!({"audiences": ["teachers"], "received": ["learners"]}));
}

#[test]
fn what_the_goal_may_mean_is_never_told_as_asked_for_nor_held_against_an_offer() {
    let offers = [
        ("crafts", offer(json!({"themes": ["crafts"]}))),
        ("none", offer(json!({"themes": []}))),
        ("other", offer(json!({"themes": ["dual-training"]}))),
    ];
    let told = |changes: serde_json::Value, name: &str| {
        let ranking = rank(&offers, &search(changes));
        let found = ranking.matches.into_iter().find(|found| found.offer == name).expect("it fits");
        let reason = found.reasons.into_iter().find(|reason| reason.code.starts_with("themes")).expect("a reason");
        (reason.code, reason.is_for(), reason.is_against())
    };
    let guessed = json!({"goal": "How crafts are taught in a company."});
    assert_eq!(told(guessed.clone(), "crafts"), ("themes-mentioned", true, false));
    assert_eq!(told(guessed.clone(), "other"), ("themes-mentioned-other", false, false));
    assert_eq!(told(guessed, "none"), ("themes-mentioned-other", false, false));
    let chosen = json!({"themes": ["crafts"]});
    assert_eq!(told(chosen.clone(), "crafts"), ("themes-shared", true, false));
    assert_eq!(told(chosen, "other"), ("themes-other", false, true));
}

#[test]
fn a_host_that_has_not_said_whether_it_receives_minors_can_be_asked_and_one_that_refuses_them_is_told_apart() {
    let ranking = rank(
        &[
            ("yes", offer(json!({"minors": true, "safeguarding": {"en": "A mentor."}}))),
            ("no", offer(json!({"minors": false}))),
            ("unsaid", offer(json!({"minors": null}))),
        ],
        &search(json!({"minors": true})),
    );
    assert_eq!(names(&ranking), ["yes"]);
    let told: Vec<_> =
        ranking.near_misses.iter().map(|miss| (miss.offer.offer.as_str(), miss.negotiate.code)).collect();
    assert_eq!(told, [("unsaid", "negotiate-minors")]);
    assert_eq!(ranking.near_misses[0].rule, Rule::MinorsUnsaid);
    let ranking = rank(&[("unsaid", offer(json!({"minors": null})))], &search(json!({})));
    assert_eq!(names(&ranking), ["unsaid"]);
}

#[test]
fn wishes_and_needs_move_offers_up() {
    let spain = json!({"name": "H", "kind": "school", "website": null, "region": "ES1", "place": "S"});
    let offers = [("austria", offer(json!({}))), ("spain", offer(json!({"host": spain})))];
    assert_eq!(names(&rank(&offers, &search(json!({"countries": ["ES"]}))))[0], "spain");

    let support = |codes: serde_json::Value| json!({"measures": codes, "barriers": [], "note": null});
    let offers = [
        ("none", offer(json!({}))),
        ("some", offer(json!({"support": support(json!(["mentor"]))}))),
        ("all", offer(json!({"support": support(json!(["mentor", "quiet-room"]))}))),
    ];
    let needs = search(json!({"support": support(json!(["mentor", "quiet-room"]))}));
    let ranking = rank(&offers, &needs);
    assert_eq!(names(&ranking), ["all", "some", "none"]);
    assert!(reasons(&ranking, 1).contains(&"support-some"));
}

#[test]
fn the_very_offer_that_was_asked_for_comes_first_if_it_fits() {
    let offers = [("best", offer(json!({}))), ("asked", offer(json!({"sectors": ["101"]})))];
    let about = search(json!({"offer": "asked"}));
    assert_eq!(names(&rank(&offers, &about)), ["asked", "best"]);
}

#[test]
fn the_load_is_shared_and_who_waited_longest_comes_first() {
    let offers = [("a", offer(json!({}))), ("b", offer(json!({}))), ("c", offer(json!({})))];
    let mut history = History::default();
    history.note("a", date(2026, 11, 1), TODAY);
    history.note("b", date(2026, 10, 1), TODAY);
    let ranking = rank_with(&offers, &search(json!({})), &history);
    assert_eq!(names(&ranking), ["c", "b", "a"]);
    assert!(reasons(&ranking, 2).contains(&"asked-before"));
    assert!(reasons(&ranking, 0).contains(&"never-asked"));
}

#[test]
fn every_part_is_told_in_the_order_of_what_it_gave() {
    let ranking = rank(&[("one", offer(json!({})))], &search(json!({})));
    assert_eq!(reasons(&ranking, 0)[0], "sectors-shared");
    assert_eq!(ranking.matches[0].reasons.len(), ranking.matches[0].parts.len());
    let json = serde_json::to_value(&ranking.matches[0]).expect("JSON");
    assert_eq!(json["parts"]["sectors"], 1.0);
    assert_eq!(json["reasons"][0]["values"]["sectors"], json!(["071"]));
}

#[test]
fn words_that_every_offer_has_or_that_say_nothing_are_no_reasons() {
    let offers: Vec<Offer> = (0..8)
        .map(|number| {
            let summary =
                if number == 0 { "A school with a lathe; see what we have." } else { "A school; see what we have." };
            offer(json!({ "summary": {"en": summary} }))
        })
        .collect();
    let names: Vec<String> = (0..8).map(|number| format!("offer-{number}")).collect();
    let offers: Vec<(&str, Offer)> = names.iter().map(String::as_str).zip(offers).collect();
    let goal = "We want to see which school they have, and a lathe.";
    let ranking = rank(&offers, &search(json!({ "goal": goal })));
    let told = |offer: &str| {
        let found = ranking.matches.iter().find(|found| found.offer == offer).expect("it fits");
        let reason = found.reasons.iter().find(|reason| reason.part() == Some(Criterion::Text)).expect("a reason");
        (reason.code, reason.values.get("words").map(|words| format!("{words:?}")))
    };
    assert_eq!(told("offer-0"), ("words-shared", Some("Words([\"lathe\"])".to_owned())));
    assert_eq!(told("offer-1"), ("words-everyday", None));
}

#[test]
fn a_subject_of_several_words_is_named_whole() {
    let offers =
        [("dual", offer(json!({ "themes": ["dual-training"], "title": {"en": "The dual system of Vienna"} })))];
    let ranking = rank(&offers, &search(json!({ "goal": "How the dual system works." })));
    let reason =
        ranking.matches[0].reasons.iter().find(|reason| reason.part() == Some(Criterion::Text)).expect("a reason");
    let told = format!("{:?}", reason.values["words"]);
    assert!(told.contains("\"dual system\"") && !told.contains("\"dual\""), "{told}");
}
