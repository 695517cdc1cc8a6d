//! Whole numbers, as people and programs write them: any size, any notation, and still a clear answer.

use std::ops::RangeInclusive;

use crate::validate::{ErrorKind, Node};

/// A number as it was written.
#[derive(Debug, PartialEq)]
pub(super) enum Written {
    Whole(i64),
    /// Whole, but beyond all bounds; in the writer's digits.
    Huge(String),
    /// With a fraction, or no number at all.
    Other(String),
}

impl Written {
    pub(super) fn within(self, bounds: &RangeInclusive<i64>) -> Result<i64, ErrorKind> {
        let (min, max) = (*bounds.start(), *bounds.end());
        match self {
            Written::Whole(number) if bounds.contains(&number) => Ok(number),
            Written::Whole(number) => Err(ErrorKind::OutOfRange { value: number.to_string(), min, max }),
            Written::Huge(value) => Err(ErrorKind::OutOfRange { value, min, max }),
            Written::Other(value) => Err(ErrorKind::Number { value }),
        }
    }
}

/// What stands in a field of a form.
pub(super) fn from_text(text: &str) -> Written {
    let text = text.trim();
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    match text.parse() {
        Ok(number) => Written::Whole(number),
        Err(_) if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            Written::Huge(text.to_owned())
        }
        Err(_) => Written::Other(text.to_owned()),
    }
}

/// A number of a document; `3.0` is 3, as JSON Schema has it.
pub(super) fn from_node(node: &Node) -> Option<Written> {
    /// Above this, a fraction would not show: 2⁵³.
    const MOST_EXACT: f64 = 9_007_199_254_740_992.0;
    match node {
        Node::Whole(number) => Some(Written::Whole(*number)),
        Node::Decimal(number) if number.fract() != 0.0 => Some(Written::Other(number.to_string())),
        Node::Decimal(number) if number.abs() <= MOST_EXACT => Some(Written::Whole(*number as i64)),
        Node::Decimal(number) => Some(Written::Huge(format!("{number:e}"))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Written, from_node, from_text};
    use crate::validate::Node;

    #[test]
    fn digits_are_a_number_of_any_size() {
        assert_eq!(from_text(" 12 "), Written::Whole(12));
        assert_eq!(from_text("-3"), Written::Whole(-3));
        assert_eq!(from_text("99999999999999999999"), Written::Huge("99999999999999999999".into()));
        for other in ["three", "3,5", "0x10", "", "-", "1e3"] {
            assert_eq!(from_text(other), Written::Other(other.into()));
        }
    }

    #[test]
    fn a_program_may_write_a_whole_number_with_a_point() {
        assert_eq!(from_node(&Node::Decimal(3.0)), Some(Written::Whole(3)));
        assert_eq!(from_node(&Node::Decimal(3.5)), Some(Written::Other("3.5".into())));
        assert_eq!(from_node(&Node::Decimal(1e300)), Some(Written::Huge("1e300".into())));
        assert_eq!(from_node(&Node::Text("3".into())), None);
    }

    #[test]
    fn a_number_beyond_its_bounds_is_quoted_as_it_was_written() {
        let kind = from_text("99999999999999999999").within(&(1..=500)).expect_err("too much");
        assert_eq!(kind.to_string(), "99999999999999999999 is not between 1 and 500");
    }
}
