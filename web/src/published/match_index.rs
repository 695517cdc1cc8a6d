//! The published catalogue, prepared for matching. Preparing a large one takes seconds and reading it again a fraction of one,
//! so it is kept, below the site's folder and not among what the web sees, until the published files change.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use domain::content::offer::Offer;
use domain::matching::catalogue::Catalogue;
use domain::matching::concepts::Concepts;
use domain::matching::demand::Supply;
use domain::matching::rank::Matcher;
use domain::matching::weights::Weights;
use domain::request::Request;
use domain::vocabulary::Vocabulary;
use domain::vocabulary::other_words::OtherWords;
use jiff::civil::Date;
use serde::de::DeserializeOwned;

use super::error::{PublishedError, read_json};
use super::offer_reader::read_offers;
use store::file_mode;

/// Published lists of offers smaller than this, in bytes, are prepared sooner than anybody notices.
const WORTH_KEEPING: u64 = 4_000_000;

/// Where other words for themes and fields stand, beside the offers.
const OTHER_WORDS: &str = "other-words.json";

/// Everything that matching needs of what was published.
pub struct MatchIndex {
    /// The offers, prepared.
    pub catalogue: Catalogue,
    /// The vocabularies that the catalogue was made with.
    pub vocabulary: Vocabulary,
    pub weights: Weights,
    concepts: Concepts,
    list: PathBuf,
}

impl MatchIndex {
    /// Reads a published list of offers, and the files beside it. `keep` is the file in which the prepared catalogue is
    /// kept, where there is one. It takes a moment: not for a thread that answers others.
    ///
    /// # Errors
    /// If a file is missing or is not what it should be; the error names the file. A missing `other-words.json` is none.
    pub fn open(offers: &Path, keep: Option<&Path>, weights: Weights) -> Result<Self, PublishedError> {
        let beside = |name: &str| offers.with_file_name(name);
        let mut vocabulary: Vocabulary = read_json(beside("vocabulary.json"))?;
        if let Some(words) = read_if_there::<OtherWords>(beside(OTHER_WORDS))? {
            words.give(&mut vocabulary);
        }
        let catalogue = match keep {
            Some(cache) if is_worth_keeping(offers) => read_or_prepare(offers, &vocabulary, cache)?,
            _ => prepare(offers, &vocabulary)?,
        };
        let concepts = Concepts::new(&vocabulary);
        Ok(Self { catalogue, vocabulary, weights, concepts, list: offers.to_owned() })
    }

    /// What ranks offers for requests. It costs nothing to make.
    pub fn matcher(&self) -> Matcher<'_> {
        Matcher::with(&self.catalogue, &self.vocabulary, &self.concepts, &self.weights)
    }

    /// A request's proposal, to be held against groups; `None` for a request that proposes nothing.
    pub fn supply(&self, request: &Request, today: Date) -> Option<Supply<'_>> {
        Supply::of(request, today, &self.vocabulary, &self.concepts, &self.weights)
    }

    /// Whole offers, by their places in the catalogue; `None` for one that has just been published anew.
    ///
    /// # Errors
    /// If the list can't be read any more.
    pub fn offers(&self, places: &[usize]) -> Result<Vec<Option<Offer>>, PublishedError> {
        read_offers(&self.list, &self.catalogue, places)
    }
}

/// Clocks of file systems tick up to every hundredth of a second.
const TICK: Duration = Duration::from_millis(50);

fn read_or_prepare(offers: &Path, vocabulary: &Vocabulary, cache: &Path) -> Result<Catalogue, PublishedError> {
    let Some(stamp) = stamp(offers, SystemTime::now())? else { return prepare(offers, vocabulary) };
    if let Some(catalogue) = read_kept(cache, &stamp) {
        return Ok(catalogue);
    }
    let catalogue = prepare(offers, vocabulary)?;
    // A catalogue that can't be kept is as good as one that is.
    drop(keep_for_later(cache, &stamp, &catalogue));
    Ok(catalogue)
}

fn prepare(offers: &Path, vocabulary: &Vocabulary) -> Result<Catalogue, PublishedError> {
    let json = fs::read(offers).map_err(unreadable(offers))?;
    Catalogue::from_published(&json, vocabulary)
        .map_err(|source| PublishedError::Malformed { path: offers.to_owned(), source })
}

