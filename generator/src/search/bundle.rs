//! What a browser gets to know of a hit: its line of the list, and its text to cut a snippet from. Pagefind has a file
//! for each, which are very many; it also reads files of several. Neighbours of the list share one here, few enough that
//! a line still comes quickly.
//!
//! A file is named by what it says, so a browser may keep it for ever, and nobody need write it twice.

use std::io::{self, Write};
use std::ops::Range;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::record::Record;

/// What Pagefind's script expects before the content of its files.
const SIGNATURE: &[u8] = b"pagefind_dcd";
/// How many things share a file, about.
const SHARE: u64 = 8;
/// More than these never do.
const MOST: usize = 16;
/// How many files make a segment, about.
const FILES: u64 = 32;

/// A file of several lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// Its name, without its ending: the language and a fingerprint.
    pub name: String,
    /// How many things are in it.
    pub size: usize,
}

/// A thing's line, as Pagefind's script reads it.
#[derive(Serialize)]
struct Fragment<'r> {
    url: &'r str,
    content: &'r str,
    meta: Meta<'r>,
    anchors: [(); 0],
}

#[derive(Serialize)]
struct Meta<'r> {
    title: &'r str,
    kind: &'static str,
    row: &'r str,
}

impl Bundle {
    /// Makes the file of some things: its name, and what is in it.
    ///
    /// # Errors
    /// If it can't be written as JSON.
    pub fn make(language: &str, records: &[Record]) -> serde_json::Result<(Self, Vec<u8>)> {
        let fragments = records
            .iter()
            .map(|record| {
                serde_json::to_vec(&Fragment {
                    url: &record.address,
                    content: &record.words,
                    meta: Meta { title: &record.title, kind: record.kind, row: &record.row },
                    anchors: [],
                })
            })
            .collect::<serde_json::Result<Vec<_>>>()?;
        let bundle = Self { name: named(language, &fragments.concat()), size: records.len() };
        let mut content = Vec::with_capacity(fragments.iter().map(|fragment| fragment.len() + 32).sum());
        for (place, fragment) in fragments.iter().enumerate() {
            content.push(if place == 0 { b'{' } else { b',' });
            serde_json::to_writer(&mut content, &bundle.hit(place))?;
            content.push(b':');
            content.extend(fragment);
        }
        content.push(b'}');
        Ok((bundle, content))
    }

    /// What Pagefind calls a hit, by its place in the file.
    pub fn hit(&self, place: usize) -> String {
        format!("{}.{place}", self.name)
    }

    /// Where the file lies below the output folder.
    pub fn path(&self) -> String {
        format!("pagefind/fragment/{}.pf_fragment", self.name)
    }
}

/// A name of a file for its content: the language, and 48 bits of a fingerprint.
pub fn named(language: &str, content: &[u8]) -> String {
    let mut name = format!("{language}_");
    name.extend(Sha256::digest(content).iter().take(6).map(|byte| format!("{byte:02x}")));
    name
}

/// A file's bytes: compressed, behind Pagefind's signature.
///
/// # Errors
/// If it can't be compressed.
pub fn pack(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut file = GzEncoder::new(Vec::with_capacity(content.len() / 4), Compression::default());
    file.write_all(SIGNATURE)?;
    file.write_all(content)?;
    file.finish()
}

/// Cuts a list into segments of bundles, by a number that each thing keeps. So a thing that comes, goes or moves changes
/// the bundle that it is in, and not all that follow.
pub fn cut(keys: &[u64]) -> Vec<Vec<Range<usize>>> {
    let mut segments = Vec::new();
    let mut bundles = Vec::new();
    let mut start = 0;
    for (place, key) in keys.iter().enumerate() {
        let last = place + 1 == keys.len();
        if key.is_multiple_of(SHARE) || place + 1 - start == MOST || last {
            bundles.push(start..place + 1);
            start = place + 1;
            if (key / SHARE).is_multiple_of(FILES) || last {
                segments.push(std::mem::take(&mut bundles));
            }
        }
    }
    segments
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::io::Read;
    use std::ops::Range;

    use flate2::read::GzDecoder;
    use serde_json::Value;

    use super::{Bundle, MOST, cut, pack};
    use crate::search::record::Record;

    fn record(row: &str) -> Record {
        Record {
            address: "/en/offers/quay/".to_owned(),
            title: "Seen from the quay".to_owned(),
            kind: "offer",
            words: "Seen from the quay".to_owned(),
            row: row.to_owned(),
        }
    }

    #[test]
    fn a_browser_finds_each_line_under_the_hits_name() {
        let records = [record("<article>Quay</article>"), record("<article>Quays</article>")];
        let (bundle, content) = Bundle::make("en", &records).expect("JSON");
        let mut text = String::new();
        GzDecoder::new(pack(&content).expect("a file").as_slice()).read_to_string(&mut text).expect("text");
        let file: Value = serde_json::from_str(text.strip_prefix("pagefind_dcd").expect("a signature")).expect("JSON");
        assert_eq!(file[bundle.hit(1)]["meta"]["row"], records[1].row);
        assert_eq!(file[bundle.hit(0)]["content"], "Seen from the quay");
        let (other, _) = Bundle::make("en", &[record("<article>Quay!</article>"), record("")]).expect("JSON");
        assert_ne!(bundle.name, other.name, "another line, another name");
    }

    #[test]
    fn one_thing_more_changes_few_bundles() {
        let spread = |number: u64| number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
        let mut keys: Vec<u64> = (0..5000).map(spread).collect();
        let cuts = |keys: &[u64]| -> BTreeSet<Vec<u64>> {
            let bundles: Vec<Range<usize>> = cut(keys).into_iter().flatten().collect();
            assert_eq!(bundles.iter().map(|bundle| bundle.len()).sum::<usize>(), keys.len());
            assert!(bundles.iter().all(|bundle| (1..=MOST).contains(&bundle.len())));
            bundles.into_iter().map(|bundle| keys[bundle].to_vec()).collect()
        };
        let before = cuts(&keys);
        keys.insert(0, spread(5001));
        let after = cuts(&keys);
        assert!(after.difference(&before).count() <= 3, "{}", after.difference(&before).count());
        assert!(cut(&[]).is_empty());
    }
}
