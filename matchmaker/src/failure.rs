//! Everything that ends a command with status 2. It is printed in one place only, by [`crate::run`].

use std::path::PathBuf;

/// Wrong use, or something outside the content that went wrong.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// There is no site here.
    #[error("no site.toml in {} or any folder above; go to the site's folder, or name it with --root", .0.display())]
    NoSite(PathBuf),
    /// The folder named has no site.
    #[error("no site.toml in {}; is it the right folder?", .0.display())]
    NoSiteThere(PathBuf),
    /// The site could not be built.
    #[error(transparent)]
    Build(#[from] generator::BuildError),
    /// A file or folder.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file that is there already.
    #[error("{} is there already, and is left as it is; choose another name", .0.display())]
    Exists(PathBuf),
    /// Something that can't be printed.
    #[error("can't print: {0}")]
    Print(#[from] serde_json::Error),
}
