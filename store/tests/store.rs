//! The stores from outside. One program, so that it is built once.

#[cfg(feature = "dynamodb")]
mod dynamodb;
mod sqlite_copy;
mod sqlite_file;
mod sqlite_formats;
mod sqlite_index;
mod sqlite_merge;
mod sqlite_promises;
mod sqlite_retention;
mod sqlite_soundness;
mod store_promises;
