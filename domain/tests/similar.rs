//! Which offers are named beside an offer, and beside a story.

use domain::content::offer::Offer;
use domain::matching::similar::SimilarOffers;
use domain::vocabulary::Vocabulary;

fn vocabulary() -> Vocabulary {
    let activity = |code: &str, family: &str| {
        serde_json::json!({
            "code": code, "label": {"en": code}, "family": family, "who": "staff", "min_days": null, "max_days": null,
            "min_participants": null, "max_participants": null, "min_days_fewer_opportunities": null, "erasmus": true,
        })
    };
    let vocabulary = serde_json::json!({
        "activities": [activity("job-shadowing", "visits"), activity("study-visit", "visits"), activity("stay", "placements")],
        "audiences": [], "barriers": [], "countries": [], "event_kinds": [], "languages": [], "organisation_kinds": [],
        "regions": [], "sectors": [], "stop_kinds": [], "support_measures": [], "themes": [],
    });
    serde_json::from_value(vocabulary).expect("a vocabulary")
}

/// An offer of a host, on themes and sectors, in a form, for some people.
fn offer(host: &str, themes: &[&str], sectors: &[&str], activity: &str, audience: &str) -> Offer {
    let text = serde_json::json!({"en": "x"});
    let offer = serde_json::json!({
        "title": text, "summary": text, "learning": [text], "costs": text,
        "host": {"name": host, "kind": "school", "website": null, "region": "ES51", "place": "Barcelona"},
        "activities": [activity], "audiences": [audience], "sectors": sectors, "themes": themes,
        "languages": [{"code": "en", "level": "B1"}],
        "group": {"min": 1, "max": 4}, "duration": {"min": 2, "max": 5},
        "windows": [{"from": "2027-01-01", "until": "2027-06-30"}], "programme": [],
        "support": {"measures": [], "barriers": [], "note": null}, "accommodation": null, "accessibility": null,
        "travel": {"by_rail": true, "note": null}, "minors": false, "safeguarding": null, "reciprocity": false,
        "published": "2026-10-01", "confirmed": "2026-11-01", "valid_until": "2027-12-31", "demo": true,
    });
    serde_json::from_value(offer).expect("an offer")
}

fn hosts_like(offers: &[Offer], wanted: usize) -> Vec<&str> {
    let vocabulary = vocabulary();
    let index = SimilarOffers::new(offers, &vocabulary);
    let similar = index.like_offer(&offers[wanted], Some(wanted), 3);
    similar.iter().map(|similar| offers[similar.position].host.name.as_str()).collect()
}

#[test]
fn the_subject_decides_and_the_form_only_orders() {
    let offers = [
        offer("asked", &["dual-training"], &["104"], "job-shadowing", "teachers"),
        offer("same field, other form", &["dual-training"], &["104"], "study-visit", "teachers"),
        offer("neighbouring field", &["dual-training"], &["101"], "job-shadowing", "teachers"),
        offer("same in all", &["dual-training"], &["104"], "job-shadowing", "teachers"),
        offer("other subject", &["gender-equality"], &["021"], "job-shadowing", "teachers"),
    ];
    assert_eq!(hosts_like(&offers, 0), ["same in all", "same field, other form", "neighbouring field"]);
}

#[test]
fn what_is_for_others_or_of_another_kind_is_not_alike() {
    let offers = [
        offer("asked", &["dual-training"], &["104"], "job-shadowing", "teachers"),
        offer("for learners", &["dual-training"], &["104"], "job-shadowing", "apprentices"),
        offer("a stay", &["dual-training"], &["104"], "stay", "teachers"),
    ];
    assert!(hosts_like(&offers, 0).is_empty());
}

#[test]
fn a_host_is_named_once_and_never_beside_itself() {
    let on_quays = |host: &str| offer(host, &["maritime"], &["104"], "job-shadowing", "teachers");
    let offers = [on_quays("asked"), on_quays("asked"), on_quays("other"), on_quays("other")];
    assert_eq!(hosts_like(&offers, 0), ["other"]);
}

#[test]
fn an_offer_that_has_ended_is_told_what_is_open() {
    let open = [offer("open", &["maritime"], &["104"], "job-shadowing", "teachers")];
    let ended = offer("ended", &["maritime"], &["104"], "job-shadowing", "teachers");
    let vocabulary = vocabulary();
    let index = SimilarOffers::new(&open, &vocabulary);
    let similar = index.like_offer(&ended, None, 3);
    assert_eq!(similar.len(), 1);
    assert!((0.99..=1.0).contains(&similar[0].score), "{similar:?}");
}

#[test]
fn in_a_large_catalogue_different_offers_are_named_beside_different_ones() {
    let offers: Vec<Offer> = (0..500)
        .map(|number| offer(&format!("host {number}"), &["maritime"], &["104"], "job-shadowing", "teachers"))
        .collect();
    assert_ne!(hosts_like(&offers, 0), hosts_like(&offers, 250));
}
