//! One invented offer, with every field that an offer can have.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::chance::Chance;
use crate::vocabulary::{Term, Vocabulary};

/// The day that the corpus is of: build it with `--today 2026-11-23`.
const TODAY: Date = date(2026, 11, 23);

const WORKS: [&str; 24] = [
    "bakery",
    "boat yard",
    "care home",
    "college kitchen",
    "container port",
    "dairy",
    "drawing office",
    "forest school",
    "foundry",
    "garden centre",
    "glass workshop",
    "harbour",
    "hospital",
    "hotel",
    "joinery",
    "laboratory",
    "library",
    "machine hall",
    "nursery school",
    "orchard",
    "printing shop",
    "railway depot",
    "theatre",
    "weaving mill",
];
const PEOPLE: [&str; 12] = [
    "apprentices",
    "beginners",
    "company tutors",
    "evening learners",
    "first-year learners",
    "guests",
    "journeymen",
    "learners",
    "mentors",
    "parents",
    "teachers",
    "young parents",
];
const DEEDS: [&str; 16] = [
    "build",
    "cook",
    "count",
    "draw",
    "explain",
    "grow",
    "measure",
    "mend",
    "paint",
    "plan",
    "repair",
    "sort",
    "test",
    "translate",
    "weave",
    "weld",
];
const THINGS: [&str; 20] = [
    "bicycles",
    "boats",
    "bread",
    "cables",
    "cheese",
    "engines",
    "furniture",
    "gardens",
    "houses",
    "maps",
    "menus",
    "nets",
    "pumps",
    "robots",
    "roofs",
    "shoes",
    "solar panels",
    "timetables",
    "tools",
    "wood",
];
const MANNERS: [&str; 12] = [
    "by hand",
    "for neighbours",
    "from morning to noon",
    "in pairs",
    "in small groups",
    "in two languages",
    "on real orders",
    "outdoors",
    "under one roof",
    "with a mentor",
    "with old machines",
    "without hurry",
];

/// The slug of an offer.
pub fn slug(number: usize) -> String {
    format!("offer-{number:06}")
}

/// A sentence of its own.
pub fn sentence(chance: &mut Chance) -> String {
    let people = chance.one(&PEOPLE);
    let mut letters = people.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!(
        "{first}{} {} {} {} at the {}",
        letters.as_str(),
        chance.one(&DEEDS),
        chance.one(&THINGS),
        chance.one(&MANNERS),
        chance.one(&WORKS),
    )
}

/// Codes as a YAML list.
pub fn codes(terms: &[&Term]) -> String {
    let codes: Vec<String> = terms.iter().map(|term| format!("\"{}\"", term.code)).collect();
    format!("[{}]", codes.join(", "))
}

/// The file of an offer.
pub fn text(number: usize, vocabulary: &Vocabulary) -> String {
    let chance = &mut Chance::of(1, number);
    let region = chance.frequent(&vocabulary.regions);
    let activity = chance.frequent(&vocabulary.activities);
    let least_days = activity.min_days.unwrap_or(1);
    let shortest = chance.between(least_days, (least_days + 4).min(activity.max_days.unwrap_or(366)));
    let longest = chance.between(shortest, (shortest + 10).min(activity.max_days.unwrap_or(366)));
    let least = activity.min_participants.unwrap_or(1);
    let fewest = chance.between(least, least + 3).min(activity.max_participants.unwrap_or(500));
    let most = chance.between(fewest, fewest + 30).min(activity.max_participants.unwrap_or(500));
    let confirmed = before(TODAY, chance.between(0, 200));
    let published = before(confirmed, chance.between(0, 400));
    let minors = chance.percent(30);
    let mut text = format!(
        "title: \"{}, visit {number}\"\nsummary: \"{}. {}.\"\nhost:\n  name: \"Example College {number}\"\n  kind: {}\n  \
         website: https://host-{number}.example.org/\n  region: {}\n  place: \"{}\"\n",
        sentence(chance),
        sentence(chance),
        sentence(chance),
        chance.one(&vocabulary.organisation_kinds).code,
        region.code,
        region.place,
    );
    let lines = [
        ("activities", codes(&[activity])),
        ("audiences", codes(&chance.some(&vocabulary.audiences, 1, 3))),
        ("sectors", codes(&chance.some(&vocabulary.sectors, 1, 3))),
        ("themes", codes(&chance.some(&vocabulary.themes, 1, 4))),
        ("group", format!("{{min: {fewest}, max: {most}}}")),
        ("duration", format!("{{min: {shortest}, max: {longest}}}")),
    ];
    for (key, value) in lines {
        text.push_str(&format!("{key}: {value}\n"));
    }
    text.push_str("languages:\n");
    for language in chance.some(&vocabulary.languages, 1, 3) {
        text.push_str(&format!(
            "  - {{code: \"{}\", level: {}}}\n",
            language.code,
            chance.one(&["A2", "B1", "B2", "C1"])
        ));
    }
    text.push_str("windows:\n");
    let mut from = after(TODAY, chance.between(0, 120));
    for _ in 0..chance.between(1, 4) {
        let until = after(from, longest.max(20) + chance.between(0, 60));
        text.push_str(&format!("  - {{from: {from}, until: {until}}}\n"));
        from = after(until, chance.between(10, 90));
    }
    text.push_str("programme:\n");
    for stop in 1..=chance.between(2, 5) {
        let (kind, see) = (&chance.one(&vocabulary.stop_kinds).code, sentence(chance));
        text.push_str(&format!(
            "  - {{name: \"Stop {stop}, the {}\", kind: {kind}, see: \"{see}.\"}}\n",
            chance.one(&WORKS)
        ));
    }
    text.push_str("learning:\n");
    for _ in 0..chance.between(2, 4) {
        text.push_str(&format!("  - \"{}.\"\n", sentence(chance)));
    }
    if chance.percent(60) {
        text.push_str(&format!(
            "support:\n  measures: {}\n  barriers: {}\n  note: \"{}.\"\n",
            codes(&chance.some(&vocabulary.support_measures, 1, 4)),
            codes(&chance.some(&vocabulary.barriers, 0, 3)),
            sentence(chance),
        ));
    }
    text.push_str(&format!(
        "accommodation: \"{}.\"\naccessibility: \"{}.\"\ncosts: \"{}.\"\ntravel: {{by_rail: {}, note: \"{}.\"}}\n\
         minors: {minors}\nsafeguarding: \"{}.\"\nreciprocity: {}\nconfirmed: {confirmed}\npublished: {published}\n\
         valid_until: {}\ndemo: true\n",
        sentence(chance),
        sentence(chance),
        sentence(chance),
        chance.percent(40),
        sentence(chance),
        sentence(chance),
        chance.percent(50),
        after(TODAY, chance.between(400, 900)),
    ));
    text
}

/// So many days earlier.
pub fn before(day: Date, days: i64) -> Date {
    day.saturating_sub(days.days())
}

/// So many days later.
pub fn after(day: Date, days: i64) -> Date {
    day.saturating_add(days.days())
}
