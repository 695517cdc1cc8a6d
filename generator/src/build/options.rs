//! What to build.

use std::path::PathBuf;

use jiff::civil::Date;

/// A site, and where its files go.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder with `site.toml`.
    pub root: PathBuf,
    /// Where the site goes.
    pub out: PathBuf,
    /// The site's full address, where it differs from the settings'.
    pub base_url: Option<String>,
    /// The day the site is built for: offers past their date have ended.
    pub today: Date,
}
