//! `Range` as RFC 9110, section 14.2 reads it.

use axum::http::HeaderValue;

/// What to send of a file.
#[derive(Debug, PartialEq, Eq)]
pub enum Ranges {
    /// All of it: the field asks for something else than one part in bytes. Several parts are answered with all of it, which
    /// section 14.2 allows.
    Ignored,
    /// One part, its last byte included.
    One {
        /// The first byte.
        first: u64,
        /// The last byte.
        last: u64,
    },
    /// No byte of the file was asked for.
    Unsatisfiable,
}

impl Ranges {
    /// Reads the field for a file of so many bytes.
    pub fn parse(value: &HeaderValue, length: u64) -> Self {
        let parts = value.to_str().ok().and_then(|value| {
            let (unit, parts) = value.split_once('=')?;
            // Blanks stand around commas, and nowhere else.
            let is_in_bytes = unit.eq_ignore_ascii_case("bytes") && !parts.starts_with([' ', '\t']);
            is_in_bytes.then(|| parts.split(',').map(str::trim).filter(|part| !part.is_empty()))
        });
        let Some(mut parts) = parts else { return Self::Ignored };
        match (parts.next(), parts.next()) {
            (Some(part), None) => Self::one(part, length),
            _ => Self::Ignored,
        }
    }

    fn one(part: &str, length: u64) -> Self {
        let Some((first, last)) = part.split_once('-') else { return Self::Ignored };
        match (number(first), number(last)) {
            (Some(Number::Given(first)), Some(Number::Given(last))) if last < first => Self::Ignored,
            (Some(Number::Given(first)), Some(_)) if first >= length => Self::Unsatisfiable,
            (Some(Number::Given(first)), Some(Number::Given(last))) => Self::One { first, last: last.min(length - 1) },
            (Some(Number::Given(first)), Some(Number::Left)) => Self::One { first, last: length - 1 },
            (Some(Number::Left), Some(Number::Given(0))) => Self::Unsatisfiable,
            (Some(Number::Left), Some(Number::Given(_))) if length == 0 => Self::Unsatisfiable,
            (Some(Number::Left), Some(Number::Given(suffix))) => {
                Self::One { first: length.saturating_sub(suffix), last: length - 1 }
            }
            _ => Self::Ignored,
        }
    }
}

enum Number {
    Given(u64),
    Left,
}

/// Digits, however many; more than a file can have bytes are as good as the most.
fn number(text: &str) -> Option<Number> {
    if text.is_empty() {
        return Some(Number::Left);
    }
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| Number::Given(text.parse().unwrap_or(u64::MAX)))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::Ranges;

    #[test]
    fn one_part_is_sent_and_everything_else_as_the_standard_says() {
        let one = |first, last| Ranges::One { first, last };
        for (range, expected) in [
            ("bytes=0-0", one(0, 0)),
            ("bytes=0-", one(0, 99)),
            ("bytes=99-", one(99, 99)),
            ("bytes=10-19", one(10, 19)),
            ("bytes=10-1000", one(10, 99)),
            ("bytes=0-99999999999999999999999999", one(0, 99)),
            ("bytes=-10", one(90, 99)),
            ("bytes=-1000", one(0, 99)),
            ("BYTES=0-0", one(0, 0)),
            ("bytes=0-0,", one(0, 0)),
            ("bytes=0-0 ,", one(0, 0)),
            ("bytes=, 0-0", one(0, 0)),
            ("bytes=100-", Ranges::Unsatisfiable),
            ("bytes=100-200", Ranges::Unsatisfiable),
            ("bytes=99999999999999999999999999-", Ranges::Unsatisfiable),
            ("bytes=-0", Ranges::Unsatisfiable),
            ("bytes=0-1,3-4", Ranges::Ignored),
            ("bytes=0-1,300-400", Ranges::Ignored),
            ("bytes=19-10", Ranges::Ignored),
            ("bytes=-", Ranges::Ignored),
            ("bytes=a-b", Ranges::Ignored),
            ("bytes=+1-2", Ranges::Ignored),
            ("bytes=", Ranges::Ignored),
            // Blanks stand around commas and nowhere else.
            ("bytes= 0-0", Ranges::Ignored),
            ("bytes=\t0-0", Ranges::Ignored),
            ("bytes =0-0", Ranges::Ignored),
            ("bytes=0 - 4", Ranges::Ignored),
            ("bytes=0- 4", Ranges::Ignored),
            ("bytes=- 4", Ranges::Ignored),
            ("bytes", Ranges::Ignored),
            ("lines=0-1", Ranges::Ignored),
        ] {
            assert_eq!(Ranges::parse(&HeaderValue::from_static(range), 100), expected, "{range}");
        }
        assert_eq!(Ranges::parse(&HeaderValue::from_static("bytes=0-"), 0), Ranges::Unsatisfiable);
        assert_eq!(Ranges::parse(&HeaderValue::from_static("bytes=-5"), 0), Ranges::Unsatisfiable);
    }
}
