//! Search: an index of words, made by Pagefind, and a table of values to filter by, over open offers and case studies.
//!
//! In: the checked site and the theme. Out: the files below `pagefind/` that a browser needs, and a table for each
//! language below `search/`. Pages know nothing of them until somebody searches.

mod choices;
mod filter;
mod fragment;
mod record;
mod table;

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::Path;

use pagefind::api::{PagefindIndex, SyntheticFile};
use rayon::prelude::*;

pub use choices::{Finders, Scope};
pub use filter::Filter;

use crate::render::Renderer;
use crate::site::Site;
use crate::theme::ThemeError;
use crate::view::Lens;
use record::{Record, Thing};

/// Folders that hold nothing but the index.
pub const FOLDERS: [&str; 2] = ["pagefind", "search"];

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
    /// The table can't be written as JSON.
    #[error("search: {0}")]
    Table(#[from] serde_json::Error),
    /// No thread to make it in.
    #[error("pagefind: {0}")]
    Runtime(#[from] io::Error),
}

/// Makes the index: files by their path below the output folder. None, where there is nothing to find, or the settings
/// leave it out.
///
/// # Errors
/// If the theme can't show a line, or Pagefind fails.
pub fn index(site: &Site, renderer: &Renderer) -> Result<BTreeMap<String, Vec<u8>>, SearchError> {
    let things = Thing::all(site);
    if things.is_empty() || !site.settings.search_words {
        return Ok(BTreeMap::new());
    }
    let mut records: Vec<(String, Vec<Record>)> = Vec::new();
    for language in &site.settings.languages {
        let lens = Lens::new(site, language);
        let made = things.par_iter().map(|thing| thing.record(&lens, renderer)).collect::<Result<_, _>>()?;
        records.push((language.to_string(), made));
    }
    // Pagefind is asynchronous, for the sake of files that it reads itself; here one thread is enough.
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let files = runtime.block_on(pagefind_files(&records))?;
    let Bundle { files: mut published, fragments } = publish(files, &records)?;
    let columns = table::columns(&things, site);
    for (language, records) in &records {
        let table = table::table(&things, records, &columns, &fragments, site.today)?;
        published.insert(format!("search/{language}.json"), table);
    }
    Ok(published)
}

/// Pagefind's files as they are published.
struct Bundle {
    /// By their path below the output folder.
    files: BTreeMap<String, Vec<u8>>,
    /// Names of fragments by the address they are about, without language and ending.
    fragments: HashMap<String, String>,
}

fn publish(files: Vec<SyntheticFile>, records: &[(String, Vec<Record>)]) -> Result<Bundle, SearchError> {
    let by_address: HashMap<&str, &Record> =
        records.iter().flat_map(|(_, records)| records).map(|record| (record.address.as_str(), record)).collect();
    let stemless = records.iter().any(|(language, _)| {
        let own = format!("wasm.{language}.pagefind");
        !files.iter().any(|file| file.filename == Path::new(&own))
    });
    let is_fragment = |file: &SyntheticFile| file.filename.extension().is_some_and(|ending| ending == "pf_fragment");
    let published = |file: &SyntheticFile| format!("pagefind/{}", file.filename.to_string_lossy().replace('\\', "/"));
    let (fragments, others): (Vec<_>, Vec<_>) =
        files.into_iter().filter(|file| is_needed(&file.filename, stemless)).partition(is_fragment);
    let fragments: Vec<(String, Vec<u8>, String)> = fragments
        .into_par_iter()
        .map(|file| {
            let name = published(&file);
            let (address, bytes) = with_row(&file.contents, &by_address)
                .map_err(|source| SearchError::Fragment { name: name.clone(), source })?;
            Ok((name, bytes, address))
        })
        .collect::<Result<_, SearchError>>()?;
    let mut bundle = Bundle { files: BTreeMap::new(), fragments: HashMap::new() };
    bundle.files.extend(others.into_iter().map(|file| (published(&file), file.contents)));
    for (name, bytes, address) in fragments {
        let stem = Path::new(&name).file_stem().unwrap_or_default().to_string_lossy();
        let hash = stem.split_once('_').map(|(_, hash)| hash.to_owned()).unwrap_or_default();
        bundle.fragments.insert(address, hash);
        bundle.files.insert(name, bytes);
    }
    Ok(bundle)
}

async fn pagefind_files(records: &[(String, Vec<Record>)]) -> Result<Vec<SyntheticFile>, SearchError> {
    let failed = |error: &dyn std::fmt::Display| SearchError::Pagefind(error.to_string());
    let mut index = PagefindIndex::new(None).map_err(|error| failed(&error))?;
    for (language, records) in records {
        for record in records {
            let meta = [("title", record.title.clone()), ("row", fragment::fingerprint(&record.row))];
            index
                .add_custom_record(
                    record.address.clone(),
                    record.words.clone(),
                    language.clone(),
                    Some(meta.map(|(key, value)| (key.to_owned(), value)).into()),
                    None,
                    None,
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
        _ => ["pagefind", "pf_meta", "pf_index", "pf_fragment"]
            .iter()
            .any(|ending| file.extension().is_some_and(|own| own == *ending)),
    }
}

/// A fragment as it is published, with the address it is about.
fn with_row(bytes: &[u8], records: &HashMap<&str, &Record>) -> io::Result<(String, Vec<u8>)> {
    let fragment = fragment::read(bytes)?;
    let address = fragment::address(&fragment).unwrap_or_default().to_owned();
    let record = records.get(address.as_str()).ok_or_else(|| io::Error::other("a fragment of nothing"))?;
    Ok((address, fragment::write(fragment, record)?))
}
