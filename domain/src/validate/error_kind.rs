//! What can be wrong with a document: its code, its severity and the values of its message.

#[macro_use]
mod declare;
mod catalogue;

use std::fmt::Display;

pub use catalogue::ErrorKind;
use strum::VariantNames;

impl ErrorKind {
    /// All codes.
    pub const CODES: &'static [&'static str] = Self::VARIANTS;

    /// The stable name, for programs and translations.
    pub fn code(&self) -> &'static str {
        self.into()
    }

    /// What was probably meant by an unknown word.
    pub fn suggestion(&self) -> Option<&str> {
        match self {
            ErrorKind::UnknownKey { suggestion, .. }
            | ErrorKind::UnknownCode { suggestion, .. }
            | ErrorKind::UnknownTimeZone { suggestion, .. }
            | ErrorKind::UnknownReference { suggestion, .. }
            | ErrorKind::BrokenLink { suggestion, .. }
            | ErrorKind::UnknownBlank { suggestion, .. }
            | ErrorKind::LetterName { suggestion, .. }
            | ErrorKind::UnknownTheme { suggestion, .. }
            | ErrorKind::UnknownName { suggestion, .. }
            | ErrorKind::MissingImage { suggestion, .. } => suggestion.as_deref(),
            _ => None,
        }
    }

    /// The values that a translated message may show, by name.
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        let own = self.shown().into_iter().map(|(name, value)| (name, quoted(&value)));
        own.chain(self.suggestion().map(|suggestion| ("suggestion", suggestion.to_owned()))).collect()
    }
}

/// Where a choice between fixed words is explained, which is no vocabulary of its own.
pub(crate) const README: &str = "README.md";

/// A number with what follows it in the singular or the plural: "1 day", "3 days".
pub(crate) fn count_of<N: From<u8> + PartialEq + Display>(number: N, one: &str, many: &str) -> String {
    let words = if number == N::from(1) { one } else { many };
    format!("{number} {words}")
}

fn did_you_mean(suggestion: &Option<String>) -> String {
    suggestion.as_ref().map(|known| format!("; did you mean {known:?}?")).unwrap_or_default()
}

/// Letters of a value that a sentence can carry.
const MOST_QUOTED: usize = 60;

/// What somebody wrote, as it may stand within a sentence of ours: short, on one line, and turning nothing round.
fn quoted(value: &str) -> String {
    let unseen =
        |letter: char| letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut letters = value.trim().chars().map(|letter| if unseen(letter) { '\u{fffd}' } else { letter });
    let mut quoted: String = letters.by_ref().take(MOST_QUOTED).collect();
    if letters.next().is_some() {
        quoted.push('…');
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::ErrorKind;

    #[test]
    fn a_sentence_quotes_what_was_written_without_being_broken_by_it() {
        let value = |written: &str| ErrorKind::Date { value: written.to_owned() }.arguments()[0].1.clone();
        assert_eq!(value("31 June"), "31 June");
        assert_eq!(value("a\u{202e}b\nc"), "a\u{fffd}b\u{fffd}c");
        assert_eq!(value(&"é".repeat(50_000)), format!("{}…", "é".repeat(60)));
    }

    #[test]
    fn what_is_counted_agrees_with_its_number() {
        for (kind, sentence, help) in [
            (
                ErrorKind::TooShort { min: 20, length: 1 },
                "this text has 1 character; at least 20 are needed",
                "say it in at least 20 characters",
            ),
            (
                ErrorKind::TooShort { min: 1, length: 0 },
                "this text has 0 characters; at least 1 is needed",
                "say it in at least 1 character",
            ),
            (
                ErrorKind::TooLong { max: 160, length: 161 },
                "this text has 161 characters; at most 160 fit",
                "shorten it to 160 characters",
            ),
            (
                ErrorKind::TooMany { max: 1, count: 2 },
                "this list has 2 entries; at most 1 fits",
                "keep the 1 that matters most",
            ),
            (
                ErrorKind::WindowTooShort { days: 1, needed: 3 },
                "this window has 1 day, but the shortest visit takes 3",
                "lengthen the window, or shorten the shortest visit",
            ),
            (
                ErrorKind::DaysExceed { days: 2, period: 1 },
                "2 days do not fit into 1",
                "write at most 1 day, or mend the dates",
            ),
            (
                ErrorKind::PartExceedsWhole { part: 1, whole: 0 },
                "there are more persons with fewer opportunities (1) than persons in all (0)",
                "check both numbers",
            ),
        ] {
            assert_eq!((kind.to_string().as_str(), kind.help().as_str()), (sentence, help));
        }
    }

    #[test]
    fn no_sentence_puts_a_number_before_a_plural() {
        let catalogue = include_str!("error_kind/catalogue.rs");
        let plurals = ["characters", "entries", "days", "persons", "pages", "lines", "bytes"];
        for line in catalogue.lines().filter(|line| line.contains("#[error(") || line.contains("format!(")) {
            for plural in plurals {
                assert!(!line.contains(&format!("}} {plural}")), "use `count` in {line}");
            }
        }
    }

    #[test]
    fn a_suggestion_can_stand_in_a_message() {
        let kind = ErrorKind::UnknownKey { value: "colour".into(), suggestion: Some("color".into()) };
        assert_eq!(kind.arguments(), [("value", "colour".into()), ("suggestion", "color".into())]);
    }
}
