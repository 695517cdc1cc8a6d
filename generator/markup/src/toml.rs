//! `site.toml` as a document, and the places of its values.

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};
use domain::content::common::names_a_user;
use domain::validate::{ErrorKind, Node, PathSegment, Pointer};

use crate::position::{Position, SyntaxError};

/// Reads a TOML text.
pub fn parse(text: &str) -> Result<Node, SyntaxError> {
    let table = DeTable::parse(text).map_err(|error| SyntaxError {
        position: error.span().map_or(Position::START, |span| Position::of_byte(text, span.start)),
        detail: error.message().replace('\n', ", "),
    })?;
    Ok(table_node(table.get_ref()))
}

/// The place of a pointer, or of the deepest group on the way to it that is there.
pub fn locate(text: &str, pointer: &Pointer) -> Position {
    let Ok(table) = DeTable::parse(text) else { return Position::START };
    let mut position = Position::START;
    let mut value: Option<&Spanned<DeValue>> = None;
    for step in pointer.steps() {
        let next = match (step, value.map(|value| value.get_ref())) {
            (PathSegment::Key(key), None) => table.get_ref().get(key.as_str()),
            (PathSegment::Key(key), Some(DeValue::Table(table))) => table.get(key.as_str()),
            (PathSegment::Index(index), Some(DeValue::Array(items))) => items.get(*index),
            _ => None,
        };
        let Some(next) = next else { break };
        position = Position::of_byte(text, next.span().start);
        value = Some(next);
    }
    position
}

/// What is legal TOML, and yet no setting: numbers that people misread (`0x10`, `+3`, `1e3`), and web addresses with a password,
/// whichever value they stand in.
pub fn mistakes(text: &str) -> Vec<(ErrorKind, Position)> {
    let mut found = Vec::new();
    if let Ok(table) = DeTable::parse(text) {
        table.get_ref().values().for_each(|value| add_mistakes(text, value, &mut found));
    }
    found.sort_by_key(|(_, position)| *position);
    found
}

fn add_mistakes(text: &str, value: &Spanned<DeValue>, found: &mut Vec<(ErrorKind, Position)>) {
    let kind = match value.get_ref() {
        DeValue::Integer(_) | DeValue::Float(_) => {
            let written = text.get(value.span()).unwrap_or_default();
            // `1_000` is what TOML has for long numbers, and cannot be misread.
            let is_plain = written
                .strip_prefix('-')
                .unwrap_or(written)
                .chars()
                .all(|character| character.is_ascii_digit() || matches!(character, '_' | '.'));
            (!is_plain).then(|| ErrorKind::NumberNotation { value: written.to_owned() })
        }
        DeValue::String(words) => words
            .split_whitespace()
            .filter(|word| word.contains("://"))
            .find(|word| names_a_user(word))
            .map(|word| ErrorKind::AddressWithUser { value: word.to_owned() }),
        DeValue::Array(items) => return items.iter().for_each(|item| add_mistakes(text, item, found)),
        DeValue::Table(table) => return table.values().for_each(|value| add_mistakes(text, value, found)),
        DeValue::Boolean(_) | DeValue::Datetime(_) => None,
    };
    found.extend(kind.map(|kind| (kind, Position::of_byte(text, value.span().start))));
}

fn table_node(table: &DeTable) -> Node {
    Node::Map(table.iter().map(|(key, value)| (key.get_ref().to_string(), value_node(value.get_ref()))).collect())
}

fn value_node(value: &DeValue) -> Node {
    match value {
        DeValue::String(text) => Node::Text(text.to_string()),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or(Node::Decimal(f64::NAN), Node::Whole)
        }
        DeValue::Float(number) => Node::Decimal(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(flag) => Node::Flag(*flag),
        DeValue::Datetime(date) => Node::Text(date.to_string()),
        DeValue::Array(items) => Node::List(items.iter().map(|item| value_node(item.get_ref())).collect()),
        DeValue::Table(table) => table_node(table),
    }
}

#[cfg(test)]
mod tests {
    use domain::validate::Pointer;

    use super::{locate, mistakes, parse};
    use crate::position::Position;

    /// Codes of faults with their line and column.
    fn mistakes_in(text: &str) -> Vec<(&'static str, usize, usize)> {
        mistakes(text).into_iter().map(|(kind, position)| (kind.code(), position.line, position.column)).collect()
    }

    #[test]
    fn numbers_that_people_misread_are_told() {
        for number in ["0x10", "0o7", "0b11", "+3", "1e3", "1E3", "5.0e2", "inf", "-inf", "nan", "+0.5"] {
            assert_eq!(mistakes_in(&format!("a = 1\n[b]\nc = {number}\n")), [("number-notation", 3, 5)], "{number}");
        }
        assert_eq!(
            mistakes_in("a = [1, 0x2]\nb = {c = +3}\n"),
            [("number-notation", 1, 9), ("number-notation", 2, 10)]
        );
        for fine in ["3", "-3", "3.5", "1_000", "\"0x10\"", "2027-03-01", "true"] {
            assert_eq!(mistakes_in(&format!("a = {fine}\n")), [], "{fine}");
        }
    }

    #[test]
    fn addresses_with_a_password_are_told_in_any_value() {
        for value in ["\"https://user:pw@example.org/\"", "'see https://user@example.org for more'"] {
            assert_eq!(mistakes_in(&format!("[a]\nb = {value}\n")), [("address-with-user", 2, 5)], "{value}");
            assert_eq!(mistakes_in(&format!("a = [{value}]\n")), [("address-with-user", 1, 6)], "{value}");
        }
        assert_eq!(mistakes_in("a = \"https://example.org/@user\"\nb = \"a@example.org\"\n"), []);
    }

    #[test]
    fn values_and_mistakes_have_their_line() {
        let text = "name = \"Site\"\n[secretariat]\nemail = \"x\"\n";
        let pointer = Pointer::root().key("secretariat").key("email");
        assert_eq!(locate(text, &pointer), Position { line: 3, column: 9 });
        assert_eq!(parse("name = \n").expect_err("no value").position.line, 1);
    }
}
