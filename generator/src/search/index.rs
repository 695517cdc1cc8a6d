//! Writes the index of words, segment by segment: those of unchanged items are used again.

use std::collections::HashMap;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use domain::matching::words::UNDECOMPOSED_LETTERS;
use domain::text::LanguageTag;
use pagefind_index::{
    Assets, Entry, FragmentFile, IndexError, Segment, SegmentBuilder, WordSplitter, compress, split_into_segments,
    write_index,
};
use rayon::prelude::*;

use super::item::SearchItem;
use super::table;
use crate::output_folder::OutputError;
use crate::render::Renderer;
use crate::theme::ThemeError;
use crate::view::LocalizedSite;
use content::fingerprint::{Fingerprint, Fingerprinter};
use content::model::site::Site;

/// Folders that hold nothing but the index.
pub const FOLDERS: [&str; 2] = ["pagefind", "search"];

/// Why search files can't be made.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The row of a result can't be rendered.
    #[error(transparent)]
    Row(#[from] ThemeError),
    /// A file can't be compressed.
    #[error("{name}: {source}")]
    Compress {
        /// The file.
        name: String,
        /// The cause.
        source: io::Error,
    },
    /// The table can't be written as JSON.
    #[error("search: {0}")]
    Json(#[from] serde_json::Error),
    /// The index can't be made.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// A file can't be written.
    #[error(transparent)]
    Output(#[from] OutputError),
}

/// Takes the files of an index, from several threads at once.
pub trait Sink: Sync {
    /// Whether a file is there already, and stays. Asked only of files that are named by their content.
    fn keeps(&self, path: &str) -> bool;

    /// Takes a file, by its path below the output folder.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError>;
}

/// What one build leaves for the next, so that only changed segments are made again.
#[derive(Default)]
pub struct IndexCache {
    pub(super) segments: HashMap<Fingerprint, Arc<Segment>>,
    assets: Option<(Vec<LanguageTag>, Assets)>,
}

/// Returns the fingerprint of all that the index depends on. `surroundings` is the fingerprint of what all rows depend on:
/// settings, vocabularies, the theme's messages and templates, and the day.
pub fn fingerprint(site: &Site, surroundings: Fingerprint) -> Fingerprint {
    Fingerprinter::new("search")
        .fingerprint(surroundings)
        .fingerprints(SearchItem::all(site).iter().map(SearchItem::fingerprint))
        .done()
}

/// Writes the index file by file; none, where there is nothing to find or the settings leave it out. `surroundings` as in
/// [`fingerprint`].
pub fn write(
    site: &Site,
    renderer: &Renderer,
    surroundings: Fingerprint,
    cache: &mut IndexCache,
    sink: &dyn Sink,
) -> Result<(), SearchError> {
    let items = SearchItem::all(site);
    if items.is_empty() || !site.settings.search_words {
        *cache = IndexCache::default();
        return Ok(());
    }
    let languages = &site.settings.languages;
    let assets = match cache.assets.take() {
        Some((of, assets)) if of == *languages => assets,
        _ => Assets::new(&languages.iter().map(LanguageTag::as_str).collect::<Vec<_>>())?,
    };
    let mut entry = assets.entry.clone();
    let keys = || items.par_iter().map(SearchItem::key).collect::<Vec<u64>>();
    let (split, columns) = rayon::join(|| split_into_segments(&keys()), || table::columns(&items, site));
    let mut segments = HashMap::new();
    for language in languages {
        let name = language.as_str();
        let maker = SegmentMaker {
            localized: LocalizedSite::new(site, language),
            renderer,
            splitter: WordSplitter::new(name, &entry.include_characters).folding(&UNDECOMPOSED_LETTERS),
            fingerprinter: Fingerprinter::new("segment").part(name.as_bytes()).fingerprint(surroundings),
            cached: &cache.segments,
            sink,
        };
        let made = split.par_iter().map(|files| maker.segment(&items, files)).collect::<Result<Vec<_>, _>>()?;
        let parts: Vec<&Segment> = made.iter().map(|(_, segment)| segment.as_ref()).collect();
        let files = parts.iter().flat_map(|segment| &segment.files);
        sink.write(&format!("search/{name}.json"), &table::table(&items, files, &columns, site.today)?)?;
        let hash = write_index(name, &entry.version, &parts, |path, content| write_compressed(sink, path, content))?;
        if let Some(index) = entry.languages.get_mut(name) {
            (index.hash, index.page_count) = (hash, items.len());
        }
        segments.extend(made);
    }
    assets.files.iter().try_for_each(|(path, bytes)| sink.write(path, bytes))?;
    // Last, since it names the others.
    sink.write(&Entry::path(), &serde_json::to_vec(&entry)?)?;
    *cache = IndexCache { segments, assets: Some((languages.clone(), assets)) };
    Ok(())
}

/// Writes a file that is named by its content, unless it is there.
fn write_compressed(sink: &dyn Sink, path: &str, content: &[u8]) -> Result<(), SearchError> {
    if sink.keeps(path) {
        return Ok(());
    }
    let bytes = compress(content).map_err(|source| SearchError::Compress { name: path.to_owned(), source })?;
    Ok(sink.write(path, &bytes)?)
}

/// Renders the row of every item, to find errors of the theme.
pub fn check_rows(site: &Site, renderer: &Renderer) -> Result<(), SearchError> {
    if !site.settings.search_words {
        return Ok(());
    }
    let items = SearchItem::all(site);
    site.settings.languages.iter().try_for_each(|language| {
        let localized = LocalizedSite::new(site, language);
        items.par_iter().try_for_each(|item| item.page(&localized, renderer).map(drop))
    })?;
    Ok(())
}

/// Makes the segments of a language.
struct SegmentMaker<'m> {
    localized: LocalizedSite<'m>,
    renderer: &'m Renderer,
    splitter: WordSplitter,
    /// Of what all segments depend on.
    fingerprinter: Fingerprinter,
    cached: &'m HashMap<Fingerprint, Arc<Segment>>,
    sink: &'m dyn Sink,
}

impl SegmentMaker<'_> {
    /// Returns a segment and its fingerprint: from the cache if its files are there, or a new one.
    fn segment(
        &self,
        items: &[SearchItem],
        files: &[Range<usize>],
    ) -> Result<(Fingerprint, Arc<Segment>), SearchError> {
        let fingerprints = files.iter().flat_map(|file| items[file.clone()].iter().map(SearchItem::fingerprint));
        let fingerprint = self.fingerprinter.clone().fingerprints(fingerprints).done();
        let is_written = |segment: &&Arc<Segment>| segment.files.iter().all(|file| self.sink.keeps(&file.path()));
        match self.cached.get(&fingerprint).filter(is_written) {
            Some(segment) => Ok((fingerprint, Arc::clone(segment))),
            None => Ok((fingerprint, Arc::new(self.make(items, files)?))),
        }
    }

    /// Makes a segment and writes its fragment files.
    fn make(&self, items: &[SearchItem], files: &[Range<usize>]) -> Result<Segment, SearchError> {
        let mut builder = SegmentBuilder::new(&self.splitter);
        let mut made = Vec::with_capacity(files.len());
        for file in files {
            let pages = items[file.clone()]
                .iter()
                .map(|item| item.page(&self.localized, self.renderer))
                .collect::<Result<Vec<_>, _>>()?;
            pages.iter().try_for_each(|page| builder.add(&page.title, &page.content))?;
            let (file, content) = FragmentFile::new(self.localized.language.as_str(), &pages)?;
            write_compressed(self.sink, &file.path(), &content)?;
            made.push(file);
        }
        Ok(builder.finish(made))
    }
}
