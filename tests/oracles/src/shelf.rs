//! A store that keeps everything in memory, and judges what it is given.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use domain::case::Submission;
use jiff::Timestamp;
use serde_json::Value;
use store::{Deadlines, InsertOutcome, StoreFuture, SubmissionSink};

/// Most that is kept; a fuzzer sends more than memory holds.
const MOST: usize = 10_000;

#[derive(Default)]
pub struct Shelf(Mutex<(BTreeMap<String, Submission>, BTreeSet<String>)>);

impl Shelf {
    /// The submission of a reference.
    pub fn get(&self, reference: &str) -> Option<Submission> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).0.get(reference).cloned()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).0.len()
    }

    /// Makes room, between two requests.
    pub fn tidy(&self) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.0.len() > MOST {
            kept.0.clear();
        }
    }
}

impl SubmissionSink for Shelf {
    fn put<'a>(&'a self, submission: &'a Submission, deadlines: Deadlines) -> StoreFuture<'a, InsertOutcome> {
        Box::pin(async move {
            judge(submission, deadlines);
            let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let suspected = |kept: &Submission| !kept.suspicions.is_empty() && submission.suspicions.is_empty();
            let there = kept.0.get(submission.reference.as_str()).is_some_and(|kept| !suspected(kept));
            if !there {
                kept.0.insert(submission.reference.as_str().to_owned(), submission.clone());
            }
            Ok(if there { InsertOutcome::AlreadyExists } else { InsertOutcome::Inserted })
        })
    }

    fn spend<'a>(&'a self, token: &'a str, _until: Timestamp, _now: Timestamp) -> StoreFuture<'a, InsertOutcome> {
        Box::pin(async move {
            let new = self.0.lock().unwrap_or_else(PoisonError::into_inner).1.insert(token.to_owned());
            Ok(if new { InsertOutcome::Inserted } else { InsertOutcome::AlreadyExists })
        })
    }
}

/// What is stored can be read again as it was, and its texts can be shown anywhere.
fn judge(submission: &Submission, Deadlines { until, due }: Deadlines) {
    assert!(due.is_none_or(|due| due > submission.received), "due before it came in");
    assert!(until > submission.received, "kept until {until}, received {}", submission.received);
    let written = serde_json::to_value(submission).expect("a record can be written");
    let read: Submission = serde_json::from_value(written.clone()).expect("what was written can be read");
    assert_eq!(read, *submission, "a record is read as it was written");
    judge_texts(&written);
}

fn judge_texts(value: &Value) {
    match value {
        Value::String(text) => {
            let harmful =
                |letter: char| (letter.is_control() && !matches!(letter, '\n' | '\t')) || letter == '\u{fffd}';
            assert!(!text.contains(harmful), "{text:?} has a character that does harm");
            assert!(text.len() <= 4 * 6_000, "a text of {} bytes", text.len());
            assert_eq!(text.trim(), text, "white space at an end");
        }
        Value::Array(items) => items.iter().for_each(judge_texts),
        Value::Object(entries) => entries.values().for_each(judge_texts),
        _ => {}
    }
}
