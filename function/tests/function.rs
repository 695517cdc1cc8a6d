//! The function from outside: its routes, its stores, its desk. One program, so that it is built once.

mod bad_input;
mod connection;
mod desk;
#[cfg(feature = "dynamodb")]
mod dynamodb;
#[cfg(feature = "lambda")]
mod lambda;
mod observing;
mod pages;
mod privacy;
mod proof;
mod published;
mod sqlite_copy;
mod sqlite_file;
mod sqlite_formats;
mod sqlite_index;
mod sqlite_promises;
mod sqlite_retention;
mod sqlite_soundness;
mod store_promises;
mod submit;
mod support;
