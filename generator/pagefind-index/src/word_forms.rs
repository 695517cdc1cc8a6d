//! The forms by which a word is found. Pagefind's program splits and stems what a visitor types; an index answers only if its
//! words were split and stemmed the same way, so this follows Pagefind to the letter, with three exceptions: pieces of
//! katakana words and emoji are left out, and forms without letters that Pagefind does not fold can be added.

use std::collections::HashSet;
use std::iter;

use convert_case::{Case, Casing};
use pagefind_stem::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Of what follows a dot, at most this many characters are a form.
const MAX_TAIL_LENGTH: usize = 64;

/// A form of a word.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Form {
    /// The stem, without diacritics.
    pub stem: Box<str>,
    /// The word with its diacritics, if it has any.
    pub written: Option<Box<str>>,
}

/// All forms of a word as it stands in a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Forms {
    /// The whole word.
    pub whole: Option<Form>,
    /// Its parts, such as those of `pre-school`.
    pub parts: Vec<Form>,
    /// The whole word and its parts with folded letters: `floro` of `Florø`. Pagefind has no such forms.
    pub folded: Vec<Form>,
    /// What follows its dots, whole: `generator.search` of `crate.generator.search`. Not indexed in titles.
    pub tails: Vec<Form>,
}

/// Splits the words of a language into forms.
pub struct WordSplitter {
    stemmer: Option<Stemmer>,
    included: Vec<char>,
    folds: &'static [(char, &'static str)],
}

impl WordSplitter {
    /// Returns a splitter that finds the forms that Pagefind finds. `included` are characters that are no letters, but part
    /// of words.
    pub fn new(language: &str, included: &[char]) -> Self {
        Self { stemmer: algorithm(language).map(Stemmer::create), included: included.to_vec(), folds: &[] }
    }

    /// Adds forms in which these letters are replaced.
    pub fn folding(self, folds: &'static [(char, &'static str)]) -> Self {
        Self { folds, ..self }
    }

    pub(crate) fn forms(&self, word: &str) -> Forms {
        let whole = self.lower(word);
        if whole.is_empty() {
            return Forms::default();
        }
        let folded = self.folded(word, &whole);
        let parts: Vec<Form> = self.parts(word, &whole).iter().map(|part| self.form(part)).collect();
        let whole = self.form(&whole);
        let mut seen: HashSet<Box<str>> = parts.iter().map(|part| part.stem.clone()).collect();
        seen.insert(whole.stem.clone());
        let tails = word.match_indices('.').filter_map(|(dot, _)| {
            let rest = &word[dot + 1..];
            let tail = rest.char_indices().nth(MAX_TAIL_LENGTH).map_or(rest, |(end, _)| &rest[..end]);
            let lower = self.lower(tail);
            let form = (is_compound(tail) && lower.chars().count() > 1).then(|| self.form(&lower))?;
            seen.insert(form.stem.clone()).then_some(form)
        });
        let tails = tails.collect();
        Forms { whole: Some(whole), parts, folded, tails }
    }

    /// Returns the parts of a compound.
    fn parts(&self, word: &str, whole: &str) -> Vec<String> {
        if !is_compound(word) {
            return Vec::new();
        }
        let spaced = word.replace(|letter: char| letter.is_ascii_punctuation(), " ").to_case(Case::Lower);
        let parts: Vec<&str> = spaced.split_whitespace().collect();
        // A word with a comma behind it is no compound.
        if let [only] = parts[..]
            && whole.starts_with(only)
        {
            return Vec::new();
        }
        parts.into_iter().filter(|part| part.len() > 1).map(str::to_owned).collect()
    }

    fn folded(&self, word: &str, whole: &str) -> Vec<Form> {
        let Some(plain) = self.fold(whole) else { return Vec::new() };
        let parts = self.parts(word, whole);
        let mut forms: Vec<Form> = Vec::new();
        for text in iter::once(plain).chain(parts.iter().filter_map(|part| self.fold(part))) {
            let form = self.form(&text);
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
        forms
    }

    /// Returns the word with its letters folded, if it has any to fold.
    fn fold(&self, word: &str) -> Option<String> {
        if word.is_ascii() {
            return None;
        }
        let mut folded = String::with_capacity(word.len());
        for letter in word.chars() {
            match self.folds.iter().find(|(known, _)| *known == letter) {
                Some((_, plain)) => folded.push_str(plain),
                None => folded.push(letter),
            }
        }
        (folded != word).then_some(folded)
    }

    fn lower(&self, word: &str) -> String {
        word.chars().filter(|letter| letter.is_alphanumeric() || self.included.contains(letter)).fold(
            String::with_capacity(word.len()),
            |mut lower, letter| {
                // A letter of two, such as ǅ, is neither upper nor lower case and stays as it is.
                if letter.is_uppercase() {
                    lower.extend(letter.to_lowercase())
                } else {
                    lower.push(letter)
                }
                lower
            },
        )
    }

    fn form(&self, word: &str) -> Form {
        let bare = without_diacritics(word);
        let plain = bare.as_deref().unwrap_or(word);
        let stem = match &self.stemmer {
            Some(stemmer) => stemmer.stem(plain).into(),
            None => plain.into(),
        };
        Form { stem, written: bare.is_some().then(|| word.into()) }
    }
}

