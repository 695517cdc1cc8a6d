//! What counts how much in a score. An operator may change it in `site.toml`; `docs/matching.md` argues for the defaults.

use super::criterion::Criterion;
use crate::validate::ObjectReader;

/// The weight of each criterion. Only their proportions matter: a score is divided by the weights of those criteria that a
/// request asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights([f64; Criterion::ALL.len()]);

impl Default for Weights {
    fn default() -> Self {
        Self(Criterion::ALL.map(Criterion::default_weight))
    }
}

impl Weights {
    /// Reads `[matching]` of `site.toml`; what is left out has its default.
    pub fn read(fields: &mut ObjectReader) -> Option<Self> {
        Some(Self(Criterion::ALL.map(|criterion| {
            let weight = fields.optional_decimal(criterion.code(), 0.0..=100.0);
            weight.unwrap_or(criterion.default_weight())
        })))
    }

    pub(super) fn of(&self, criterion: Criterion) -> f64 {
        self.0[criterion as usize]
    }
}
