//! Reads and writes files and folders.

pub mod cache;
pub mod files;
pub mod inputs;
pub mod output;
pub mod read_cache;
