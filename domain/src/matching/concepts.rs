//! Subjects in a text: the labels and other words that the vocabularies have for themes and fields of education, in all
//! their languages. By them a request for the "dual system" finds an offer of "work-based learning", and a request in
//! Polish one that is described in English.

use std::collections::HashMap;
use std::ops::Range;

use super::concept::Concept;
use super::lexicon::{Lexicon, Phrase};
use super::words::{self, Words};
use crate::text::LanguageTag;
use crate::vocabulary::{Term, Vocabulary};

/// How near two themes are that share one of their other words.
const RELATED: f64 = 0.5;

/// All words that vocabularies have for subjects, and those that are known beside them.
#[derive(Debug, Clone)]
pub struct Concepts {
    own: Lexicon,
    general: &'static Lexicon,
    /// By the places of both themes among the subjects.
    related: HashMap<(usize, usize), f64>,
}

/// What a word may mean, whatever stands beside it; worth keeping for a word that comes again.
#[derive(Debug, Clone, Default)]
pub struct Meanings<'c> {
    /// What begins with it, in both lexicons.
    phrases: [&'c [Phrase]; 2],
    /// Whether it means nothing by itself, since it is a common word of the text's language.
    common: bool,
    inner: Vec<&'c Concept>,
}

impl Concepts {
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let mut all = Self { own: Lexicon::default(), general: Lexicon::general(), related: HashMap::new() };
        for theme in vocabulary.themes.iter() {
            all.add(Concept::Theme(theme.code.clone()), theme);
        }
        for sector in vocabulary.sectors.iter() {
            all.add(Concept::sector(&sector.code), sector);
        }
        all.relate();
        all
    }

    /// What a folded word of a language may mean.
    pub fn meanings(&self, word: &str, language: &str) -> Meanings<'_> {
        let lexicons = [&self.own, self.general];
        let mut inner: Vec<&Concept> = Vec::new();
        let found = lexicons.map(|lexicon| lexicon.within(word, language));
        for ends in [found.map(|within| within.first), found.map(|within| within.last)] {
            // The longest word known to either says best what it is.
            let longest = ends.iter().map(|(length, _)| *length).max();
            for (lexicon, (_, concepts)) in
                lexicons.iter().zip(ends).filter(|(_, (length, _))| Some(*length) == longest)
            {
                inner.extend(concepts.iter().map(|concept| &lexicon.concepts[*concept]));
            }
        }
        let common = words::is_common_in(word, language);
        if common {
            inner.clear();
        }
        Meanings { phrases: lexicons.map(|lexicon| lexicon.beginning(word)), common, inner }
    }

    /// Calls `found` with each subject that is named at a place of a text, once, and with how many words name it.
    pub fn named<'c>(
        &'c self,
        meanings: &Meanings<'c>,
        text: &Words,
        place: usize,
        mut found: impl FnMut(&'c Concept, usize),
    ) {
        let mut named: Vec<(&Concept, usize)> = Vec::new();
        for (lexicon, phrases) in [&self.own, self.general].into_iter().zip(meanings.phrases) {
            let says_something = |phrase: &&Phrase| !(meanings.common && phrase.rest.is_empty());
            let whole = phrases.iter().filter(says_something).filter(|phrase| phrase.is_at(text, place));
            named.extend(whole.map(|phrase| (&lexicon.concepts[phrase.concept], 1 + phrase.rest.len())));
        }
        named.extend(meanings.inner.iter().map(|concept| (*concept, 1)));
        for (place, (concept, words)) in named.iter().enumerate() {
            if !named[..place].iter().any(|(known, _)| known == concept) {
                found(concept, *words);
            }
        }
    }

    /// Calls `found` with each subject that is named in a text, and with the places of its words; once for every time it is
    /// named.
    pub fn each<'c>(&'c self, text: &Words, language: &str, mut found: impl FnMut(&'c Concept, Range<usize>)) {
        for (place, word) in text.iter().enumerate() {
            self.named(&self.meanings(word, language), text, place, |concept, words| {
                found(concept, place..place + words);
            });
        }
    }

    /// How near two themes are, from 0 to 1: they are the same, or have another word in common.
    pub fn theme(&self, one: &str, other: &str) -> f64 {
        if one == other {
            return 1.0;
        }
        let place = |code: &str| self.own.places.get(&Concept::Theme(code.to_owned()));
        let places = place(one).zip(place(other));
        places.and_then(|(one, other)| self.related.get(&(*one, *other))).copied().unwrap_or(0.0)
    }

    fn add<T: Term>(&mut self, concept: Concept, term: &T) {
        let concept = self.own.place(concept);
        self.own.add_texts(&[concept], term.label().iter().map(|(language, text)| (language.as_str(), text)));
        for texts in term.also() {
            let (text, _) = texts.in_language(&LanguageTag::english());
            let meaning = self.own.meaning(text);
            self.own.add_texts(&[concept, meaning], texts.iter().map(|(language, text)| (language.as_str(), text)));
        }
    }

    fn relate(&mut self) {
        for phrases in self.own.phrases.values() {
            for (one, other) in phrases.iter().flat_map(|one| phrases.iter().map(move |other| (one, other))) {
                if let (Concept::Theme(_), Concept::Theme(_)) =
                    (&self.own.concepts[one.concept], &self.own.concepts[other.concept])
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
            {"code": "maritime", "label": {"en": "Maritime"}, "also": [{"en": "ships, seafarers", "fi": "laivat, merimiehet"}]},
        ]);
        vocabulary.themes = serde_json::from_value(themes).expect("themes");
        vocabulary
    }

    fn named(text: &str, language: &str) -> Vec<String> {
        let vocabulary = vocabulary();
        let concepts = Concepts::new(&vocabulary);
        let words = Words::of(text);
        let mut named = Vec::new();
        concepts.each(&words, language, |concept, _| named.push(concept.token()));
        named
    }

    fn has(text: &str, language: &str, token: &str) -> bool {
        named(text, language).iter().any(|named| named == token)
    }

    #[test]
    fn a_subject_is_found_by_any_of_its_words_in_any_language() {
        let dual = ["theme:dual-training", "meaning:dual system", "theme:work-based-learning"];
        assert_eq!(named("How the dual system works", "en"), dual);
        assert_eq!(named("wie das duale System", "de"), dual, "bent");
        assert!(has("des contrats d'alternance", "fr", "theme:work-based-learning"));
        assert_eq!(named("une alternative au système dual", "fr"), [""; 0]);
    }

    #[test]
    fn several_words_of_one_language_stand_between_commas() {
        for text in ["ships and seafarers", "seafarers", "maritime work"] {
            assert!(has(text, "en", "theme:maritime"), "{text}");
        }
        assert!(has("merimiehille", "fi", "meaning:ships"), "they share one meaning with their translations");
    }

    #[test]
    fn everyday_words_of_a_trade_meet_in_their_meaning() {
        for (text, language) in
            [("a heat pump", "en"), ("eine Wärmepumpe", "de"), ("pompy ciepła", "pl"), ("lämpöpumpun huolto", "fi")]
        {
            assert!(has(text, language, "meaning:heat pump"), "{text}");
        }
    }

    #[test]
    fn words_are_found_within_others_where_a_language_writes_them_as_one() {
        assert!(has("Weinbaubetrieb", "de", "meaning:wine"));
        assert!(has("möbelverkstad", "sv", "meaning:workshop"));
        assert!(has("opiekunami w więzieniach", "pl", "meaning:prisoners"), "bent by more than two letters");
        assert!(!has("a wineskin", "en", "meaning:wine"), "English writes them apart");
        assert!(!has("Vinland", "de", "meaning:wine"), "a Swedish word is looked for in Swedish texts");
    }

    #[test]
    fn a_common_word_of_a_language_is_no_subject_of_another() {
        assert_eq!(named("We want to see what they have", "en"), [""; 0]);
        assert!(has("ein Steg am See", "de", "meaning:river"), "a lake in German");
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
