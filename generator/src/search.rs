//! Search: an index of words, in Pagefind's format, and a table of values to filter by, over open offers and case studies.
//!
//! In: the checked site and the theme. Out: the files below `pagefind/` that a browser needs, and a table for each
//! language below `search/`. Pages know nothing of them until somebody searches.
//!
//! `things → segments, side by side → one index a language`. Pagefind's programs run in the browser; its library could make
//! the index too, but needs two to three times as long and a gigabyte for ten thousand offers, and can't begin where it left
//! off (`bench/README.md`). It is the judge of ours: tests compare what both write.

#[cfg(test)]
mod again;
mod browser;
mod bundle;
mod inverted;
#[cfg(test)]
mod judge;
mod record;
mod segment;
mod table;
mod words;

use std::collections::HashMap;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use domain::text::LanguageTag;
use rayon::prelude::*;

use crate::fingerprint::{Stamp, Stamping};
use crate::fs::output::OutputError;
use crate::model::site::Site;
use crate::render::Renderer;
use crate::theme::ThemeError;
use crate::view::Lens;
use browser::{Browser, Entry};
use bundle::{Bundle, cut, pack};
use inverted::CborError;
use record::Thing;
use segment::{Builder, Segment};
use words::Splitter;

/// Folders that hold nothing but the index.
pub const FOLDERS: [&str; 2] = ["pagefind", "search"];

