//! What counts how much in a score. An operator may change it in `site.toml`; `docs/matching.md` argues for the defaults.

use serde::{Deserialize, Serialize};

use crate::validate::ObjectReader;

/// Weights of the parts of a score. Only their proportions matter: a score is divided by the weights of those parts that
/// a request asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Weights {
    /// The very offer that the request is about.
    pub asked_for: f64,
    pub sectors: f64,
    pub themes: f64,
    pub text: f64,
    pub place: f64,
    /// What people with fewer opportunities need.
    pub support: f64,
    /// Days and persons.
    pub fit: f64,
    /// More of a language than the host asks.
    pub language: f64,
    pub confirmed: f64,
    /// How rarely the host was asked of late.
    pub load: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            asked_for: 60.0,
            sectors: 12.0,
            themes: 24.0,
            text: 60.0,
            place: 12.0,
            support: 14.0,
            fit: 20.0,
            language: 3.0,
            confirmed: 2.0,
            load: 4.0,
        }
    }
}

impl Weights {
    /// Reads `[matching]` of `site.toml`; what is left out has its default.
    pub fn read(fields: &mut ObjectReader) -> Option<Self> {
        let default = Self::default();
        let mut weight = |key, default| fields.optional_decimal(key, 0.0..=100.0).unwrap_or(default);
        Some(Self {
            asked_for: weight("asked_for", default.asked_for),
            sectors: weight("sectors", default.sectors),
            themes: weight("themes", default.themes),
            text: weight("text", default.text),
            place: weight("place", default.place),
            support: weight("support", default.support),
            fit: weight("fit", default.fit),
            language: weight("language", default.language),
            confirmed: weight("confirmed", default.confirmed),
            load: weight("load", default.load),
        })
    }
}
