//! How SQLite finds what the desk asks for: never by looking at everything.

use domain::case::{Reference, Status};
use domain::request::Form;
use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::columns::RECORD;
use super::{introductions, lists, persons, schema, tallies};
use crate::{Cursor, Filter, View};

/// The steps of a statement's plan.
fn plan(connection: &Connection, sql: &str, values: Vec<Value>) -> Vec<String> {
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).expect("a statement");
    assert!(values.is_empty() || values.len() == statement.parameter_count(), "a value for each place: {sql}");
    let rows = statement.query_map(params_from_iter(values), |row| row.get(3)).expect("a plan");
    rows.map(|row| row.expect("a step")).collect()
}

/// Asserts that a statement looks up what it needs, and sorts nothing unless it may.
fn looks_up(connection: &Connection, sql: &str, values: Vec<Value>, may_sort: bool) {
    let steps = plan(connection, sql, values);
    assert!(!steps.is_empty());
    for step in &steps {
        // A scan of the word index reads the rows of its words; a few rows that were just found may be gone through.
        let is_scan = step.starts_with("SCAN")
            && !step.contains(":M1")
            && !step.starts_with("SCAN (subquery")
            && !step.starts_with("SCAN CONSTANT");
        assert!(!is_scan, "{steps:#?}\n{sql}");
        assert!(may_sort || !step.contains("TEMP B-TREE"), "{steps:#?}\n{sql}");
    }
}

fn values(count: usize) -> Vec<Value> {
    vec![Value::from(1); count]
}

#[test]
fn no_question_of_the_desk_looks_at_every_request() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = folder.path().join("requests.sqlite");
    schema::create_store(&path).expect("a store");
    let connection = schema::open(&path).expect("a store that opens");
    let now = Timestamp::UNIX_EPOCH;
    let cursor = Cursor { at: now, reference: Reference::parse("MM-7K3M-9QPD-2XWV").expect("a reference") };
    let mut views = vec![View::All, View::Mine("Marta".into()), View::Waiting, View::Overdue];
    views.extend(Status::ALL.map(View::Status));
    for view in views {
        for (form, after) in [(None, None), (Some(Form::Join), None), (Some(Form::Join), Some(&cursor))] {
            let filter = Filter { view: view.clone(), form };
            let query = lists::list_query(&filter, after, now).expect("a question");
            looks_up(&connection, &query.sql, query.values, false);
        }
    }
    for words in ["a", "school", "school of crafts"] {
        let query = lists::search_query(words, None, now).expect("a question").expect("with words");
        looks_up(&connection, &query.sql, query.values, false);
    }
    looks_up(&connection, lists::EXPIRED, values(1), true);
    looks_up(&connection, lists::OVERDUE, values(1), false);
    looks_up(&connection, lists::MINE, values(2), false);
    looks_up(&connection, &persons::related_sql(), values(5), true);
    looks_up(&connection, &persons::sent_by_sql(), values(2), true);
    looks_up(&connection, &format!("SELECT {RECORD} {}", persons::EXPIRING), values(3), false);
    looks_up(&connection, introductions::SINCE, values(2), false);
    looks_up(&connection, &format!("SELECT {RECORD} {}", introductions::ACCEPTED), values(2), false);
    looks_up(&connection, introductions::LAST, values(2), false);
    let numbers = plan(&connection, lists::NUMBERS, Vec::new());
    assert_eq!(numbers, ["SCAN numbers"], "ten rows at most");
    let tallies = plan(&connection, tallies::PRESENT, Vec::new());
    assert_eq!(tallies, ["SEARCH requests USING COVERING INDEX requests_by_tally (tally>?)"], "a report of a year");
}
