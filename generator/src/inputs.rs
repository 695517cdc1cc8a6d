//! What a site is made from, looked at without reading it: so that a build of what has not changed has nothing to do.

use std::fs::Metadata;
use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rayon::prelude::*;

use crate::Options;
use crate::files::{self, FileError};
use crate::settings::Settings;
use crate::stamp::{Stamp, Stamping};

/// Clocks of file systems move in steps. A file that changed so lately could change again and look the same.
const STEP: Duration = Duration::from_millis(50);

/// The stamp of all that a site is made from: the files with what the system says of them, what was asked for, and the
/// program. None, where a file changed so lately that it could change once more without a trace.
///
/// # Errors
/// If a folder or a file can't be looked at.
pub fn stamp(options: &Options) -> Result<Option<Stamp>, FileError> {
    let mut names = vec![Settings::FILE.to_owned()];
    for folder in ["content", "themes"] {
        names.extend(files::list(&options.root.join(folder))?.into_iter().map(|name| format!("{folder}/{name}")));
    }
    let asked = Stamping::new("inputs")
        .stamp(program())
        .part(options.today.to_string().as_bytes())
        .part(options.base_url.as_deref().unwrap_or_default().as_bytes());
    looked_at(asked, &options.root, &names)
}

/// The same of a theme alone.
///
/// # Errors
/// If a folder or a file can't be looked at.
pub fn theme(root: &Path, name: &str) -> Result<Option<Stamp>, FileError> {
    let folder = root.join("themes").join(name);
    looked_at(Stamping::new("theme files"), &folder, &files::list(&folder)?)
}

fn looked_at(stamping: Stamping, folder: &Path, names: &[String]) -> Result<Option<Stamp>, FileError> {
    let now = SystemTime::now();
    let looked: Vec<(SystemTime, [u8; 32])> =
        names.par_iter().map(|name| look(&folder.join(name))).collect::<Result<_, FileError>>()?;
    if looked.iter().any(|(changed, _)| now.duration_since(*changed).is_ok_and(|age| age < STEP) || *changed > now) {
        return Ok(None);
    }
    let whole = names
        .iter()
        .zip(&looked)
        .fold(stamping, |stamping, (name, (_, facts))| stamping.part(name.as_bytes()).part(facts));
    Ok(Some(whole.done()))
}

/// When a file last changed, and all that tells it from what it was before.
fn look(path: &Path) -> Result<(SystemTime, [u8; 32]), FileError> {
    let facts = files::facts(path)?;
    let (changed, inode) = change(&facts);
    let modified = facts.modified().unwrap_or(UNIX_EPOCH);
    let mut bytes = [0; 32];
    let parts = [facts.len(), nanoseconds(modified), nanoseconds(changed), inode];
    for (place, part) in bytes.chunks_exact_mut(8).zip(parts) {
        place.copy_from_slice(&part.to_le_bytes());
    }
    Ok((changed.max(modified), bytes))
}

/// When a file's bytes or its facts last changed, which no program can set back, and its number on the disk.
#[cfg(unix)]
fn change(facts: &Metadata) -> (SystemTime, u64) {
    use std::os::unix::fs::MetadataExt;

    let seconds = Duration::from_secs(u64::try_from(facts.ctime()).unwrap_or_default());
    let rest = Duration::from_nanos(u64::try_from(facts.ctime_nsec()).unwrap_or_default());
    (UNIX_EPOCH + seconds + rest, facts.ino())
}

#[cfg(not(unix))]
fn change(facts: &Metadata) -> (SystemTime, u64) {
    (facts.modified().unwrap_or(UNIX_EPOCH), 0)
}

fn nanoseconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).ok().and_then(|since| u64::try_from(since.as_nanos()).ok()).unwrap_or_default()
}

/// The stamp of this program: another one may make other pages of the same content.
pub fn program() -> Stamp {
    static PROGRAM: OnceLock<Stamp> = OnceLock::new();
    *PROGRAM.get_or_init(|| {
        let stamping = Stamping::new("program").part(env!("CARGO_PKG_VERSION").as_bytes());
        match std::env::current_exe().map_err(drop).and_then(|path| look(&path).map_err(drop)) {
            Ok((_, facts)) => stamping.part(&facts).done(),
            Err(()) => stamping.done(),
        }
    })
}
