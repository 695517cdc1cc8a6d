//! Inspects the pictures of `content/images/`.

use std::path::Path;

use domain::validate::ErrorKind;
use imaging::{Gallery, MAX_BYTES, MAX_DECODED_AT_ONCE, Picture, RECIPE, inspect, misnamed};

use crate::cache::Cache;
use crate::files::{self, FileError};
use crate::fingerprint::{self, Fingerprint};
use crate::read_cache::CachedFolder;

/// Inspects the pictures of a folder, by their names in it. A picture that is in the cache is not decoded again, and one in
/// `memory` that is the same on disk not read again.
pub(crate) fn inspect_all(
    folder: &Path,
    names: &[&str],
    cache: &Cache,
    memory: Option<&mut CachedFolder<Result<Picture, ErrorKind>>>,
) -> Gallery {
    let found =
        CachedFolder::get_or_read(memory, folder, names, Fingerprint::of(b""), MAX_DECODED_AT_ONCE, |name, path| {
            inspect_file(path, name, cache)
        });
    for picture in found.iter().flatten() {
        cache.note_use(&facts_name(&picture.key));
    }
    names.iter().map(|name| (*name).to_owned()).zip(found).collect()
}

/// Returns the name in the cache of a picture's facts. The number changes with the fields.
fn facts_name(key: &str) -> String {
    format!("{key}.2.json")
}

fn inspect_file(path: &Path, name: &str, cache: &Cache) -> Result<Picture, ErrorKind> {
    let unreadable = |error: FileError| ErrorKind::Unreadable { detail: error.source.to_string() };
    let bytes = files::size(path).map_err(unreadable)?;
    if bytes > MAX_BYTES {
        let megabytes = |bytes: u64| bytes.div_ceil(1_000_000);
        let (file, megabytes, most) = (name.to_owned(), megabytes(bytes), megabytes(MAX_BYTES));
        return Err(ErrorKind::ImageTooHeavy { file, megabytes, most });
    }
    let bytes = files::read(path).map_err(unreadable)?;
    let key = fingerprint::key(&[RECIPE.as_bytes(), &bytes]);
    let facts_name = facts_name(&key);
    let misnamed = misnamed(name, &bytes);
    if let Some(facts) = cache.find(&facts_name).and_then(|json| serde_json::from_slice(&json).ok()) {
        return Ok(Picture { file: name.to_owned(), key, facts, misnamed });
    }
    let facts = inspect(name, &bytes)?;
    cache.keep(&facts_name, &serde_json::to_vec(&facts).unwrap_or_default());
    Ok(Picture { file: name.to_owned(), key, facts, misnamed })
}
