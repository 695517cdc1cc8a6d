//! Whole numbers, as people and programs write them: any size, any notation, and still a clear answer.

use std::ops::RangeInclusive;

use crate::validate::{ErrorKind, Node};

/// What stands in a field of a form.
pub(super) fn from_text(text: &str, bounds: &RangeInclusive<i64>) -> Result<i64, ErrorKind> {
    let text = text.trim();
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    match text.parse() {
        Ok(number) => within(number, bounds),
        Err(_) if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            Err(out_of_range(text.to_owned(), bounds))
        }
        Err(_) => Err(ErrorKind::Number { value: text.to_owned() }),
    }
}

/// A number of a document; `3.0` is 3, as JSON Schema has it. `None` for what is no number.
pub(super) fn from_node(node: &Node, bounds: &RangeInclusive<i64>) -> Option<Result<i64, ErrorKind>> {
    /// Above this, a fraction would not show: 2⁵³.
    const MOST_EXACT: f64 = 9_007_199_254_740_992.0;
    Some(match node {
        Node::Whole(number) => within(*number, bounds),
        Node::Decimal(number) if number.fract() != 0.0 => Err(ErrorKind::Number { value: number.to_string() }),
        Node::Decimal(number) if number.abs() <= MOST_EXACT => within(*number as i64, bounds),
        Node::Decimal(number) => Err(out_of_range(format!("{number:e}"), bounds)),
        _ => return None,
    })
}

fn within(number: i64, bounds: &RangeInclusive<i64>) -> Result<i64, ErrorKind> {
    if bounds.contains(&number) { Ok(number) } else { Err(out_of_range(number.to_string(), bounds)) }
}

fn out_of_range(value: String, bounds: &RangeInclusive<i64>) -> ErrorKind {
    ErrorKind::OutOfRange { value, min: *bounds.start(), max: *bounds.end() }
}

#[cfg(test)]
mod tests {
    use super::{from_node, from_text};
    use crate::validate::{ErrorKind, Node};

    fn refused(value: &str) -> Result<i64, ErrorKind> {
        Err(ErrorKind::Number { value: value.into() })
    }

    #[test]
    fn digits_are_a_number_of_any_size() {
        assert_eq!(from_text(" 12 ", &(1..=500)), Ok(12));
        assert_eq!(from_text("-3", &(-5..=5)), Ok(-3));
        for other in ["three", "3,5", "0x10", "", "-", "1e3"] {
            assert_eq!(from_text(other, &(1..=500)), refused(other));
        }
    }

    #[test]
    fn a_program_may_write_a_whole_number_with_a_point() {
        assert_eq!(from_node(&Node::Decimal(3.0), &(1..=500)), Some(Ok(3)));
        assert_eq!(from_node(&Node::Decimal(3.5), &(1..=500)), Some(refused("3.5")));
        assert_eq!(from_node(&Node::Text("3".into()), &(1..=500)), None);
    }

    #[test]
    fn a_number_beyond_its_bounds_is_quoted_as_it_was_written() {
        let quoted = |number: Result<i64, ErrorKind>| number.expect_err("too much").to_string();
        let digits = from_text("99999999999999999999", &(1..=500));
        assert_eq!(quoted(digits), "99999999999999999999 is not between 1 and 500");
        let decimal = from_node(&Node::Decimal(1e300), &(1..=500)).expect("a number");
        assert_eq!(quoted(decimal), "1e300 is not between 1 and 500");
    }
}
