//! Words of any European language, made comparable: lower case, without marks, without most endings.
//!
//! There is no dictionary of endings here, since offers and requests are written in more languages than any such list
//! covers, often several in one catalogue. What is cut is the same in all of them, and it keeps what words of several
//! languages share: "logistics", "Logistik" and "logística" have one stem.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters of a stem that counts as one word. Six keep "logist" and cut "-ics", "-ik", "-ique"; with five, "inter-" would be
/// a word of its own, with seven, languages would no longer meet.
const STEM: usize = 6;
/// Letters that are always kept.
const LEAST: usize = 4;
/// Endings, in letters, that are cut off.
const ENDING: usize = 2;

/// Words that say nothing of a subject, in all languages together: a text may be in any, and few of them have a meaning
/// in another.
pub(super) const COMMON_WORDS: &str = include_str!("words/common.txt");
/// The same by language.
static COMMON_IN: LazyLock<HashMap<&str, HashSet<String>>> = LazyLock::new(|| {
    let mut common: HashMap<&str, HashSet<String>> = HashMap::new();
    for line in COMMON_WORDS.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let Some(language) = words.next() else { continue };
        let known = common.entry(language).or_default();
        for word in words {
            known.extend(Words::of(word).iter().map(str::to_owned));
        }
    }
    common
});
/// The same in whatever language.
static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| COMMON_IN.values().flatten().map(String::as_str).collect());

/// The words of a text, in order: folded, and with those of one or two letters. They lie in one piece of memory.
#[derive(Debug, Clone, Default)]
pub struct Words {
    letters: String,
    ends: Vec<usize>,
}

impl Words {
    pub fn of(text: &str) -> Self {
        let mut words = Self::default();
        for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)) {
            if letter.is_alphanumeric() {
                fold(letter, &mut words.letters);
            } else {
                words.end();
            }
        }
        words.end();
        words
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// A word by its place; empty beyond the last.
    pub fn get(&self, place: usize) -> &str {
        let from = if place == 0 { 0 } else { self.ends.get(place - 1).copied().unwrap_or(self.letters.len()) };
        let until = self.ends.get(place).copied().unwrap_or(self.letters.len());
        &self.letters[from..until]
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|place| self.get(place))
    }

    fn end(&mut self) {
        if self.letters.len() > self.ends.last().copied().unwrap_or(0) {
            self.ends.push(self.letters.len());
        }
    }
}

/// Letters that no Unicode decomposition takes apart, in lower case, with how they are written on a keyboard that lacks
/// them.
pub const UNDECOMPOSED_LETTERS: [(char, &str); 10] = [
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('ł', "l"),
    ('đ', "d"),
    ('ð', "d"),
    ('þ', "th"),
    ('ħ', "h"),
    ('ı', "i"),
];

fn fold(letter: char, word: &mut String) {
    if letter.is_ascii() {
        word.push(letter.to_ascii_lowercase());
        return;
    }
    for letter in letter.to_lowercase().filter(|letter| !is_combining_mark(*letter)) {
        match UNDECOMPOSED_LETTERS.iter().find(|(known, _)| *known == letter) {
            Some((_, plain)) => word.push_str(plain),
            None => word.push(if letter == 'ς' { 'σ' } else { letter }),
        }
    }
}

/// Whether a folded word says nothing of a subject.
pub fn is_common(word: &str) -> bool {
    word.chars().nth(2).is_none() || COMMON.contains(word)
}

/// Whether a folded word says nothing of a subject in a language, whatever it means in others: "see" is a lake in German, and
/// no subject in English.
pub fn is_common_in(word: &str, language: &str) -> bool {
    let language = if matches!(language, "nb" | "nn") { "no" } else { language };
    COMMON_IN.get(language).is_some_and(|common| common.contains(word))
}

/// A folded word without its ending: at most two of the letters that end words of European languages when they are
/// bent, and never so much that fewer than four are left.
pub fn without_ending(word: &str) -> &str {
    let mut kept = word;
    let mut length = word.chars().count();
    for _ in 0..ENDING {
        let Some((position, letter)) = kept.char_indices().next_back() else { break };
        if length <= LEAST || !is_ending(letter) {
            break;
        }
        kept = &kept[..position];
        length -= 1;
    }
    kept
}

