//! The three forms, and how the fields of a posted one become a document.

use crate::validate::{Node, is_blank};

coded! {
    "kebab-case",
    /// One of the three forms. Its code is its address on the site, and the value of the field `form`.
    pub enum Form {
        FindAHost,
        OfferToHost,
        Join,
    }
}

impl Form {
    /// The field that people don't see and robots fill. Its name means nothing to a browser's autofill.
    pub const HONEYPOT: &'static str = "subject_line_two";

    /// The field that carries a proof of work.
    pub const PROOF: &'static str = "proof";

    /// The field that says which conditions of an offer the sender knows not to be met.
    pub const UNFIT: &'static str = "unfit";
}

/// A form's field names that don't make a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the field name {name:?} does not fit the others")]
pub struct FieldsError {
    pub name: String,
}

/// Entries a list of groups may have: more than any form shows, few enough to be harmless.
const MOST_ENTRIES: usize = 50;

/// Makes a document of the names and values of a form: `period.from` becomes a key in the group `period`,
/// `languages[1].code` a key in the second group of a list, and a name given several times a list of texts. An
/// untouched field (a text in which nothing can be seen) is left out.
///
/// # Errors
/// If a name is malformed, or one name asks for a group where another put a text.
pub fn node_from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Node, FieldsError> {
    let mut root = Node::Map(Vec::new());
    for (name, value) in pairs {
        if !is_blank(value) {
            let refused = || FieldsError { name: name.to_owned() };
            place(&mut root, steps(name).ok_or_else(refused)?, value).ok_or_else(refused)?;
        }
    }
    Ok(root)
}

enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

fn steps(name: &str) -> Option<Vec<Step<'_>>> {
    let mut steps = Vec::new();
    for part in name.split('.') {
        let (key, index) = match part.split_once('[') {
            Some((key, rest)) => (key, Some(rest.strip_suffix(']')?.parse::<usize>().ok()?)),
            None => (part, None),
        };
        let word = !key.is_empty()
            && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte.is_ascii_digit());
        if !word {
            return None;
        }
        steps.push(Step::Key(key));
        if let Some(index) = index {
            steps.push(Step::Index(Some(index).filter(|index| *index < MOST_ENTRIES)?));
        }
    }
    Some(steps)
}

fn place(root: &mut Node, steps: Vec<Step>, value: &str) -> Option<()> {
    let mut slot = root;
    for step in steps {
        slot = match step {
            Step::Key(key) => {
                if *slot == Node::Null {
                    *slot = Node::Map(Vec::new());
                }
                let Node::Map(entries) = slot else { return None };
                let position = entries.iter().position(|(known, _)| known == key).unwrap_or_else(|| {
                    entries.push((key.to_owned(), Node::Null));
                    entries.len() - 1
                });
                &mut entries[position].1
            }
            Step::Index(index) => {
                if *slot == Node::Null {
                    *slot = Node::List(Vec::new());
                }
                let Node::List(items) = slot else { return None };
                while items.len() <= index {
                    items.push(Node::Null);
                }
                &mut items[index]
            }
        };
    }
    let text = Node::Text(value.to_owned());
    match slot {
        Node::Null => *slot = text,
        Node::Text(first) => *slot = Node::List(vec![Node::Text(std::mem::take(first)), text]),
        Node::List(items) if items.iter().all(|item| matches!(item, Node::Text(_))) => items.push(text),
        _ => return None,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::node_from_pairs;
    use crate::validate::Node;

    fn text(text: &str) -> Node {
        Node::Text(text.into())
    }

    #[test]
    fn names_become_groups_and_lists() {
        let node = node_from_pairs([
            ("activity", "job-shadowing"),
            ("period.from", "2027-03-01"),
            ("period.until", " "),
            ("languages[2].code", "\u{200b}"),
            ("themes", "inclusion"),
            ("themes", "crafts"),
            ("languages[1].code", "ca"),
        ]);
        let expected = Node::Map(vec![
            ("activity".into(), text("job-shadowing")),
            ("period".into(), Node::Map(vec![("from".into(), text("2027-03-01"))])),
            ("themes".into(), Node::List(vec![text("inclusion"), text("crafts")])),
            ("languages".into(), Node::List(vec![Node::Null, Node::Map(vec![("code".into(), text("ca"))])])),
        ]);
        assert_eq!(node, Ok(expected));
    }

    #[test]
    fn names_that_fit_no_document_are_refused() {
        for name in ["", "a..b", "a[", "a[x]", "a[9999999]", "a[1]b", "A", "a b"] {
            assert!(node_from_pairs([(name, "x")]).is_err(), "{name:?}");
        }
        assert!(node_from_pairs([("period", "x"), ("period.from", "y")]).is_err());
    }
}
