//! Changes, and what each makes of a record. Every store applies the same rules.

use domain::case::retention::Retention;
use domain::case::{Action, Reminders, Status, TimelineEntry};
use jiff::Timestamp;

use super::record::whole_second;
use super::{ChangeError, Record};

/// A change to a submission.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    pub step: Action,
    /// Who takes it, as they name themselves; nobody for what the tool does by itself.
    pub by: Option<String>,
    /// When: now. What has expired by then is unknown.
    pub at: Timestamp,
    pub retention: Retention,
    pub reminders: Reminders,
}

impl Change {
    /// The record after the change, and the change's entry in the timeline.
    ///
    /// # Errors
    /// If the step can't be taken where the record stands.
    pub fn apply(self, record: Record) -> Result<(Record, TimelineEntry), ChangeError> {
        let Self { step, by, at, retention, reminders } = self;
        let submission = record.submission;
        let (status, event) = step.take(submission.request.wish.form(), record.status, &record.handling)?;
        let entry = TimelineEntry { at, by, event };
        let handling = record.handling.after(&entry);
        let is_news = status != record.status || status.is_open() || status == Status::Accepted;
        let base = Retention::base(status, at, handling.visit_end(&submission.request));
        let until = if is_news { retention.until(status, base) } else { record.until };
        let due = reminders.due(status, submission.received, &handling).map(whole_second);
        let version = record.version + 1;
        let record = Record { submission, status, version, changed: at, until: whole_second(until), handling, due };
        Ok((record, entry))
    }
}

#[cfg(test)]
mod tests {
    use domain::case::retention::Retention;
    use domain::case::{
        Action, ActionKind, CaseState, Cause, Reason, ReferenceKey, Refusal, Reminders, Status, Submission,
    };
    use domain::request::{Form, Request};
    use jiff::Timestamp;

    use super::Change;
    use crate::{ChangeError, Deadlines, Record};

    const RETENTION: Retention =
        Retention { open_days: 4, completed_days: 3, accepted_days: 5, declined_days: 2, spam_days: 1 };

    fn request() -> Request {
        let request = r#"{"language": "en",
            "organisation": {"name": "Invented School", "kind": "vet-provider", "country": "BE", "place": "Ghent"},
            "contact": {"name": "Invented Person", "role": null, "email": "person@example.org"},
            "wish": {"form": "join", "motivation": "We would like to join.", "show_as_supporter": false}}"#;
        serde_json::from_str(request).expect("a request")
    }

    fn record(status: Status) -> Record {
        let submission =
            Submission::new(request(), &Default::default(), None, &ReferenceKey::new([7; 32]), Timestamp::UNIX_EPOCH);
        assert_eq!(submission.request.wish.form(), Form::Join);
        Record { status, ..Record::first(submission, Deadlines { until: Timestamp::UNIX_EPOCH, due: None }) }
    }

    fn after(status: Status, step: Action) -> Result<Record, ChangeError> {
        let at = Timestamp::from_second(1_000).expect("a moment");
        let change = Change { step, by: None, at, retention: RETENTION, reminders: Reminders::default() };
        change.apply(record(status)).map(|(record, _)| record)
    }

    #[test]
    fn a_step_is_taken_only_where_it_can_be() {
        let reviewed = after(Status::New, Action::StartReview).expect("it may follow");
        assert_eq!((reviewed.status, reviewed.version), (Status::InReview, 2));
        assert_eq!(reviewed.handling.since, Some(reviewed.changed));
        let refused = after(Status::New, Action::Return { cause: Cause::Other, explanation: None });
        assert!(
            matches!(refused, Err(ChangeError::ActionNotAllowed(not)) if not.step == ActionKind::Return),
            "{refused:?}"
        );
        assert_eq!(record(Status::New).handling, CaseState::default());
    }

    #[test]
    fn a_status_sets_the_expiry_anew_and_a_note_only_while_somebody_works_on_it() {
        let at = Timestamp::from_second(1_000).expect("a moment");
        let note = || Action::Note { note: "called".into() };
        let until = |status, step| after(status, step).expect("a step").until;
        let refusal = Refusal { reason: Reason::Other, explanation: None };
        assert_eq!(until(Status::New, Action::Decline(refusal)), RETENTION.until(Status::Declined, at));
        for kept_alive in [Status::InReview, Status::Accepted] {
            assert_eq!(until(kept_alive, note()), RETENTION.until(kept_alive, at), "{kept_alive:?}");
        }
        for closed in [Status::Completed, Status::Declined, Status::Spam, Status::SuspectedSpam] {
            assert_eq!(until(closed, note()), Timestamp::UNIX_EPOCH, "{closed:?}");
        }
    }

    #[test]
    fn a_step_says_when_the_next_is_due() {
        let due = |status, step| after(status, step).expect("a step").due;
        assert!(due(Status::New, Action::AskForInformation { question: None }).is_some());
        assert_eq!(due(Status::New, Action::MarkAsSpam), None);
    }
}
