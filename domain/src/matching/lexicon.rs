//! A lexicon: words and phrases of several languages, and what they mean. Words are compared without their endings; in
//! languages that write several words as one, or bend them far, a word is also found at the beginning or the end of
//! another.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::concept::Concept;
use super::words::{COMMON_WORDS, Words, without_ending};

/// Languages that write several words as one, so that a word may be found at the beginning or the end of another.
const COMPOUNDING: [&str; 9] = ["de", "nl", "sv", "da", "no", "nb", "nn", "fi", "et"];
/// Languages that bend words by more than two letters at their end.
const BENDING: [&str; 12] = ["pl", "cs", "sk", "sl", "hr", "hu", "lv", "lt", "el", "bg", "eu", "ga"];
/// Letters that a word must have to be looked for at the beginning or the end of others.
const INNER: usize = 4;
/// Letters that must stand before a word that is found at the end of another.
const BEFORE: usize = 3;

/// Words of schools, trades and regions that mean the same in several languages, whatever a vocabulary has.
static GENERAL: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for line in MEANINGS.lines().filter(|line| !line.starts_with('#')) {
        let meaning = lexicon.meaning(line.split('|').next().unwrap_or_default());
        lexicon.add_texts(&[meaning], MEANING_LANGUAGES.into_iter().zip(line.split('|')));
    }
    lexicon
});
const MEANINGS: &str = include_str!("words/meanings.txt");
/// The languages of its columns.
const MEANING_LANGUAGES: [&str; 12] = ["en", "de", "fr", "es", "ca", "it", "pt", "nl", "sv", "da", "pl", "fi"];

/// How words are read: a number that changes with it.
const READING: [u8; 1] = [2];

