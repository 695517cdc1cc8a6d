//! Writes the image files of a site, those that are not there already.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use crate::build::error::BuildError;
use crate::build::output_file::Drawing;
use crate::build::progress::{Progress, Stage};
use crate::images::encode;
use crate::images::social::Social;
use crate::output_folder::Output;
use content::cache::Cache;
use content::model::site::Site;
use imaging::{MAX_DECODED_AT_ONCE, Picture};

/// Draws the pictures for those who share pages. A picture's name tells its content.
///
/// # Errors
/// If one can't be drawn or written.
pub fn write_social(
    social: &Social,
    drawings: Vec<Drawing>,
    output: &Output,
    cache: &Cache,
    progress: &Progress,
) -> Result<(), BuildError> {
    // Pages share pictures.
    let drawings: BTreeMap<_, _> = drawings.into_iter().collect();
    progress.begin(Stage::Pictures, drawings.len());
    drawings.par_iter().try_for_each(|(name, page)| {
        progress.step();
        let cached = name.replace('/', "-");
        if output.keep(name) {
            cache.note_use(&cached);
            return Ok(());
        }
        let bytes = cache.find_or(&cached, || social.draw(page, name))?;
        Ok(output.write(name, &bytes)?)
    })
}

/// Writes the files of the pictures that content shows. A file's name tells its content.
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
