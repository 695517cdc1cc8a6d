//! The checked site and its parts.

pub mod address;
pub mod facet;
pub mod filter;
pub mod notes;
pub mod settings;
pub mod site;
