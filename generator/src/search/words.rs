//! The forms by which a word is found. Pagefind's program cuts and stems what a visitor types; an index answers it only
//! if its words were cut and stemmed the same way, so this follows Pagefind to the letter, but for three things: pieces
//! of katakana words and emoji, which no language of a site here needs, are left out; forms without letters that
//! Pagefind does not fold are added.

use std::collections::HashSet;
use std::iter;

use convert_case::{Case, Casing};
use domain::matching::words::UNDECOMPOSED_LETTERS;
use domain::text::LanguageTag;
use pagefind_stem::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Of what follows a dot, no more signs than these are a form of their own.
const LONGEST_TAIL: usize = 64;

/// A form of a word: what is looked for, and how it was written, where that has marks that nobody need type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Form {
    /// The stem, without marks.
    pub stem: Box<str>,
    /// The word with its marks, if it has any.
    pub written: Option<Box<str>>,
}

/// All forms of a word as it stands in a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Forms {
    /// The whole word.
    pub whole: Option<Form>,
    /// Its parts, such as those of `pre-school`.
    pub parts: Vec<Form>,
    /// The whole word and its parts without letters that a visitor's keyboard may lack: `floro` of `Florø`. Pagefind
    /// has no such forms.
    pub folded: Vec<Form>,
    /// What follows its dots, whole: `generator.search` of `crate.generator.search`. Titles are not searched by these.
    pub tails: Vec<Form>,
}

/// Knows the forms of a language's words.
pub struct Splitter {
    stemmer: Option<Stemmer>,
    signs: Vec<char>,
    folds_letters: bool,
}

impl Splitter {
    /// For a language; `signs` are no letters, but parts of words all the same. Finds the forms that Pagefind finds.
    pub fn new(language: &LanguageTag, signs: &[char]) -> Self {
        Self { stemmer: algorithm(language.as_str()).map(Stemmer::create), signs: signs.to_vec(), folds_letters: false }
    }

    /// Adds the forms without letters that a visitor's keyboard may lack.
    pub fn folding_letters(self) -> Self {
        Self { folds_letters: true, ..self }
    }

    /// The forms of a word.
    pub fn forms(&self, word: &str) -> Forms {
        let whole = self.lower(word);
        if whole.is_empty() {
            return Forms { whole: None, parts: Vec::new(), folded: Vec::new(), tails: Vec::new() };
        }
        let folded = self.folded(word, &whole);
        let parts = if is_compound(word) { self.parts(word, &whole) } else { Vec::new() };
        let whole = self.form(&whole);
        let mut seen: HashSet<Box<str>> = parts.iter().map(|part| part.stem.clone()).collect();
        seen.insert(whole.stem.clone());
        let tails = word.match_indices('.').filter_map(|(dot, _)| {
            let rest = &word[dot + 1..];
            let tail = rest.char_indices().nth(LONGEST_TAIL).map_or(rest, |(end, _)| &rest[..end]);
            let lower = self.lower(tail);
            let form = (is_compound(tail) && lower.chars().count() > 1).then(|| self.form(&lower))?;
            seen.insert(form.stem.clone()).then_some(form)
        });
        let tails = tails.collect();
        Forms { whole: Some(whole), parts, folded, tails }
    }

    fn parts(&self, word: &str, whole: &str) -> Vec<Form> {
        self.part_texts(word, whole).iter().map(|part| self.form(part)).collect()
    }

    fn part_texts(&self, word: &str, whole: &str) -> Vec<String> {
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

    /// The forms without the letters of [`UNDECOMPOSED_LETTERS`], if the word has any of them.
    fn folded(&self, word: &str, whole: &str) -> Vec<Form> {
        if !self.folds_letters || whole.is_ascii() {
            return Vec::new();
        }
        let Some(plain) = without_undecomposed_letters(whole) else { return Vec::new() };
        let parts = if is_compound(word) { self.part_texts(word, whole) } else { Vec::new() };
        let parts = parts.iter().filter_map(|part| without_undecomposed_letters(part));
        let mut forms: Vec<Form> = Vec::new();
        for text in iter::once(plain).chain(parts) {
            let form = self.form(&text);
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
        forms
    }

    fn lower(&self, word: &str) -> String {
        word.chars().filter(|letter| letter.is_alphanumeric() || self.signs.contains(letter)).fold(
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
        let bare = without_marks(word);
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

/// The word with its letters of [`UNDECOMPOSED_LETTERS`] replaced, if it has any.
fn without_undecomposed_letters(word: &str) -> Option<String> {
    let plain = |letter: char| UNDECOMPOSED_LETTERS.iter().find(|(known, _)| *known == letter).map(|(_, plain)| *plain);
    word.chars().any(|letter| plain(letter).is_some()).then(|| {
        word.chars().fold(String::with_capacity(word.len()), |mut folded, letter| {
            match plain(letter) {
                Some(plain) => folded.push_str(plain),
                None => folded.push(letter),
            }
            folded
        })
    })
}

/// The word without its marks, if it has any.
fn without_marks(word: &str) -> Option<String> {
    if word.is_ascii() {
        return None;
    }
    let bare: String = word.nfd().filter(|letter| !is_combining_mark(*letter)).collect();
    (bare != word).then_some(bare)
}

/// What Pagefind stems a language with, in the index as in the browser.
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
    use domain::text::LanguageTag;

    use super::{Form, Splitter};

    fn splitter(language: &str) -> Splitter {
        Splitter::new(&LanguageTag::parse(language).expect("a language"), &['_'])
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
        let folded = |language, word| splitter(language).folding_letters().forms(word).folded;
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
