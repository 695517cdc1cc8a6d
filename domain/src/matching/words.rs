//! Words of any European language, made comparable: lower case, without marks, without most endings.
//!
//! There is no dictionary of endings here, since offers and requests are written in more languages than any such list
//! covers, often several in one catalogue. What is cut is the same in all of them, and it keeps what words of several
//! languages share: "logistics", "Logistik" and "logística" have one stem.

use std::collections::HashSet;
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
static COMMON: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lines = include_str!("words/common.txt").lines().filter(|line| !line.starts_with('#'));
    let mut common = HashSet::new();
    for line in lines {
        for word in line.split_whitespace().skip(1) {
            each(word, |word| {
                common.insert(word.to_owned());
            });
        }
    }
    common
});

/// Calls `found` with each word of a text, in order: folded, and with those of one or two letters.
pub fn each(text: &str, mut found: impl FnMut(&str)) {
    let mut word = String::new();
    let mut end = |word: &mut String| {
        if !word.is_empty() {
            found(word);
            word.clear();
        }
    };
    if text.is_ascii() {
        for letter in text.bytes() {
            if letter.is_ascii_alphanumeric() {
                word.push(letter.to_ascii_lowercase().into());
            } else {
                end(&mut word);
            }
        }
    } else {
        for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)) {
            if letter.is_alphanumeric() {
                fold(letter, &mut word);
            } else {
                end(&mut word);
            }
        }
    }
    end(&mut word);
}

/// Lower case, and letters that no decomposition takes apart as they are written without a keyboard for them.
fn fold(letter: char, word: &mut String) {
    match letter {
        'a'..='z' | '0'..='9' => word.push(letter),
        'ß' | 'ẞ' => word.push_str("ss"),
        'æ' | 'Æ' => word.push_str("ae"),
        'œ' | 'Œ' => word.push_str("oe"),
        'ø' | 'Ø' => word.push('o'),
        'ł' | 'Ł' => word.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => word.push('d'),
        'þ' | 'Þ' => word.push_str("th"),
        'ħ' | 'Ħ' => word.push('h'),
        'ı' => word.push('i'),
        'ς' => word.push('σ'),
        _ => word.extend(letter.to_lowercase().filter(|letter| !is_combining_mark(*letter))),
    }
}

/// Whether a folded word says nothing of a subject.
pub fn is_common(word: &str) -> bool {
    word.chars().nth(2).is_none() || COMMON.contains(word)
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

/// The stem by which two words count as one.
pub fn stem(word: &str) -> &str {
    let kept = without_ending(word);
    kept.char_indices().nth(STEM).map_or(kept, |(position, _)| &kept[..position])
}

#[cfg(test)]
mod tests {
    use super::{each, is_common, stem, without_ending};

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        each(text, |word| words.push(word.to_owned()));
        words
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
            &["logistics", "logistik", "logistica", "logistyka", "logistique"][..],
            &["apprentice", "apprentices", "apprenticeship", "apprentissage"],
            &["mechatronics", "mechatronik"],
            &["soldadura", "soldaduras"],
        ] {
            assert!(group.iter().all(|word| stem(word) == stem(group[0])), "{group:?}");
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
            each(word, |word| assert!(is_common(word), "{word}"));
        }
        for word in ["welding", "hospital", "dual", "garden"] {
            assert!(!is_common(word), "{word}");
        }
    }
}
