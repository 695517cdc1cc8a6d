//! Everything that ends a command with status 2. It is printed in one place only, by [`crate::run`].

use std::path::{Path, PathBuf};

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
        source: std::io::Error,
    },
    /// No offers to look through.
    #[error("which offers? name the published list with --catalogue, such as public/data/offers.json")]
    NoCatalogue,
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
        source: std::io::Error,
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
    #[error("there is no {0}")]
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
    Runtime(std::io::Error),
    /// A copy of the store.
    #[error(transparent)]
    Copy(#[from] function::store::sqlite::CopyError),
    /// The store can't be opened.
    #[error(transparent)]
    Store(#[from] function::store::StoreError),
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
    Server(std::io::Error),
    /// The content has problems, and there is no earlier site to work with.
    #[error("there is no site to work with until these problems are mended")]
    NoGoodSite,
    /// Something that can't be printed.
    #[error("can't print: {0}")]
    Print(#[from] serde_json::Error),
}

impl Failure {
    /// Names the file that something went wrong with.
    pub fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Failure::File { path, source }
    }
}
