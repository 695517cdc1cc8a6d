//! Stamps: whether something is what it was, told without keeping it.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

/// The hash of some parts, in hexadecimal digits; parts are told apart.
pub fn key(parts: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// The first half of a SHA-256: two things with equal stamps are the same thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp([u8; 16]);

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Stamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        let digits = u128::from_str_radix(&text, 16).ok().filter(|_| text.len() == 32);
        digits.map(|digits| Self(digits.to_be_bytes())).ok_or_else(|| D::Error::custom("not a stamp"))
    }
}

/// A stamp while its parts are being named.
#[derive(Clone)]
pub struct Stamping(Sha256);

impl Stamp {
    /// The stamp of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Stamping::new("bytes").part(bytes).done()
    }

    /// Its bytes, to be a part of another.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl Stamping {
    /// Begins a stamp of one kind of thing: equal parts of two kinds have different stamps.
    pub fn new(kind: &str) -> Self {
        Self(Sha256::new()).part(kind.as_bytes())
    }

    /// The next part. Its length counts, so that `ab` and `c` are not `a` and `bc`.
    pub fn part(mut self, bytes: &[u8]) -> Self {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// Something that has a stamp, as the next part.
    pub fn stamp(self, stamp: Stamp) -> Self {
        self.part(stamp.bytes())
    }

    /// Each of several things that have stamps, and how many they are.
    pub fn stamps(self, stamps: impl IntoIterator<Item = Stamp>) -> Self {
        let (stamping, count) =
            stamps.into_iter().fold((self, 0_u64), |(stamping, count), stamp| (stamping.stamp(stamp), count + 1));
        stamping.part(&count.to_le_bytes())
    }

    /// The stamp.
    pub fn done(self) -> Stamp {
        let digest = self.0.finalize();
        let mut half = [0; 16];
        half.copy_from_slice(&digest[..16]);
        Stamp(half)
    }
}

#[cfg(test)]
mod tests {
    use super::{Stamp, Stamping, key};

    #[test]
    fn parts_and_kinds_are_told_apart() {
        let stamp = |kind: &str, parts: &[&str]| {
            parts.iter().fold(Stamping::new(kind), |stamping, part| stamping.part(part.as_bytes())).done()
        };
        assert_eq!(stamp("page", &["a", "b"]), stamp("page", &["a", "b"]));
        assert_ne!(stamp("page", &["ab", "c"]), stamp("page", &["a", "bc"]));
        assert_ne!(stamp("page", &["a"]), stamp("file", &["a"]));
        assert_ne!(Stamp::of(b""), Stamping::new("bytes").done());
        assert_ne!(key(&[b"ab", b"c"]), key(&[b"a", b"bc"]));
    }

    #[test]
    fn a_stamp_is_read_as_it_was_written() {
        let stamp = Stamp::of(b"quay");
        let text = serde_json::to_string(&stamp).expect("JSON");
        assert_eq!(serde_json::from_str::<Stamp>(&text).expect("a stamp"), stamp);
        assert!(serde_json::from_str::<Stamp>("\"1a\"").is_err());
    }
}
