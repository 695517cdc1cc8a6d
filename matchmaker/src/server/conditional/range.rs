//! Parses `Range` (RFC 9110, section 14.2).

use axum::http::HeaderValue;

/// The requested range of a file.
#[derive(Debug, PartialEq, Eq)]
pub enum RequestedRange {
    /// Not a single range in bytes. The whole file is sent, which section 14.2 allows.
    Ignored,
    /// One range, with its last byte.
    One { first: u64, last: u64 },
    /// The range has no byte of the file.
    Unsatisfiable,
}

impl RequestedRange {
    /// Parses the field for a file of `length` bytes.
    pub fn parse(value: &HeaderValue, length: u64) -> Self {
        let parts = value.to_str().ok().and_then(|value| {
            let (unit, parts) = value.split_once('=')?;
            // Whitespace is allowed around commas only.
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
        match (parse_number(first), parse_number(last)) {
            (Some(Number::Given(first)), Some(Number::Given(last))) if last < first => Self::Ignored,
            (Some(Number::Given(first)), Some(_)) if first >= length => Self::Unsatisfiable,
            (Some(Number::Given(first)), Some(Number::Given(last))) => Self::One { first, last: last.min(length - 1) },
            (Some(Number::Given(first)), Some(Number::Missing)) => Self::One { first, last: length - 1 },
            (Some(Number::Missing), Some(Number::Given(0))) => Self::Unsatisfiable,
            (Some(Number::Missing), Some(Number::Given(_))) if length == 0 => Self::Unsatisfiable,
            (Some(Number::Missing), Some(Number::Given(suffix))) => {
                Self::One { first: length.saturating_sub(suffix), last: length - 1 }
            }
            _ => Self::Ignored,
        }
    }
}

enum Number {
    Given(u64),
    Missing,
}

/// Parses digits. A number too large for any file becomes the largest one.
fn parse_number(text: &str) -> Option<Number> {
    if text.is_empty() {
        return Some(Number::Missing);
    }
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| Number::Given(text.parse().unwrap_or(u64::MAX)))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::RequestedRange;

    #[test]
    fn one_part_is_sent_and_everything_else_as_the_standard_says() {
        let one = |first, last| RequestedRange::One { first, last };
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
            ("bytes=100-", RequestedRange::Unsatisfiable),
            ("bytes=100-200", RequestedRange::Unsatisfiable),
            ("bytes=99999999999999999999999999-", RequestedRange::Unsatisfiable),
            ("bytes=-0", RequestedRange::Unsatisfiable),
            ("bytes=0-1,3-4", RequestedRange::Ignored),
            ("bytes=0-1,300-400", RequestedRange::Ignored),
            ("bytes=19-10", RequestedRange::Ignored),
            ("bytes=-", RequestedRange::Ignored),
            ("bytes=a-b", RequestedRange::Ignored),
            ("bytes=+1-2", RequestedRange::Ignored),
            ("bytes=", RequestedRange::Ignored),
            // Blanks stand around commas and nowhere else.
            ("bytes= 0-0", RequestedRange::Ignored),
            ("bytes=\t0-0", RequestedRange::Ignored),
            ("bytes =0-0", RequestedRange::Ignored),
            ("bytes=0 - 4", RequestedRange::Ignored),
            ("bytes=0- 4", RequestedRange::Ignored),
            ("bytes=- 4", RequestedRange::Ignored),
            ("bytes", RequestedRange::Ignored),
            ("lines=0-1", RequestedRange::Ignored),
        ] {
            assert_eq!(RequestedRange::parse(&HeaderValue::from_static(range), 100), expected, "{range}");
        }
        assert_eq!(RequestedRange::parse(&HeaderValue::from_static("bytes=0-"), 0), RequestedRange::Unsatisfiable);
        assert_eq!(RequestedRange::parse(&HeaderValue::from_static("bytes=-5"), 0), RequestedRange::Unsatisfiable);
    }
}
