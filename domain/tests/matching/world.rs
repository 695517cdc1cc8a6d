//! A small world of offers and requests.

use domain::content::offer::Offer;
use domain::matching::catalogue::Catalogue;
use domain::matching::history::History;
use domain::matching::query::{MatchContext, MatchQuery};
use domain::matching::rank::{Matcher, Ranking};
use domain::matching::weights::Weights;
use domain::request::Search;
use domain::text::{LanguageTag, Slug};
use domain::vocabulary::{Code, Country, Vocabulary};
use jiff::civil::{Date, date};
use serde_json::{Value, json};

pub const TODAY: Date = date(2026, 11, 23);

pub fn vocabulary() -> Vocabulary {
    let term = |code: &str| json!({"code": code, "label": {"en": code}});
    let activity = |code: &str, family: &str, who: &str| {
        json!({
            "code": code, "label": {"en": code}, "family": family, "who": who, "min_days": null, "max_days": null,
            "min_participants": null, "max_participants": null, "min_days_fewer_opportunities": null, "erasmus": true,
        })
    };
    let country =
        |code: &str| json!({"code": code, "alpha3": code, "label": {"en": code}, "nuts": code, "status": "eu-member"});
    let vocabulary = json!({
        "activities": [
            activity("job-shadowing", "visits", "staff"), activity("study-visit", "visits", "staff"),
            activity("stay", "placements", "learners"),
        ],
        "audiences": [term("teachers"), term("learners")],
        "barriers": [], "event_kinds": [], "languages": [], "organisation_kinds": [], "regions": [],
        "countries": [country("AT"), country("BE"), country("ES")],
        "sectors": [term("07"), term("071"), term("073"), term("101")],
        "stop_kinds": [], "support_measures": [term("mentor"), term("quiet-room")],
        "themes": [
            {"code": "dual-training", "label": {"en": "Dual training"}, "also": [{"en": "dual system", "de": "duales System"}]},
            {"code": "work-based-learning", "label": {"en": "Work-based learning"}, "also": [{"en": "dual system", "fr": "alternance"}]},
            term("crafts"),
        ],
    });
    serde_json::from_value(vocabulary).expect("a vocabulary")
}

/// An offer that fits [`search`], with some keys changed.
pub fn offer(changes: Value) -> Offer {
    let text = json!({"en": "Gown and gloves"});
    let mut offer = json!({
        "title": text, "summary": text, "learning": [text], "costs": text,
        "host": {"name": "Host", "kind": "school", "website": null, "region": "AT1", "place": "Vienna"},
        "activities": ["job-shadowing"], "audiences": ["teachers"], "sectors": ["071"], "themes": ["crafts"],
        "languages": [{"code": "en", "level": "B1"}],
        "group": {"min": 1, "max": 6}, "duration": {"min": 2, "max": 5},
        "windows": [{"from": "2027-03-01", "until": "2027-04-30"}], "programme": [],
        "support": {"measures": [], "barriers": [], "note": null}, "accommodation": null, "accessibility": null,
        "travel": {"by_rail": true, "note": null}, "minors": false, "safeguarding": null, "reciprocity": false,
        "published": "2026-10-01", "confirmed": "2026-11-01", "valid_until": "2027-12-31", "demo": true,
    });
    change(&mut offer, changes);
    serde_json::from_value(offer).expect("an offer")
}

/// A group of four teachers from Belgium who speak English at B2, for three days in March, with some keys changed.
pub fn search(changes: Value) -> Search {
    let mut search = json!({
        "offer": null, "activity": "job-shadowing", "audiences": ["teachers"], "sectors": ["071"], "themes": [],
        "goal": "How a training plan is shared.", "countries": [], "own_country_welcome": false,
        "period": {"from": "2027-03-01", "until": "2027-03-31"}, "days": 3, "participants": 4,
        "fewer_opportunities": null, "minors": false, "languages": [{"code": "en", "level": "B2"}],
        "support": {"measures": [], "barriers": [], "note": null},
    });
    change(&mut search, changes);
    serde_json::from_value(search).expect("a search")
}

fn change(value: &mut Value, changes: Value) {
    for (key, new) in changes.as_object().expect("keys") {
        value[key] = new.clone();
    }
}

pub fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("a slug")
}

pub fn belgium() -> Code<Country> {
    serde_json::from_value(json!("BE")).expect("a code")
}

/// Everything that there is to say about offers for a search.
pub fn rank(offers: &[(&str, Offer)], search: &Search) -> Ranking {
    rank_with(offers, search, &History::default())
}

pub fn rank_with(offers: &[(&str, Offer)], search: &Search, history: &History) -> Ranking {
    rank_most(offers, search, history, (usize::MAX, usize::MAX))
}

pub fn rank_most(offers: &[(&str, Offer)], search: &Search, history: &History, most: (usize, usize)) -> Ranking {
    let (catalogue, vocabulary, weights) = (catalogue(offers), vocabulary(), Weights::default());
    let matcher = Matcher::new(&catalogue, &vocabulary, &weights);
    let question = MatchQuery { search, country: &belgium(), language: &LanguageTag::english() };
    matcher.rank(question, MatchContext { today: TODAY, history, most })
}

pub fn catalogue(offers: &[(&str, Offer)]) -> Catalogue {
    let offers: Vec<(Slug, Offer)> = offers.iter().map(|(name, offer)| (slug(name), offer.clone())).collect();
    Catalogue::new(&offers, &vocabulary())
}

pub fn names(ranking: &Ranking) -> Vec<&str> {
    ranking.matches.iter().map(|found| found.offer.as_str()).collect()
}
