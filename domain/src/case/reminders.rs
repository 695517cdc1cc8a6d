//! When somebody has to do something next.

use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};
use serde::{Deserialize, Serialize};

use crate::case::{CaseState, Status};
use crate::validate::ObjectReader;

/// How long each may take before the desk calls it overdue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Reminders {
    /// Working days until somebody has done something about a new request: what the site promises its visitors.
    pub answer_working_days: u32,
    /// Days in review without a step.
    pub review_days: u32,
    /// Days until a question to the sender is asked again.
    pub information_days: u32,
    /// Days until a host that was introduced is reminded.
    pub host_days: u32,
    /// Days from the host's answer until both sides are asked whether they agreed.
    pub agreement_days: u32,
    /// Days after the visit until both sides are asked how it went.
    pub visit_days: u32,
}

impl Default for Reminders {
    fn default() -> Self {
        Self {
            answer_working_days: 5,
            // Two weeks is what a search by hand takes where hosts have to be telephoned.
            review_days: 14,
            information_days: 10,
            // A school answers within a week outside of holidays.
            host_days: 7,
            agreement_days: 30,
            // People are home again, and still remember.
            visit_days: 7,
        }
    }
}

impl Reminders {
    /// Nobody waits for a year.
    const MOST: i64 = 365;

    /// Reads the group `[reminders]` of `site.toml`; what is left out has its default. The days of the first answer are
    /// the secretariat's `answers_within_days`, which visitors are told.
    pub fn read(fields: &mut ObjectReader) -> Option<Self> {
        let default = Self::default();
        let mut days = |key, default| fields.days(key, Self::MOST, default);
        Some(Self {
            answer_working_days: default.answer_working_days,
            review_days: days("review_days", default.review_days),
            information_days: days("information_days", default.information_days),
            host_days: days("host_days", default.host_days),
            agreement_days: days("agreement_days", default.agreement_days),
            visit_days: days("visit_days", default.visit_days),
        })
    }

    /// When somebody has to do something about a request at the latest; never for one that nobody waits for.
    pub fn due(&self, status: Status, received: Timestamp, handling: &CaseState) -> Option<Timestamp> {
        let since = handling.since.unwrap_or(received);
        let nudged = |since: Timestamp| handling.reminded.unwrap_or(since).max(since);
        match status {
            Status::New => Some(working_days_after(since, self.answer_working_days)),
            Status::InReview => Some(days_after(since, self.review_days)),
            Status::WaitingForInformation => Some(days_after(nudged(since), self.information_days)),
            Status::Introduced => match handling.introduced.as_ref().and_then(|introduced| introduced.answered) {
                Some(answered) => Some(days_after(nudged(answered), self.agreement_days)),
                None => Some(days_after(nudged(since), self.host_days)),
            },
            Status::Agreed => {
                let last =
                    handling.agreement.as_ref().and_then(|agreement| agreement.period).map(|period| period.until);
                let last = last.and_then(|day| day.to_zoned(TimeZone::UTC).ok()).map(|day| day.timestamp());
                match last {
                    Some(last) => Some(days_after(nudged(last), self.visit_days)),
                    None => Some(days_after(nudged(since), self.agreement_days)),
                }
            }
            Status::Completed | Status::Accepted | Status::Declined | Status::SuspectedSpam | Status::Spam => None,
        }
    }
}

fn days_after(moment: Timestamp, days: u32) -> Timestamp {
    moment.saturating_add(SignedDuration::from_hours(24 * i64::from(days))).unwrap_or(Timestamp::MAX)
}

/// The same time of day, so many working days later; Saturdays and Sundays are none, holidays are not known.
fn working_days_after(moment: Timestamp, days: u32) -> Timestamp {
    let mut day = moment.to_zoned(TimeZone::UTC);
    let mut left = days;
    while left > 0 {
        let Ok(next) = day.tomorrow() else { return Timestamp::MAX };
        day = next;
        left -= u32::from(is_working_day(&day));
    }
    day.timestamp()
}

fn is_working_day(day: &Zoned) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::Reminders;
    use crate::case::{Action, Agreement, CaseEvent, CaseState, Status, TimelineEntry};

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a moment")
    }

    #[test]
    fn a_weekend_is_no_time_to_answer_in() {
        let due = |received| Reminders::default().due(Status::New, at(received), &CaseState::default());
        assert_eq!(due("2026-11-23T09:00:00Z"), Some(at("2026-11-30T09:00:00Z")));
        assert_eq!(due("2026-11-27T09:00:00Z"), Some(at("2026-12-04T09:00:00Z")));
        assert_eq!(due("2026-11-28T09:00:00Z"), Some(at("2026-12-04T09:00:00Z")), "on a Saturday");
    }

    #[test]
    fn whoever_was_reminded_has_as_long_again() {
        let since = at("2026-11-02T09:00:00Z");
        let mut handling = CaseState { since: Some(since), ..CaseState::default() };
        let due = |handling: &CaseState| Reminders::default().due(Status::WaitingForInformation, since, handling);
        assert_eq!(due(&handling), Some(at("2026-11-12T09:00:00Z")));
        handling.reminded = Some(at("2026-11-12T09:00:00Z"));
        assert_eq!(due(&handling), Some(at("2026-11-22T09:00:00Z")));
    }

    #[test]
    fn after_a_visit_somebody_asks_how_it_went() {
        let since = at("2026-11-02T09:00:00Z");
        let period = serde_json::from_str(r#"{"from": "2027-03-01", "until": "2027-03-05"}"#).expect("a period");
        let agreement = Some(Agreement { period: Some(period) });
        let handling = CaseState { since: Some(since), agreement, ..CaseState::default() };
        assert_eq!(Reminders::default().due(Status::Agreed, since, &handling), Some(at("2027-03-12T00:00:00Z")));
        assert_eq!(Reminders::default().due(Status::Completed, since, &handling), None);
    }

    #[test]
    fn what_is_due_follows_the_days_when_they_change() {
        let entry = |at_: &str, event| TimelineEntry { at: at(at_), by: None, event };
        let agreed = Action::Agree(Agreement { period: None });
        let (from, to) = (Status::Introduced, Status::Agreed);
        let handling = CaseState::default()
            .after(&entry("2026-11-02T09:00:00Z", CaseEvent::StatusChanged { from, to, step: Some(agreed) }));
        let due = |handling: &CaseState| Reminders::default().due(Status::Agreed, at("2026-11-01T09:00:00Z"), handling);
        assert_eq!(due(&handling), Some(at("2026-12-02T09:00:00Z")), "somebody asks for the days");
        let period = |text| serde_json::from_str(text).expect("a period");
        let moved = |handling: &CaseState, at_: &str, period| {
            let step = Action::Reschedule { period, reason: None };
            handling.clone().after(&entry(at_, CaseEvent::Worked { step }))
        };
        let known = period(r#"{"from": "2027-03-01", "until": "2027-03-05"}"#);
        let handling = moved(&handling, "2026-12-10T09:00:00Z", Some(known));
        assert_eq!(due(&handling), Some(at("2027-03-12T00:00:00Z")));
        let later = period(r#"{"from": "2027-05-03", "until": "2027-05-07"}"#);
        let handling = moved(&handling, "2027-02-20T09:00:00Z", Some(later));
        assert_eq!(due(&handling), Some(at("2027-05-14T00:00:00Z")));
        let handling = moved(&handling, "2027-02-21T09:00:00Z", None);
        assert_eq!(due(&handling), Some(at("2027-03-23T09:00:00Z")), "open again: asked for in a month");
    }
}
