//! The files that Pagefind calls fragments: what a browser gets to know of one hit.
//!
//! Pagefind takes every word of a record's meta data for words to search in. A line of the list is HTML, and nobody
//! searches for its class names, so the line joins the fragment after the index is made; of the record, only its
//! fingerprint goes through Pagefind, in signs that are no words. The fragment's name is made from its content, and
//! with it changes whenever the line does: a browser may keep it for ever.

use std::io::{self, Read, Write};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::record::Record;

/// What Pagefind's script expects before the content of its files.
const SIGNATURE: &[u8] = b"pagefind_dcd";

/// Sixteen signs that are no part of a word in any language.
const SIGNS: &[u8; 16] = b"!$%&()+,-./:;=?@";

/// A row's fingerprint of 64 bits, in signs that no one can search for.
pub fn fingerprint(row: &str) -> String {
    let digest = Sha256::digest(row);
    digest
        .iter()
        .take(8)
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|half| char::from(SIGNS[usize::from(half)]))
        .collect()
}

/// The address that a fragment is about.
pub fn address(fragment: &Value) -> Option<&str> {
    fragment["url"].as_str()
}

/// Reads a fragment's file.
///
/// # Errors
/// If it is not what Pagefind writes.
pub fn read(bytes: &[u8]) -> io::Result<Value> {
    let mut text = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut text)?;
    let json = text.strip_prefix(SIGNATURE).ok_or_else(|| io::Error::other("no signature"))?;
    Ok(serde_json::from_slice(json)?)
}

/// Writes a fragment's file, with the record's line.
///
/// # Errors
/// If it can't be compressed.
pub fn write(mut fragment: Value, record: &Record) -> io::Result<Vec<u8>> {
    fragment["meta"] = json!({"title": record.title, "kind": record.kind, "row": record.row});
    let mut file = GzEncoder::new(Vec::new(), Compression::default());
    file.write_all(SIGNATURE)?;
    file.write_all(&serde_json::to_vec(&fragment)?)?;
    file.finish()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{address, fingerprint, read, write};
    use crate::search::record::Record;

    #[test]
    fn a_line_joins_its_fragment() {
        let record = Record {
            address: "/en/offers/quay/".to_owned(),
            title: "Seen from the quay".to_owned(),
            kind: "offer",
            words: String::new(),
            row: "<article>Quay</article>".to_owned(),
        };
        let made = json!({"url": record.address, "content": "Quay", "meta": {"row": "!$%"}});
        let fragment = read(&write(made, &record).expect("a file")).expect("a fragment");
        assert_eq!(address(&fragment), Some("/en/offers/quay/"));
        assert_eq!(fragment["meta"]["row"], record.row);
    }

    #[test]
    fn a_fingerprint_is_no_word_and_follows_the_line() {
        let one = fingerprint("<article>Quay</article>");
        assert_eq!(one.len(), 16);
        assert!(!one.chars().any(char::is_alphanumeric), "{one}");
        assert_ne!(one, fingerprint("<article>Quays</article>"));
    }
}
