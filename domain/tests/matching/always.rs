//! What holds for any offers and any request.

use domain::content::offer::Offer;
use domain::matching::catalogue::Catalogue;
use domain::matching::concept::Concept;
use domain::matching::concepts::Concepts;
use domain::matching::history::History;
use domain::matching::query::MatchQuery;
use domain::matching::rank::Matcher;
use domain::matching::rules::Rule;
use domain::matching::weights::Weights;
use domain::matching::words;
use domain::matching::words::Words;
use domain::request::Search;
use domain::request::fit::{Mismatch, OfferConditions};
use domain::text::LanguageTag;
use jiff::civil::Date;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, proptest};
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};

use crate::world::{TODAY, belgium, catalogue, names, offer, rank, rank_most, rank_with, search, vocabulary};

const WORDS: [&str; 16] = [
    "dual system",
    "training",
    "lathe",
    "garden",
    "plan",
    "school",
    "Lehre",
    "alternance",
    "mentor",
    "crafts",
    "company",
    "welding",
    "see",
    "have",
    "the",
    "workshop",
];

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(select(&WORDS[..]), 4..12).prop_map(|words| words.join(" "))
}

fn codes(all: &'static [&'static str], least: usize) -> impl Strategy<Value = Value> {
    subsequence(all, least..=all.len()).prop_map(|codes| json!(codes))
}

fn languages() -> impl Strategy<Value = Value> {
    let level = select(&["A2", "B1", "B2", "C1"][..]);
    subsequence(&["de", "en", "fr"][..], 1..=3)
        .prop_flat_map(move |codes| (Just(codes.clone()), proptest::collection::vec(level.clone(), codes.len())))
        .prop_map(|(codes, levels)| {
            let list = codes.into_iter().zip(levels).map(|(code, level)| json!({"code": code, "level": level}));
            list.collect::<Value>()
        })
}

fn day(number: i64) -> String {
    TODAY.saturating_add(jiff::Span::new().days(number)).to_string()
}

fn any_offer() -> impl Strategy<Value = Offer> {
    let subject = (
        text(),
        text(),
        codes(&["071", "073", "101"], 1),
        codes(&["dual-training", "work-based-learning", "crafts"], 0),
    );
    let who = (
        codes(&["job-shadowing", "study-visit"], 1),
        codes(&["teachers", "learners"], 1),
        languages(),
        any::<Option<bool>>(),
    );
    let terms = (1_i64..6, 0_i64..8, 0_i64..80, 3_i64..90, 20_i64..300, select(&["AT1", "BE1", "ES5"][..]));
    (subject, who, terms).prop_map(
        |((title, summary, sectors, themes), (activities, audiences, languages, minors), terms)| {
            let (least, more, from, length, valid, region) = terms;
            offer(json!({
                "title": {"en": title}, "summary": {"fr": summary}, "sectors": sectors, "themes": themes,
                "activities": activities, "audiences": audiences, "languages": languages, "minors": minors,
                "group": {"min": least, "max": least + more}, "duration": {"min": 2, "max": 2 + more},
                "windows": [{"from": day(from), "until": day(from + length)}], "valid_until": day(valid - 30),
                "confirmed": day(-valid),
                "host": {"name": "H", "kind": "school", "website": null, "region": region, "place": "P"},
            }))
        },
    )
}

fn any_search() -> impl Strategy<Value = Search> {
    let subject = (text(), codes(&["071", "073", "101"], 0), codes(&["dual-training", "crafts"], 0));
    let who = (
        select(&["job-shadowing", "study-visit"][..]),
        codes(&["teachers", "learners"], 1),
        languages(),
        any::<bool>(),
    );
    let terms = (1_i64..9, 1_i64..7, 0_i64..60, 0_i64..60, any::<bool>(), codes(&["AT", "ES"], 0));
    (subject, who, terms).prop_map(|((goal, sectors, themes), (activity, audiences, languages, minors), terms)| {
        let (participants, days, from, longer, own, countries) = terms;
        search(json!({
            "goal": goal, "sectors": sectors, "themes": themes, "activity": activity, "audiences": audiences,
            "languages": languages, "minors": minors, "participants": participants, "days": days,
            "own_country_welcome": own, "countries": countries,
            "period": {"from": day(from), "until": day(from + days - 1 + longer)},
        }))
    })
}

