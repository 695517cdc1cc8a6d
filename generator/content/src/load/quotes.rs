//! Texts between typographic quotation marks: YAML takes them for a part of the text, so that they would be shown.

use domain::validate::ErrorKind;

/// Marks that belong together, in the languages of our content.
const PAIRS: [(char, char); 8] = [
    ('\u{201c}', '\u{201d}'),
    ('\u{2018}', '\u{2019}'),
    ('\u{201e}', '\u{201c}'),
    ('\u{201e}', '\u{201d}'),
    ('\u{201a}', '\u{2018}'),
    ('\u{201d}', '\u{201d}'),
    ('\u{ab}', '\u{bb}'),
    ('\u{bb}', '\u{ab}'),
];

/// What is wrong with a text that stands between such marks as a whole.
pub(super) fn around(text: &str) -> Option<ErrorKind> {
    // Nearly all texts begin with a letter.
    if text.starts_with(|c: char| c.is_ascii()) || text.starts_with(char::is_alphanumeric) {
        return None;
    }
    let text = text.trim();
    let is_around = |(open, close): &&(char, char)| {
        text.strip_prefix(*open)
            .and_then(|rest| rest.strip_suffix(*close))
            .is_some_and(|inner| !inner.contains([*open, *close]))
    };
    PAIRS.iter().find(is_around).map(|(open, close)| ErrorKind::QuotedText { open: *open, close: *close })
}