/// Whether a word may have parts.
fn is_compound(word: &str) -> bool {
    word.chars().any(|letter| !letter.is_alphanumeric()) || word.chars().skip(1).any(char::is_uppercase)
}

/// Returns the word without its diacritics, if it has any.
fn without_diacritics(word: &str) -> Option<String> {
    if word.is_ascii() {
        return None;
    }
    let bare: String = word.nfd().filter(|letter| !is_combining_mark(*letter)).collect();
    (bare != word).then_some(bare)
}

/// Returns how Pagefind stems a language, in the index as in the browser.
fn algorithm(language: &str) -> Option<Algorithm> {
    Some(match language {
        "ca" => Algorithm::Catalan,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "et" => Algorithm::Estonian,
        "eu" => Algorithm::Basque,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "ga" => Algorithm::Irish,
        "hu" => Algorithm::Hungarian,
        "hy" => Algorithm::Armenian,
        "it" => Algorithm::Italian,
        "lt" => Algorithm::Lithuanian,
        "nl" => Algorithm::Dutch,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "pl" => Algorithm::Polish,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sr" => Algorithm::Serbian,
        "sv" => Algorithm::Swedish,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Form, WordSplitter};

    fn splitter(language: &str) -> WordSplitter {
        WordSplitter::new(language, &['_'])
    }

    fn form(stem: &str, written: Option<&str>) -> Form {
        Form { stem: stem.into(), written: written.map(Into::into) }
    }

    #[test]
    fn a_word_is_found_by_its_stem_and_a_compound_by_its_parts() {
        let forms = splitter("en").forms("Apprentices,");
        assert_eq!((forms.whole, forms.parts.len()), (Some(form("apprentic", None)), 0));
        let forms = splitter("en").forms("Pre-schools");
        assert_eq!(forms.whole, Some(form("preschool", None)));
        assert_eq!(forms.parts, [form("pre", None), form("school", None)]);
        assert!(splitter("en").forms("–").whole.is_none());
    }

    #[test]
    fn marks_need_not_be_typed() {
        let forms = splitter("fr").forms("Écoles");
        assert_eq!(forms.whole, Some(form("ecol", Some("écoles"))));
    }

    #[test]
    fn letters_that_a_keyboard_lacks_need_not_be_typed() {
        let folded =
            |language, word| splitter(language).folding(&[('ø', "o"), ('ß', "ss"), ('ł', "l")]).forms(word).folded;
        assert_eq!(folded("nn", "Florø,"), [form("floro", None)]);
        assert_eq!(folded("de", "Groß-Gerau"), [form("grossgerau", None), form("gross", None)]);
        assert_eq!(folded("pl", "Łódź"), [form("lodz", Some("lódź"))]);
        assert!(folded("fr", "école").is_empty());
        assert!(splitter("nn").forms("Florø").folded.is_empty(), "as Pagefind has it");
    }

    #[test]
    fn what_follows_a_dot_is_found_too() {
        let forms = splitter("en").forms("example.host-site.org");
        assert_eq!(forms.tails, [form("hostsiteorg", None)]);
    }
}
