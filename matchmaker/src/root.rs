//! Where the site is.

use std::path::{Path, PathBuf};

use generator::Options;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::cli::Common;
use crate::failure::Failure;

/// The folder named, or the nearest one from here upwards that has a `site.toml`.
pub fn find(named: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(named) = named {
        return if named.join("site.toml").is_file() {
            Ok(named.to_owned())
        } else {
            Err(Failure::NoSiteThere(named.to_owned()))
        };
    }
    let here = std::env::current_dir().map_err(|source| Failure::File { path: PathBuf::from("."), source })?;
    let found = here.ancestors().find(|folder| folder.join("site.toml").is_file()).map(Path::to_owned);
    found.ok_or(Failure::NoSite(here))
}

/// What to build, from what was asked. Folders that were named are relative to where the command runs.
pub fn options(common: &Common) -> Result<Options, Failure> {
    let root = find(common.root.as_deref())?;
    Ok(Options {
        out: common.out.clone().unwrap_or_else(|| root.join("public")),
        root,
        base_url: common.base_url.clone(),
        today: common.today.unwrap_or_else(today),
    })
}

/// The site's folder, where nothing is built.
pub fn of_site(common: &Common) -> Result<PathBuf, Failure> {
    find(common.root.as_deref())
}

/// Where the catalogue is kept that was prepared for matching, so that nobody waits for it twice.
pub fn kept_catalogue(root: &Path) -> PathBuf {
    root.join(".matchmaker/matching")
}

/// Today in UTC.
pub fn today() -> Date {
    now().to_zoned(TimeZone::UTC).date()
}

/// This moment. The clock of a command is asked here and nowhere else.
pub fn now() -> Timestamp {
    Timestamp::now()
}
