//! Events: who meets whom.

use domain::content::offer::Offer;
use domain::matching::history::History;
use domain::matching::query::{MatchContext, MatchQuery};
use domain::matching::rank::Matcher;
use domain::matching::weights::Weights;
use domain::meetings::gathering::{Gathering, Plan, plan};
use domain::request::Search;
use domain::text::LanguageTag;
use serde_json::{Value, json};

use crate::world::{TODAY, belgium, catalogue, offer, search, slug, vocabulary};

fn event(hosts: &[(&str, u32)]) -> Gathering {
    Gathering {
        title: "Matchmaking day".to_owned(),
        requests: "requests".to_owned(),
        hosts: hosts.iter().map(|(name, groups)| (slug(name), *groups)).collect(),
        meetings: 2,
        capacity: 1,
        slots: vec!["10:00".to_owned(), "10:20".to_owned()],
        rooms: vec!["Blue room".to_owned(), "Garden".to_owned()],
        bonus: 0.1,
    }
}

fn planned(event: &Gathering, offers: &[(&str, Offer)], groups: &[Search]) -> Plan {
    let (catalogue, vocabulary, weights, history) =
        (catalogue(offers), vocabulary(), Weights::default(), History::default());
    let matcher = Matcher::new(&catalogue, &vocabulary, &weights);
    let (country, language) = (belgium(), LanguageTag::english());
    let questions: Vec<MatchQuery> =
        groups.iter().map(|search| MatchQuery { search, country: &country, language: &language }).collect();
    plan(event, &questions, &matcher, MatchContext { today: TODAY, history: &history, most: (5, 5) })
}

fn of_host(name: &str, changes: Value) -> Offer {
    let mut changes = changes;
    changes["host"] = json!({"name": name, "kind": "school", "website": null, "region": "AT1", "place": "Vienna"});
    offer(changes)
}

#[test]
fn a_host_with_two_offers_is_one_host() {
    let offers = [
        ("first", of_host("Both", json!({}))),
        ("second", of_host("Both", json!({"sectors": ["073"]}))),
        ("third", of_host("Other", json!({"sectors": ["101"]}))),
    ];
    let plan = planned(&event(&[("first", 2), ("second", 2), ("third", 1)]), &offers, &[search(json!({}))]);
    let met: Vec<&str> = plan.meetings.iter().map(|meeting| meeting.pair.offer.as_str()).collect();
    assert_eq!(met, ["first", "third"], "about the offer that suits best, and once");

    let groups = [search(json!({})), search(json!({"sectors": ["073"]}))];
    let plan = planned(&event(&[("first", 1), ("second", 1)]), &offers, &groups);
    assert_eq!(plan.meetings.len(), 2);
    assert_ne!(plan.meetings[0].slot, plan.meetings[1].slot, "it sits at one table");
}

#[test]
fn whoever_meets_nobody_is_told_whether_anybody_would_suit() {
    let offers = [("only", of_host("Only", json!({})))];
    let late = json!({"period": {"from": "2028-02-01", "until": "2028-02-10"}});
    let groups = [search(json!({})), search(json!({"sectors": ["073"]})), search(late)];
    let plan = planned(&event(&[]), &offers, &groups);
    assert_eq!(plan.meetings.len(), 1, "it meets one group");
    assert_eq!((plan.without, plan.unsuited), (vec![1, 2], vec![2]));
}
