//! Builds a site: load, plan, validate, render, write.

pub mod builder;
pub mod made_of;
pub mod pages;
pub mod progress;