fn numbered(offers: Vec<Offer>) -> Vec<(String, Offer)> {
    offers.into_iter().enumerate().map(|(number, offer)| (format!("offer-{number:02}"), offer)).collect()
}

fn named(offers: &[(String, Offer)]) -> Vec<(&str, Offer)> {
    offers.iter().map(|(name, offer)| (name.as_str(), offer.clone())).collect()
}

/// Whether an offer keeps the rules, told a second time and in other words than the program's.
fn fits(offer: &Offer, search: &Search) -> bool {
    let stays = offer.windows.iter().any(|window| {
        let until: Date = window.until.min(offer.valid_until).min(search.period.until);
        let from: Date = window.from.max(TODAY).max(search.period.from);
        until >= from && i64::from((until - from).get_days()) + 1 >= search.days
    });
    let understands = offer
        .languages
        .iter()
        .any(|needed| search.languages.iter().any(|own| own.code == needed.code && own.level >= needed.level));
    offer.is_open(TODAY)
        && offer.activities.contains(&search.activity)
        && search.audiences.iter().all(|code| offer.audiences.contains(code))
        && (offer.group.min..=offer.group.max).contains(&search.participants)
        && (offer.duration.min..=offer.duration.max).contains(&search.days)
        && stays
        && understands
        && (offer.minors == Some(true) || !search.minors)
        && (search.own_country_welcome || !offer.host.region.as_str().starts_with("BE"))
}

/// The rules of matching that the form tells of too, under the names that it has for them.
const OF_THE_FORM: [(Rule, Mismatch); 7] = [
    (Rule::Activity, Mismatch::Activity),
    (Rule::Audience, Mismatch::Audience),
    (Rule::Group, Mismatch::Group),
    (Rule::Duration, Mismatch::Duration),
    (Rule::Period, Mismatch::Period),
    (Rule::Language, Mismatch::Language),
    (Rule::Minors, Mismatch::Minors),
];

/// Whether few of some offers have a word in their title or summary.
fn is_rare(word: &str, offers: &[(String, Offer)]) -> bool {
    let has = |offer: &Offer| {
        let texts = offer.title.iter().chain(offer.summary.iter()).map(|(_, text)| text);
        texts
            .flat_map(|text| Words::of(text).iter().map(words::stem).collect::<Vec<_>>())
            .any(|one| one == words::stem(word))
    };
    let count = offers.iter().filter(|(_, offer)| has(offer)).count();
    count <= 1 || count * 5 <= offers.len()
}

