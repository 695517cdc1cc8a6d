//! From the bytes of a body to a draft: names and values, or a document, before any rule is applied.
//!
//! In: headers and body of a request. Out: a [`Draft`], or why there is none. Nothing is repaired on the way: what is
//! not UTF-8, not properly encoded or not JSON is refused, never stored as something else.

mod arrival;
mod error;
pub mod media_type;

use axum::body::Body;
use axum::http::HeaderMap;
use domain::request::{Form, node_from_pairs};
use domain::text::{LanguageTag, nearest};
use domain::validate::{ErrorKind, Node, Pointer, Problem, Source};

pub use error::{BodyError, MAX_BYTES, MediaTypeError, ParseError};

use self::media_type::{MediaType, media_type};

/// Fields that a form or keys that a document may have: more than any of ours has boxes, few enough to be harmless.
const MAX_FIELDS: usize = 1_000;

/// The key that names the form.
const FORM: &str = "form";

/// What somebody sent, as a document, with the names and values it was made of.
pub struct Draft {
    pub node: Node,
    /// How its values are written.
    pub source: Source,
    /// Names and values of a form, to be given back; none for a JSON document.
    pub typed: Vec<(String, String)>,
}

impl Draft {
    /// Reads a body.
    ///
    /// # Errors
    /// If there is nothing to judge by the rules of a request.
    pub async fn read(headers: &HeaderMap, body: Body) -> Result<Self, BodyError> {
        let bytes = arrival::collect(headers, body).await?;
        match media_type(headers).map_err(BodyError::WrongType)? {
            MediaType::Form => Self::from_fields(&bytes),
            MediaType::Json => Self::from_json(&bytes),
        }
        .map_err(BodyError::Malformed)
    }

    /// A form as somebody finds it who comes from an offer or a list of offers: with what is known already.
    pub fn beginning<'a>(
        form: Form,
        language: &'a LanguageTag,
        known: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let own = [(FORM, form.code()), ("language", language.as_str())];
        let typed: Vec<(String, String)> =
            own.into_iter().chain(known).map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let entries = typed.iter().map(|(name, value)| (name.clone(), Node::Text(value.clone()))).collect();
        Self { node: Node::Map(entries), source: Source::Posted, typed }
    }

    fn from_fields(bytes: &[u8]) -> Result<Self, ParseError> {
        let typed = decode_fields(bytes)?;
        let pairs = typed.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let node = node_from_pairs(pairs)
            .map_err(|error| ParseError::FieldName { name: error.name.chars().take(MAX_QUOTED).collect() })?;
        Ok(Self { node, source: Source::Posted, typed })
    }

    fn from_json(bytes: &[u8]) -> Result<Self, ParseError> {
        // Some programs begin with the mark of UTF-8, which JSON allows a reader to pass over.
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes).map_err(|_| ParseError::NotUtf8)?;
        let node: Node = serde_json::from_str(text).map_err(|error| ParseError::of_json(&error))?;
        if !matches!(node, Node::Map(_)) {
            return Err(ParseError::NotAnObject);
        }
        if count_keys(&node) > MAX_FIELDS {
            return Err(TOO_MANY_FIELDS);
        }
        Ok(Self { node, source: Source::Typed, typed: Vec::new() })
    }

    /// The text under a key of the document itself.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.value(key) {
            Some(Node::Text(text)) => Some(text.trim()),
            _ => None,
        }
    }

    /// The form it says it comes by.
    pub fn form(&self) -> Option<Form> {
        self.text(FORM).and_then(Form::from_code)
    }

    /// What is wrong where [`Draft::form`] finds none.
    pub fn unknown_form(&self) -> Problem {
        let kind = match self.value(FORM) {
            None | Some(Node::Null) => ErrorKind::Missing { key: FORM.to_owned() },
            Some(Node::Text(written)) => {
                let suggestion = nearest(written, Form::ALL.map(Form::code));
                ErrorKind::UnknownReference { kind: FORM, value: written.clone(), suggestion }
            }
            Some(Node::List(items)) if self.source == Source::Posted => ErrorKind::GivenTwice { count: items.len() },
            Some(other) => ErrorKind::WrongType { expected: "a text", found: other.kind() },
        };
        Problem { pointer: Pointer::root().key(FORM), kind }
    }

    fn value(&self, key: &str) -> Option<&Node> {
        let Node::Map(entries) = &self.node else { return None };
        entries.iter().find(|(known, _)| known == key).map(|(_, node)| node)
    }
}

