//! Codes of the EU Vocabularies, as links.

use serde::Serialize;

/// Where the EU Vocabularies are.
pub const AUTHORITY: &str = "http://publications.europa.eu/resource/authority";

/// Something that is named by an address only.
#[derive(Serialize)]
pub struct Reference {
    #[serde(rename = "@id")]
    pub id: String,
}

pub fn authority(code: &str) -> Reference {
    Reference { id: format!("{AUTHORITY}/{code}") }
}
