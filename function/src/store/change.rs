//! Changes, and what each makes of a record. Every store judges a change by the same rules.

use domain::retention::Retention;
use domain::submission::{Deed, Entry, Status};
use jiff::Timestamp;

use super::record::whole_second;
use super::{ChangeError, Record};

/// A change to a submission.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What changes.
    pub what: What,
    /// Who changes it, as they name themselves; nobody for what the tool does by itself.
    pub by: Option<String>,
    /// When: now. What has expired by then is unknown.
    pub at: Timestamp,
    /// How long requests are kept.
    pub retention: Retention,
}

/// What changes.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// Its status.
    Status(Status),
    /// Nothing but that something is written down.
    Note(String),
}

impl Change {
    /// The record after the change, and the change's entry in the timeline.
    ///
    /// # Errors
    /// If the status asked for can't follow.
    pub fn apply(self, record: Record) -> Result<(Record, Entry), ChangeError> {
        let until = self.until(record.status, record.until);
        let (status, deed) = self.what.follow(record.status)?;
        let (version, changed) = (record.version + 1, self.at);
        Ok((Record { status, version, changed, until, ..record }, Entry { at: self.at, by: self.by, deed }))
    }

    /// Until when the record is kept then. A note keeps alive what somebody works on; about the rest it says nothing.
    fn until(&self, status: Status, until: Timestamp) -> Timestamp {
        whole_second(match self.what {
            What::Status(to) => self.retention.until(to, self.at),
            What::Note(_) if status.is_open() => self.retention.until(status, self.at),
            What::Note(_) => until,
        })
    }
}

impl What {
    fn follow(self, from: Status) -> Result<(Status, Deed), ChangeError> {
        match self {
            What::Note(note) => Ok((from, Deed::Noted { note })),
            What::Status(to) if from.next().contains(&to) => Ok((to, Deed::StatusChanged { from, to })),
            What::Status(to) => Err(ChangeError::NotNext { from, to }),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::retention::Retention;
    use domain::submission::{Deed, Status};
    use jiff::Timestamp;

    use super::{Change, What};
    use crate::store::ChangeError;

    #[test]
    fn a_status_follows_only_where_it_can() {
        let (status, deed) = What::Status(Status::InReview).follow(Status::New).expect("it may follow");
        assert_eq!(status, Status::InReview);
        assert_eq!(deed, Deed::StatusChanged { from: Status::New, to: Status::InReview });
        let refused = What::Status(Status::Completed).follow(Status::New);
        assert!(matches!(refused, Err(ChangeError::NotNext { .. })));
    }

    #[test]
    fn a_status_sets_the_expiry_anew_and_a_note_only_while_somebody_works_on_it() {
        let retention = Retention { open_days: 4, completed_days: 3, declined_days: 2, spam_days: 1 };
        let (before, at) = (Timestamp::UNIX_EPOCH, Timestamp::from_second(1_000).expect("a moment"));
        let until = |from, what| Change { what, by: None, at, retention }.until(from, before);
        assert_eq!(until(Status::New, What::Status(Status::Declined)), retention.until(Status::Declined, at));
        assert_eq!(until(Status::InReview, What::Note("called".into())), retention.until(Status::InReview, at));
        for closed in [Status::Completed, Status::Declined, Status::Spam, Status::SuspectedSpam] {
            assert_eq!(until(closed, What::Note("called".into())), before, "{closed:?}");
        }
    }
}