fn is_ending(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 's' | 'n' | 'm')
        || matches!(letter, 'а' | 'е' | 'и' | 'і' | 'о' | 'у' | 'ъ' | 'ы' | 'ь' | 'ю' | 'я' | 'т')
        || matches!(letter, 'α' | 'ε' | 'η' | 'ι' | 'ο' | 'υ' | 'ω' | 'σ' | 'ν')
}

/// The stem by which two words count as one: without its ending, spelt as languages would have it that borrowed it from
/// each other, and cut.
pub fn stem(word: &str) -> String {
    let mut stem = String::new();
    let mut letters = without_ending(word).chars().peekable();
    let mut count = 0;
    let mut last = None;
    while let Some(letter) = letters.next() {
        let alike = match (letter, letters.peek()) {
            // project, projet, proyecto; Produktion, production, produzione
            ('c' | 'k', Some('t')) => continue,
            ('p', Some('h')) => {
                letters.next();
                'f'
            }
            ('t' | 'r' | 'c', Some('h')) => {
                letters.next();
                letter
            }
            ('k' | 'q', _) => 'c',
            ('y' | 'j', _) => 'i',
            ('v' | 'w', _) => 'b',
            ('z', _) => 's',
            _ => letter,
        };
        if last != Some(alike) {
            stem.push(alike);
            count += 1;
            last = Some(alike);
        }
        if count == STEM {
            break;
        }
    }
    stem
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Words, is_common, is_common_in, stem, without_ending};

    fn stem_of(word: &str) -> String {
        stem(Words::of(word).get(0))
    }

    fn words(text: &str) -> Vec<String> {
        Words::of(text).iter().map(str::to_owned).collect()
    }

    #[test]
    fn words_are_folded_in_every_script() {
        assert_eq!(words("Schweißen & Übung"), ["schweissen", "ubung"]);
        assert_eq!(words("Læring på værft, żółć"), ["laering", "pa", "vaerft", "zolc"]);
        assert_eq!(words("Μηχανικός, Обучение й"), ["μηχανικοσ", "обучение", "и"]);
        assert_eq!(words("CNC-lathe 5"), ["cnc", "lathe", "5"]);
        assert_eq!(words("Cafe\u{301}"), ["cafe"]);
    }

    #[test]
    fn languages_meet_in_a_stem() {
        for group in [
            &["project", "projet", "proyecto", "projekt"][..],
            &["mobility", "movilidad", "mobilität", "mobilité"],
            &["inclusion", "inklusion", "inclusão"],
            &["theatre", "teatro"],
            &["logistics", "logistik", "logistica", "logistyka", "logistique"],
            &["apprentice", "apprentices", "apprenticeship", "apprentissage"],
            &["mechatronics", "mechatronik"],
            &["soldadura", "soldaduras"],
        ] {
            let stems: BTreeSet<String> = group.iter().map(|word| stem_of(word)).collect();
            assert_eq!(stems.len(), 1, "{stems:?}");
        }
    }

    #[test]
    fn short_words_keep_their_letters() {
        assert_eq!(without_ending("arena"), "aren");
        assert_eq!(without_ending("care"), "care");
        assert_eq!(without_ending("pflege"), "pfleg");
    }

    #[test]
    fn common_words_are_common_in_any_language() {
        for word in ["the", "unsere", "nous", "także", "och", "wir", "para", "olemme", "за"] {
            assert!(is_common(&words(word)[0]), "{word}");
        }
        for word in ["welding", "hospital", "dual", "garden"] {
            assert!(!is_common(word), "{word}");
        }
    }

    #[test]
    fn a_word_is_common_in_its_own_language_alone() {
        assert!(is_common_in("see", "en") && !is_common_in("see", "de"));
        assert!(is_common_in("have", "en") && is_common_in("det", "nb"));
        assert!(!is_common_in("see", "xx"));
    }
}
