//! Files for machines: open data, feeds, sitemap, OpenAPI document, JSON-LD.

pub mod data;
mod json;
pub mod linked_data;
pub mod openapi;
