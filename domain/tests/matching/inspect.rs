//! A closer look: single offers, what keeps others from fitting, what a proposal would be to others, and whether it is there
//! already.

use domain::content::common::{Level, Span};
use domain::matching::catalogue::Catalogue;
use domain::matching::concepts::Concepts;
use domain::matching::demand::{Suits, Supply};
use domain::matching::existing_offer::Likeness;
use domain::matching::history::History;
use domain::matching::query::{MatchContext, MatchQuery};
use domain::matching::rank::Matcher;
use domain::matching::rules::Rule;
use domain::matching::weights::Weights;
use domain::request::{Request, Search, Wish};
use domain::text::LanguageTag;
use jiff::civil::date;
use serde_json::{Value, json};

use crate::world::{TODAY, belgium, catalogue, offer, rank, search, vocabulary};

fn circumstances(history: &History) -> MatchContext<'_> {
    MatchContext { today: TODAY, history, most: (9, 9) }
}

fn with_matcher<T>(catalogue: &Catalogue, search: &Search, told: impl FnOnce(&Matcher, MatchQuery) -> T) -> T {
    let (vocabulary, weights) = (vocabulary(), Weights::default());
    let question = MatchQuery { search, country: &belgium(), language: &LanguageTag::english() };
    told(&Matcher::new(catalogue, &vocabulary, &weights), question)
}

#[test]
fn a_single_offer_is_told_as_in_a_ranking_and_with_what_it_breaks() {
    let offers = [
        ("fits", offer(json!({}))),
        ("misses", offer(json!({"group": {"min": 6, "max": 9}, "languages": [{"code": "en", "level": "C1"}]}))),
        ("ended", offer(json!({"valid_until": "2026-11-22"}))),
    ];
    let (catalogue, search, history) = (catalogue(&offers), search(json!({})), History::default());
    let place = |slug| catalogue.find(slug).expect("an offer");
    let asked = [place("misses"), place("fits"), place("ended")];
    let looked = with_matcher(&catalogue, &search, |matcher, question| {
        matcher.inspect(question, circumstances(&history), &asked)
    });
    let broken = |place: usize| -> Vec<(Rule, &str)> {
        looked[place].broken.iter().map(|(rule, reason)| (*rule, reason.code)).collect()
    };
    assert_eq!(broken(0), [(Rule::Group, "negotiate-group"), (Rule::Language, "negotiate-language")]);
    assert_eq!(broken(2), [(Rule::Open, "negotiate-nothing"), (Rule::Period, "negotiate-dates-none")]);
    assert_eq!(broken(1), []);
    assert_eq!(looked[1].offer, rank(&offers, &search).matches[0], "the same score, the same reasons");
}

#[test]
fn what_could_be_loosened_is_counted() {
    let offers = [
        ("fits", offer(json!({}))),
        ("small", offer(json!({"group": {"min": 1, "max": 3}}))),
        ("smaller", offer(json!({"group": {"min": 1, "max": 2}}))),
        (
            "small-and-late",
            offer(json!({"group": {"min": 1, "max": 3}, "windows": [{"from": "2027-05-01", "until": "2027-06-01"}]})),
        ),
        ("ended", offer(json!({"valid_until": "2026-11-22"}))),
    ];
    let misfits = with_matcher(&catalogue(&offers), &search(json!({})), |matcher, question| {
        matcher.exclusion_stats(question, TODAY)
    });
    assert_eq!((misfits.all(), misfits.breaking(Rule::Group), misfits.breaking_only(Rule::Group)), (3, 3, 2));
    assert_eq!((misfits.breaking(Rule::Period), misfits.breaking_only(Rule::Period)), (1, 0));
}

#[test]
fn the_facts_of_an_offer_are_those_of_its_file() {
    let catalogue = catalogue(&[("one", offer(json!({"minors": true})))]);
    let facts = catalogue.facts(0);
    assert_eq!((facts.activities, facts.audiences), (vec!["job-shadowing"], vec!["teachers"]));
    assert_eq!(facts.languages, [("en", Level::B1)]);
    assert_eq!((facts.group, facts.duration), (Span { min: 1, max: 6 }, Span { min: 2, max: 5 }));
    assert_eq!((facts.windows[0].from, facts.windows[0].until), (date(2027, 3, 1), date(2027, 4, 30)));
    assert_eq!((facts.minors, facts.confirmed, facts.ends), (Some(true), date(2026, 11, 1), date(2027, 4, 30)));
}

/// A request whose wish is this one.
fn request(wish: Value) -> Request {
    let request = json!({
        "language": "en",
        "organisation": {"name": "Invented Yard", "kind": "company", "country": "AT", "place": "Vienna"},
        "contact": {"name": "Invented Person", "role": null, "email": "person@example.org"},
        "wish": wish,
    });
    serde_json::from_value(request).expect("a request")
}

