//! What a text may be made of. Whatever anybody writes passes here once, so what looks the same is the same, and no
//! text does anything to the page it is later shown on.
//!
//! Each class of characters beyond the ordinary has one of four fates:
//!
//! - **Mended**, where what was meant is plain: line ends of other systems become `\n`, a tab within one line a space,
//!   and the signs that copying from web pages and PDF files leaves behind (soft hyphen, zero-width space, byte order
//!   mark, word joiner) go. The rest is brought into NFC, since one keyboard sends `é` and another `e` and an accent.
//! - **Refused**, where nobody means them and keeping them would do harm: control characters (they end texts, ring
//!   bells and move cursors), overrides and unclosed turns of the direction of writing (they reorder what stands behind
//!   them), tags and other invisible characters (they hide words from people), and `U+FFFD`, which stands where somebody's
//!   program has lost a letter already.
//! - **Stripped**, around a value of one line and everywhere in an address, a code or a number: marks of the direction of
//!   writing and other characters of no width, which address books and chat programs put around what one copies.
//! - **Kept**, because languages and emoji need them: joiner and non-joiner, direction marks, closed embeddings and
//!   isolates, variation selectors, private use.

mod refused;

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::validate::ErrorKind;

pub use refused::refused;

/// Whether a text has one line or may have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    One,
    Several,
}

/// The text as it is kept, or what is wrong with its characters.
pub(super) fn tidy(text: &str, lines: Lines) -> Result<Cow<'_, str>, ErrorKind> {
    let trimmed = if lines == Lines::One { without_marks_around(text) } else { text.trim() };
    if trimmed.chars().all(|character| is_ordinary(character) || (character == '\n' && lines == Lines::Several)) {
        return Ok(Cow::Borrowed(trimmed));
    }
    tidy_thoroughly(trimmed, lines).map(Cow::Owned)
}

/// A text of one line as it is kept; the rule of every field, for texts that come by themselves.
///
/// # Errors
/// With what is wrong with it: a line break, or a character that no text may have.
pub fn line(text: &str) -> Result<Cow<'_, str>, ErrorKind> {
    tidy(text, Lines::One)
}

/// A value of one line without white space, marks of direction and other characters of no width around it. What belongs to a
/// part of the text stays, such as an isolate around its last word.
pub fn without_marks_around(text: &str) -> &str {
    let mut text = text;
    loop {
        let before = text.len();
        text = text.trim_matches(|character: char| character.is_whitespace() || has_no_width(character));
        let first = text.chars().next().unwrap_or(' ');
        let last = text.chars().next_back().unwrap_or(' ');
        match closing(text) {
            _ if closes(first) => text = &text[first.len_utf8()..],
            _ if opens(last) => text = &text[..text.len() - last.len_utf8()],
            Some(end) if opens(first) && end + last.len_utf8() == text.len() => text = &text[first.len_utf8()..end],
            None if opens(first) => text = &text[first.len_utf8()..],
            _ if closes(last) && depth(text) < 0 => text = &text[..text.len() - last.len_utf8()],
            _ => {}
        }
        if text.len() == before {
            return text;
        }
    }
}

/// An address, a code or a number without any such character in it: there, none has a meaning.
pub fn without_marks(text: &str) -> Cow<'_, str> {
    let is_mark = |character: char| has_no_width(character) || opens(character) || closes(character);
    match text.contains(is_mark) {
        true => Cow::Owned(text.replace(is_mark, "").trim().to_owned()),
        false => Cow::Borrowed(text.trim()),
    }
}