/// A file beside the offers that need not be there.
fn read_if_there<T: DeserializeOwned>(path: PathBuf) -> Result<Option<T>, PublishedError> {
    match read_json(path) {
        Ok(value) => Ok(Some(value)),
        Err(PublishedError::Unreadable { source, .. }) if source.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> PublishedError + '_ {
    |source| PublishedError::Unreadable { path: path.to_owned(), source }
}

/// What tells whether files are still those that a catalogue was made of, by a program that is still the same: their paths,
/// sizes and times of change. A hash of their content would take longer than reading what was kept. `None` where a file
/// changed so lately that it could change once more within the same tick of the clock.
fn stamp(offers: &Path, now: SystemTime) -> Result<Option<String>, PublishedError> {
    let mut stamp = format!("{}\n", env!("CARGO_PKG_VERSION"));
    let program = std::env::current_exe().ok();
    let published = [offers.to_owned(), offers.with_file_name("vocabulary.json"), offers.with_file_name(OTHER_WORDS)];
    for path in published.into_iter().chain(program) {
        let file = match fs::metadata(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                stamp.push_str("-\n");
                continue;
            }
            Err(error) => return Err(unreadable(&path)(error)),
        };
        let Ok(changed) = file.modified() else { return Ok(None) };
        if !now.duration_since(changed).is_ok_and(|age| age > TICK) {
            return Ok(None);
        }
        let changed = changed.duration_since(UNIX_EPOCH).unwrap_or_default();
        let path = fs::canonicalize(&path).map_err(unreadable(&path))?;
        stamp.push_str(&format!("{} {} {}\n", path.display(), file.len(), changed.as_nanos()));
    }
    Ok(Some(stamp))
}

fn is_worth_keeping(offers: &Path) -> bool {
    fs::metadata(offers).is_ok_and(|file| file.len() >= WORTH_KEEPING)
}

/// The catalogue that was kept under this stamp; `None` for whatever else lies there.
fn read_kept(path: &Path, stamp: &str) -> Option<Catalogue> {
    let bytes = fs::read(path).ok()?;
    Catalogue::from_bytes(bytes.strip_prefix(stamp.as_bytes())?).ok()
}

fn keep_for_later(path: &Path, stamp: &str, catalogue: &Catalogue) -> io::Result<()> {
    let folder = path.parent().map(Path::to_owned).unwrap_or_default();
    file_mode::create_folder(&folder)?;
    let new = PathBuf::from(format!("{}.{}", path.display(), process::id()));
    let written = File::create(&new).and_then(|mut file| {
        file.write_all(stamp.as_bytes())?;
        file.write_all(&catalogue.to_bytes())
    });
    let outcome = written.and_then(|()| fs::rename(&new, path));
    if outcome.is_err() {
        drop(fs::remove_file(&new));
    }
    outcome
}

#[cfg(test)]
mod tests {
    use domain::matching::catalogue::Catalogue;

    use std::fs::{self, File};
    use std::time::{Duration, SystemTime};

    use super::{keep_for_later, read_kept, stamp};

    #[test]
    fn files_that_were_just_written_have_no_stamp() {
        let folder = tempfile::tempdir().expect("a folder");
        let offers = folder.path().join("offers.json");
        fs::write(&offers, "[]").expect("offers");
        let written = SystemTime::now() - Duration::from_secs(60);
        File::options().write(true).open(&offers).and_then(|file| file.set_modified(written)).expect("a time");
        let at = |now| stamp(&offers, now).expect("a file");
        assert!(at(SystemTime::now()).is_some());
        assert_eq!(at(written + Duration::from_millis(10)), None);
        assert_eq!(at(written - Duration::from_secs(1)), None, "a clock that was set back tells nothing");
    }

    #[test]
    fn a_kept_catalogue_is_read_only_as_long_as_its_files_are_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("kept/matching");
        let catalogue = Catalogue::default();
        assert_eq!(read_kept(&path, "one\n"), None);
        keep_for_later(&path, "one\n", &catalogue).expect("kept");
        assert_eq!(read_kept(&path, "one\n"), Some(catalogue));
        assert_eq!(read_kept(&path, "two\n"), None);
        fs::write(&path, "one\nmatchmaker").expect("written");
        assert_eq!(read_kept(&path, "one\n"), None, "cut off");
    }

    #[test]
    fn what_can_t_be_kept_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("matching");
        fs::create_dir(&path).expect("a folder in its place");
        keep_for_later(&path, "one\n", &Catalogue::default()).expect_err("a folder is in its place");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }
}
