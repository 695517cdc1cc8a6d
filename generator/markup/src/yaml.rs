//! YAML, behind one module: the crate that the project named is archived by its author, so nothing else may know it.
//!
//! Reading gives a [`Node`] without positions, which is all that a file without mistakes needs. Only where there is
//! a problem is the text read a second time, to find the line and column of its [`Pointer`]. What is written as simply as
//! nearly all files are is read by a shortcut, [`plain`], several times as fast.

mod cause;
mod clean;
mod lint;
#[cfg(test)]
mod mistakes;
mod plain;
mod quotes;
mod sentences;

use std::fmt;

use domain::validate::{Fault, Node, Pointer, Problem, Step};
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::Position;
use crate::merge_conflict;

/// A text that is not YAML.
#[derive(Debug)]
pub struct SyntaxError {
    /// Where the parser gave up.
    pub position: Position,
    /// Its words, without the position.
    pub detail: String,
}

/// Reads a YAML text, with all that is wrong with how it is written. There is a document in spite of some mistakes, so that
/// what it says can be checked in the same run.
pub fn read(text: &str) -> (Option<Node>, Vec<(Fault, Position)>) {
    if let Some(node) = plain::parse(text) {
        return (Some(node), Vec::new());
    }
    if let Some(position) = merge_conflict::find(text) {
        return (None, vec![(Fault::Conflict, position)]);
    }
    let mut found = clean::mistakes(text);
    if let Some(position) = clean::too_deep(text) {
        found.push((Fault::TooDeep, position));
        return (None, found);
    }
    let clean = clean::clean(text);
    found.extend(lint::lint(&clean));
    let node = match serde_yaml::from_str(&clean) {
        Ok(node) => Some(node),
        Err(error) => {
            let (fault, position) = cause::of(&clean, &error);
            // Whatever is wrong there by itself made the parser stumble.
            let told = found.iter().any(|(_, known)| known.line == position.line || known.line + 1 == position.line);
            let again = matches!(fault, Fault::DuplicateKey { .. })
                && found.iter().any(|(known, _)| matches!(known, Fault::DuplicateKey { .. }));
            if !told && !again {
                found.push((fault, position));
            }
            None
        }
    };
    found.sort_by_key(|(_, position)| *position);
    (node, found)
}

/// Reads a YAML text.
///
/// # Errors
/// If it is not YAML, holds several documents, or gives a key twice.
pub fn parse(text: &str) -> Result<Node, SyntaxError> {
    if let Some(node) = plain::parse(text) {
        return Ok(node);
    }
    serde_yaml::from_str(text).map_err(|error| {
        let position = position_of(&error).unwrap_or(Position::START);
        let words = error.to_string();
        let detail = words.split(" at line ").next().unwrap_or(&words).to_owned();
        SyntaxError { position, detail }
    })
}

/// The place of a pointer in a text that [`parse`] has read: the value; the key, if there is no value or `key` asks
/// for it; the group around it, if there is no such key.
pub fn locate(text: &str, pointer: &Pointer, key: bool) -> Position {
    let text = &*clean::clean(text);
    let steps = pointer.steps();
    (0..=steps.len())
        .rev()
        .find_map(|depth| {
            let seek = Seek { steps: &steps[..depth], key: key && depth == steps.len() };
            let error = seek.deserialize(serde_yaml::Deserializer::from_str(text)).err()?;
            if error.to_string().contains(FOUND) { position_of(&error) } else { None }
        })
        .unwrap_or(Position::START)
}

/// The place of a problem: that of its key, or of its value; in a text, that of the very words, where they are known.
pub fn place_of(text: &str, problem: &Problem) -> Position {
    let at_key = matches!(problem.fault, Fault::UnknownKey { .. });
    let value = locate(text, &problem.pointer, at_key);
    let words = match &problem.fault {
        Fault::ControlCharacter { character } | Fault::TextDirection { character } => character.to_string(),
        Fault::LostCharacter => "\u{fffd}".to_owned(),
        Fault::ContactData { value, .. } => value.clone(),
        _ => return value,
    };
    let from = value.byte_in(text);
    text[from..].find(&words).map_or(value, |place| Position::of_byte(text, from + place))
}

fn position_of(error: &serde_yaml::Error) -> Option<Position> {
    error.location().map(|location| Position { line: location.line(), column: location.column() })
}

/// The parser gives a position to errors only. So the seek walks to the wanted value and fails there on purpose.
const FOUND: &str = "the wanted value is here";

struct Seek<'s> {
    steps: &'s [Step],
    key: bool,
}

impl<'de> DeserializeSeed<'de> for Seek<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seek<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(FOUND)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some((Step::Key(wanted), rest)) = self.steps.split_first() else {
            return Err(de::Error::custom(FOUND));
        };
        let at_key = self.key && rest.is_empty();
        while let Some(found) = map.next_key_seed(SeekKey { wanted, fail: at_key })? {
            if found {
                return map.next_value_seed(Seek { steps: rest, key: self.key });
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Some((Step::Index(wanted), rest)) = self.steps.split_first() else {
            return Err(de::Error::custom(FOUND));
        };
        for _ in 0..*wanted {
            if items.next_element::<IgnoredAny>()?.is_none() {
                return Ok(());
            }
        }
        items.next_element_seed(Seek { steps: rest, key: self.key }).map(|_| ())
    }
}

/// Scalars are refused by `expecting`, whose words are the mark; so only keys need a visitor of their own.
struct SeekKey<'s> {
    wanted: &'s str,
    fail: bool,
}

impl<'de> DeserializeSeed<'de> for SeekKey<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for SeekKey<'_> {
    type Value = bool;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<bool, E> {
        match (key == self.wanted, self.fail) {
            (true, true) => Err(E::custom(FOUND)),
            (found, _) => Ok(found),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::validate::Pointer;

    use super::{locate, parse};
    use crate::Position;

    const OFFER: &str = "title: Quay\n# a comment\nhost:\n  name: College\n  region: ES5\nsectors:\n  - \"104\"\n  - \"09x\"\nlanguages: [{code: en, level: B9}]\nnote:\n";

    fn at(line: usize, column: usize) -> Position {
        Position { line, column }
    }

    #[test]
    fn a_value_is_found_in_blocks_lists_and_flow() {
        let root = Pointer::root();
        assert_eq!(locate(OFFER, &root.key("host").key("region"), false), at(5, 11));
        assert_eq!(locate(OFFER, &root.key("sectors").index(1), false), at(8, 5));
        assert_eq!(locate(OFFER, &root.key("languages").index(0).key("level"), false), at(9, 31));
    }

    #[test]
    fn a_key_is_found_for_itself() {
        assert_eq!(locate(OFFER, &Pointer::root().key("host").key("region"), true), at(5, 3));
    }

    #[test]
    fn what_is_missing_is_looked_for_in_its_group() {
        assert_eq!(locate(OFFER, &Pointer::root().key("host").key("place"), false), at(4, 3));
        assert_eq!(locate(OFFER, &Pointer::root().key("summary"), false), at(1, 1));
    }

    #[test]
    fn broken_yaml_names_its_line() {
        let error = parse("title: Quay\nsummary: a: b\n").expect_err("two colons");
        assert_eq!(error.position.line, 2);
        let error = parse("title: Quay\ntitle: Port\n").expect_err("a key twice");
        assert!(error.detail.contains("given twice"), "{}", error.detail);
    }
}
