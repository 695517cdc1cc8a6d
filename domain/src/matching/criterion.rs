//! The criteria of a score.

use super::weights::Weights;

coded! {
    "snake_case",
    /// A part of a score.
    #[allow(missing_docs)]
    pub enum Criterion {
        AskedFor,
        Sectors,
        Themes,
        Text,
        Place,
        Support,
        Fit,
        Language,
        Confirmed,
        Load,
    }
}

impl Criterion {
    /// Whether every request is measured by it. Its reason says less of a host than what this request alone asks for.
    pub fn is_for_all(self) -> bool {
        matches!(self, Criterion::Fit | Criterion::Language | Criterion::Confirmed | Criterion::Load)
    }

    pub(super) fn weight(self, weights: &Weights) -> f64 {
        match self {
            Criterion::AskedFor => weights.asked_for,
            Criterion::Sectors => weights.sectors,
            Criterion::Themes => weights.themes,
            Criterion::Text => weights.text,
            Criterion::Place => weights.place,
            Criterion::Support => weights.support,
            Criterion::Fit => weights.fit,
            Criterion::Language => weights.language,
            Criterion::Confirmed => weights.confirmed,
            Criterion::Load => weights.load,
        }
    }
}
