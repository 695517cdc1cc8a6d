//! Fingerprints: whether something is what it was, without a copy of it.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

/// The hash of some parts, in hexadecimal digits; parts are delimited.
pub fn key(parts: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// The first half of a SHA-256: two things with equal fingerprints are the same thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 16]);

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        let digits = u128::from_str_radix(&text, 16).ok().filter(|_| text.len() == 32);
        digits.map(|digits| Self(digits.to_be_bytes())).ok_or_else(|| D::Error::custom("not a fingerprint"))
    }
}

/// A fingerprint while its parts are being named.
#[derive(Clone)]
pub struct Fingerprinter(Sha256);

impl Fingerprint {
    /// The fingerprint of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Fingerprinter::new("bytes").part(bytes).done()
    }

    /// Its bytes, to be a part of another.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl Fingerprinter {
    /// Begins a fingerprint of one kind of thing: equal parts of two kinds have different fingerprints.
    pub fn new(kind: &str) -> Self {
        Self(Sha256::new()).part(kind.as_bytes())
    }

    /// The next part. Its length counts, so that `ab` and `c` are not `a` and `bc`.
    pub fn part(mut self, bytes: &[u8]) -> Self {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// Something that has a fingerprint, as the next part.
    pub fn fingerprint(self, fingerprint: Fingerprint) -> Self {
        self.part(fingerprint.bytes())
    }

    /// Each of several things that have fingerprints, and how many they are.
    pub fn fingerprints(self, fingerprints: impl IntoIterator<Item = Fingerprint>) -> Self {
        let (fingerprinter, count) =
            fingerprints.into_iter().fold((self, 0_u64), |(fingerprinter, count), fingerprint| {
                (fingerprinter.fingerprint(fingerprint), count + 1)
            });
        fingerprinter.part(&count.to_le_bytes())
    }

    /// The fingerprint.
    pub fn done(self) -> Fingerprint {
        let digest = self.0.finalize();
        let mut half = [0; 16];
        half.copy_from_slice(&digest[..16]);
        Fingerprint(half)
    }
}

#[cfg(test)]
mod tests {
    use super::{Fingerprint, Fingerprinter, key};

    #[test]
    fn parts_and_kinds_are_told_apart() {
        let fingerprint = |kind: &str, parts: &[&str]| {
            parts
                .iter()
                .fold(Fingerprinter::new(kind), |fingerprinter, part| fingerprinter.part(part.as_bytes()))
                .done()
        };
        assert_eq!(fingerprint("page", &["a", "b"]), fingerprint("page", &["a", "b"]));
        assert_ne!(fingerprint("page", &["ab", "c"]), fingerprint("page", &["a", "bc"]));
        assert_ne!(fingerprint("page", &["a"]), fingerprint("file", &["a"]));
        assert_ne!(Fingerprint::of(b""), Fingerprinter::new("bytes").done());
        assert_ne!(key(&[b"ab", b"c"]), key(&[b"a", b"bc"]));
    }

    #[test]
    fn a_stamp_is_read_as_it_was_written() {
        let fingerprint = Fingerprint::of(b"quay");
        let text = serde_json::to_string(&fingerprint).expect("JSON");
        assert_eq!(serde_json::from_str::<Fingerprint>(&text).expect("a fingerprint"), fingerprint);
        assert!(serde_json::from_str::<Fingerprint>("\"1a\"").is_err());
    }
}
