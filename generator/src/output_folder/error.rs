//! Why an output folder can't be written to.

use std::path::PathBuf;

use content::files::FileError;

/// An output folder that can't be written to.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// A file or folder can't be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// The folder holds files, and no build made it.
    #[error("{} holds files that no build wrote, such as {example:?}; choose an empty folder with --out", folder.display())]
    Foreign {
        /// The folder.
        folder: PathBuf,
        /// One of its files.
        example: String,
    },
    /// The manifest can't be understood.
    #[error("{}: the list of written files is damaged ({detail}); remove the folder and build again", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong.
        detail: String,
    },
    /// Another build writes to the same folder.
    #[error("another build writes to {} at this moment; wait for it, or choose another folder with --out", folder.display())]
    Busy {
        /// The folder.
        folder: PathBuf,
    },
}
