//! One invented offer, with every field that an offer can have.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::chance::Chance;
use crate::vocabulary::{Term, Vocabulary};
use crate::words::{Tongues, WORKS, sentence};

/// The day that the corpus is of: build it with `--today 2026-11-23`.
const TODAY: Date = date(2026, 11, 23);

/// The slug of an offer.
pub fn slug(number: usize) -> String {
    format!("offer-{number:06}")
}

/// Codes as a YAML list.
pub fn codes(terms: &[&Term]) -> String {
    let codes: Vec<String> = terms.iter().map(|term| format!("\"{}\"", term.code)).collect();
    format!("[{}]", codes.join(", "))
}

/// An offer: its file, and what a reader should find of it on its page.
pub struct Offer {
    /// The file, in YAML.
    pub text: String,
    /// In the first language.
    pub title: String,
    pub place: String,
    /// In the first language.
    pub learning: Vec<String>,
    /// The codes of its lists, as they stand in addresses: its country, and its sectors with their broad fields.
    pub country: String,
    pub sectors: Vec<String>,
}

/// Makes an offer.
pub fn make(number: usize, vocabulary: &Vocabulary, tongues: &Tongues) -> Offer {
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
    let title = format!("{}, visit {number}", sentence(chance));
    let summary = format!("{}. {}.", sentence(chance), sentence(chance));
    let mut text = format!(
        "title: {}\nsummary: {}\nhost:\n  name: \"Example College {number}\"\n  kind: {}\n  \
         website: https://host-{number}.example.org/\n  region: {}\n  place: \"{}\"\n",
        tongues.say(&title),
        tongues.say(&summary),
        chance.one(&vocabulary.organisation_kinds).code,
        region.code,
        region.place,
    );
    let audiences = codes(&chance.some(&vocabulary.audiences, 1, 3));
    let sectors = chance.some(&vocabulary.sectors, 1, 3);
    let lines = [
        ("activities", codes(&[activity])),
        ("audiences", audiences),
        ("sectors", codes(&sectors)),
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
    let mut until = from;
    for _ in 0..chance.between(1, 4) {
        until = after(from, longest.max(20) + chance.between(0, 60));
        text.push_str(&format!("  - {{from: {from}, until: {until}}}\n"));
        from = after(until, chance.between(10, 90));
    }
    text.push_str("programme:\n");
    for stop in 1..=chance.between(2, 5) {
        let (kind, see) = (&chance.one(&vocabulary.stop_kinds).code, sentence(chance));
        let name = tongues.say(&format!("Stop {stop}, the {}", chance.one(&WORKS)));
        text.push_str(&format!("  - {{name: {name}, kind: {kind}, see: {}}}\n", tongues.say(&format!("{see}."))));
    }
    text.push_str("learning:\n");
    let learning: Vec<String> = (0..chance.between(2, 4)).map(|_| format!("{}.", sentence(chance))).collect();
    for point in &learning {
        text.push_str(&format!("  - {}\n", tongues.say(point)));
    }
    let sentences = |chance: &mut Chance| tongues.say(&format!("{}.", sentence(chance)));
    if chance.percent(60) {
        text.push_str(&format!(
            "support:\n  measures: {}\n  barriers: {}\n  note: {}\n",
            codes(&chance.some(&vocabulary.support_measures, 1, 4)),
            codes(&chance.some(&vocabulary.barriers, 0, 3)),
            sentences(chance),
        ));
    }
    text.push_str(&format!(
        "accommodation: {}\naccessibility: {}\ncosts: {}\ntravel: {{by_rail: {}, note: {}}}\n\
         minors: {minors}\nsafeguarding: {}\nreciprocity: {}\nconfirmed: {confirmed}\npublished: {published}\n\
         valid_until: {}\ndemo: true\n",
        sentences(chance),
        sentences(chance),
        sentences(chance),
        chance.percent(40),
        sentences(chance),
        sentences(chance),
        chance.percent(50),
        // Never before the last window ends: the check would warn.
        after(TODAY, chance.between(400, 900)).max(until),
    ));
    let place = region.place.clone();
    Offer { text, title, place, learning, country: region.country.to_lowercase(), sectors: with_broad(&sectors) }
}

/// The codes of sectors and of the broad fields they belong to, each once.
fn with_broad(sectors: &[&Term]) -> Vec<String> {
    let mut codes: Vec<String> =
        sectors.iter().flat_map(|sector| [sector.code.clone(), sector.code.chars().take(2).collect()]).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// So many days earlier.
pub fn before(day: Date, days: i64) -> Date {
    day.saturating_sub(days.days())
}

/// So many days later.
pub fn after(day: Date, days: i64) -> Date {
    day.saturating_add(days.days())
}
