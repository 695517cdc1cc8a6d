//! Finds the places of values in YAML, by reading the text again.

use std::fmt;

use domain::validate::{ErrorKind, PathSegment, Pointer, Problem};
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::characters;
use super::error::position_of;
use crate::position::Position;

/// Returns the place of a pointer: of the value; of the key, if there is no value or `key` asks for it; of the group
/// around it, if there is no such key.
pub fn locate(text: &str, pointer: &Pointer, key: bool) -> Position {
    let text = &*characters::replace_invalid(text);
    let steps = pointer.steps();
    (0..=steps.len())
        .rev()
        .find_map(|depth| {
            let seed = ValueSeed { steps: &steps[..depth], key: key && depth == steps.len() };
            let error = seed.deserialize(serde_yaml::Deserializer::from_str(text)).err()?;
            if error.to_string().contains(FOUND) { position_of(&error) } else { None }
        })
        .unwrap_or(Position::START)
}

/// Returns the place of a problem: of its key or value, or of the very words, where the problem names them.
pub fn place_of(text: &str, problem: &Problem) -> Position {
    let at_key = matches!(problem.kind, ErrorKind::UnknownKey { .. });
    let value = locate(text, &problem.pointer, at_key);
    let words = match &problem.kind {
        ErrorKind::ControlCharacter { character } | ErrorKind::TextDirection { character } => character.to_string(),
        ErrorKind::LostCharacter => "\u{fffd}".to_owned(),
        ErrorKind::ContactData { value, .. } => value.clone(),
        _ => return value,
    };
    let from = value.byte_in(text);
    text[from..].find(&words).map_or(value, |place| Position::of_byte(text, from + place))
}

/// The parser gives a position to errors only, so the visitor fails on purpose at the wanted value.
const FOUND: &str = "the wanted value is here";

struct ValueSeed<'s> {
    steps: &'s [PathSegment],
    key: bool,
}

impl<'de> DeserializeSeed<'de> for ValueSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(FOUND)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some((PathSegment::Key(wanted), rest)) = self.steps.split_first() else {
            return Err(de::Error::custom(FOUND));
        };
        let at_key = self.key && rest.is_empty();
        while let Some(found) = map.next_key_seed(KeySeed { wanted, fail: at_key })? {
            if found {
                return map.next_value_seed(ValueSeed { steps: rest, key: self.key });
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Some((PathSegment::Index(wanted), rest)) = self.steps.split_first() else {
            return Err(de::Error::custom(FOUND));
        };
        for _ in 0..*wanted {
            if items.next_element::<IgnoredAny>()?.is_none() {
                return Ok(());
            }
        }
        items.next_element_seed(ValueSeed { steps: rest, key: self.key }).map(|_| ())
    }
}

/// Scalars are refused with the words of `expecting`; so only keys need a visitor of their own.
struct KeySeed<'s> {
    wanted: &'s str,
    fail: bool,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
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

    use super::super::parse;
    use super::locate;
    use crate::position::Position;

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
