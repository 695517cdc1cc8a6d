//! `matchmaker backup`: a copy of the store, made while the store is in use.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use store::sqlite::{self, Copied};

use crate::cli::{Backup, Common};
use crate::error::CommandError;
use crate::store_address::StoreAddress;
use crate::{path_checks, site_folder};

/// Names of copies in a folder: the time between prefix and suffix sorts them by age.
const PREFIX: &str = "requests-";
const SUFFIX: &str = ".sqlite";
const MOMENT: &str = "%Y-%m-%dT%H-%M-%SZ";

/// Copies the store and prints what is in the copy.
pub fn run(common: &Common, arguments: &Backup) -> Result<ExitCode, CommandError> {
    let store = match site_folder::store_address(common, arguments.store.store.as_ref())? {
        StoreAddress::Sqlite(path) => path,
        address @ StoreAddress::DynamoDb(_) => return Err(CommandError::NotAFile(address)),
    };
    let into_folder = arguments.file.is_dir();
    if arguments.keep.is_some() && !into_folder {
        return Err(CommandError::KeepWithoutFolder(arguments.file.clone()));
    }
    let file = if into_folder { arguments.file.join(dated_name(Timestamp::now())) } else { arguments.file.clone() };
    path_checks::check_not_published(&file)?;
    let Copied { requests } = sqlite::back_up(&store, &file)?;
    let noun = if requests == 1 { "request" } else { "requests" };
    println!("{}: {requests} {noun}, checked, for its owner only", file.display());
    if let Some(keep) = arguments.keep {
        for old in old_copies(&arguments.file, keep, &file)? {
            std::fs::remove_file(&old).map_err(|source| CommandError::File { path: old.clone(), source })?;
            println!("{}: removed, since {keep} newer ones are kept", old.display());
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn dated_name(now: Timestamp) -> String {
    format!("{PREFIX}{}{SUFFIX}", now.strftime(MOMENT))
}

/// The copies to remove from a folder that keeps so many. The new copy is never among them, even if a wrong clock gave others
/// later names.
fn old_copies(folder: &Path, keep: usize, made: &Path) -> Result<Vec<PathBuf>, CommandError> {
    let failed = |source| CommandError::File { path: folder.to_owned(), source };
    let mut copies = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if entry.file_name().to_str().is_some_and(is_dated_name) && entry.path() != made {
            copies.push(entry.path());
        }
    }
    copies.sort();
    copies.truncate((copies.len() + 1).saturating_sub(keep));
    Ok(copies)
}

/// Whether [`dated_name`] made a name. Other files of the folder are left alone.
fn is_dated_name(name: &str) -> bool {
    let moment = DateTime::strptime(format!("{PREFIX}{MOMENT}{SUFFIX}"), name);
    moment.and_then(|moment| moment.to_zoned(TimeZone::UTC)).is_ok_and(|moment| dated_name(moment.timestamp()) == name)
}

#[cfg(test)]
mod tests {
    use super::{dated_name, is_dated_name, old_copies};

    #[test]
    fn the_copy_that_was_just_made_stays_whatever_the_clock_called_others() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let path = |name: &str| folder.path().join(format!("requests-{name}T10-15-00Z.sqlite"));
        for name in ["2026-11-21", "2026-11-22", "2026-11-23", "2028-07-01"] {
            std::fs::write(path(name), "").expect("a file");
        }
        let older = |keep, made: &str| old_copies(folder.path(), keep, &path(made)).expect("a list");
        assert_eq!(older(2, "2026-11-23"), [path("2026-11-21"), path("2026-11-22")]);
        assert_eq!(older(1, "2026-11-21"), [path("2026-11-22"), path("2026-11-23"), path("2028-07-01")]);
        assert_eq!(older(9, "2026-11-23"), [] as [std::path::PathBuf; 0]);
    }

    #[test]
    fn only_what_was_named_here_is_ever_removed() {
        let now = "2026-11-23T10:15:00Z".parse().expect("a moment");
        assert_eq!(dated_name(now), "requests-2026-11-23T10-15-00Z.sqlite");
        assert!(is_dated_name(&dated_name(now)));
        for other in ["requests.sqlite", "requests-before-move.sqlite", "requests-2026-11-23T10-15-00Z.sqlite.gpg", ""]
        {
            assert!(!is_dated_name(other), "{other}");
        }
    }
}
