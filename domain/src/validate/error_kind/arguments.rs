//! Severity, suggestion and the values that a translated message may show.

use crate::validate::error_kind::ErrorKind;

impl ErrorKind {
    /// Whether the site can be built in spite of it.
    pub fn is_warning(&self) -> bool {
        matches!(
            self,
            ErrorKind::Stale { .. }
                | ErrorKind::StaleSchema
                | ErrorKind::UnusedImage
                | ErrorKind::Draft { .. }
                | ErrorKind::Unencrypted { .. }
                | ErrorKind::StrayFile { .. }
                | ErrorKind::Scheduled { .. }
                | ErrorKind::FootnoteUndefined { .. }
                | ErrorKind::FootnoteUnused { .. }
                | ErrorKind::FootnoteTwice { .. }
                | ErrorKind::IndentedCode
                | ErrorKind::MisnamedImage { .. }
                | ErrorKind::FarAhead { .. }
                | ErrorKind::WindowAfterEnd { .. }
                | ErrorKind::ContactData { .. }
                | ErrorKind::QuotedText { .. }
                | ErrorKind::ForeignSyntax { .. }
                | ErrorKind::SameAsOther { .. }
        )
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

    /// The values that a message of this fault may show, by name.
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        let mut arguments = self.own_arguments();
        arguments.extend(self.suggestion().map(|suggestion| ("suggestion", suggestion.to_owned())));
        arguments
    }

    fn own_arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            ErrorKind::TooLong { max, length } => vec![("max", max.to_string()), ("length", length.to_string())],
            ErrorKind::TooShort { min, length } => vec![("min", min.to_string()), ("length", length.to_string())],
            ErrorKind::TooMany { max, count } => vec![("max", max.to_string()), ("count", count.to_string())],
            ErrorKind::GivenTwice { count } => vec![("count", count.to_string())],
            ErrorKind::OutOfRange { value, min, max } => {
                vec![("value", quoted(value)), ("min", min.to_string()), ("max", max.to_string())]
            }
            ErrorKind::OutOfReach { value, years } => vec![("value", quoted(value)), ("years", years.to_string())],
            ErrorKind::Reversed { first, last } => vec![("first", first.clone()), ("last", last.clone())],
            ErrorKind::ActivityBound { value, bound, .. } => {
                vec![("value", value.to_string()), ("bound", bound.clone())]
            }
            ErrorKind::WindowTooShort { days, needed } => {
                vec![("days", days.to_string()), ("needed", needed.to_string())]
            }
            ErrorKind::PartExceedsWhole { part, whole } => {
                vec![("part", part.to_string()), ("whole", whole.to_string())]
            }
            ErrorKind::Date { value }
            | ErrorKind::DateOutOfSense { value }
            | ErrorKind::Number { value }
            | ErrorKind::Past { value }
            | ErrorKind::WebAddress { value }
            | ErrorKind::EmailAddress { value }
            | ErrorKind::EmailLocalPart { value }
            | ErrorKind::Repeated { value }
            | ErrorKind::Flag { value }
            | ErrorKind::Language { value }
            | ErrorKind::UnknownKey { key: value, .. }
            | ErrorKind::UnknownCode { value, .. }
            | ErrorKind::UnknownReference { value, .. } => vec![("value", quoted(value))],
            _ => Vec::new(),
        }
    }
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
