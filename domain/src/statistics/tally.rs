//! What a request counts for in the figures of years: numbers and codes, nothing that leads to anybody.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::case::{CaseState, Reason, Status, Submission};
use crate::request::Form;
use crate::vocabulary::{Activity, Code, Country};

/// What one request counts for. Years are those of Coordinated Universal Time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub received: i16,
    pub form: Form,
    /// When the host was named that it is, or was, introduced to and that answered. What a release before this one counted
    /// has the first host that was named here, whatever became of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matched: Option<Matched>,
    /// The year in which its sender was told that there is no host. What a release before this one counted was declined
    /// for any reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declined: Option<i16>,
    /// The year in which it was declined for another reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<i16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit: Option<Visited>,
}

/// When a host was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matched {
    pub year: i16,
    /// Whole days since the request came in.
    pub days: u32,
}

/// A visit that took place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visited {
    /// The year in which it ended.
    pub year: i16,
    pub activity: Code<Activity>,
    pub host_country: Code<Country>,
    pub staff: u32,
    pub learners: u32,
    /// Of both, people with fewer opportunities.
    pub fewer_opportunities: u32,
}

/// What a request counts for that stands somewhere; nothing for what is a robot's, or may be, or was asked before: figures
/// count each request once, whatever was done with it on the way.
pub fn tally(submission: &Submission, status: Status, handling: &CaseState) -> Option<Tally> {
    if matches!(status, Status::SuspectedSpam | Status::Spam) {
        return None;
    }
    let received = submission.received;
    let reason = handling.refusal.as_ref().map(|refusal| refusal.reason).filter(|_| status == Status::Declined);
    if reason == Some(Reason::Duplicate) {
        return None;
    }
    let has_host = matches!(status, Status::Introduced | Status::Agreed | Status::Completed);
    let introduced = handling.introduced.as_ref().filter(|introduced| has_host && introduced.answered.is_some());
    let matched = introduced.map(|introduced| {
        let days = (introduced.at.as_second() - received.as_second()) / 86_400;
        Matched { year: year_of(introduced.at), days: u32::try_from(days).unwrap_or_default() }
    });
    let ended = (status == Status::Declined).then(|| year_of(handling.since.unwrap_or(received)));
    // A release that knew of no reasons recorded none.
    let no_host = reason.is_none_or(|reason| reason == Reason::NoHost);
    let (declined, closed) = if no_host { (ended, None) } else { (None, ended) };
    let visit = handling.visit.as_ref().filter(|_| status == Status::Completed).map(|visit| Visited {
        year: visit.period.until.year(),
        activity: visit.activity.clone(),
        host_country: visit.host_country.clone(),
        staff: visit.staff,
        learners: visit.learners,
        fewer_opportunities: visit.fewer_opportunities,
    });
    Some(Tally { received: year_of(received), form: submission.request.wish.form(), matched, declined, closed, visit })
}

impl Tally {
    /// Whether anything of it belongs to a year.
    pub fn touches(&self, year: i16) -> bool {
        self.received == year
            || self.matched.is_some_and(|matched| matched.year == year)
            || self.declined == Some(year)
            || self.closed == Some(year)
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
    use crate::case::{
        Action, CaseState, Cause, Reason, ReferenceKey, Refusal, Status, Submission, TimelineEntry, Visit,
    };
    use crate::request::Form;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a moment")
    }

