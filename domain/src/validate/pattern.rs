//! How a text is written, as a regular expression (ECMA-262), for schemas: what `characters` mends and refuses, as far
//! as an expression can say it. It is stricter in two things: turns of the direction of writing are refused even where
//! they are closed or stripped, and `\r\n` counts as two. It lets pass what is refused beyond Unicode's first plane, where not all
//! engines count alike.

use crate::validate::Limit;

/// White space, which is taken away at both ends.
const WHITE: &str = r"\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000";
/// White space within a line.
const SPACES: &str = r"\t \u00A0\u1680\u2000-\u200A\u202F\u205F\u3000";
/// What copying leaves behind and is dropped everywhere.
const DROPPED: &str = r"\u00AD\u200B\u2060\uFEFF";
/// What is not seen, beside white space and what is dropped.
const UNSEEN: &str = r"\u061C\u115F\u1160\u200C-\u200F\u2065\u2800\u3164\uFE00-\uFE0F\uFFA0";
/// What is refused everywhere, but for control characters.
const REFUSED: &str = r"\u180E\u202A-\u202E\u2061-\u2064\u2066-\u206F\uFDD0-\uFDEF\uFFF9-\uFFFB\uFFFD-\uFFFF";
/// What cannot stand within one line.
const NOT_IN_A_LINE: &str = r"\u0000-\u0008\u000A-\u001F\u007F-\u009F\u2028\u2029";
/// What cannot stand within several.
const NOT_IN_LINES: &str = r"\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F";

impl Limit {
    /// How such a text is written: with something to be seen in it.
    pub fn pattern(self) -> String {
        let (spaces, not_within) = if self.is_line() { (SPACES, NOT_IN_A_LINE) } else { (WHITE, NOT_IN_LINES) };
        let within = format!("[^{not_within}{REFUSED}]");
        match self.min {
            0 | 1 => {
                let seen = format!(r"[^\u0000-\u0020\u007F-\u00A0{WHITE}{DROPPED}{UNSEEN}{REFUSED}]");
                format!("^[{WHITE}]*[{spaces}{DROPPED}{UNSEEN}]*{seen}{within}*[{WHITE}]*$")
            }
            least => {
                let end = format!("[{WHITE}{DROPPED}]*");
                let solid = format!(r"[^\u0000-\u0020\u007F-\u00A0{WHITE}{DROPPED}{REFUSED}]");
                let counted = format!("[{DROPPED}]*[^{not_within}{DROPPED}{REFUSED}]");
                format!("^{end}{solid}(?:{counted}){{{},}}[{DROPPED}]*{solid}{end}$", least - 2)
            }
        }
    }
}

/// How a text is written in which nothing can be seen: in a form, a field left empty.
pub fn blank() -> String {
    format!(r"^[{WHITE}{DROPPED}{UNSEEN}\u180E\u202A-\u202E\u2061-\u206F]*$")
}

#[cfg(test)]
mod tests {
    use regex::Regex;

    use super::super::characters::{Lines, is_blank, tidy};
    use super::{Limit, blank};

    /// Each character of the first plane, alone, within a text and at its end.
    fn texts() -> impl Iterator<Item = String> {
        let characters = (0..=0xffff).filter_map(char::from_u32);
        characters.flat_map(|c| [c.to_string(), format!("a{c}b"), format!("{c}a"), format!("a{c}")])
    }

    /// Each of these is refused alone, but not where the next one closes it.
    fn turns(text: &str) -> bool {
        text.contains(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
    }

    #[test]
    fn a_text_is_taken_where_its_pattern_says_so_and_nowhere_else() {
        for (limit, lines) in [(Limit::LINE, Lines::One), (Limit::PAGE, Lines::Several)] {
            let pattern = Regex::new(&limit.pattern()).expect("a pattern");
            for text in texts() {
                let taken = tidy(&text, lines).is_ok_and(|text| !is_blank(&text)) && !turns(&text);
                assert_eq!(pattern.is_match(&text), taken, "{text:?} {lines:?}");
            }
        }
    }

    #[test]
    fn what_is_dropped_does_not_count() {
        let pattern = Regex::new(&Limit { min: 5, max: 300 }.pattern()).expect("a pattern");
        assert!(pattern.is_match("Ghent") && pattern.is_match(" a\u{ad}b\nc\u{200b}de "));
        for short in ["Gent", " Gent ", "G\u{ad}ent", "a b c \u{feff}"] {
            assert_eq!(pattern.is_match(short), short.len() > 8, "{short:?}");
        }
    }

    #[test]
    fn a_field_is_empty_where_nothing_is_seen() {
        let pattern = Regex::new(&blank()).expect("a pattern");
        assert!(pattern.is_match("") && pattern.is_match(" \u{200b}\n"));
        for text in texts().filter(|text| !turns(text)) {
            assert_eq!(pattern.is_match(&text), is_blank(&text), "{text:?}");
        }
    }
}