fn proposal(changes: Value) -> Request {
    let mut wish = json!({
        "form": "offer-to-host", "title": "Gown and gloves", "summary": "Gown.", "website": null,
        "activities": ["job-shadowing"], "audiences": ["teachers"], "sectors": ["071"], "themes": ["crafts"],
        "programme": "Gloves.", "learning": "Gloves.", "languages": [{"code": "en", "level": "B1"}],
        "group": {"min": 1, "max": 6}, "duration": {"min": 2, "max": 5},
        "windows": [{"from": "2027-03-01", "until": "2027-04-30"}],
        "support": {"measures": [], "barriers": [], "note": null}, "costs": "None.", "by_rail": true,
        "minors": false, "safeguarding": null, "reciprocity": false,
    });
    for (key, value) in changes.as_object().expect("keys") {
        wish[key] = value.clone();
    }
    request(wish)
}

/// A group from Belgium, unless it says otherwise.
fn group(changes: Value) -> Request {
    let mut group = request(json!({"form": "join", "motivation": "", "show_as_supporter": false}));
    group.organisation.country = belgium();
    group.wish = Wish::FindAHost(search(changes));
    group
}

#[test]
fn a_proposal_suits_the_groups_that_would_find_it_in_the_catalogue() {
    let (vocabulary, weights) = (vocabulary(), Weights::default());
    let concepts = Concepts::new(&vocabulary);
    let proposed = proposal(json!({}));
    let supply = Supply::of(&proposed, TODAY, &vocabulary, &concepts, &weights).expect("a proposal");
    let suits = |changes: Value| supply.suits(&group(changes), TODAY);
    assert!(matches!(suits(json!({})), Some(Suits::Well(_))));
    let miss = suits(json!({"participants": 7}));
    assert!(matches!(&miss, Some(Suits::Nearly(miss)) if miss.negotiate.code == "negotiate-group"), "{miss:?}");
    assert_eq!(suits(json!({"minors": true})), None);
    let better = suits(json!({"goal": "Gown and gloves"})).expect("it suits").score();
    assert!(better > suits(json!({"sectors": ["101"]})).expect("it suits").score());

    let mut neighbour = group(json!({}));
    neighbour.organisation.country = proposed.organisation.country.clone();
    assert_eq!(supply.suits(&neighbour, TODAY), None, "no mobility within one country");
    assert!(Supply::of(&neighbour, TODAY, &vocabulary, &concepts, &weights).is_none(), "it proposes nothing");
}

#[test]
fn a_proposal_that_is_in_the_catalogue_is_recognised() {
    let host = |name: &str, region: &str, place: &str| json!({"name": name, "kind": "school", "website": null, "region": region, "place": place});
    let title = |text: &str| json!({"en": text});
    let catalogue = catalogue(&[
        ("abroad", offer(json!({"host": host("Invented Yard", "ES1", "Vienna")}))),
        ("elsewhere", offer(json!({"host": host("Another Yard", "AT1", "Graz"), "title": title("Sails")}))),
        (
            "renewed",
            offer(
                json!({"host": host("INVENTED-YARD", "AT1", "Graz"), "title": title("Sails"), "valid_until": "2026-01-01"}),
            ),
        ),
        (
            "title",
            offer(json!({"host": host("Another Yard", "AT1", "Graz"), "title": title("The gown and the glove")})),
        ),
        ("town", offer(json!({"host": host("Another Yard", "AT1", "vienna"), "title": title("Sails")}))),
        (
            "town-only",
            offer(
                json!({"host": host("Another Yard", "AT1", "Vienna"), "sectors": ["101"], "themes": [], "title": title("Sails")}),
            ),
        ),
    ]);
    let proposed = proposal(json!({}));
    let Wish::OfferToHost(wish) = &proposed.wish else { panic!("a proposal") };
    let doubles = catalogue.doubles(&proposed.organisation, wish, 9);
    let told: Vec<(&str, &[Likeness])> =
        doubles.iter().map(|double| (catalogue.slug(double.offer), double.likeness.as_slice())).collect();
    assert_eq!(
        told,
        [
            ("renewed", &[Likeness::Host, Likeness::Subject][..]),
            ("title", &[Likeness::Title, Likeness::Subject]),
            ("town", &[Likeness::Town, Likeness::Subject]),
        ]
    );
}

#[test]
fn an_offer_is_found_again_in_the_list_that_the_catalogue_was_made_of() {
    let entry = |name: &str| {
        let offer = serde_json::to_string(&offer(json!({}))).expect("an offer");
        // The slug comes first, as the build writes it.
        format!("{{\n \"slug\": \"{name}\", {}", &offer[1..])
    };
    let (one, other) = (entry("żaba"), entry("anchor"));
    let list = format!("{{\"licence\": {{}}, \"offers\": [{one}, {other}], \"version\": 1}}");
    let catalogue = Catalogue::from_published(list.as_bytes(), &vocabulary()).expect("a list");
    for (name, entry) in [("żaba", &one), ("anchor", &other)] {
        let begins = catalogue.begins(catalogue.find(name).expect("an offer")).expect("it stands in a list") as usize;
        assert!(list[begins..].starts_with(entry.as_str()), "{name}");
    }
    let read = Catalogue::from_bytes(&catalogue.to_bytes()).expect("a catalogue");
    assert_eq!((read.begins(0), read.begins(2)), (catalogue.begins(0), None));
    let made = crate::world::catalogue(&[("elsewhere", offer(json!({})))]);
    assert_eq!(made.begins(0), None, "it stands in no list");
}
