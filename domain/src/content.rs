//! What editors write: one module for each kind of content.

pub mod case_study;
pub mod common;
pub mod event;
pub mod offer;
pub mod page;
pub mod people;
pub mod vocabulary_file;
