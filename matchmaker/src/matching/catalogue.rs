//! The published catalogue, prepared for matching. Preparing a large one takes seconds and reading it again a fraction of one,
//! so it is kept below the site's folder until the published files change.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use domain::matching::catalogue::Catalogue;
use domain::matching::weights::Weights;
use domain::vocabulary::Vocabulary;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::failure::Failure;

/// Published lists of offers smaller than this are prepared sooner than anybody notices.
const WORTH_KEEPING: u64 = 4_000_000;

/// What was published, as far as matching needs it.
pub struct Shelf {
    pub vocabulary: Vocabulary,
    pub weights: Weights,
    pub catalogue: Catalogue,
}

/// What `site.json` says of matching.
#[derive(Deserialize)]
struct SiteFile {
    #[serde(default)]
    matching: Weights,
}

impl Shelf {
    /// Reads a published list of offers, and the files beside it; `keep` is the site's folder, where there is one.
    pub fn open(offers: &Path, keep: Option<&Path>) -> Result<Self, Failure> {
        let beside = |name: &str| offers.with_file_name(name);
        let vocabulary: Vocabulary = read_json(&beside("vocabulary.json"))?;
        let weights = match read_json::<SiteFile>(&beside("site.json")) {
            Ok(site) => site.matching,
            Err(Failure::File { source, .. }) if source.kind() == ErrorKind::NotFound => Weights::default(),
            Err(failure) => return Err(failure),
        };
        let catalogue = match keep.map(|root| root.join(".matchmaker/matching")) {
            Some(kept) if fs::metadata(offers).is_ok_and(|file| file.len() >= WORTH_KEEPING) => {
                let stamp = stamp(&[offers, &beside("vocabulary.json")])?;
                match read_kept(&kept, &stamp) {
                    Some(catalogue) => catalogue,
                    None => {
                        let catalogue = prepare(offers, &vocabulary)?;
                        // A catalogue that can't be kept is as good as one that is.
                        drop(keep_for_later(&kept, &stamp, &catalogue));
                        catalogue
                    }
                }
            }
            _ => prepare(offers, &vocabulary)?,
        };
        Ok(Self { vocabulary, weights, catalogue })
    }
}

fn prepare(offers: &Path, vocabulary: &Vocabulary) -> Result<Catalogue, Failure> {
    let json = fs::read(offers).map_err(Failure::file(offers))?;
    Catalogue::from_published(&json, vocabulary).map_err(|source| Failure::Json { path: offers.to_owned(), source })
}

/// What tells whether files are still those that a catalogue was made of: their paths, sizes and times of change.
fn stamp(files: &[&Path]) -> Result<String, Failure> {
    let mut stamp = format!("{}\n", env!("CARGO_PKG_VERSION"));
    for path in files {
        let file = fs::metadata(path).map_err(Failure::file(path))?;
        let changed = file.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        let path = fs::canonicalize(path).map_err(Failure::file(path))?;
        stamp.push_str(&format!("{} {} {}\n", path.display(), file.len(), changed.as_nanos()));
    }
    Ok(stamp)
}

/// The catalogue that was kept under this stamp; `None` for whatever else lies there.
fn read_kept(path: &Path, stamp: &str) -> Option<Catalogue> {
    let bytes = fs::read(path).ok()?;
    Catalogue::from_bytes(bytes.strip_prefix(stamp.as_bytes())?).ok()
}

fn keep_for_later(path: &Path, stamp: &str, catalogue: &Catalogue) -> std::io::Result<()> {
    let folder = path.parent().map(Path::to_owned).unwrap_or_default();
    fs::create_dir_all(&folder)?;
    let new = PathBuf::from(format!("{}.{}", path.display(), std::process::id()));
    let mut file = File::create(&new)?;
    file.write_all(stamp.as_bytes())?;
    file.write_all(&catalogue.to_bytes())?;
    fs::rename(&new, path)
}

/// A JSON file of ours.
pub fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    let json = fs::read(path).map_err(Failure::file(path))?;
    serde_json::from_slice(&json).map_err(|source| Failure::Json { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use domain::matching::catalogue::Catalogue;

    use super::{keep_for_later, read_kept};

    #[test]
    fn a_kept_catalogue_is_read_only_as_long_as_its_files_are_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("kept/matching");
        let catalogue = Catalogue::default();
        assert_eq!(read_kept(&path, "one\n"), None);
        keep_for_later(&path, "one\n", &catalogue).expect("kept");
        assert_eq!(read_kept(&path, "one\n"), Some(catalogue));
        assert_eq!(read_kept(&path, "two\n"), None);
        std::fs::write(&path, "one\nmatchmaker").expect("written");
        assert_eq!(read_kept(&path, "one\n"), None, "cut off");
    }
}
