//! What all published data have in common.

use std::io::Write;

use serde::Serialize;

use super::error::DataError;
use content::model::site::Site;

/// Content is published under this licence (SPDX).
pub const LICENCE: &str = "CC-BY-4.0";

/// Where schemas are published, by the version of the formats.
pub const SCHEMAS: &str = "data/schemas/v1";

/// The full address of a schema.
pub fn schema_address(site: &Site, file: &str) -> String {
    format!("{}/{SCHEMAS}/{file}", site.settings.base_url())
}

pub fn json(value: &impl Serialize, out: &mut impl Write) -> Result<(), DataError> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    Ok(out.write_all(b"\n")?)
}
