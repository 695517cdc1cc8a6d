//! Reads settings and content files.

pub mod conflict;
pub mod document;
pub mod load;
pub mod markdown;
pub mod pictures;
pub mod schemas;
pub mod toml_text;
pub mod yaml;
