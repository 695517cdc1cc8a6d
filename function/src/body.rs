//! From the bytes of a body to a draft: names and values, or a document, before any rule is applied.
//!
//! In: headers and body of a request. Out: a [`Draft`], or why there is none. Nothing is repaired on the way: what is
//! not UTF-8, not properly encoded or not JSON is refused, never stored as something else.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, header};
use domain::node::Node;
use domain::reading::Source;
use domain::request::{Form, node_from_pairs};
use domain::text::LanguageTag;
use http_body_util::BodyExt;

use crate::negotiation::{MediaType, media_type};

/// Bytes that a body may have.
pub const MOST_BYTES: usize = 64 * 1024;

/// A body that is too large is read to here before it is refused: a browser that is cut off while it still sends
/// shows an error of its own instead of our page.
const MOST_SWALLOWED: usize = 1024 * 1024;

/// Fields that a form or keys that a document may have: more than any of ours has boxes, few enough to be harmless.
const MOST_FIELDS: usize = 1_000;

/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);

/// What somebody sent, as a document, with the names and values it was made of.
pub struct Draft {
    /// The document.
    pub node: Node,
    /// How its values are written.
    pub source: Source,
    /// Names and values of a form, to be given back; none for a JSON document.
    pub typed: Vec<(String, String)>,
}

/// Why there is no draft.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// More than [`MOST_BYTES`].
    #[error("the body has more than {MOST_BYTES} bytes")]
    TooLarge,
    /// Neither form fields nor JSON, or not in UTF-8, or compressed.
    #[error("send application/x-www-form-urlencoded or application/json, in UTF-8, not compressed")]
    WrongType,
    /// It did not arrive in time.
    #[error("the body did not arrive in time")]
    TooSlow,
    /// It did not arrive whole, or can't be read as what it says it is.
    #[error("the body can't be read: {detail}")]
    Malformed {
        /// Why not, for the sender; it may quote the sender, so it belongs in no log.
        detail: String,
    },
}

impl Unread {
    fn malformed(detail: impl Into<String>) -> Self {
        Self::Malformed { detail: detail.into() }
    }
}

impl Draft {
    /// Reads a body.
    ///
    /// # Errors
    /// If there is nothing to judge by the rules of a request.
    pub async fn read(headers: &HeaderMap, body: Body) -> Result<Self, Unread> {
        let announced =
            headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
        if announced.is_some_and(|length| length > MOST_SWALLOWED) {
            return Err(Unread::TooLarge);
        }
        let bytes = tokio::time::timeout(PATIENCE, collect(body)).await.map_err(|_| Unread::TooSlow)??;
        match media_type(headers).ok_or(Unread::WrongType)? {
            MediaType::Form => Self::from_fields(&bytes),
            MediaType::Json => Self::from_json(&bytes),
        }
    }

    /// A form as somebody finds it who comes from an offer.
    pub fn asking(form: Form, language: &LanguageTag, offer: Option<&str>) -> Self {
        let typed: Vec<(String, String)> =
            [("form", Some(form.name())), ("language", Some(language.as_str())), ("offer", offer)]
                .into_iter()
                .filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned())))
                .collect();
        let entries = typed.iter().map(|(name, value)| (name.clone(), Node::Text(value.clone()))).collect();
        Self { node: Node::Map(entries), source: Source::Posted, typed }
    }

    fn from_fields(bytes: &[u8]) -> Result<Self, Unread> {
        let typed = decode_fields(bytes)?;
        let pairs = typed.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let node = node_from_pairs(pairs).map_err(|error| Unread::malformed(error.to_string()))?;
        Ok(Self { node, source: Source::Posted, typed })
    }

    fn from_json(bytes: &[u8]) -> Result<Self, Unread> {
        let node: Node = serde_json::from_slice(bytes).map_err(|error| Unread::malformed(error.to_string()))?;
        if !matches!(node, Node::Map(_)) {
            return Err(Unread::malformed("expected an object"));
        }
        if count_keys(&node) > MOST_FIELDS {
            return Err(too_many_fields());
        }
        Ok(Self { node, source: Source::Typed, typed: Vec::new() })
    }

    /// The text under a key of the document itself.
    pub fn text(&self, key: &str) -> Option<&str> {
        let Node::Map(entries) = &self.node else { return None };
        match entries.iter().find(|(known, _)| known == key) {
            Some((_, Node::Text(text))) => Some(text.trim()),
            _ => None,
        }
    }

    /// The form it says it comes by.
    pub fn form(&self) -> Option<Form> {
        self.text("form").and_then(Form::from_name)
    }
}

fn too_many_fields() -> Unread {
    Unread::malformed(format!("more than {MOST_FIELDS} fields"))
}

/// All keys of a document; the parser has already refused one that is nested too deeply.
fn count_keys(node: &Node) -> usize {
    match node {
        Node::Map(entries) => entries.iter().map(|(_, value)| 1 + count_keys(value)).sum(),
        Node::List(items) => items.iter().map(count_keys).sum(),
        _ => 0,
    }
}

async fn collect(mut body: Body) -> Result<Vec<u8>, Unread> {
    let mut bytes = Vec::new();
    let mut total = 0_usize;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Unread::malformed("it did not arrive whole"))?;
        let Ok(data) = frame.into_data() else { continue };
        total += data.len();
        if total > MOST_SWALLOWED {
            break;
        }
        if total <= MOST_BYTES {
            bytes.extend_from_slice(&data);
        }
    }
    if total > MOST_BYTES { Err(Unread::TooLarge) } else { Ok(bytes) }
}

/// The names and values of a form, strictly: a lenient decoder would store `�` where it can't read.
fn decode_fields(bytes: &[u8]) -> Result<Vec<(String, String)>, Unread> {
    let parts = || bytes.split(|byte| *byte == b'&').filter(|part| !part.is_empty());
    if parts().count() > MOST_FIELDS {
        return Err(too_many_fields());
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

fn decode(encoded: &[u8]) -> Result<String, Unread> {
    let mut decoded = Vec::with_capacity(encoded.len());
    let mut rest = encoded;
    while let [byte, behind @ ..] = rest {
        rest = behind;
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digit = |position: usize| behind.get(position).and_then(|byte| char::from(*byte).to_digit(16));
                let (Some(high), Some(low)) = (digit(0), digit(1)) else {
                    return Err(Unread::malformed("a percent sign without two hexadecimal digits"));
                };
                rest = &behind[2..];
                (high * 16 + low) as u8
            }
            other => *other,
        });
    }
    String::from_utf8(decoded).map_err(|_| Unread::malformed("it is not UTF-8"))
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