/// An index that can't be made.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// Its lines can't be shown.
    #[error(transparent)]
    Row(#[from] ThemeError),
    /// Pagefind's library does not give its programs.
    #[error("pagefind: {0}")]
    Pagefind(String),
    /// A file can't be compressed.
    #[error("{name}: {source}")]
    Pack {
        /// The file.
        name: String,
        /// What is wrong.
        source: io::Error,
    },
    /// Lines, or the table, can't be written as JSON.
    #[error("search: {0}")]
    Json(#[from] serde_json::Error),
    /// The index can't be written as CBOR.
    #[error("search: {0}")]
    Cbor(#[from] CborError),
    /// No thread to ask Pagefind's library in.
    #[error("pagefind: {0}")]
    Runtime(#[from] io::Error),
    /// A file can't be written.
    #[error(transparent)]
    Output(#[from] OutputError),
}

/// Where the files of an index go, from several threads at once.
pub trait Sink: Sync {
    /// Whether a file is there already, and stays. Asked only of files whose name tells their content: those below
    /// `pagefind/fragment/` and `pagefind/index/`, and the list of those.
    fn keeps(&self, path: &str) -> bool;

    /// Takes a file, by its path below the output folder.
    ///
    /// # Errors
    /// If it can't be written.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError>;
}

/// What one index leaves for the next, so that little is made when little changed.
#[derive(Default)]
pub struct Memory {
    segments: HashMap<Stamp, Arc<Segment>>,
    browser: Option<(Vec<LanguageTag>, Browser)>,
}

/// A stamp of all that the index is made of. `surroundings` is the stamp of what all lines have in common: settings,
/// vocabularies, the theme's words and templates, and the day.
pub fn stamp(site: &Site, surroundings: Stamp) -> Stamp {
    Stamping::new("search").stamp(surroundings).stamps(Thing::all(site).iter().map(Thing::stamp)).done()
}

/// Makes the index and gives its files away one by one; none, where there is nothing to find, or the settings leave it out.
/// `surroundings` as in [`stamp`].
///
/// # Errors
/// If the theme can't show a line, or a file can't be written.
pub fn index(
    site: &Site,
    renderer: &Renderer,
    surroundings: Stamp,
    memory: &mut Memory,
    sink: &dyn Sink,
) -> Result<(), SearchError> {
    let things = Thing::all(site);
    if things.is_empty() || !site.settings.search_words {
        *memory = Memory::default();
        return Ok(());
    }
    let languages = &site.settings.languages;
    let browser = match memory.browser.take() {
        Some((known, browser)) if known == *languages => browser,
        _ => Browser::new(languages)?,
    };
    let mut entry = browser.entry.clone();
    let (cuts, columns) =
        rayon::join(|| cut(&things.par_iter().map(Thing::key).collect::<Vec<u64>>()), || table::columns(&things, site));
    let mut segments = HashMap::new();
    for language in languages {
        let name = language.as_str();
        let press = Press {
            lens: Lens::new(site, language),
            renderer,
            splitter: Splitter::new(language, &entry.include_characters).folding_letters(),
            stamping: Stamping::new("segment").part(name.as_bytes()).stamp(surroundings),
            known: &memory.segments,
            sink,
        };
        let made = cuts.par_iter().map(|bundles| press.segment(&things, bundles)).collect::<Result<Vec<_>, _>>()?;
        let parts: Vec<&Segment> = made.iter().map(|(_, segment)| segment.as_ref()).collect();
        let bundles = parts.iter().flat_map(|segment| &segment.bundles);
        sink.write(&format!("search/{name}.json"), &table::table(&things, bundles, &columns, site.today)?)?;
        let hash = inverted::write(name, &entry.version, &parts, sink)?;
        if let Some(index) = entry.languages.get_mut(name) {
            (index.hash, index.page_count) = (hash, things.len());
        }
        segments.extend(made);
    }
    browser.files.iter().try_for_each(|(path, bytes)| sink.write(path, bytes))?;
    // Last, since it names the others.
    sink.write(&Entry::path(), &serde_json::to_vec(&entry)?)?;
    *memory = Memory { segments, browser: Some((languages.clone(), browser)) };
    Ok(())
}

/// Makes the line of everything that can be found, and drops it.
///
/// # Errors
/// If the theme can't show one.
pub fn try_lines(site: &Site, renderer: &Renderer) -> Result<(), SearchError> {
    if !site.settings.search_words {
        return Ok(());
    }
    let things = Thing::all(site);
    site.settings.languages.iter().try_for_each(|language| {
        let lens = Lens::new(site, language);
        things.par_iter().try_for_each(|thing| thing.record(&lens, renderer).map(drop))
    })?;
    Ok(())
}

/// Makes the segments of a language.
struct Press<'p> {
    lens: Lens<'p>,
    renderer: &'p Renderer,
    splitter: Splitter,
    /// Of what all segments have in common.
    stamping: Stamping,
    known: &'p HashMap<Stamp, Arc<Segment>>,
    sink: &'p dyn Sink,
}

impl Press<'_> {
    /// A segment and its stamp: one that is known and whose files are there, or a new one.
    fn segment(&self, things: &[Thing], bundles: &[Range<usize>]) -> Result<(Stamp, Arc<Segment>), SearchError> {
        let stamps = bundles.iter().flat_map(|bundle| things[bundle.clone()].iter().map(Thing::stamp));
        let stamp = self.stamping.clone().stamps(stamps).done();
        let kept = |segment: &&Arc<Segment>| segment.bundles.iter().all(|bundle| self.sink.keeps(&bundle.path()));
        match self.known.get(&stamp).filter(kept) {
            Some(known) => Ok((stamp, Arc::clone(known))),
            None => Ok((stamp, Arc::new(self.make(things, bundles)?))),
        }
    }

    /// Makes a segment, and the files of its lines.
    fn make(&self, things: &[Thing], bundles: &[Range<usize>]) -> Result<Segment, SearchError> {
        let mut builder = Builder::new(&self.splitter);
        let mut made = Vec::with_capacity(bundles.len());
        for bundle in bundles {
            let records = things[bundle.clone()]
                .iter()
                .map(|thing| thing.record(&self.lens, self.renderer))
                .collect::<Result<Vec<_>, _>>()?;
            records.iter().try_for_each(|record| builder.add(&record.title, &record.words))?;
            let (bundle, content) = Bundle::make(self.lens.language.as_str(), &records)?;
            let path = bundle.path();
            if !self.sink.keeps(&path) {
                let bytes = pack(&content).map_err(|source| SearchError::Pack { name: path.clone(), source })?;
                self.sink.write(&path, &bytes)?;
            }
            made.push(bundle);
        }
        Ok(builder.done(made))
    }
}
