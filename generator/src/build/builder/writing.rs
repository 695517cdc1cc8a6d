//! The second half of a build: makes and writes what is not right already.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::build::pages::{Drawing, Job, Press};
use crate::build::progress::Stage;
use crate::fingerprint::Fingerprint;
use crate::fs::cache::Cache;
use crate::fs::output::{Output, OutputError};
use crate::images::encode;
use crate::model::site::Site;
use crate::plan::Planned;
use crate::render::Renderer;
use crate::search;
use crate::{BuildError, Options};
use imaging::{MAX_DECODED_AT_ONCE, Picture};

/// What it is made with.
pub(super) struct Writing<'b> {
    pub site: &'b Site,
    pub press: &'b Press<'b>,
    pub output: &'b Output,
    pub cache: &'b Cache,
    pub options: &'b Options,
}

impl<'b> Writing<'b> {
    /// Makes and writes what is not right already, and then draws the pictures that pages name: these and those that are
    /// named already.
    pub(super) fn jobs(&self, jobs: &[Job<'b>], named: Vec<Drawing<'b>>) -> Result<(), BuildError> {
        let current: Vec<bool> = jobs.par_iter().map(|job| self.output.is_current(&job.name, job.made_of)).collect();
        let (kept, stale): (Vec<_>, Vec<_>) = jobs.iter().zip(current).partition(|(_, current)| *current);
        let stale: Vec<&Job> = stale.into_iter().map(|(job, _)| job).collect();
        self.press.progress.begin(Stage::Pages, stale.len());
        // By name, with a page that names the picture where it may have to be drawn.
        let drawings = named.into_iter().chain(self.press.run(&stale, self.output)?);
        let mut pictures: BTreeMap<String, Option<&Planned>> =
            drawings.map(|(name, page)| (name, Some(page))).collect();
        for (job, _) in kept {
            if let Some(picture) = self.output.keep(&job.name) {
                pictures.entry(picture).or_default();
            }
        }
        self.draw(&pictures)
    }

    /// Draws the pictures for those who share pages.
    fn draw(&self, pictures: &BTreeMap<String, Option<&Planned>>) -> Result<(), BuildError> {
        let progress = &self.press.progress;
        progress.begin(Stage::Pictures, pictures.len());
        pictures.par_iter().try_for_each(|(name, page)| {
            progress.step();
            let made_of = Fingerprint::of(name.as_bytes());
            let cached = name.replace('/', "-");
            if self.output.is_current(name, made_of) {
                self.output.keep(name);
                self.cache.note_use(&cached);
            } else if let Some(page) = page {
                let bytes = self.cache.find_or(&cached, || self.press.social.draw(page, name))?;
                self.output.write(name, made_of, &bytes)?;
            }
            Ok(())
        })
    }

    /// Makes the search index, unless it is right already.
    pub(super) fn index(
        &self,
        renderer: &Renderer,
        frame: Fingerprint,
        memory: &mut search::IndexCache,
    ) -> Result<(), BuildError> {
        let made_of = search::fingerprint(self.site, frame);
        if !self.output.keep_folders(&search::FOLDERS, made_of) {
            search::write(self.site, renderer, frame, memory, &Index { output: self.output, made_of })?;
        }
        Ok(())
    }

    /// Makes the files of the pictures that content shows.
    pub(super) fn photographs(&self) -> Result<(), BuildError> {
        let shown = self.site.shown_pictures();
        let fingerprint = |name: &str| Fingerprint::of(name.as_bytes());
        let names = |picture: &Picture| -> Vec<String> {
            picture.variants().map(|variant| media(&picture.name(variant))).collect()
        };
        let (kept, made): (Vec<_>, Vec<_>) = shown
            .into_iter()
            .partition(|picture| names(picture).iter().all(|name| self.output.is_current(name, fingerprint(name))));
        for picture in kept {
            for name in names(picture) {
                self.output.keep(&name);
            }
            for name in encode::cache_names(picture) {
                self.cache.note_use(&name);
            }
        }
        // A few at a time: each holds the pixels of a whole photograph.
        for pictures in made.chunks(MAX_DECODED_AT_ONCE) {
            pictures.par_iter().try_for_each(|picture| {
                let files = encode::make(&self.options.root, picture, self.cache)?;
                files.iter().try_for_each(|(name, bytes)| {
                    let name = media(name);
                    self.output.write(&name, fingerprint(&name), bytes).map_err(BuildError::from)
                })
            })?;
        }
        self.cache.prune();
        Ok(())
    }
}

/// Takes the files of the search index into the output folder.
struct Index<'o> {
    output: &'o Output,
    made_of: Fingerprint,
}

impl search::Sink for Index<'_> {
    fn keeps(&self, path: &str) -> bool {
        self.output.keep_as(path, self.made_of)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        self.output.write(path, self.made_of, bytes)
    }
}

/// Where the files of pictures lie.
fn media(name: &str) -> String {
    format!("media/{name}")
}
