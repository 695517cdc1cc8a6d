//! What a request counts for in the figures of years: numbers and codes, nothing that leads to anybody.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::handling::Handling;
use crate::request::Form;
use crate::submission::{Status, Submission};
use crate::terms::{Activity, Country};
use crate::vocabulary::Code;

/// What one request counts for. Years are those of Coordinated Universal Time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// The year in which it came in.
    pub received: i16,
    /// The form it came by.
    pub form: Form,
    /// When its first host was named, if ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matched: Option<Matched>,
    /// The year in which it was declined, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declined: Option<i16>,
    /// The visit that took place, if one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit: Option<Visited>,
}

/// When the first host was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matched {
    /// The year.
    pub year: i16,
    /// Whole days since the request came in.
    pub days: u32,
}

/// A visit that took place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visited {
    /// The year in which it ended.
    pub year: i16,
    /// The form of mobility.
    pub activity: Code<Activity>,
    /// The host's country.
    pub host_country: Code<Country>,
    /// Staff, in persons.
    pub staff: u32,
    /// Learners, in persons.
    pub learners: u32,
    /// Of both, people with fewer opportunities.
    pub fewer_opportunities: u32,
}

/// What a request counts for that stands somewhere; nothing for what is a robot's, or may be.
pub fn tally(submission: &Submission, status: Status, handling: &Handling) -> Option<Tally> {
    if matches!(status, Status::SuspectedSpam | Status::Spam) {
        return None;
    }
    let received = submission.received;
    let matched = handling.matched.map(|at| {
        let days = (at.as_second() - received.as_second()) / 86_400;
        Matched { year: year_of(at), days: u32::try_from(days).unwrap_or_default() }
    });
    let declined = (status == Status::Declined).then(|| year_of(handling.since.unwrap_or(received)));
    let visit = handling.visit.as_ref().filter(|_| status == Status::Completed).map(|visit| Visited {
        year: visit.period.until.year(),
        activity: visit.activity.clone(),
        host_country: visit.host_country.clone(),
        staff: visit.staff,
        learners: visit.learners,
        fewer_opportunities: visit.fewer_opportunities,
    });
    Some(Tally { received: year_of(received), form: submission.request.wish.form(), matched, declined, visit })
}

impl Tally {
    /// Whether anything of it belongs to a year.
    pub fn touches(&self, year: i16) -> bool {
        self.received == year
            || self.matched.is_some_and(|matched| matched.year == year)
            || self.declined == Some(year)
            || self.visit.as_ref().is_some_and(|visit| visit.year == year)
    }
}

fn year_of(moment: Timestamp) -> i16 {
    moment.to_zoned(TimeZone::UTC).year()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{Matched, Tally, tally};
    use crate::handling::{Handling, Visit};
    use crate::request::Form;
    use crate::submission::{Status, Submission};

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a moment")
    }

    fn submission(received: &str) -> Submission {
        let request = r#"{"language": "en",
            "organisation": {"name": "Invented School", "kind": "vet-provider", "country": "BE", "place": "Ghent"},
            "contact": {"name": "Invented Person", "role": null, "email": "person@example.org"},
            "wish": {"form": "join", "motivation": "We would like to join.", "show_as_supporter": false}}"#;
        let request = serde_json::from_str(request).expect("a request");
        Submission::new(request, &Default::default(), None, at(received))
    }

    #[test]
    fn a_request_counts_in_the_year_of_each_thing_that_happened_to_it() {
        let submission = submission("2025-12-30T12:00:00Z");
        let visit: Visit = serde_json::from_str(
            r#"{"period": {"from": "2026-12-28", "until": "2027-01-02"}, "activity": "job-shadowing",
                "host_country": "FI", "staff": 2, "learners": 0, "fewer_opportunities": 1}"#,
        )
        .expect("a visit");
        let handling = Handling {
            matched: Some(at("2026-01-04T11:59:59Z")),
            since: Some(at("2027-01-10T08:00:00Z")),
            visit: Some(visit),
            ..Handling::default()
        };
        let completed = tally(&submission, Status::Completed, &handling).expect("a tally");
        assert_eq!((completed.received, completed.form), (2025, Form::Join));
        assert_eq!(completed.matched, Some(Matched { year: 2026, days: 4 }), "whole days only");
        assert_eq!(completed.visit.as_ref().map(|visit| (visit.year, visit.staff)), Some((2027, 2)));
        assert_eq!(
            [2024, 2025, 2026, 2027, 2028].map(|year| completed.touches(year)),
            [false, true, true, true, false]
        );

        let declined = tally(&submission, Status::Declined, &handling).expect("a tally");
        assert_eq!((declined.declined, declined.visit), (Some(2027), None));
    }

    #[test]
    fn a_robot_counts_for_nothing() {
        let submission = submission("2025-12-30T12:00:00Z");
        for status in [Status::Spam, Status::SuspectedSpam] {
            assert_eq!(tally(&submission, status, &Handling::default()), None);
        }
    }

    #[test]
    fn a_tally_names_nobody_and_is_read_as_it_was_written() {
        let submission = submission("2025-12-30T12:00:00Z");
        let tally = tally(&submission, Status::New, &Handling::default()).expect("a tally");
        let written = serde_json::to_string(&tally).expect("JSON");
        assert_eq!(written, r#"{"received":2025,"form":"join"}"#);
        assert_eq!(serde_json::from_str::<Tally>(&written).expect("a tally"), tally);
    }
}
