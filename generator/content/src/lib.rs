//! The checked content of a site.
//!
//! In: a folder with `site.toml`, `content/` and the names of the files of `themes/`. Out: a [`model::site::Site`], or
//! every problem of the files with its place. Pages and templates are not known here.

pub mod cache;
pub mod document;
pub mod files;
pub mod fingerprint;
pub mod inputs;
pub mod load;
pub mod model;
mod pictures;
pub mod read_cache;
pub mod schemas;
pub mod snapshot;
