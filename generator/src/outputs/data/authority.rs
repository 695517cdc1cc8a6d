//! Codes of the EU Vocabularies, as links.

use crate::outputs::json::Json;

/// Where the EU Vocabularies are.
pub const AUTHORITY: &str = "http://publications.europa.eu/resource/authority";

pub fn authority(code: &str) -> Json {
    Json::reference(format!("{AUTHORITY}/{code}"))
}
