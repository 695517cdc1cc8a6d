//! Writes search indexes that [Pagefind](https://pagefind.app/)'s programs read in the browser.
//!
//! Pagefind's own library needs two to three times as long and a gigabyte for ten thousand pages, and can't reuse an
//! earlier index. This crate builds an index from [`Segment`]s of some hundred pages, in parallel, and a segment of
//! unchanged pages can be used again. The format belongs to one release of Pagefind, so the workspace pins that release
//! exactly; tests compare each part with what the library makes of the same texts.
//!
//! # Format
//!
//! All files lie in `pagefind/`. Apart from the programs and the entry, each is the twelve bytes `pagefind_dcd` and its
//! content, compressed together with gzip ([`compress`]), and named by its language and 48 bits of a hash of its
//! content, so that browsers may cache it for ever.
//!
//! | file | content |
//! |---|---|
//! | `pagefind-entry.json` | version, languages with the hash of their index, their program and number of pages ([`Entry`]) |
//! | `pagefind.js`, `wasm.<language>.pagefind` | Pagefind's programs ([`Assets`]) |
//! | `pagefind.<hash>.pf_meta` | CBOR: the list of pages and of index files ([`write_index`]) |
//! | `index/<hash>.pf_index` | CBOR: where each of some neighbouring words occurs |
//! | `fragment/<hash>.pf_fragment` | JSON: address, text and metadata of one page or of several ([`FragmentFile`]) |
//!
//! `pf_meta` is the array `[version, pages, index files, filters, sorts, fields]`:
//! - a page is `[hit, number of words, fragment file]`. The hit names the page within its fragment file:
//!   `<fragment file>.<place>`. Pagefind writes a file for each page; its script also reads files of several.
//! - an index file is `[first word, last word, hash]`, each word cut to the letters that tell it from its neighbour.
//! - filters and sorts are empty, and `fields` is `["title"]`.
//!
//! `pf_index` is `[[word, …]]`, and a word is `[stem, pages, variants]`: the pages that have it without diacritics, and a
//! `[form, pages]` for each form with them. A page is `[distance, places in the text, places in the title]`:
//! - `distance` is the number of pages since the page before in this list.
//! - places in the text are sorted by weight: `-weight - 1`, then the first place and the distances to the next ones. A
//!   whole word weighs 24; the parts of a compound share that.
//! - places in the title are `-1` (minus one, minus the number of the field), then places as in the text.
//!
//! A word is lower-cased, stemmed by its language and stripped of diacritics, as Pagefind's program does with what a
//! visitor types ([`WordSplitter`]).

mod assets;
mod error;
mod fragments;
mod segment;
#[cfg(test)]
mod tests;
mod word_files;
mod word_forms;

pub use assets::{Assets, Entry, LanguageEntry};
pub use error::IndexError;
pub use fragments::{FragmentFile, Page, compress, split_into_segments};
pub use segment::{Segment, SegmentBuilder};
pub use word_files::write_index;
pub use word_forms::WordSplitter;
