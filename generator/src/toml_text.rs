//! `site.toml` as a document, and the places of its values.

use domain::node::Node;
use domain::problem::{Pointer, Step};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::located::Position;
use crate::yaml::SyntaxError;

/// Reads a TOML text.
///
/// # Errors
/// If it is not TOML.
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
            (Step::Key(key), None) => table.get_ref().get(key.as_str()),
            (Step::Key(key), Some(DeValue::Table(table))) => table.get(key.as_str()),
            (Step::Index(index), Some(DeValue::Array(items))) => items.get(*index),
            _ => None,
        };
        let Some(next) = next else { break };
        position = Position::of_byte(text, next.span().start);
        value = Some(next);
    }
    position
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
    use domain::problem::Pointer;

    use super::{locate, parse};
    use crate::located::Position;

    #[test]
    fn values_and_mistakes_have_their_line() {
        let text = "name = \"Site\"\n[secretariat]\nemail = \"x\"\n";
        let pointer = Pointer::root().key("secretariat").key("email");
        assert_eq!(locate(text, &pointer), Position { line: 3, column: 9 });
        assert_eq!(parse("name = \n").expect_err("no value").position.line, 1);
    }
}