fn has_no_width(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether a turn of the direction of writing begins.
fn opens(character: char) -> bool {
    matches!(character, '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' | '\u{2066}'..='\u{2068}')
}

fn closes(character: char) -> bool {
    matches!(character, '\u{202c}' | '\u{2069}')
}

/// Where the turn ends that a text begins with.
fn closing(text: &str) -> Option<usize> {
    let mut open = 0;
    text.char_indices().find_map(|(position, character)| {
        open += i32::from(opens(character)) - i32::from(closes(character));
        (open == 0).then_some(position)
    })
}

/// Turns that are opened, less those that are closed.
fn depth(text: &str) -> i32 {
    text.chars().map(|character| i32::from(opens(character)) - i32::from(closes(character))).sum()
}

/// Letters and signs that are kept as they are, wherever they stand: nearly all texts are made of them. All are in NFC, and
/// none combines with one before it.
fn is_ordinary(character: char) -> bool {
    matches!(character, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}')
}

fn tidy_thoroughly(text: &str, lines: Lines) -> Result<String, ErrorKind> {
    if let Some((_, kind)) = refused(text).into_iter().next() {
        return Err(kind);
    }
    let mut tidied = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match (character, lines) {
            ('\r', _) if characters.peek() == Some(&'\n') => {}
            ('\t', Lines::One) => tidied.push(' '),
            _ => tidied.extend(mended(character)),
        }
    }
    if lines == Lines::One && tidied.contains('\n') {
        return Err(ErrorKind::LineBreak);
    }
    // Behind what was dropped, there may be white space again.
    let tidied = tidied.trim();
    Ok(if is_nfc(tidied) { tidied.to_owned() } else { tidied.nfc().collect() })
}

/// What a character stands for where what was meant is plain: a line end of another system for `\n`, a sign that copying
/// leaves behind for nothing.
pub fn mended(character: char) -> Option<char> {
    match character {
        // From Windows, old Macs, word processors and layout programs.
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => None,
        other => Some(other),
    }
}

/// Whether nothing of a text can be seen.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|character| {
        character.is_whitespace()
            || matches!(
                character,
                '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}' | '\u{ffa0}'
            )
    })
}

