//! How long requests are kept, as the privacy notice shows it.

use domain::retention::Retention;
use serde::Serialize;

/// One of the terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RetentionTerm {
    /// The messages `retention-<code>` and `retention-<code>-why` tell of what.
    pub code: &'static str,
    /// Days after the last change.
    pub days: u32,
}

impl RetentionTerm {
    /// All terms, in the order of a request's life.
    pub fn all(retention: Retention) -> [Self; 4] {
        let Retention { open_days, completed_days, declined_days, spam_days } = retention;
        [("open", open_days), ("completed", completed_days), ("declined", declined_days), ("spam", spam_days)]
            .map(|(code, days)| Self { code, days })
    }
}
