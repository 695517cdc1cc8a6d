//! What becomes of a request: its reference, its status and its timeline.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};
use sha2::Sha256;

use crate::case::Status;
use crate::request::{Request, Suspicion, Traces};

/// The version of the stored record. It changes when a stored submission could no longer be read as written.
pub const RECORD_VERSION: u32 = 1;

/// The secret from which references are made. Its `Debug` shows nothing, so that no log can.
#[derive(Clone)]
pub struct ReferenceKey(Vec<u8>);

impl ReferenceKey {
    /// A key of some bytes that nobody guesses.
    pub fn new(secret: impl Into<Vec<u8>>) -> Self {
        Self(secret.into())
    }
}

impl fmt::Debug for ReferenceKey {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("ReferenceKey(not shown)")
    }
}

/// The public name of a submission, such as `MM-7K3M-9QPD-2XWV`: derived from its content, so that the same request
/// sent twice has one reference, and from a secret, so that nobody who guesses a request can tell its reference. 60 bits: among a
/// million requests two collide with a chance of 4 in 10 million.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Reference(String);

impl Reference {
    /// Crockford's alphabet: no I, L, O, U, so that a reference can be read aloud.
    const ALPHABET: &'static [u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// The reference of a request, and of the key that a client may send to tell two equal requests apart.
    pub fn of(request: &Request, idempotency_key: Option<&str>, secret: &ReferenceKey) -> Self {
        let mut hash = Hmac::<Sha256>::new_from_slice(&secret.0).expect("a key may have any length");
        hash.update(&serde_json::to_vec(request).expect("a request has only text keys"));
        hash.update(&[0]);
        hash.update(idempotency_key.unwrap_or_default().as_bytes());
        let digest = hash.finalize().into_bytes();
        let bits = digest[..8].iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        let letters: Vec<char> =
            (0..12).map(|position| Self::ALPHABET[(bits >> (59 - 5 * position) & 31) as usize] as char).collect();
        let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
        Self(format!("MM-{}", groups.join("-")))
    }

    /// A reference as somebody typed it, if it has the shape of one.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_uppercase();
        let mut groups = text.strip_prefix("MM-")?.split('-');
        let fits = |group: Option<&str>| {
            group.is_some_and(|group| group.len() == 4 && group.bytes().all(|byte| Self::ALPHABET.contains(&byte)))
        };
        let shape = fits(groups.next()) && fits(groups.next()) && fits(groups.next()) && groups.next().is_none();
        shape.then_some(Self(text))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Reference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a reference"))
    }
}

/// A request as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Submission {
    /// The format of this record: [`RECORD_VERSION`] when it was stored.
    pub version: u32,
    pub reference: Reference,
    pub received: Timestamp,
    pub suspicions: Vec<Suspicion>,
    pub request: Request,
}

impl Submission {
    /// A submission from a checked request, at the moment it came in.
    pub fn new(
        request: Request,
        traces: &Traces,
        idempotency_key: Option<&str>,
        secret: &ReferenceKey,
        received: Timestamp,
    ) -> Self {
        Self {
            version: RECORD_VERSION,
            reference: Reference::of(&request, idempotency_key, secret),
            received,
            suspicions: Suspicion::of(&request, traces),
            request,
        }
    }

    pub fn first_status(&self) -> Status {
        if self.suspicions.is_empty() { Status::New } else { Status::SuspectedSpam }
    }
}

#[cfg(test)]
mod tests {
    use super::Reference;

    #[test]
    fn a_reference_is_found_again_as_people_type_it() {
        let reference = Reference::parse("MM-7K3M-9QPD-2XWV").expect("a reference");
        assert_eq!(Reference::parse(" mm-7k3m-9qpd-2xwv "), Some(reference));
        for bad in
            ["", "MM-7K3M-9QPD", "MM-7K3M-9QPD-2XWV-", "MM-7K3M-9QPD-2XWU", "7K3M-9QPD-2XWV", "MM-<b>M-9QPD-2XWV"]
        {
            assert_eq!(Reference::parse(bad), None, "{bad:?}");
        }
    }
}