/// Control characters, noncharacters and format characters that no living text needs.
pub fn is_hidden(character: char) -> bool {
    let code = u32::from(character);
    character.is_control()
        || matches!(character, '\u{180e}' | '\u{2061}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}')
        || matches!(code, 0xfdd0..=0xfdef)
        || code & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{Lines, is_blank, is_ordinary, refused, tidy, tidy_thoroughly, without_marks};

    fn fate(text: &str) -> Result<String, &'static str> {
        tidy(text, Lines::Several).map(Cow::into_owned).map_err(|kind| kind.code())
    }

    #[test]
    fn what_looks_the_same_is_the_same() {
        for (sent, kept) in [
            ("Malmo\u{308}", "Malm\u{f6}"),
            ("  Ghent \u{feff} ", "Ghent"),
            ("ap\u{ad}pren\u{200b}tices", "apprentices"),
            ("one\r\ntwo\rthree\u{2028}four\u{b}five\u{85}six", "one\ntwo\nthree\nfour\nfive\nsix"),
            ("a\tb", "a\tb"),
        ] {
            assert_eq!(fate(sent).as_deref(), Ok(kept), "{sent:?}");
        }
        assert_eq!(tidy("Anna\tPeeters", Lines::One).as_deref(), Ok("Anna Peeters"), "cells of a table");
    }

    #[test]
    fn ordinary_characters_are_kept_by_all_rules_alone_and_together() {
        let ordinary = || ('\0'..='\u{3000}').filter(|character| is_ordinary(*character));
        assert!(ordinary().count() > 700);
        for character in ordinary() {
            let text = format!("e{character}e");
            assert_eq!(tidy_thoroughly(&text, Lines::One), Ok(text.clone()), "{character:?}");
        }
        let all = format!("|{}|", ordinary().collect::<String>());
        assert_eq!(tidy_thoroughly(&all, Lines::One), Ok(all.clone()));
    }

    #[test]
    fn what_languages_and_emoji_need_is_kept() {
        for text in [
            "\u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645}",
            "\u{1f469}\u{200d}\u{1f527} \u{2764}\u{fe0f}",
            "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} and a plain \u{1f3f4}",
            "School \u{2067}\u{5d1}\u{5d9}\u{5ea}\u{2069} in Ghent, \u{202a}+32 9 000\u{202c}",
            "\u{5e9}\u{5dc}\u{5d5}\u{5dd}!\u{200f}",
            "名前 Ελλάδα България",
            "\u{f0b7} a bullet of a word processor",
        ] {
            assert_eq!(fate(text).as_deref(), Ok(text), "{text:?}");
        }
    }

    #[test]
    fn what_does_harm_is_refused_by_its_own_name() {
        for (text, code) in [
            ("a\0b", "control-character"),
            ("a\u{1b}[2J", "control-character"),
            ("a\u{9f}b", "control-character"),
            ("a\u{7f}", "control-character"),
            ("a\u{fdd0}", "control-character"),
            ("a\u{10ffff}", "control-character"),
            ("hi\u{e0068}\u{e0069}\u{e007f}", "control-character"),
            ("\u{1f3f4}\u{e0067}\u{e0062} left open", "control-character"),
            ("\u{1f3f4}\u{e0067}\u{e0062}", "control-character"),
            ("\u{1f3f4}\u{e0067}\u{1f3f4}", "control-character"),
            ("Gh\u{fffd}nt", "lost-character"),
            ("invoice\u{202e}fdp.exe", "text-direction"),
            ("\u{2067}left open", "text-direction"),
            ("\u{2067}closed on the\nnext line\u{2069}", "text-direction"),
            ("closed only\u{2069}", "text-direction"),
            ("\u{2067}closed by another\u{202c}", "text-direction"),
        ] {
            assert_eq!(fate(text), Err(code), "{text:?}");
        }
        assert_eq!(tidy("Anna\nPeeters", Lines::One).map_err(|kind| kind.code()), Err("line-break"));
    }

    #[test]
    fn what_copying_puts_around_a_value_of_one_line_is_stripped() {
        let line = |text: &str| tidy(text, Lines::One).map(Cow::into_owned).map_err(|kind| kind.code());
        for (sent, kept) in [
            ("\u{202a}anna@example.org\u{202c}", "anna@example.org"),
            ("\u{2068}\u{202a} +32 9 000\u{202c}\u{2069}\u{200e}", "+32 9 000"),
            ("\u{202d}Ghent\u{202c}", "Ghent"),
            ("\u{202e}Ghent", "Ghent"),
            ("Ghent\u{2066}", "Ghent"),
            ("\u{2069}Ghent\u{202c}", "Ghent"),
            ("\u{feff}\u{200f}Ghent\u{200d}", "Ghent"),
            // What belongs to a part of the text stays.
            ("School \u{2067}\u{5d1}\u{5d9}\u{5ea}\u{2069}", "School \u{2067}\u{5d1}\u{5d9}\u{5ea}\u{2069}"),
            (
                "\u{2067}\u{5d1}\u{2069} and \u{2067}\u{5d9}\u{2069}",
                "\u{2067}\u{5d1}\u{2069} and \u{2067}\u{5d9}\u{2069}",
            ),
            ("\u{202a}School \u{2067}\u{5d1}\u{2069}\u{202c}", "School \u{2067}\u{5d1}\u{2069}"),
            ("\u{645}\u{6cc}\u{200c}\u{62e}", "\u{645}\u{6cc}\u{200c}\u{62e}"),
            ("\u{1f469}\u{200d}\u{1f527}", "\u{1f469}\u{200d}\u{1f527}"),
        ] {
            assert_eq!(line(sent).as_deref(), Ok(kept), "{sent:?}");
        }
        assert_eq!(line("invoice\u{202e}fdp.exe"), Err("text-direction"));
        for sent in
            ["an\u{200b}na@\u{200e}example.org", "\u{202a}anna@example.org\u{202c} ", "\u{ad}anna@example.org\u{feff}"]
        {
            assert_eq!(without_marks(sent), "anna@example.org", "{sent:?}");
        }
    }

    #[test]
    fn each_refused_character_has_its_place() {
        let text = "a\u{1}b\n\u{2067}open\nx\u{202e}\u{fffd}";
        let found: Vec<_> = refused(text).into_iter().map(|(place, kind)| (&text[place..], kind.code())).collect();
        assert_eq!(
            found.iter().map(|(rest, code)| (rest.chars().next(), *code)).collect::<Vec<_>>(),
            [
                (Some('\u{1}'), "control-character"),
                (Some('\u{2067}'), "text-direction"),
                (Some('\u{202e}'), "text-direction"),
                (Some('\u{fffd}'), "lost-character"),
            ]
        );
    }

    #[test]
    fn a_text_of_invisible_signs_is_blank() {
        for blank in ["", " \n\t\u{a0}", "\u{200b}\u{200d}\u{feff}", "\u{3164}", "\u{2800}"] {
            assert!(is_blank(blank), "{blank:?}");
        }
        assert!(!is_blank("\u{200b}a"));
    }
}
