use std::convert::Infallible;
use std::io;

/// An error of writing CBOR into memory: in practice, none.
pub(crate) type CborError = minicbor::encode::Error<Infallible>;

/// Why an index can't be made.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// Pagefind's library does not return its programs.
    #[error("pagefind: {0}")]
    Library(String),
    /// No runtime to call Pagefind's library in.
    #[error("pagefind: {0}")]
    Runtime(#[from] io::Error),
    /// JSON can't be read or written.
    #[error("search: {0}")]
    Json(#[from] serde_json::Error),
    /// CBOR can't be written.
    #[error("search: {0}")]
    Cbor(#[from] CborError),
}
