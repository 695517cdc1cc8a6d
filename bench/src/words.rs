//! Sentences of few words, in any number of languages.

use crate::chance::Chance;

pub const WORKS: [&str; 24] = [
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

/// Turns a text into what stands in a file: the text itself, or one for each language.
pub struct Tongues<'l> {
    languages: &'l [String],
}

impl<'l> Tongues<'l> {
    /// The first language is the one that texts are made in.
    pub fn new(languages: &'l [String]) -> Self {
        Self { languages }
    }

    /// A value in YAML. None of our words has a quotation mark.
    pub fn say(&self, text: &str) -> String {
        match self.languages {
            [] | [_] => format!("\"{text}\""),
            [own, others @ ..] => {
                let others = others.iter().map(|language| format!(", {language}: \"{}\"", in_tongue(language, text)));
                format!("{{{own}: \"{text}\"{}}}", others.collect::<String>())
            }
        }
    }
}

const SYLLABLES: [&str; 20] = [
    "al", "ber", "cho", "da", "en", "fi", "gur", "hel", "in", "ka", "lo", "mar", "ne", "or", "pe", "ri", "sta", "tu",
    "ve", "zo",
];

/// A text in an invented language: each word is always the same other word, about as long; numbers stay.
fn in_tongue(language: &str, text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let core = word.trim_end_matches([',', '.']);
        if core.is_empty() || core.bytes().any(|byte| byte.is_ascii_digit()) {
            return word.to_owned();
        }
        let lower = core.to_lowercase();
        let seed = language.bytes().chain(lower.bytes());
        let seed = seed.fold(7_usize, |seed, byte| seed.wrapping_mul(31).wrapping_add(usize::from(byte)));
        let chance = &mut Chance::of(3, seed);
        let mut other = String::new();
        while other.len() < core.len() {
            let syllable: &&str = chance.one(&SYLLABLES);
            other.push_str(syllable);
        }
        if core.starts_with(char::is_uppercase) {
            other = other[..1].to_uppercase() + &other[1..];
        }
        other + &word[core.len()..]
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Tongues, in_tongue};

    #[test]
    fn a_word_is_always_the_same_word() {
        let text = in_tongue("fr", "Guests mend boats, visit 7. Teachers mend maps.");
        let words: Vec<&str> = text.split(' ').collect();
        assert_eq!(words[1], words[6], "{text}");
        assert!(text.contains(" 7. ") && words[2].ends_with(',') && text.ends_with('.'), "{text}");
        assert!(words[0].starts_with(char::is_uppercase) && words[1].starts_with(char::is_lowercase), "{text}");
        assert_ne!(text, in_tongue("es", "Guests mend boats, visit 7. Teachers mend maps."));
    }

    #[test]
    fn one_language_is_said_plainly() {
        let one = ["en".to_owned()];
        assert_eq!(Tongues::new(&one).say("Boats"), "\"Boats\"");
        let two = ["en".to_owned(), "fr".to_owned()];
        assert!(Tongues::new(&two).say("Boats").starts_with("{en: \"Boats\", fr: \""));
    }
}