const TOO_MANY_FIELDS: ParseError = ParseError::TooManyFields { most: MAX_FIELDS };

/// Letters of a field's name that an answer quotes.
const MAX_QUOTED: usize = 60;

/// All keys of a document; the parser has already refused one that is nested too deeply.
fn count_keys(node: &Node) -> usize {
    match node {
        Node::Map(entries) => entries.iter().map(|(_, value)| 1 + count_keys(value)).sum(),
        Node::List(items) => items.iter().map(count_keys).sum(),
        _ => 0,
    }
}

/// The names and values of a form, strictly: a lenient decoder would store `�` where it can't read.
fn decode_fields(bytes: &[u8]) -> Result<Vec<(String, String)>, ParseError> {
    let parts = || bytes.split(|byte| *byte == b'&').filter(|part| !part.is_empty());
    if parts().count() > MAX_FIELDS {
        return Err(TOO_MANY_FIELDS);
    }
    parts()
        .map(|part| {
            let (name, value) = match part.iter().position(|byte| *byte == b'=') {
                Some(position) => (&part[..position], &part[position + 1..]),
                None => (part, &[][..]),
            };
            Ok((decode(name)?, decode(value)?))
        })
        .collect()
}

fn decode(encoded: &[u8]) -> Result<String, ParseError> {
    let mut decoded = Vec::with_capacity(encoded.len());
    let mut rest = encoded;
    while let [byte, behind @ ..] = rest {
        rest = behind;
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digit = |position: usize| behind.get(position).and_then(|byte| char::from(*byte).to_digit(16));
                let (Some(high), Some(low)) = (digit(0), digit(1)) else {
                    return Err(ParseError::PercentEncoding);
                };
                rest = &behind[2..];
                (high * 16 + low) as u8
            }
            other => *other,
        });
    }
    String::from_utf8(decoded).map_err(|_| ParseError::NotUtf8)
}

#[cfg(test)]
mod tests {
    use super::{Draft, decode_fields};

    #[test]
    fn fields_come_back_as_they_were_typed() {
        let pairs = [("goal", "Caf\u{e9} & more = 100 %\r\n"), ("period.from", ""), ("name", "名前 +1")];
        let encoded = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let decoded = decode_fields(encoded.as_bytes()).expect("well encoded");
        let decoded: Vec<_> = decoded.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(decoded, pairs);
    }

    #[test]
    fn nothing_is_repaired() {
        for bad in ["name=%E9", "name=%", "name=%4", "name=%zz", "%FF=x", "name=%+1"] {
            assert!(decode_fields(bad.as_bytes()).is_err(), "{bad}");
        }
        assert!(decode_fields(b"name=\xe9").is_err());
        assert!(decode_fields("a=1&".repeat(1_001).as_bytes()).is_err());
    }

    #[test]
    fn a_document_must_be_an_object() {
        for bad in ["", "[]", "\"join\"", "{", "{\"form\": 1, \"form\": 2}", &"[".repeat(10_000)] {
            assert!(Draft::from_json(bad.as_bytes()).is_err());
        }
        let keys: Vec<String> = (0..=1_000).map(|number| format!("\"k{number}\": 0")).collect();
        assert!(Draft::from_json(format!("{{{}}}", keys.join(",")).as_bytes()).is_err());
    }
}
