//! How long requests are kept: so many days after the last change, or after the visit where that is later, by what
//! became of them.
//!
//! The General Data Protection Regulation asks that data are kept no longer than their purpose needs (Article 5(1)(e)),
//! and that people are told for how long (Article 13(2)(a)). The operator sets the days; the privacy notice shows them.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use serde::{Deserialize, Serialize};

use crate::case::Status;
use crate::dates::VISIT_YEARS;
use crate::validate::ObjectReader;

/// Days for which a request is kept, counted from [`Retention::base`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Retention {
    /// While somebody works on it: new, in review, waiting, introduced, agreed.
    pub open_days: u32,
    /// After the visit.
    pub completed_days: u32,
    /// Hosts and members that were accepted: their contact is needed for as long as the offer stands.
    #[serde(default = "accepted_days")]
    pub accepted_days: u32,
    /// After it was declined.
    pub declined_days: u32,
    /// As spam, or as something that looks like it.
    pub spam_days: u32,
}

impl Default for Retention {
    fn default() -> Self {
        Self {
            // Groups ask up to a school year ahead, and an agreed visit may be untouched until it takes place.
            open_days: 540,
            // The year's figures, the question how it went and a story need it; they are done within a year.
            completed_days: 365,
            accepted_days: accepted_days(),
            // A term: whoever was declined may object, and an offer that comes late may still suit.
            declined_days: 90,
            // Enough for somebody on leave to find what was suspected wrongly.
            spam_days: 30,
        }
    }
}

/// Hosts confirm their offer within two years, or it is no longer one; confirming counts as a change.
fn accepted_days() -> u32 {
    730
}

impl Retention {
    /// Ten years: what an operator may set at most, by a law that asks for it.
    const MOST: i64 = 3_650;

    /// Reads the group `[retention]` of `site.toml`; what is left out has its default.
    pub fn read(fields: &mut ObjectReader) -> Option<Self> {
        let Retention { open_days, completed_days, accepted_days, declined_days, spam_days } = Self::default();
        let mut days = |key, default| fields.days(key, Self::MOST, default);
        Some(Self {
            open_days: days("open_days", open_days),
            completed_days: days("completed_days", completed_days),
            accepted_days: days("accepted_days", accepted_days),
            declined_days: days("declined_days", declined_days),
            spam_days: days("spam_days", spam_days),
        })
    }

    /// The moment from which the days of a request count: its last change, or the end of the visit that is still being
    /// arranged or took place, where that is later. `visit_end` is the last day of the visit, or of the period asked for; one
    /// beyond [`VISIT_YEARS`] is a slip of the pen, which must not keep personal data for a lifetime.
    pub fn base(status: Status, changed: Timestamp, visit_end: Option<Date>) -> Timestamp {
        let has_visit = status.is_open() || status == Status::Completed;
        let last = changed.to_zoned(TimeZone::UTC).date().saturating_add(Span::new().years(VISIT_YEARS));
        let end_of = |day: Date| {
            day.min(last).tomorrow().ok()?.to_zoned(TimeZone::UTC).ok().map(|midnight| midnight.timestamp())
        };
        visit_end.filter(|_| has_visit).and_then(end_of).map_or(changed, |end| end.max(changed))
    }

    /// Until when a request is kept that has had a status since a moment. From then on it counts as erased.
    pub fn until(&self, status: Status, since: Timestamp) -> Timestamp {
        let days = match status {
            Status::New | Status::InReview | Status::WaitingForInformation | Status::Introduced | Status::Agreed => {
                self.open_days
            }
            Status::Completed => self.completed_days,
            Status::Accepted => self.accepted_days,
            Status::Declined => self.declined_days,
            Status::SuspectedSpam | Status::Spam => self.spam_days,
        };
        since.saturating_add(SignedDuration::from_hours(24 * i64::from(days))).unwrap_or(Timestamp::MAX)
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::{Date, date};

    use super::Retention;
    use crate::case::Status;

    #[test]
    fn days_are_counted_from_the_last_change_by_what_became_of_it() {
        let retention =
            Retention { open_days: 10, completed_days: 3, accepted_days: 5, declined_days: 2, spam_days: 1 };
        let since: Timestamp = "2026-02-27T08:00:00.5Z".parse().expect("a moment");
        for (status, until) in [
            (Status::New, "2026-03-09T08:00:00.5Z"),
            (Status::Agreed, "2026-03-09T08:00:00.5Z"),
            (Status::Completed, "2026-03-02T08:00:00.5Z"),
            (Status::Accepted, "2026-03-04T08:00:00.5Z"),
            (Status::Declined, "2026-03-01T08:00:00.5Z"),
            (Status::SuspectedSpam, "2026-02-28T08:00:00.5Z"),
            (Status::Spam, "2026-02-28T08:00:00.5Z"),
        ] {
            assert_eq!(retention.until(status, since).to_string(), until, "{status:?}");
        }
        assert_eq!(retention.until(Status::New, Timestamp::MAX), Timestamp::MAX);
    }

    #[test]
    fn days_count_from_the_end_of_a_visit_that_is_later_than_the_last_change() {
        let changed: Timestamp = "2026-11-30T08:00:00Z".parse().expect("a moment");
        let end = |status, day| Retention::base(status, changed, day).to_string();
        for status in [Status::New, Status::InReview, Status::Introduced, Status::Agreed, Status::Completed] {
            assert_eq!(end(status, Some(date(2031, 5, 2))), "2031-05-03T00:00:00Z", "{status:?}");
            assert_eq!(end(status, Some(date(2026, 5, 2))), changed.to_string(), "{status:?}");
            assert_eq!(end(status, None), changed.to_string());
        }
        for status in [Status::Declined, Status::Spam, Status::SuspectedSpam, Status::Accepted] {
            assert_eq!(end(status, Some(date(2031, 5, 2))), changed.to_string(), "{status:?} has no visit to come");
        }
        assert_eq!(
            end(Status::New, Some(Date::MAX)),
            "2031-12-01T00:00:00Z",
            "no slip of the pen keeps data for a lifetime"
        );
    }
}