/// A number that changes with the words that this program knows, and with how it reads them (FNV-1a), so that nothing is read again that was prepared with
/// others.
pub(super) fn fingerprint() -> u64 {
    let texts = MEANINGS.bytes().chain(COMMON_WORDS.bytes()).chain(READING);
    texts.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Words and what they mean.
#[derive(Debug, Clone, Default)]
pub(super) struct Lexicon {
    pub(super) concepts: Vec<Concept>,
    pub(super) places: HashMap<Concept, usize>,
    /// By the first word of each.
    pub(super) phrases: HashMap<String, Vec<Phrase>>,
    /// By language, words that are looked for at the beginning and the end of others.
    inner: HashMap<String, HashMap<String, Vec<usize>>>,
}

#[derive(Debug, Clone)]
pub(super) struct Phrase {
    /// The words after the first.
    pub(super) rest: Vec<String>,
    pub(super) concept: usize,
}

impl Phrase {
    /// Whether the words after its first follow a place of a text.
    pub(super) fn is_at(&self, text: &Words, place: usize) -> bool {
        let mut rest = self.rest.iter().zip(place + 1..);
        rest.all(|(wanted, place)| without_ending(text.get(place)) == wanted)
    }
}

/// What the longest known words mean with which a word begins and ends, and their letters.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Within<'l> {
    pub(super) first: (usize, &'l [usize]),
    pub(super) last: (usize, &'l [usize]),
}

impl Lexicon {
    /// The words that every vocabulary has beside its own.
    pub(super) fn general() -> &'static Self {
        &GENERAL
    }

    /// The place of a subject, which is new or known.
    pub(super) fn place(&mut self, concept: Concept) -> usize {
        if let Some(place) = self.places.get(&concept) {
            return *place;
        }
        self.places.insert(concept.clone(), self.concepts.len());
        self.concepts.push(concept);
        self.concepts.len() - 1
    }

    /// The place of what words mean that are the same in several languages, by the first of them.
    pub(super) fn meaning(&mut self, text: &str) -> usize {
        let words = Words::of(text.split(',').next().unwrap_or_default());
        self.place(Concept::Meaning(words.iter().collect::<Vec<_>>().join(" ")))
    }

    /// Adds the words of texts in several languages; several in one are separated by commas.
    pub(super) fn add_texts<'t>(&mut self, concepts: &[usize], texts: impl Iterator<Item = (&'t str, &'t str)>) {
        for (language, text) in texts {
            for text in text.split(',') {
                let words = Words::of(text);
                let mut phrase = words.iter().map(|word| without_ending(word).to_owned());
                let Some(first) = phrase.next() else { continue };
                let rest: Vec<String> = phrase.collect();
                let bends = COMPOUNDING.contains(&language) || BENDING.contains(&language);
                let kept = kept(&first, language);
                if rest.is_empty() && bends && kept.chars().count() >= INNER {
                    let inner = self.inner.entry(family(language).to_owned()).or_default();
                    let known = inner.entry(kept.to_owned()).or_default();
                    for concept in concepts {
                        if !known.contains(concept) {
                            known.push(*concept);
                        }
                    }
                }
                let known = self.phrases.entry(first).or_default();
                for concept in concepts {
                    if !known.iter().any(|phrase| phrase.concept == *concept && phrase.rest == rest) {
                        known.push(Phrase { rest: rest.clone(), concept: *concept });
                    }
                }
            }
        }
    }

    /// What begins with a word.
    pub(super) fn beginning(&self, word: &str) -> &[Phrase] {
        self.phrases.get(without_ending(word)).map_or(&[][..], Vec::as_slice)
    }

    /// What the longest known words mean with which a word of a language begins and ends: "Pflegelehrer",
    /// "äldreomsorgsutbildning", "opiekunami".
    pub(super) fn within(&self, word: &str, language: &str) -> Within<'_> {
        let mut within = Within::default();
        let Some(known) = self.inner.get(family(language)) else { return within };
        let ends: Vec<usize> = word.char_indices().map(|(position, _)| position).collect();
        let first = (INNER..ends.len()).rev().find_map(|length| Some((length, known.get(&word[..ends[length]])?)));
        if let Some((length, concepts)) = first {
            within.first = (length, concepts);
        }
        if COMPOUNDING.contains(&language) && ends.len() >= BEFORE + INNER {
            let last = (BEFORE..=ends.len() - INNER)
                .find_map(|from| Some((ends.len() - from, known.get(without_ending(&word[ends[from]..]))?)));
            if let Some((length, concepts)) = last {
                within.last = (length, concepts);
            }
        }
        within
    }
}

/// Languages that are written so alike that their words help each other.
fn family(language: &str) -> &str {
    match language {
        "no" | "nb" | "nn" => "da",
        other => other,
    }
}

/// What is left of a word in most of its forms. In Finnish and Estonian the t of many goes, and of two equal consonants the
/// second: "merimiehet", "merimiehille"; "lämpöpumppu", "lämpöpumpun".
fn kept<'w>(word: &'w str, language: &str) -> &'w str {
    if !matches!(language, "fi" | "et") {
        return word;
    }
    let word = word.strip_suffix('t').map_or(word, without_ending);
    let mut letters = word.char_indices().rev();
    match (letters.next(), letters.next()) {
        (Some((position, last)), Some((_, before))) if last == before => &word[..position],
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::{MEANING_LANGUAGES, MEANINGS, kept};
    use crate::matching::words::Words;

    #[test]
    fn each_meaning_has_words_in_each_language() {
        for line in MEANINGS.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('|').collect();
            assert_eq!(columns.len(), MEANING_LANGUAGES.len(), "{line}");
            for text in columns.iter().flat_map(|column| column.split(',')) {
                assert!(!Words::of(text).is_empty(), "nothing between commas or bars: {line}");
            }
        }
    }

    #[test]
    fn finnish_words_keep_what_most_forms_have() {
        assert_eq!(kept("merimiehet", "fi"), "merimieh");
        assert_eq!(kept("lampopumpp", "fi"), "lampopump");
        assert_eq!(kept("bett", "de"), "bett");
    }
}
