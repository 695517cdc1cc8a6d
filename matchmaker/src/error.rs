//! Errors that end a command with status 2. Only [`crate::run`] prints them.

use std::error::Error;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use store::StoreError;
use store::sqlite::CopyError;

use crate::store_address::StoreAddress;

/// Wrong use, or an error outside the content.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    #[error("no site.toml in {} or any folder above; go to the site's folder, or name it with --root", .0.display())]
    NoSite(PathBuf),
    #[error("no site.toml in {}; is it the right folder?", .0.display())]
    NoSiteThere(PathBuf),
    #[error("the site can't be written to {}: {reason}; choose a folder of its own with --out, such as public", out.display())]
    OutputFolder { out: PathBuf, reason: String },
    #[error("what visitors send can't be put into {}: {reason}; choose a folder of its own with --drop", drop.display())]
    DropFolder { drop: PathBuf, reason: String },
    #[error(
        "{} is in a finished site, {}, which everybody may read; name a place outside of it",
        file.display(), site.display()
    )]
    WouldBePublished { file: PathBuf, site: PathBuf },
    #[error("there is no built site in {}; run `matchmaker build`, leave out --no-build, or name the site's folder with --out", .0.display())]
    NotBuilt(PathBuf),
    #[error("{name:?} can't be the name of a file: {reason}; choose another name")]
    ReservedName { name: String, reason: &'static str },
    #[error(transparent)]
    Build(#[from] generator::BuildError),
    #[error(transparent)]
    ReferenceKey(#[from] store::reference_key::ReferenceKeyError),
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("which offers? name the published list with --catalogue, such as public/data/offers.json")]
    NoCatalogue,
    #[error(
        "{} is no published list of offers; run `matchmaker build`, or name one with --catalogue, such as public/data/offers.json, \
         with the other files of its folder beside it",
        .0.display()
    )]
    NotACatalogue(PathBuf),
    #[error("name a request with --request, or an event with --event")]
    NothingToMatch,
    #[error("{} has no requests; put a JSON file there for each group, as the form posts it", .0.display())]
    NoRequests(PathBuf),
    #[error(transparent)]
    Content(#[from] generator::FileError),
    #[error("{} is there already, and is left as it is; choose another name", .0.display())]
    Exists(PathBuf),
    #[error("{0:?} is not a year that can have figures; name the file after its year, such as 2026")]
    NotAYear(String),
    #[error("port {0} is taken by another program; stop it, or choose another port with --port")]
    PortTaken(u16),
    #[error("can't serve on port {port}: {source}")]
    Port { port: u16, source: io::Error },
    #[cfg(not(feature = "dynamodb"))]
    #[error("this build knows no DynamoDB; use one that was built with `--features dynamodb`")]
    NoDynamoDb,
    #[error("{0} is no file; for a table, use point-in-time recovery, or `matchmaker migrate` to a file")]
    NotAFile(StoreAddress),
    #[error("--keep is for a folder of copies, and {} is none", .0.display())]
    KeepWithoutFolder(PathBuf),
    #[error("{0} can't be migrated to itself")]
    SameStore(StoreAddress),
    #[error("there is no {0}; name the store that the server and the desk use")]
    NoStore(StoreAddress),
    #[error(
        "by this machine's clock ({now}), {expired} of the {total} requests in {store} have expired, and would be left \
         behind. That is unusual, and nothing was written. If the clock is wrong, set it right; if it is right, confirm \
         at the desk that they go, and begin again"
    )]
    PurgeHeld { store: StoreAddress, expired: u64, total: u64, now: jiff::Timestamp },
    #[error("{store} has no {reference}")]
    NoRequest { reference: String, store: StoreAddress },
    #[error(
        "{to} has something else under {references}; nothing was written. If both were once the same, one was changed \
         since: stop the server and the desk while you migrate, and begin with an empty store"
    )]
    Different { to: StoreAddress, references: String },
    #[error(
        "the stores are not alike yet: {references}. Most likely these came in or changed while the migration ran; stop \
         the server and the desk, and begin again"
    )]
    NotAlike { references: String },
    #[error("can't begin: {0}")]
    Runtime(io::Error),
    #[error(transparent)]
    Copy(#[from] CopyError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Published(#[from] web::PublishedError),
    #[error(transparent)]
    Site(#[from] function::SiteError),
    #[error(transparent)]
    ProofKey(#[from] function::proof::ProofKeyError),
    #[error(transparent)]
    DeskToken(#[from] desk::DeskTokenError),
    #[error(transparent)]
    Post(#[from] desk::MailerError),
    #[error("can't watch the files for edits: {0}")]
    Watch(#[from] notify::Error),
    #[error("the server stopped: {0}")]
    Server(io::Error),
    #[error("there is no site to work with until these problems are mended")]
    NoGoodSite,
    #[error("can't print: {0}")]
    Print(#[from] serde_json::Error),
}

impl CommandError {
    /// The remedy for an error of a file or folder, if the error itself says no more than the system.
    pub fn remedy(&self) -> Option<&'static str> {
        let mut cause: Option<&(dyn Error + 'static)> = match self {
            Self::Copy(CopyError::Store(StoreError::Unavailable { cause, .. }))
            | Self::Store(StoreError::Unavailable { cause, .. }) => cause.as_ref().map(|cause| &**cause as _),
            Self::File { .. }
            | Self::Build(_)
            | Self::Content(_)
            | Self::Published(_)
            | Self::Copy(CopyError::File { .. }) => Some(self),
            _ => None,
        };
        while let Some(error) = cause {
            if let Some(error) = error.downcast_ref::<io::Error>() {
                return Some(remedy_for(error.kind()));
            }
            cause = error.source();
        }
        None
    }

    /// Adds the path to an I/O error.
    pub fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }
}

fn remedy_for(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::NotFound => "look whether the path is right",
        ErrorKind::PermissionDenied => "let the user who runs this use it, and every folder above it",
        ErrorKind::IsADirectory => "name a file in this folder",
        ErrorKind::NotADirectory => "look whether the path is right: a part of it is a file",
        ErrorKind::AlreadyExists => "something else has this name: move it away, or choose another name",
        ErrorKind::InvalidData => "save it as a text in UTF-8",
        ErrorKind::InvalidFilename => "look where its links lead",
        ErrorKind::ReadOnlyFilesystem => "choose a place that can be written to",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room on the disk",
        // Among them links that lead in a circle, for which there is no kind yet.
        _ => "look at the file and its folder, and where links lead",
    }
}
