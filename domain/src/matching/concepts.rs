//! Subjects in a text: the labels and other words that the vocabularies have for themes and fields of education, in all
//! their languages. By them a request for the "dual system" finds an offer of "work-based learning", and a request in
//! Polish one that is described in English.

use std::collections::HashMap;

use super::words::{Words, without_ending};
use crate::text::LocalizedText;
use crate::vocabulary::{Term, Vocabulary};

/// How near two themes are that share one of their other words.
const RELATED: f64 = 0.5;

/// A subject: a code of a vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Concept {
    /// A theme's code.
    Theme(String),
    /// The code of a field of ISCED-F.
    Sector(String),
}

impl Concept {
    /// The word by which it stands among the words of a text. No word of a text has a colon.
    pub fn token(&self) -> String {
        match self {
            Concept::Theme(code) => format!("theme:{code}"),
            Concept::Sector(code) => format!("sector:{code}"),
        }
    }
}

/// All words that vocabularies have for subjects.
#[derive(Debug, Clone)]
pub struct Concepts {
    concepts: Vec<Concept>,
    /// By the first word of each.
    phrases: HashMap<String, Vec<Phrase>>,
    /// By the places of both themes among the subjects.
    related: HashMap<(usize, usize), f64>,
    themes: HashMap<String, usize>,
}

#[derive(Debug, Clone)]
struct Phrase {
    /// The words after the first.
    rest: Vec<String>,
    concept: usize,
}

impl Concepts {
    /// The words of a vocabulary.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let mut all =
            Self { concepts: Vec::new(), phrases: HashMap::new(), related: HashMap::new(), themes: HashMap::new() };
        for theme in vocabulary.themes.iter() {
            all.themes.insert(theme.code.clone(), all.concepts.len());
            all.add(Concept::Theme(theme.code.clone()), theme);
        }
        for sector in vocabulary.sectors.iter() {
            all.add(Concept::Sector(sector.code.clone()), sector);
        }
        all.relate();
        all
    }

    /// Calls `found` with each subject that is named in a text, and with the place of its first word; once for every time
    /// it is named.
    pub fn each(&self, text: &Words, mut found: impl FnMut(&Concept, usize)) {
        for (place, word) in text.iter().enumerate() {
            let Some(phrases) = self.phrases.get(without_ending(word)) else { continue };
            for phrase in phrases {
                let mut rest = phrase.rest.iter().zip(place + 1..);
                if rest.all(|(wanted, place)| without_ending(text.get(place)) == wanted) {
                    found(&self.concepts[phrase.concept], place);
                }
            }
        }
    }

    /// How near two themes are, from 0 to 1: they are the same, or have another word in common.
    pub fn theme(&self, one: &str, other: &str) -> f64 {
        if one == other {
            return 1.0;
        }
        let places = self.themes.get(one).zip(self.themes.get(other));
        places.and_then(|(one, other)| self.related.get(&(*one, *other))).copied().unwrap_or(0.0)
    }

    fn add<T: Term>(&mut self, concept: Concept, term: &T) {
        self.concepts.push(concept);
        let concept = self.concepts.len() - 1;
        for text in std::iter::once(term.label()).chain(term.also()).flat_map(LocalizedText::iter).map(|(_, text)| text)
        {
            let words = Words::of(text);
            let mut phrase = words.iter().map(|word| without_ending(word).to_owned());
            let Some(first) = phrase.next() else { continue };
            let rest: Vec<String> = phrase.collect();
            let known = self.phrases.entry(first).or_default();
            if !known.iter().any(|phrase| phrase.concept == concept && phrase.rest == rest) {
                known.push(Phrase { rest, concept });
            }
        }
    }

    fn relate(&mut self) {
        for phrases in self.phrases.values() {
            for (one, other) in phrases.iter().flat_map(|one| phrases.iter().map(move |other| (one, other))) {
                if let (Concept::Theme(_), Concept::Theme(_)) =
                    (&self.concepts[one.concept], &self.concepts[other.concept])
                    && one.concept != other.concept
                    && one.rest == other.rest
                {
                    self.related.insert((one.concept, other.concept), RELATED);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Concept, Concepts};
    use crate::matching::words::Words;
    use crate::vocabulary::Vocabulary;

    fn vocabulary() -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        let themes = serde_json::json!([
            {"code": "dual-training", "label": {"en": "Dual training"}, "also": [{"en": "dual system", "de": "duales System"}]},
            {"code": "work-based-learning", "label": {"en": "Work-based learning"}, "also": [{"en": "dual system", "fr": "alternance"}]},
            {"code": "maritime", "label": {"en": "Maritime"}},
        ]);
        vocabulary.themes = serde_json::from_value(themes).expect("themes");
        vocabulary
    }

    fn named(text: &str) -> Vec<String> {
        let vocabulary = vocabulary();
        let concepts = Concepts::new(&vocabulary);
        let words = Words::of(text);
        let mut named = Vec::new();
        concepts.each(&words, |concept, _| named.push(concept.token()));
        named
    }

    #[test]
    fn a_subject_is_found_by_any_of_its_words_in_any_language() {
        assert_eq!(named("How the dual system works"), ["theme:dual-training", "theme:work-based-learning"]);
        assert_eq!(named("wie das duale System"), ["theme:dual-training", "theme:work-based-learning"], "bent");
        assert_eq!(named("des contrats d'alternance"), ["theme:work-based-learning"]);
        assert_eq!(named("une alternative au système dual"), [""; 0]);
    }

    #[test]
    fn themes_with_a_word_in_common_are_related() {
        let vocabulary = vocabulary();
        let concepts = Concepts::new(&vocabulary);
        assert_eq!(concepts.theme("dual-training", "dual-training"), 1.0);
        assert_eq!(concepts.theme("dual-training", "work-based-learning"), 0.5);
        assert_eq!(concepts.theme("dual-training", "maritime"), 0.0);
        assert_eq!(Concept::Sector("071".to_owned()).token(), "sector:071");
    }
}
