//! One invented case study.

use jiff::civil::date;

use crate::chance::Chance;
use crate::offer::{after, before, codes, sentence};
use crate::vocabulary::Vocabulary;

/// The file of a case study.
pub fn text(number: usize, vocabulary: &Vocabulary) -> String {
    let chance = &mut Chance::of(2, number);
    let (host, visitor) = (chance.frequent(&vocabulary.regions), chance.one(&vocabulary.regions));
    let from = before(date(2026, 10, 1), chance.between(0, 900));
    let days = chance.between(2, 10);
    let mut text = format!(
        "---\ntitle: \"{}, exchange {number}\"\nsummary: \"{}. {}.\"\nactivity: {}\nthemes: {}\nsectors: {}\n\
         hosts: [{{organisation: \"Example Host {number}\", region: {}, place: \"{}\"}}]\n\
         visitors: [{{organisation: \"Example Visitors {number}\", region: {}, place: \"{}\"}}]\n\
         place: \"{}\"\ndates: {{from: {from}, until: {}}}\nparticipants: {{staff: {}, learners: {}}}\n\
         background: \"{}.\"\nprogramme:\n",
        sentence(chance),
        sentence(chance),
        sentence(chance),
        chance.frequent(&vocabulary.activities).code,
        codes(&chance.some(&vocabulary.themes, 1, 3)),
        codes(&chance.some(&vocabulary.sectors, 1, 2)),
        host.code,
        host.place,
        visitor.code,
        visitor.place,
        host.place,
        after(from, days - 1),
        chance.between(1, 12),
        chance.between(0, 30),
        sentence(chance),
    );
    for stop in 1..=chance.between(2, 4) {
        let (kind, see) = (&chance.one(&vocabulary.stop_kinds).code, sentence(chance));
        text.push_str(&format!("  - {{name: \"Stop {stop}\", kind: {kind}, see: \"{see}.\"}}\n"));
    }
    text.push_str(&format!(
        "lessons:\n  hosts: [\"{}.\", \"{}.\"]\n  participants: [\"{}.\", \"{}.\"]\nfollow_up: \"{}.\"\n\
         published: {}\n---\n\n## What happened\n\n",
        sentence(chance),
        sentence(chance),
        sentence(chance),
        sentence(chance),
        sentence(chance),
        after(from, 30),
    ));
    for _ in 0..6 {
        for _ in 0..4 {
            text.push_str(&format!("{}. ", sentence(chance)));
        }
        text.push_str("\n\n");
    }
    text
}
