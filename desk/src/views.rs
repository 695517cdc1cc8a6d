//! Lists of requests: values for templates, made of records and words. Nothing here reads or changes a record.

mod inbox;
mod rows;

pub(super) use inbox::{inbox, most_overdue};
pub(super) use rows::{ListLinks, list, seen};
