//! Files for machines: open data, feeds, sitemap, OpenAPI document, JSON Schemas.

pub mod data;
pub mod openapi;
pub mod schemas;
