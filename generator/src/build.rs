//! Builds a site: load, plan, validate, render, write.

pub mod builder;
pub mod progress;
