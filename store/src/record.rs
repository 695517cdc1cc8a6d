//! A submission and where it stands.

use domain::case::{CaseState, Status, Submission};
use jiff::Timestamp;

/// A submission and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    pub submission: Submission,
    pub status: Status,
    /// 1 when it came in, one more after every change.
    pub version: u64,
    pub changed: Timestamp,
    /// Until when it is kept, in whole seconds: from then on no store knows it.
    pub until: Timestamp,
    pub handling: CaseState,
    /// When somebody has to do something about it at the latest, in whole seconds.
    pub due: Option<Timestamp>,
}

/// What is to happen with a submission, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadlines {
    pub until: Timestamp,
    /// When somebody has to do something about it at the latest.
    pub due: Option<Timestamp>,
}

impl Record {
    /// A submission as it stands when it comes in.
    pub fn first(submission: Submission, deadlines: Deadlines) -> Self {
        let (status, changed) = (submission.first_status(), submission.received);
        let (until, due) = (whole_second(deadlines.until), deadlines.due.map(whole_second));
        Self { submission, status, version: 1, changed, until, handling: CaseState::default(), due }
    }
}

/// Deadlines are kept in whole seconds; a fraction is rounded up, so that nothing goes before its time.
pub(super) fn whole_second(moment: Timestamp) -> Timestamp {
    let up = i64::from(moment.subsec_nanosecond() > 0);
    Timestamp::from_second(moment.as_second().saturating_add(up)).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::whole_second;

    #[test]
    fn nothing_expires_before_its_time() {
        for (written, kept) in [("08:00:00", "08:00:00"), ("08:00:00.000000001", "08:00:01")] {
            let moment = format!("2026-11-23T{written}Z").parse().expect("a moment");
            assert_eq!(whole_second(moment).to_string(), format!("2026-11-23T{kept}Z"));
        }
    }
}
