//! Builds a site: load, plan, validate, render, write.

pub mod builder;
pub mod edited;
pub mod error;
pub mod images;
pub mod options;
pub mod output_file;
pub mod progress;
pub mod report;
pub mod theme_cache;
