//! Pictures: those of the content in several sizes, and one for each page that people share.

pub mod pictures;
pub mod social;
