//! Lists of submissions: what can be asked for, and what is shown of each.

use std::collections::BTreeMap;
use std::fmt;

use domain::case::{Reference, Status};
use domain::request::{Form, Wish};
use domain::text::Slug;
use domain::vocabulary::{Activity, Code, Country};
use jiff::Timestamp;

use super::Record;

/// Which part of all submissions to list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum View {
    #[default]
    All,
    Status(Status),
    /// The open ones that somebody works on; case and marks of the name make no difference.
    Mine(String),
    /// Those that wait for somebody else: [`Status::WAITING`].
    Waiting,
    /// Those for which somebody has to do something by now.
    Overdue,
}

/// Which submissions to list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    pub view: View,
    pub form: Option<Form>,
}

/// How many submissions there are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// With each status; a status without any is left out.
    pub by_status: BTreeMap<Status, u64>,
    /// In [`View::Mine`] of whoever asks.
    pub mine: u64,
    /// In [`View::Waiting`].
    pub waiting: u64,
    /// In [`View::Overdue`].
    pub overdue: u64,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// At most [`Page::SIZE`].
    pub rows: Vec<Summary>,
    pub next: Option<Cursor>,
}

impl Page {
    /// Rows of a page.
    pub const SIZE: usize = 50;
}

/// What a list shows of a submission: nothing about the person behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    pub reference: Reference,
    pub received: Timestamp,
    pub form: Form,
    pub organisation: String,
    pub place: String,
    pub country: Code<Country>,
    pub activities: Vec<Code<Activity>>,
    pub status: Status,
    pub assignee: Option<String>,
    /// When somebody has to do something about it at the latest.
    pub due: Option<Timestamp>,
    /// The offer by which it was introduced, or that it became; else the one that it asks for.
    pub offer: Option<Slug>,
}

impl Summary {
    /// The most that is returned of what is about to expire.
    pub const MOST_EXPIRING: usize = 200;

    pub fn of(record: &Record) -> Self {
        let (submission, handling) = (&record.submission, &record.handling);
        let request = &submission.request;
        let introduced = handling.introduced.as_ref().map(|introduced| &introduced.introduction.offer);
        let (activities, asked) = match &request.wish {
            Wish::FindAHost(search) => (vec![search.activity.clone()], search.offer.as_ref()),
            Wish::OfferToHost(proposal) => (proposal.activities.clone(), None),
            Wish::Join(_) => (Vec::new(), None),
        };
        Self {
            reference: submission.reference.clone(),
            received: submission.received,
            form: request.wish.form(),
            organisation: request.organisation.name.clone(),
            place: request.organisation.place.clone(),
            country: request.organisation.country.clone(),
            activities,
            status: record.status,
            assignee: handling.assignee.clone(),
            due: record.due,
            offer: introduced.or(handling.offer.as_ref()).or(asked).cloned(),
        }
    }
}

/// The last row of a page, as the place where the next begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The moment that the list is in the order of: when it came in, or, of the overdue, when it was due.
    pub at: Timestamp,
    /// Its reference, because two may have one moment.
    pub reference: Reference,
}

impl Cursor {
    /// A cursor from the text of one.
    pub fn parse(text: &str) -> Option<Self> {
        let (at, reference) = text.split_once('~')?;
        Some(Self { at: at.parse().ok()?, reference: Reference::parse(reference)? })
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{}~{}", self.at, self.reference)
    }
}

#[cfg(test)]
mod tests {
    use super::Cursor;

    #[test]
    fn a_cursor_survives_an_address() {
        let text = "2026-11-23T08:00:00.123456789Z~MM-7K3M-9QPD-2XWV";
        assert_eq!(Cursor::parse(text).map(|cursor| cursor.to_string()).as_deref(), Some(text));
        for bad in ["", "~", "yesterday~MM-7K3M-9QPD-2XWV", "2026-11-23T08:00:00Z~1"] {
            assert_eq!(Cursor::parse(bad), None, "{bad:?}");
        }
    }
}
