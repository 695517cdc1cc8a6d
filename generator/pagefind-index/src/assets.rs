//! Pagefind's programs for the browser. Its library returns them only with an index, so it builds a very small one.

use std::collections::BTreeMap;

use pagefind::api::PagefindIndex;
use serde::{Deserialize, Serialize};

use crate::error::IndexError;

const ENTRY: &str = "pagefind-entry.json";

/// Pagefind's programs for some languages.
pub struct Assets {
    /// By their path below the output folder.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The entry of an empty index.
    pub entry: Entry,
}

/// The file that a browser loads first.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Pagefind's version.
    pub version: String,
    /// The indexes.
    pub languages: BTreeMap<String, LanguageEntry>,
    /// Characters that are no letters, but part of words.
    pub include_characters: Vec<char>,
}

/// The index of a language.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageEntry {
    /// The name of its list of pages and index files.
    pub hash: String,
    /// The language whose program stems its words, if there is one.
    pub wasm: Option<String>,
    /// How many pages it has.
    pub page_count: usize,
}

impl Assets {
    /// Returns the programs for some languages.
    ///
    /// # Errors
    /// If the library does not return what it did in the pinned release.
    pub fn new(languages: &[impl AsRef<str>]) -> Result<Self, IndexError> {
        // The library is asynchronous because it can read files; here one thread is enough.
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        let made = runtime.block_on(async {
            let mut index = PagefindIndex::new(None)?;
            for language in languages {
                let language = language.as_ref();
                let (address, text) = (format!("/{language}/"), language.to_owned());
                index.add_custom_record(address, text.clone(), text, None, None, None).await?;
            }
            index.get_files().await
        });
        let made = made.map_err(|error| IndexError::Library(error.to_string()))?;
        let mut files: BTreeMap<String, Vec<u8>> =
            made.into_iter().map(|file| (file.filename.to_string_lossy().into_owned(), file.contents)).collect();
        let entry = files.remove(ENTRY).unwrap_or_default();
        let entry: Entry = serde_json::from_slice(&entry)?;
        let needed = |name: &str| {
            let of_language = |(language, index): (&String, &LanguageEntry)| match &index.wasm {
                Some(_) => name == format!("wasm.{language}.pagefind"),
                None => name == "wasm.unknown.pagefind",
            };
            name == "pagefind.js" || entry.languages.iter().any(of_language)
        };
        files.retain(|name, _| needed(name));
        let files = files.into_iter().map(|(name, bytes)| (format!("pagefind/{name}"), bytes)).collect();
        Ok(Self { files, entry })
    }
}

impl Entry {
    /// Returns where it lies below the output folder.
    pub fn path() -> String {
        format!("pagefind/{ENTRY}")
    }
}
