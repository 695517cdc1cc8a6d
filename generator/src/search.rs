//! The search index: one a language, made by Pagefind, over open offers and case studies.
//!
//! In: the checked site and the theme. Out: the files below `pagefind/` that a browser needs, and no more. Pages know
//! nothing of them until somebody searches.

mod choices;
mod filter;
mod fragment;
mod record;

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::Path;

use pagefind::api::{PagefindIndex, SyntheticFile};
use rayon::prelude::*;

pub use choices::{Finders, Scope};

use crate::render::Renderer;
use crate::site::Site;
use crate::theme::ThemeError;
use crate::view::Lens;
use record::{Record, SORTS, Thing};

/// An index that can't be made.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// Its lines can't be shown.
    #[error(transparent)]
    Row(#[from] ThemeError),
    /// Pagefind can't make it.
    #[error("pagefind: {0}")]
    Pagefind(String),
    /// A fragment can't be read or written.
    #[error("pagefind/{name}: {source}")]
    Fragment {
        /// The file.
        name: String,
        /// What is wrong.
        source: io::Error,
    },
    /// No thread to make it in.
    #[error("pagefind: {0}")]
    Runtime(#[from] io::Error),
}

/// Makes the index: files by their path below the output folder. None, where there is nothing to find.
///
/// # Errors
/// If the theme can't show a line, or Pagefind fails.
pub fn index(site: &Site, renderer: &Renderer) -> Result<BTreeMap<String, Vec<u8>>, SearchError> {
    let things = Thing::all(site);
    if things.is_empty() {
        return Ok(BTreeMap::new());
    }
    let places = record::places(&things, site);
    let mut records: Vec<(String, Vec<Record>)> = Vec::new();
    for language in &site.settings.languages {
        let lens = Lens::new(site, language);
        let made = things.par_iter().map(|thing| thing.record(&lens, renderer)).collect::<Result<_, _>>()?;
        records.push((language.to_string(), made));
    }
    // Pagefind is asynchronous, for the sake of files that it reads itself; here one thread is enough.
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let files = runtime.block_on(pagefind_files(&records, &places))?;

    let by_address: HashMap<&str, &Record> =
        records.iter().flat_map(|(_, records)| records).map(|record| (record.address.as_str(), record)).collect();
    let stemless = records.iter().any(|(language, _)| {
        let own = format!("wasm.{language}.pagefind");
        !files.iter().any(|file| file.filename == Path::new(&own))
    });
    files
        .into_par_iter()
        .filter(|file| is_needed(&file.filename, stemless))
        .map(|file| {
            let name = file.filename.to_string_lossy().replace('\\', "/");
            let bytes = with_row(&name, file.contents, &by_address)
                .map_err(|source| SearchError::Fragment { name: name.clone(), source })?;
            Ok((format!("pagefind/{name}"), bytes))
        })
        .collect()
}

async fn pagefind_files(
    records: &[(String, Vec<Record>)],
    places: &[[usize; SORTS.len()]],
) -> Result<Vec<SyntheticFile>, SearchError> {
    let failed = |error: &dyn std::fmt::Display| SearchError::Pagefind(error.to_string());
    let mut index = PagefindIndex::new(None).map_err(|error| failed(&error))?;
    for (language, records) in records {
        for (record, places) in records.iter().zip(places) {
            let meta = [("title", record.title.clone()), ("row", fragment::fingerprint(&record.row))];
            let sorts = SORTS.iter().zip(places).map(|(sort, place)| ((*sort).to_owned(), place.to_string()));
            index
                .add_custom_record(
                    record.address.clone(),
                    record.words.clone(),
                    language.clone(),
                    Some(meta.map(|(key, value)| (key.to_owned(), value)).into()),
                    Some(record.filters.clone()),
                    Some(sorts.collect()),
                )
                .await
                .map_err(|error| failed(&error))?;
        }
    }
    index.get_files().await.map_err(|error| failed(&error))
}

/// Whether a browser asks for a file: Pagefind's own pages do not concern us, and its program without a language's
/// endings only does where one of ours has none.
fn is_needed(file: &Path, stemless: bool) -> bool {
    let name = file.to_string_lossy();
    match name.as_ref() {
        "pagefind.js" | "pagefind-entry.json" => true,
        "wasm.unknown.pagefind" => stemless,
        _ => ["pagefind", "pf_meta", "pf_filter", "pf_index", "pf_fragment"]
            .iter()
            .any(|ending| file.extension().is_some_and(|own| own == *ending)),
    }
}

/// A file as it is published.
fn with_row(name: &str, bytes: Vec<u8>, records: &HashMap<&str, &Record>) -> io::Result<Vec<u8>> {
    if !name.ends_with(".pf_fragment") {
        return Ok(bytes);
    }
    let fragment = fragment::read(&bytes)?;
    let address = fragment::address(&fragment).unwrap_or_default();
    let record = records.get(address).ok_or_else(|| io::Error::other("a fragment of nothing"))?;
    fragment::write(fragment, record)
}
