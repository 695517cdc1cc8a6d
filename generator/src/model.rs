//! The checked site and its parts.

pub mod address;
pub mod facet;
pub mod located;
pub mod settings;
pub mod site;
