//! Makes the files of pictures, in several sizes and formats.

use std::path::Path;

use domain::validate::ErrorKind;
use imaging::{Picture, PictureEncoder, Variant};
use rayon::prelude::*;

use content::cache::Cache;
use content::files::{self, FileError};
use content::fingerprint;

/// Why a picture can't be published, though it was whole when it was inspected.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// Its file can't be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// It changed since it was inspected.
    #[error("content/images/{file}: {kind}")]
    Changed {
        /// The file.
        file: String,
        /// What is wrong with it now.
        kind: ErrorKind,
    },
    /// It can't be encoded.
    #[error("content/images/{file}: no {format} file can be made of it: {detail}")]
    Encoder {
        /// The file.
        file: String,
        /// The extension of the format's files.
        format: &'static str,
        /// The encoder's message.
        detail: String,
    },
}

/// Returns all files of a picture, from the cache or newly made.
///
/// # Errors
/// If it can't be read or encoded.
pub fn make(root: &Path, picture: &Picture, cache: &Cache) -> Result<Vec<(String, Vec<u8>)>, PictureError> {
    let path = root.join("content/images").join(&picture.file);
    if picture.facts.drawing {
        let bytes = files::read(&path)?;
        return Ok(picture.variants().map(|variant| (picture.name(variant), bytes.clone())).collect());
    }
    let (mut made, mut missing) = (Vec::new(), Vec::new());
    for variant in picture.variants() {
        match cache.find(&cache_name(picture, variant)) {
            Some(bytes) => made.push((picture.name(variant), bytes)),
            None => missing.push(variant),
        }
    }
    if missing.is_empty() {
        return Ok(made);
    }
    let file = || picture.file.clone();
    let encoder = PictureEncoder::new(picture, &files::read(&path)?)
        .map_err(|kind| PictureError::Changed { file: file(), kind })?;
    let encoded: Result<Vec<_>, PictureError> = missing
        .par_iter()
        .map(|variant| {
            let bytes = encoder.encode(*variant).map_err(|detail| PictureError::Encoder {
                file: file(),
                format: variant.format.extension(),
                detail,
            })?;
            cache.keep(&cache_name(picture, *variant), &bytes);
            Ok((picture.name(*variant), bytes))
        })
        .collect();
    made.extend(encoded?);
    Ok(made)
}

/// Returns the names of a picture's files in the cache.
pub fn cache_names(picture: &Picture) -> impl Iterator<Item = String> {
    picture.variants().map(|variant| cache_name(picture, variant))
}

fn cache_name(picture: &Picture, Variant { format, width, height }: Variant) -> String {
    let extension = format.extension();
    let size = format!("{width}x{height}.{extension}");
    format!("{}.{extension}", fingerprint::key(&[picture.key.as_bytes(), size.as_bytes()]))
}
