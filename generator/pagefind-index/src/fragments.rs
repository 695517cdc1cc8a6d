//! The files from which a browser shows hits. Neighbouring pages share a file, few enough that it still loads quickly.

use std::io::{self, Write};
use std::iter;
use std::ops::Range;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};

/// What Pagefind's script expects before the content of a file.
const SIGNATURE: &[u8] = b"pagefind_dcd";
/// Pages of a file, on average.
const PAGES_PER_FILE: u64 = 8;
/// Pages of a file, at most.
const MAX_PAGES_PER_FILE: usize = 16;
/// Files of a segment, on average.
const FILES_PER_SEGMENT: u64 = 32;

/// A page that can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its address.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Its text, with one space between words: excerpts are cut from it.
    pub content: String,
    /// What a result shows beside the title.
    pub meta: Vec<(&'static str, String)>,
}

/// A fragment file: its name and size. What is in it is written once and not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FragmentFile {
    /// Its name without ending: the language and a hash.
    pub name: String,
    /// How many pages are in it.
    pub size: usize,
}

/// A page as Pagefind's script reads it.
#[derive(Serialize)]
struct Fragment<'p> {
    url: &'p str,
    content: &'p str,
    #[serde(serialize_with = "write_meta")]
    meta: &'p Page,
    anchors: [(); 0],
}

fn write_meta<S: Serializer>(page: &Page, serializer: S) -> Result<S::Ok, S::Error> {
    let meta = page.meta.iter().map(|(key, value)| (*key, value));
    serializer.collect_map(iter::once(("title", &page.title)).chain(meta))
}

impl FragmentFile {
    /// Returns the file of some pages and its uncompressed content.
    pub fn new(language: &str, pages: &[Page]) -> serde_json::Result<(Self, Vec<u8>)> {
        let fragments = pages
            .iter()
            .map(|page| {
                serde_json::to_vec(&Fragment { url: &page.url, content: &page.content, meta: page, anchors: [] })
            })
            .collect::<serde_json::Result<Vec<_>>>()?;
        let file = Self { name: hashed_name(language, &fragments.concat()), size: pages.len() };
        let mut content = Vec::with_capacity(fragments.iter().map(|fragment| fragment.len() + 32).sum());
        for (place, fragment) in fragments.iter().enumerate() {
            content.push(if place == 0 { b'{' } else { b',' });
            serde_json::to_writer(&mut content, &file.hit(place))?;
            content.push(b':');
            content.extend(fragment);
        }
        content.push(b'}');
        Ok((file, content))
    }

    /// Returns Pagefind's name for a page, by its place in the file.
    pub(crate) fn hit(&self, place: usize) -> String {
        format!("{}.{place}", self.name)
    }

    /// Returns where the file lies below the output folder.
    pub fn path(&self) -> String {
        format!("pagefind/fragment/{}.pf_fragment", self.name)
    }
}

/// Returns the language and 48 bits of a hash of the content.
pub(crate) fn hashed_name(language: &str, content: &[u8]) -> String {
    let mut name = format!("{language}_");
    name.extend(Sha256::digest(content).iter().take(6).map(|byte| format!("{byte:02x}")));
    name
}

/// Returns the bytes of a file: compressed, with Pagefind's signature.
pub fn compress(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut file = GzEncoder::new(Vec::with_capacity(content.len() / 4), Compression::default());
    file.write_all(SIGNATURE)?;
    file.write_all(content)?;
    file.finish()
}

/// Splits a list into segments of fragment files, by a stable key of each page. So a page that is added, removed or
/// moved changes its own file, and not all that follow.
pub fn split_into_segments(keys: &[u64]) -> Vec<Vec<Range<usize>>> {
    let mut segments = Vec::new();
    let mut files = Vec::new();
    let mut start = 0;
    for (place, key) in keys.iter().enumerate() {
        let is_last = place + 1 == keys.len();
        if key.is_multiple_of(PAGES_PER_FILE) || place + 1 - start == MAX_PAGES_PER_FILE || is_last {
            files.push(start..place + 1);
            start = place + 1;
            if (key / PAGES_PER_FILE).is_multiple_of(FILES_PER_SEGMENT) || is_last {
                segments.push(std::mem::take(&mut files));
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

    use super::{FragmentFile, MAX_PAGES_PER_FILE, Page, compress, split_into_segments};

    fn page(row: &str) -> Page {
        Page {
            url: "/en/offers/quay/".to_owned(),
            title: "Seen from the quay".to_owned(),
            content: "Seen from the quay".to_owned(),
            meta: vec![("kind", "offer".to_owned()), ("row", row.to_owned())],
        }
    }

    #[test]
    fn a_browser_finds_each_page_by_its_hit() {
        let pages = [page("<article>Quay</article>"), page("<article>Quays</article>")];
        let (file, content) = FragmentFile::new("en", &pages).expect("JSON");
        let mut text = String::new();
        GzDecoder::new(compress(&content).expect("a file").as_slice()).read_to_string(&mut text).expect("text");
        let json: Value = serde_json::from_str(text.strip_prefix("pagefind_dcd").expect("a signature")).expect("JSON");
        assert_eq!(json[file.hit(1)]["meta"]["row"], "<article>Quays</article>");
        assert_eq!(json[file.hit(0)]["content"], "Seen from the quay");
        let (other, _) = FragmentFile::new("en", &[page("<article>Quay!</article>"), page("")]).expect("JSON");
        assert_ne!(file.name, other.name, "other content, another name");
    }

    #[test]
    fn one_page_more_changes_few_files() {
        let spread = |number: u64| number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
        let mut keys: Vec<u64> = (0..5000).map(spread).collect();
        let split = |keys: &[u64]| -> BTreeSet<Vec<u64>> {
            let files: Vec<Range<usize>> = split_into_segments(keys).into_iter().flatten().collect();
            assert_eq!(files.iter().map(|file| file.len()).sum::<usize>(), keys.len());
            assert!(files.iter().all(|file| (1..=MAX_PAGES_PER_FILE).contains(&file.len())));
            files.into_iter().map(|file| keys[file].to_vec()).collect()
        };
        let before = split(&keys);
        keys.insert(0, spread(5001));
        let after = split(&keys);
        assert!(after.difference(&before).count() <= 3, "{}", after.difference(&before).count());
        assert!(split_into_segments(&[]).is_empty());
    }
}
