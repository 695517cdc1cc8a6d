//! Reads and writes files and folders.

pub mod cache;
pub mod files;
pub mod fingerprint;
pub mod inputs;
pub mod output;
