//! Everything that ends a command with status 2. It is printed in one place only, by [`crate::run`].

use std::error::Error;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use function::store::StoreError;
use function::store::sqlite::CopyError;

use crate::store::StoreAddress;

/// Wrong use, or something outside the content that went wrong.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// There is no site here.
    #[error("no site.toml in {} or any folder above; go to the site's folder, or name it with --root", .0.display())]
    NoSite(PathBuf),
    /// The folder named has no site.
    #[error("no site.toml in {}; is it the right folder?", .0.display())]
    NoSiteThere(PathBuf),
    /// A folder that a site can't be written to.
    #[error("the site can't be written to {}: {reason}; choose a folder of its own with --out, such as public", out.display())]
    OutputFolder {
        /// The folder.
        out: PathBuf,
        /// Why not.
        reason: String,
    },
    /// A folder that what visitors send can't be put into.
    #[error("what visitors send can't be put into {}: {reason}; choose a folder of its own with --drop", drop.display())]
    DropFolder {
        /// The folder.
        drop: PathBuf,
        /// Why not.
        reason: String,
    },
    /// Personal data would be published.
    #[error(
        "{} is in a finished site, {}, which everybody may read; name a place outside of it",
        file.display(), site.display()
    )]
    WouldBePublished {
        /// A store or a copy of one.
        file: PathBuf,
        /// The site.
        site: PathBuf,
    },
    /// No build wrote a site where one is to be taken from.
    #[error("there is no built site in {}; run `matchmaker build`, leave out --no-build, or name the site's folder with --out", .0.display())]
    NotBuilt(PathBuf),
    /// A name that no file of content may have.
    #[error("{name:?} can't be the name of a file: {reason}; choose another name")]
    ReservedName {
        /// The name.
        name: String,
        /// Why not.
        reason: &'static str,
    },
    /// The site could not be built.
    #[error(transparent)]
    Build(#[from] generator::BuildError),
    /// The secret of references.
    #[error(transparent)]
    ReferenceKey(#[from] function::reference_key::ReferenceKeyError),
    /// A file or folder.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// No offers to look through.
    #[error("which offers? name the published list with --catalogue, such as public/data/offers.json")]
    NoCatalogue,
    /// No list of offers where one should be.
    #[error(
        "{} is no published list of offers; run `matchmaker build`, or name one with --catalogue, such as public/data/offers.json, \
         with the other files of its folder beside it",
        .0.display()
    )]
    NotACatalogue(PathBuf),
    /// Neither a request nor an event.
    #[error("name a request with --request, or an event with --event")]
    NothingToMatch,
    /// An event that nobody wants to come to.
    #[error("{} has no requests; put a JSON file there for each group, as the form posts it", .0.display())]
    NoRequests(PathBuf),
    /// A file of content that can't be read.
    #[error(transparent)]
    Content(#[from] generator::FileError),
    /// A file that is there already.
    #[error("{} is there already, and is left as it is; choose another name", .0.display())]
    Exists(PathBuf),
    /// Figures of something that is no year.
    #[error("{0:?} is not a year that can have figures; name the file after its year, such as 2026")]
    NotAYear(String),
    /// Another program listens on the port.
    #[error("port {0} is taken by another program; stop it, or choose another port with --port")]
    PortTaken(u16),
    /// The port can't be listened on.
    #[error("can't serve on port {port}: {source}")]
    Port {
        /// Which.
        port: u16,
        /// What the system says.
        source: io::Error,
    },
    /// This build can't speak to DynamoDB.
    #[cfg(not(feature = "dynamodb"))]
    #[error("this build knows no DynamoDB; use one that was built with `--features dynamodb`")]
    NoDynamoDb,
    /// A store that is no file.
    #[error("{0} is no file; for a table, use point-in-time recovery, or `matchmaker migrate` to a file")]
    NotAFile(StoreAddress),
    /// Old copies can be removed from a folder only.
    #[error("--keep is for a folder of copies, and {} is none", .0.display())]
    KeepWithoutFolder(PathBuf),
    /// A store that would be moved to itself.
    #[error("{0} can't be migrated to itself")]
    SameStore(StoreAddress),
    /// A store to move from that is not there.
    #[error("there is no {0}; name the store that the server and the desk use")]
    NoStore(StoreAddress),
    /// A store whose requests may have expired only by a clock that is wrong.
    #[error(
        "by this machine's clock ({now}), {expired} of the {total} requests in {store} have expired, and would be left \
         behind. That is unusual, and nothing was written. If the clock is wrong, set it right; if it is right, confirm \
         at the desk that they go, and begin again"
    )]
    PurgeHeld {
        /// The store.
        store: StoreAddress,
        /// Requests that have expired.
        expired: u64,
        /// All that there are.
        total: u64,
        /// What the clock says.
        now: jiff::Timestamp,
    },
    /// A request that is not there.
    #[error("{store} has no {reference}")]
    NoRequest {
        /// Its reference.
        reference: String,
        /// Where it was looked for.
        store: StoreAddress,
    },
    /// Another store knows something else under the same names.
    #[error(
        "{to} has something else under {references}; nothing was written. If both were once the same, one was changed \
         since: stop the server and the desk while you migrate, and begin with an empty store"
    )]
    Different {
        /// Where to.
        to: StoreAddress,
        /// Which.
        references: String,
    },
    /// Two stores are not alike after all.
    #[error(
        "the stores are not alike yet: {references}. Most likely these came in or changed while the migration ran; stop \
         the server and the desk, and begin again"
    )]
    NotAlike {
        /// Which.
        references: String,
    },
    /// The system gives no threads or sockets.
    #[error("can't begin: {0}")]
    Runtime(io::Error),
    /// A copy of the store.
    #[error(transparent)]
    Copy(#[from] CopyError),
    /// The store can't be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The built site is not what the function needs.
    #[error(transparent)]
    Published(#[from] function::PublishedError),
    /// The key of proofs of work protects nothing.
    #[error(transparent)]
    ProofKey(#[from] function::proof::ProofKeyError),
    /// The token of the desk protects nothing.
    #[error(transparent)]
    DeskToken(#[from] function::DeskTokenError),
    /// The mail server can't be used as it is set.
    #[error(transparent)]
    Post(#[from] function::PostError),
    /// Files can't be watched.
    #[error("can't watch the files for edits: {0}")]
    Watch(#[from] notify::Error),
    /// The server can't be started or went down.
    #[error("the server stopped: {0}")]
    Server(io::Error),
    /// The content has problems, and there is no earlier site to work with.
    #[error("there is no site to work with until these problems are mended")]
    NoGoodSite,
    /// Something that can't be printed.
    #[error("can't print: {0}")]
    Print(#[from] serde_json::Error),
}

impl Failure {
    /// What to do about a file or folder, where the error itself says no more than the system.
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
                return Some(remedy_of(error.kind()));
            }
            cause = error.source();
        }
        None
    }

    /// Names the file that something went wrong with.
    pub fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Failure::File { path, source }
    }
}

fn remedy_of(kind: ErrorKind) -> &'static str {
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