    fn submission(received: &str) -> Submission {
        let request = r#"{"language": "en",
            "organisation": {"name": "Invented School", "kind": "vet-provider", "country": "BE", "place": "Ghent"},
            "contact": {"name": "Invented Person", "role": null, "email": "person@example.org"},
            "wish": {"form": "join", "motivation": "We would like to join.", "show_as_supporter": false}}"#;
        let request = serde_json::from_str(request).expect("a request");
        Submission::new(request, &Default::default(), None, &ReferenceKey::new([7; 32]), at(received))
    }

    #[test]
    fn a_request_counts_in_the_year_of_each_thing_that_happened_to_it() {
        let submission = submission("2025-12-30T12:00:00Z");
        let visit: Visit = serde_json::from_str(
            r#"{"period": {"from": "2026-12-28", "until": "2027-01-02"}, "activity": "job-shadowing",
                "host_country": "FI", "staff": 2, "learners": 0, "fewer_opportunities": 1}"#,
        )
        .expect("a visit");
        let introduced = r#"{"offer": "boat-yard", "at": "2026-01-04T11:59:59Z", "answered": "2026-01-05T08:00:00Z",
            "host": {"organisation": "Invented Yard", "name": "Invented Person", "email": "yard@example.org", "language": "en"}}"#;
        let handling = CaseState {
            introduced: Some(serde_json::from_str(introduced).expect("an introduction")),
            since: Some(at("2027-01-10T08:00:00Z")),
            visit: Some(visit),
            ..CaseState::default()
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

    /// What a request counts for after some steps with it, an hour apart.
    fn after(steps: impl IntoIterator<Item = Action>) -> Option<Tally> {
        let submission = submission("2026-12-30T12:00:00Z");
        let (mut status, mut handling) = (Status::New, CaseState::default());
        for (step, hour) in steps.into_iter().zip(1..) {
            let (to, event) = step.take(Form::FindAHost, status, &handling).expect("a step that can be taken");
            let at = submission.received + jiff::SignedDuration::from_hours(hour);
            (status, handling) = (to, handling.after(&TimelineEntry { at, by: None, event }));
        }
        tally(&submission, status, &handling)
    }

    fn introduce(offer: &str) -> Action {
        let introduction = serde_json::json!({"step": "introduce", "offer": offer, "host": {"organisation": "Invented Yard",
            "name": "Invented Person", "email": "yard@example.org", "language": "en"}});
        serde_json::from_value(introduction).expect("an introduction")
    }

    fn complete(staff: u32) -> Visit {
        let visit = serde_json::json!({"period": {"from": "2026-12-28", "until": "2026-12-30"}, "activity": "job-shadowing",
            "host_country": "FI", "staff": staff, "learners": 0, "fewer_opportunities": 0});
        serde_json::from_value(visit).expect("a visit")
    }

    #[test]
    fn a_duplicate_counts_for_nothing_and_only_a_missing_host_counts_as_none_found() {
        let decline = |reason| after([Action::Decline(Refusal { reason, explanation: None })]);
        assert_eq!(decline(Reason::Duplicate), None);
        for reason in Reason::ALL.iter().copied().filter(|reason| *reason != Reason::Duplicate) {
            let tally = decline(reason).expect("a tally");
            let expected = if reason == Reason::NoHost { (Some(2026), None) } else { (None, Some(2026)) };
            assert_eq!((tally.declined, tally.closed), expected, "{reason:?}");
        }
        let refusal = Refusal { reason: Reason::Duplicate, explanation: None };
        let reopened = after([Action::Decline(refusal), Action::Reopen { reason: "It is another group.".into() }]);
        assert_eq!(reopened.map(|tally| (tally.declined, tally.closed, tally.matched)), Some((None, None, None)));
    }

    #[test]
    fn a_request_is_matched_once_by_a_host_that_answered_and_stays() {
        let matched = |steps: Vec<Action>| after(steps).expect("a tally").matched.is_some();
        let back = |cause| Action::Return { cause, explanation: None };
        assert!(!matched(vec![introduce("yard")]), "nobody has answered");
        assert!(matched(vec![introduce("yard"), Action::RecordAnswer]));
        assert!(!matched(vec![introduce("yard"), back(Cause::HostSilent)]));
        assert!(!matched(vec![introduce("yard"), Action::RecordAnswer, back(Cause::HostDeclined)]));
        assert!(matched(vec![introduce("yard"), back(Cause::HostSilent), introduce("mill"), Action::RecordAnswer]));
    }

    #[test]
    fn a_visit_that_is_corrected_or_reopened_counts_as_it_stands() {
        let staff = |steps: Vec<Action>| after(steps).expect("a tally").visit.map(|visit| visit.staff);
        let completed = || vec![introduce("yard"), Action::Complete(complete(70))];
        let correct = Action::Correct { visit: complete(7), reason: "It was 7 and not 70.".into() };
        let reopen = Action::Reopen { reason: "It was put off.".into() };
        assert_eq!(staff(completed()), Some(70));
        assert_eq!(staff([completed(), vec![correct.clone()]].concat()), Some(7));
        assert_eq!(staff([completed(), vec![reopen.clone()]].concat()), None);
        assert_eq!(staff([completed(), vec![reopen, Action::Complete(complete(6)), correct]].concat()), Some(7));
    }

    #[test]
    fn a_robot_counts_for_nothing() {
        let submission = submission("2025-12-30T12:00:00Z");
        for status in [Status::Spam, Status::SuspectedSpam] {
            assert_eq!(tally(&submission, status, &CaseState::default()), None);
        }
    }

    #[test]
    fn a_tally_names_nobody_and_is_read_as_it_was_written() {
        let submission = submission("2025-12-30T12:00:00Z");
        let tally = tally(&submission, Status::New, &CaseState::default()).expect("a tally");
        let written = serde_json::to_string(&tally).expect("JSON");
        assert_eq!(written, r#"{"received":2025,"form":"join"}"#);
        assert_eq!(serde_json::from_str::<Tally>(&written).expect("a tally"), tally);
    }
}
