//! One invented case study.

use jiff::civil::date;

use crate::chance::Chance;
use crate::offer::{after, before, codes};
use crate::vocabulary::Vocabulary;
use crate::words::{Tongues, sentence};

/// A case study: its file, and its title in the first language.
pub struct Story {
    /// The file, in Markdown.
    pub text: String,
    pub title: String,
}

/// The slug of a case study.
pub fn slug(number: usize) -> String {
    format!("exchange-{number:06}")
}

/// Makes a case study. Its text is in the first language alone.
pub fn make(number: usize, vocabulary: &Vocabulary, tongues: &Tongues) -> Story {
    let chance = &mut Chance::of(2, number);
    let said = |chance: &mut Chance| tongues.say(&format!("{}.", sentence(chance)));
    let (host, visitor) = (chance.frequent(&vocabulary.regions), chance.one(&vocabulary.regions));
    let from = before(date(2026, 10, 1), chance.between(0, 900));
    let days = chance.between(2, 10);
    let title = format!("{}, exchange {number}", sentence(chance));
    let summary = format!("{}. {}.", sentence(chance), sentence(chance));
    let mut text = format!(
        "---\ntitle: {}\nsummary: {}\nactivity: {}\nthemes: {}\nsectors: {}\n\
         hosts: [{{organisation: \"Example Host {number}\", region: {}, place: \"{}\"}}]\n\
         visitors: [{{organisation: \"Example Visitors {number}\", region: {}, place: \"{}\"}}]\n\
         place: \"{}\"\ndates: {{from: {from}, until: {}}}\nparticipants: {{staff: {}, learners: {}}}\n\
         background: {}\nprogramme:\n",
        tongues.say(&title),
        tongues.say(&summary),
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
        said(chance),
    );
    for stop in 1..=chance.between(2, 4) {
        let (kind, see) = (&chance.one(&vocabulary.stop_kinds).code, said(chance));
        text.push_str(&format!("  - {{name: \"Stop {stop}\", kind: {kind}, see: {see}}}\n"));
    }
    text.push_str(&format!(
        "lessons:\n  hosts: [{}, {}]\n  participants: [{}, {}]\nfollow_up: {}\n\
         published: {}\n---\n\n## What happened\n\n",
        said(chance),
        said(chance),
        said(chance),
        said(chance),
        said(chance),
        after(from, 30),
    ));
    for _ in 0..6 {
        for _ in 0..4 {
            text.push_str(&format!("{}. ", sentence(chance)));
        }
        text.push_str("\n\n");
    }
    Story { text, title }
}
