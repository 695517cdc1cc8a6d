//! The criteria of a score.

coded! {
    "snake_case",
    /// A part of a score.
    pub enum Criterion {
        /// The very offer that the request is about.
        AskedFor,
        Sectors,
        Themes,
        Text,
        Place,
        /// What people with fewer opportunities need.
        Support,
        /// Days and persons.
        Fit,
        /// More of a language than the host asks.
        Language,
        Confirmed,
        /// How rarely the host was asked of late.
        Load,
    }
}

impl Criterion {
    /// Whether every request is measured by it. Its reason says less of a host than what this request alone asks for.
    pub fn is_for_all(self) -> bool {
        matches!(self, Criterion::Fit | Criterion::Language | Criterion::Confirmed | Criterion::Load)
    }

    pub(super) fn default_weight(self) -> f64 {
        match self {
            Criterion::AskedFor | Criterion::Text => 60.0,
            Criterion::Themes => 24.0,
            Criterion::Fit => 20.0,
            Criterion::Support => 14.0,
            Criterion::Sectors | Criterion::Place => 12.0,
            Criterion::Load => 4.0,
            Criterion::Language => 3.0,
            Criterion::Confirmed => 2.0,
        }
    }
}