/// Whether words are those of a theme or a field.
fn is_subject(text: &str) -> bool {
    let vocabulary = vocabulary();
    let concepts = Concepts::new(&vocabulary);
    let mut found = false;
    concepts.each(&Words::of(text), "en", |concept, places| {
        found |= places.len() == Words::of(text).len() && !matches!(concept, Concept::Meaning(_));
    });
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// What the form says of a visit and an offer is what the desk says of the same two.
    #[test]
    fn the_form_and_the_desk_judge_alike(offer in any_offer(), search in any_search()) {
        let vocabulary = vocabulary();
        let mismatches = search.mismatches(&OfferConditions::of(&offer, &vocabulary.regions, TODAY));
        let (catalogue, weights) = (catalogue(&[("offer", offer)]), Weights::default());
        let question = MatchQuery { search: &search, country: &belgium(), language: &LanguageTag::english() };
        let broken = Matcher::new(&catalogue, &vocabulary, &weights).broken(question, TODAY, 0);
        for (rule, mismatch) in OF_THE_FORM {
            prop_assert_eq!(broken.breaks(rule), mismatches.contains(&mismatch), "{:?}", rule);
        }
    }

    #[test]
    fn a_word_is_named_as_a_reason_only_if_it_means_something(
        offers in proptest::collection::vec(any_offer(), 0..16), search in any_search(),
    ) {
        let offers = numbered(offers);
        let ranking = rank(&named(&offers), &search);
        let near = ranking.near_misses.iter().map(|miss| &miss.offer);
        for reason in ranking.matches.iter().chain(near).flat_map(|found| &found.reasons) {
            let Some(domain::matching::reason::Value::Words(told)) = reason.values.get("words") else { continue };
            for word in told {
                prop_assert!(!words::is_common(word), "{word}");
                prop_assert!(is_subject(word) || word.contains(' ') || is_rare(word, &offers), "{word}");
            }
        }
    }

    #[test]
    fn what_is_suggested_keeps_all_rules_and_what_keeps_them_is_suggested(
        offers in proptest::collection::vec(any_offer(), 0..8), search in any_search(),
    ) {
        let offers = numbered(offers);
        let ranking = rank(&named(&offers), &search);
        let mut suggested = names(&ranking);
        suggested.sort_unstable();
        let fitting: Vec<&str> =
            offers.iter().filter(|(_, offer)| fits(offer, &search)).map(|(name, _)| name.as_str()).collect();
        prop_assert_eq!(suggested, fitting);
        prop_assert_eq!(ranking.fitting, ranking.matches.len());
        for found in &ranking.matches {
            prop_assert!((0.0..=1.0).contains(&found.score), "{:?}", found);
            prop_assert!(found.parts.values().all(|part| (0.0..=1.0).contains(part)), "{:?}", found);
        }
        for miss in &ranking.near_misses {
            prop_assert!(!names(&ranking).contains(&miss.offer.offer.as_str()));
            prop_assert!(miss.rule.is_negotiable());
        }
    }

    #[test]
    fn one_more_offer_that_fits_never_lowers_the_best_score(
        offers in proptest::collection::vec(any_offer(), 0..8), more in any_offer(), search in any_search(),
    ) {
        let mut offers = numbered(offers);
        let best = |offers: &[(String, Offer)]| rank(&named(offers), &search).matches.first().map(|found| found.score);
        let before = best(&offers);
        offers.push(("one-more".to_owned(), more.clone()));
        if fits(&more, &search) {
            prop_assert!(best(&offers) >= before, "{:?} became {:?}", before, best(&offers));
        }
    }

    #[test]
    fn the_order_of_offers_makes_no_difference(
        offers in proptest::collection::vec(any_offer(), 0..8), search in any_search(), turn in 0_usize..8,
    ) {
        let offers = numbered(offers);
        let mut others = offers.clone();
        others.reverse();
        let turn = turn.min(others.len());
        others.rotate_left(turn);
        prop_assert_eq!(rank(&named(&offers), &search), rank(&named(&others), &search));
    }

    #[test]
    fn who_was_asked_of_late_never_gains_by_it(
        offers in proptest::collection::vec(any_offer(), 1..8), search in any_search(), days in 0_i64..400,
    ) {
        let offers = numbered(offers);
        let mut history = History::default();
        history.note("offer-00", TODAY.saturating_sub(jiff::Span::new().days(days)), TODAY);
        let place = |ranking: &domain::matching::rank::Ranking| {
            ranking.matches.iter().position(|found| found.offer == "offer-00")
        };
        let before = place(&rank(&named(&offers), &search));
        let after = place(&rank_with(&named(&offers), &search, &history));
        prop_assert!(after >= before, "{:?} {:?}", before, after);
    }

    #[test]
    fn a_few_are_the_first_of_all(
        offers in proptest::collection::vec(any_offer(), 0..40), search in any_search(), most in 1_usize..4,
    ) {
        let offers = numbered(offers);
        let all = rank(&named(&offers), &search);
        let few = rank_most(&named(&offers), &search, &History::default(), (most, most));
        prop_assert_eq!(&few.matches[..], &all.matches[..most.min(all.matches.len())]);
        prop_assert_eq!(&few.near_misses[..], &all.near_misses[..most.min(all.near_misses.len())]);
    }

    #[test]
    fn a_prepared_catalogue_is_the_same_after_it_was_kept(offers in proptest::collection::vec(any_offer(), 0..8)) {
        let offers = numbered(offers);
        let catalogue = catalogue(&named(&offers));
        prop_assert_eq!(Catalogue::from_bytes(&catalogue.to_bytes()), Ok(catalogue));
    }
}
