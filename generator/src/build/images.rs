//! Writes the image files of a site, those that are not there already.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use crate::build::error::BuildError;
use crate::build::output_file::Drawing;
use crate::build::progress::{Progress, Stage};
use crate::images::encode;
use crate::images::pending::PendingImages;
use crate::images::social::{Social, SocialError, cache_name};
use crate::output_folder::Output;
use crate::plan::Planned;
use content::cache::Cache;
use content::model::site::Site;
use imaging::{MAX_DECODED_AT_ONCE, Picture};

/// A server draws more share images than this after it has placed the pages.
const MOST_DRAWN_FIRST: usize = 100;

/// Writes the share images that pages name, drawn unless they are in the cache, and returns how many. A share image's name
/// tells its content. With `pending`, many that are not in the cache are left there to be drawn later.
///
/// # Errors
/// If one can't be drawn or written.
pub fn write_social(
    social: &Social,
    drawings: Vec<Drawing>,
    output: &Output,
    (root, cache): (&Path, &Cache),
    pending: Option<&PendingImages>,
    progress: &Progress,
) -> Result<usize, BuildError> {
    // Pages share images.
    let drawings: BTreeMap<_, _> = drawings.into_iter().collect();
    let is_missing = |(name, _): &(String, &Planned)| {
        cache.note_use(&cache_name(name));
        !output.keep(name)
    };
    let missing: Vec<_> = drawings.into_par_iter().filter(is_missing).collect();
    let is_cached = |(name, _): &(String, &Planned)| cache.contains(&cache_name(name));
    let (mut first, mut later) = (missing, Vec::new());
    if pending.is_some() {
        (first, later) = first.into_par_iter().partition(is_cached);
        if later.len() <= MOST_DRAWN_FIRST {
            first.append(&mut later);
        }
    }
    progress.begin(Stage::Pictures, first.len());
    first.par_iter().try_for_each(|(name, page)| {
        progress.step();
        let bytes = social.undrawn(page, name)?.draw(cache)?;
        output.write(name, &bytes).map_err(BuildError::from)
    })?;
    if let Some(pending) = pending {
        let undrawn = later.into_par_iter().map(|(name, page)| Ok((name.clone(), social.undrawn(page, &name)?)));
        pending.replace(undrawn.collect::<Result<_, SocialError>>()?, Cache::below(root));
    }
    Ok(first.len())
}

/// Writes the files of the pictures that content shows. A file is named by its content.
///
/// # Errors
/// If a picture can't be read or encoded, or its files not be written.
pub fn write_photographs(root: &Path, site: &Site, output: &Output, cache: &Cache) -> Result<(), BuildError> {
    let media = |name: &str| format!("media/{name}");
    let names = |picture: &Picture| -> Vec<String> {
        picture.variants().map(|variant| media(&picture.name(variant))).collect()
    };
    let (there, missing): (Vec<_>, Vec<_>) = site
        .shown_pictures()
        .into_iter()
        .partition(|picture| names(picture).iter().all(|name| output.is_as_left(name)));
    for picture in there {
        for name in names(picture) {
            output.keep(&name);
        }
        for name in encode::cache_names(picture) {
            cache.note_use(&name);
        }
    }
    // A few at a time: each holds the pixels of a whole photograph.
    for pictures in missing.chunks(MAX_DECODED_AT_ONCE) {
        pictures.par_iter().try_for_each(|picture| {
            let files = encode::make(root, picture, cache)?;
            files.iter().try_for_each(|(name, bytes)| output.write(&media(name), bytes).map_err(BuildError::from))
        })?;
    }
    cache.prune();
    Ok(())
}
