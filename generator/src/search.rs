//! Search over open offers and case studies: an index of words, in Pagefind's format, and a table of values to filter by.
//!
//! In: the checked site and the theme. Out: the files below `pagefind/` that a browser needs, and a table for each
//! language below `search/`. Pages know nothing of them until somebody searches.

mod index;
mod item;
mod table;
#[cfg(test)]
mod tests;

pub use index::{FOLDERS, IndexCache, SearchError, Sink, check_rows, fingerprint, write};
