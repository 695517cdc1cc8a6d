//! Where submissions are kept.
//!
//! Two traits, one for each right: the public function holds an [`Intake`], which can only put and reads nothing; the
//! desk holds [`Records`]. What a store promises stands in `tests/store_promises.rs` and is the same for every store.

#[cfg(feature = "dynamodb")]
pub mod dynamodb;
mod failure;
#[cfg(feature = "sqlite")]
pub mod sqlite;

use std::collections::BTreeMap;
use std::fmt;
use std::pin::Pin;

use domain::request::{Form, Wish};
use domain::submission::{Deed, Entry, Reference, Status, Submission};
use domain::terms::{Activity, Country};
use domain::vocabulary::Code;
use jiff::Timestamp;

pub use failure::{ChangeError, StoreError};

/// What a store answers, later.
pub type Promise<'a, T, E = StoreError> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'a>>;

/// The right to put, and nothing else.
pub trait Intake: Send + Sync {
    /// Keeps a submission unless its reference is already there; what is there is never overwritten. When this has
    /// answered, the submission survives a power cut.
    fn put<'a>(&'a self, submission: &'a Submission) -> Promise<'a, Put>;
}

/// What became of a put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It is kept now.
    Stored,
    /// It was there before: the same was sent again.
    AlreadyThere,
}

/// The rights of the desk.
pub trait Records: Send + Sync {
    /// One submission.
    fn get<'a>(&'a self, reference: &'a Reference) -> Promise<'a, Option<Record>>;

    /// Submissions, the newest first, a page at a time. What comes in meanwhile moves no other from its page.
    fn list<'a>(&'a self, filter: Filter, after: Option<&'a Cursor>) -> Promise<'a, Page>;

    /// How many submissions have each status; a status without any is left out.
    fn counts(&self) -> Promise<'_, BTreeMap<Status, u64>>;

    /// Changes a submission that is still at the version its reader saw, and appends the change to its timeline.
    fn change<'a>(
        &'a self,
        reference: &'a Reference,
        expected: u64,
        change: Change,
    ) -> Promise<'a, Record, ChangeError>;

    /// What was done to a submission, the oldest first; nothing for an unknown one.
    fn timeline<'a>(&'a self, reference: &'a Reference) -> Promise<'a, Vec<Entry>>;

    /// Removes a submission and its timeline for good; tells whether it was there.
    fn erase<'a>(&'a self, reference: &'a Reference) -> Promise<'a, bool>;
}

/// A submission and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// As it came in.
    pub submission: Submission,
    /// Where it stands.
    pub status: Status,
    /// 1 when it came in, one more after every change.
    pub version: u64,
    /// When it was last changed.
    pub changed: Timestamp,
}

/// Which submissions to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filter {
    /// Only those with this status.
    pub status: Option<Status>,
    /// Only those of this form.
    pub form: Option<Form>,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// At most [`Page::SIZE`].
    pub rows: Vec<Summary>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

impl Page {
    /// Rows of a page.
    pub const SIZE: usize = 50;
}

/// What a list shows of a submission: nothing about the person behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// Its public name.
    pub reference: Reference,
    /// When it came in.
    pub received: Timestamp,
    /// The form it came by.
    pub form: Form,
    /// The organisation's name.
    pub organisation: String,
    /// The organisation's country.
    pub country: Code<Country>,
    /// The forms of mobility it is about.
    pub activities: Vec<Code<Activity>>,
    /// Where it stands.
    pub status: Status,
}

impl Summary {
    /// The summary of a submission.
    pub fn of(submission: &Submission, status: Status) -> Self {
        let request = &submission.request;
        Self {
            reference: submission.reference.clone(),
            received: submission.received,
            form: request.wish.form(),
            organisation: request.organisation.name.clone(),
            country: request.organisation.country.clone(),
            activities: match &request.wish {
                Wish::FindAHost(search) => vec![search.activity.clone()],
                Wish::OfferToHost(proposal) => proposal.activities.clone(),
                Wish::Join(_) => Vec::new(),
            },
            status,
        }
    }
}

/// The last row of a page, as the place where the next begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// When that submission came in.
    pub received: Timestamp,
    /// Its reference, because two may come in at one moment.
    pub reference: Reference,
}

impl Cursor {
    /// A cursor from the text of one.
    pub fn parse(text: &str) -> Option<Self> {
        let (received, reference) = text.split_once('~')?;
        Some(Self { received: received.parse().ok()?, reference: Reference::parse(reference)? })
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{}~{}", self.received, self.reference)
    }
}

/// A change to a submission.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What changes.
    pub what: What,
    /// Who changes it, as they name themselves; nobody for what the tool does by itself.
    pub by: Option<String>,
    /// When.
    pub at: Timestamp,
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
    /// The status after the change, and its entry in the timeline. Every store judges a change by this.
    ///
    /// # Errors
    /// If the status asked for can't follow.
    pub fn apply(self, status: Status) -> Result<(Status, Entry), ChangeError> {
        let (next, deed) = match self.what {
            What::Note(note) => (status, Deed::Noted { note }),
            What::Status(to) if status.next().contains(&to) => (to, Deed::StatusChanged { from: status, to }),
            What::Status(to) => return Err(ChangeError::NotNext { from: status, to }),
        };
        Ok((next, Entry { at: self.at, by: self.by, deed }))
    }
}

/// A submission as a store writes it.
#[cfg(any(feature = "sqlite", feature = "dynamodb"))]
fn encode(submission: &Submission) -> Result<String, StoreError> {
    serde_json::to_string(submission).map_err(|error| StoreError::unavailable("the record can't be written", error))
}

/// A submission from what a store has written.
#[cfg(feature = "sqlite")]
fn decode(reference: &str, record: &str) -> Result<Submission, StoreError> {
    use domain::submission::RECORD_VERSION;

    let unreadable = |reason: String| StoreError::Unreadable { reference: reference.to_owned(), reason };
    // The parser's own words could quote what somebody sent.
    let submission: Submission = serde_json::from_str(record)
        .map_err(|error| unreadable(format!("{:?} error at column {}", error.classify(), error.column())))?;
    if submission.version > RECORD_VERSION {
        return Err(unreadable(format!("it has version {}, and {RECORD_VERSION} is known", submission.version)));
    }
    Ok(submission)
}

#[cfg(test)]
mod tests {
    use domain::submission::{Deed, Status};

    use super::{Change, ChangeError, Cursor, What};

    #[test]
    fn a_cursor_survives_an_address() {
        let text = "2026-11-23T08:00:00.123456789Z~MM-7K3M-9QPD-2XWV";
        assert_eq!(Cursor::parse(text).map(|cursor| cursor.to_string()).as_deref(), Some(text));
        for bad in ["", "~", "yesterday~MM-7K3M-9QPD-2XWV", "2026-11-23T08:00:00Z~1"] {
            assert_eq!(Cursor::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_status_follows_only_where_it_can() {
        let to = |status| Change { what: What::Status(status), by: None, at: jiff::Timestamp::UNIX_EPOCH };
        let (status, entry) = to(Status::InReview).apply(Status::New).expect("it may follow");
        assert_eq!(status, Status::InReview);
        assert_eq!(entry.deed, Deed::StatusChanged { from: Status::New, to: Status::InReview });
        let refused = to(Status::Completed).apply(Status::New);
        assert!(matches!(refused, Err(ChangeError::NotNext { .. })));
    }
}
