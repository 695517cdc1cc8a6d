//! What a store answers with: records, and lists of them.

use std::fmt;

use domain::handling::Handling;
use domain::request::{Form, Wish};
use domain::submission::{Entry, Reference, Status, Submission};
use domain::terms::{Activity, Country};
use domain::vocabulary::Code;
use jiff::Timestamp;

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
    /// Until when it is kept, in whole seconds: from then on no store knows it.
    pub until: Timestamp,
    /// What is known of its handling.
    pub handling: Handling,
    /// When somebody has to do something about it at the latest.
    pub due: Option<Timestamp>,
}

impl Record {
    /// A submission as it stands when it comes in.
    pub fn first(submission: Submission, until: Timestamp, due: Option<Timestamp>) -> Self {
        let (status, changed) = (submission.first_status(), submission.received);
        Self { submission, status, version: 1, changed, until: whole_second(until), handling: Handling::default(), due }
    }
}

/// Moments of expiry are kept in whole seconds; a fraction is rounded up, so that nothing goes before its time.
pub(super) fn whole_second(moment: Timestamp) -> Timestamp {
    let up = i64::from(moment.subsec_nanosecond() > 0);
    Timestamp::from_second(moment.as_second().saturating_add(up)).unwrap_or(Timestamp::MAX)
}

/// Everything about a submission: what is moved from one store to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// It, where it stands, and until when it is kept.
    pub record: Record,
    /// What was done to it, the oldest first; an entry for each version.
    pub timeline: Vec<Entry>,
}

/// Some of all there is.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    /// In an order of the store's own. It may be empty where more follows.
    pub kept: Vec<Kept>,
    /// Where the next begins, if there is one.
    pub next: Option<Mark>,
}

/// How far a store was read. It means something to the store that made it only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark(pub(super) String);

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

#[cfg(test)]
mod tests {
    use super::{Cursor, whole_second};

    #[test]
    fn a_cursor_survives_an_address() {
        let text = "2026-11-23T08:00:00.123456789Z~MM-7K3M-9QPD-2XWV";
        assert_eq!(Cursor::parse(text).map(|cursor| cursor.to_string()).as_deref(), Some(text));
        for bad in ["", "~", "yesterday~MM-7K3M-9QPD-2XWV", "2026-11-23T08:00:00Z~1"] {
            assert_eq!(Cursor::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn nothing_expires_before_its_time() {
        for (written, kept) in [("08:00:00", "08:00:00"), ("08:00:00.000000001", "08:00:01")] {
            let moment = format!("2026-11-23T{written}Z").parse().expect("a moment");
            assert_eq!(whole_second(moment).to_string(), format!("2026-11-23T{kept}Z"));
        }
    }
}
