//! Reads settings and content files.

pub mod document;
pub mod load;
pub mod pictures;
pub mod schemas;
