//! How long requests are kept, as the privacy notice shows it.

use domain::case::retention::Retention;
use schemars::JsonSchema;
use serde::Serialize;

/// One of the terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RetentionTerm {
    /// The messages `retention-<code>` and `retention-<code>-why` describe it.
    pub code: &'static str,
    /// Days after the last change.
    pub days: u32,
}

impl RetentionTerm {
    /// All terms, in the order of a request's life.
    pub fn all(retention: Retention) -> [Self; 5] {
        let Retention { open_days, completed_days, accepted_days, declined_days, spam_days } = retention;
        let terms = [
            ("open", open_days),
            ("completed", completed_days),
            ("accepted", accepted_days),
            ("declined", declined_days),
            ("spam", spam_days),
        ];
        terms.map(|(code, days)| Self { code, days })
    }
}
