//! The site's folder, and what is where in it.

use std::path::{Path, PathBuf};

use generator::Options;

use crate::cli::Common;
use crate::error::CommandError;
use crate::path_checks::check_output_folder;
use crate::store_address::StoreAddress;

/// Finds the named folder, or the nearest one from here upwards that has a `site.toml`.
pub fn find(named: Option<&Path>) -> Result<PathBuf, CommandError> {
    if let Some(named) = named {
        return if named.join("site.toml").is_file() {
            Ok(named.to_owned())
        } else {
            Err(CommandError::NoSiteThere(named.to_owned()))
        };
    }
    let here = std::env::current_dir().map_err(CommandError::file(Path::new(".")))?;
    let found = here.ancestors().find(|folder| folder.join("site.toml").is_file()).map(Path::to_owned);
    found.ok_or(CommandError::NoSite(here))
}

/// The options of a build. Folders on the command line are relative to where the command runs.
pub fn build_options(common: &Common) -> Result<Options, CommandError> {
    let root = find(common.root.as_deref())?;
    let out = common.out.clone().unwrap_or_else(|| root.join("public"));
    check_output_folder(&root, &out)?;
    Ok(Options { out, root, base_url: common.base_url.clone(), today: common.clock().today() })
}

/// The named store, or the default one of the site. A command that names its store needs no site.
pub fn store_address(common: &Common, named: Option<&StoreAddress>) -> Result<StoreAddress, CommandError> {
    match named {
        Some(named) => Ok(named.clone()),
        None => find(common.root.as_deref()).map(|root| StoreAddress::default_in(&root)),
    }
}

/// The folder that caches the catalogue as it was prepared for matching.
pub fn catalogue_cache(root: &Path) -> PathBuf {
    root.join(".matchmaker/matching")
}
