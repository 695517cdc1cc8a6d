//! Pagefind's programs for the browser, which come with its library. The library gives them out with an index only, so
//! it is asked to make a very small one.

use std::collections::BTreeMap;

use domain::text::LanguageTag;
use pagefind::api::PagefindIndex;
use serde::{Deserialize, Serialize};

use super::SearchError;

/// What a browser fetches first.
const ENTRY: &str = "pagefind-entry.json";

/// The programs.
pub struct Browser {
    /// By their path below the output folder.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What the programs must be told of an index.
    pub entry: Entry,
}

/// The file that a browser fetches first.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Pagefind's version.
    pub version: String,
    /// The indexes.
    pub languages: BTreeMap<String, Language>,
    /// What is no letter, and part of a word all the same.
    pub include_characters: Vec<char>,
}

/// The index of a language.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// The name of its list of pages.
    pub hash: String,
    /// The program that knows the language's endings, if there is one.
    pub wasm: Option<String>,
    /// How many things it knows.
    pub page_count: usize,
}

impl Browser {
    /// The programs for some languages.
    ///
    /// # Errors
    /// If the library does not give what it gave when this was written.
    pub fn new(languages: &[LanguageTag]) -> Result<Self, SearchError> {
        // The library is asynchronous, for the sake of files that it reads itself; here one thread is enough.
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        let made = runtime.block_on(async {
            let mut index = PagefindIndex::new(None)?;
            for language in languages.iter().map(ToString::to_string) {
                let address = format!("/{language}/");
                index.add_custom_record(address, language.clone(), language, None, None, None).await?;
            }
            index.get_files().await
        });
        let made = made.map_err(|error| SearchError::Pagefind(error.to_string()))?;
        let mut files: BTreeMap<String, Vec<u8>> =
            made.into_iter().map(|file| (file.filename.to_string_lossy().into_owned(), file.contents)).collect();
        let entry = files.remove(ENTRY).unwrap_or_default();
        let entry: Entry = serde_json::from_slice(&entry)?;
        let needed = |name: &str| {
            let of_language = |(language, index): (&String, &Language)| match &index.wasm {
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
    /// Where it lies below the output folder.
    pub fn path() -> String {
        format!("pagefind/{ENTRY}")
    }
}
